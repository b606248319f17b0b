/** The register of protected sites: how ready each is, what is missing, and what two of them claim. */
import { get, type Site, type Sites } from '../api.ts';
import { el, type Child } from '../dom.ts';
import { t, tOf } from '../language.ts';
import { figure } from '../number.ts';
import { list, nothing, section, table, tag } from '../parts.ts';
import type { Page } from '../page.ts';

type Coverage = Sites['coverage'][number];
const ASPECTS = ['reachable', 'covered', 'armable', 'exercised'] as const;

export const sites: Page = {
  name: 'sites',
  path: '/sites',
  reads: ['sites', 'alerts'],
  async draw() {
    const all = await get<Sites>('sites');
    return [
      el('h1', {}, t('sites.title')),
      el('p', { class: 'lead' }, t('sites.lead')),
      el('p', { class: 'soft' }, `${t('sites.date')} ${all.date ?? t('sites.date.none')} · ${t('sites.version')} `, el('code', {}, all.version)),
      ...(all.sites.length === 0 ? [nothing(t('sites.none'))] : [
        section('coverage', t('sites.coverage'), { class: 'panel' }, coverage(all.coverage)),
        section('register', t('sites.title'), { class: 'panel' }, register(all.sites))]),
      ...(all.overlaps.length === 0 ? [] : [section('overlaps', t('sites.overlaps'), { class: 'panel' },
        list(all.overlaps.map((o) => t('sites.overlap', o))))]),
    ];
  },
};

/** So many of all, with a bar: full is all of them. */
function share(n: number, of: number): Child {
  return [`${figure(n)} / ${figure(of)}`, el('span', { class: `bar ${n === of ? 'full' : ''}`, 'aria-hidden': 'true', '--p': `${of === 0 ? 0 : 100 * n / of}%` })];
}

function coverage(rows: Coverage[]): HTMLElement {
  return table(t('sites.coverage'), [
    { head: t('sites.sector'), header: true, cell: (c: Coverage) => tOf('sector', c.sector) },
    { head: t('sites.sites'), kind: 'number', cell: (c: Coverage) => figure(c.sites) },
    ...ASPECTS.map((aspect) => ({ head: t(`sites.${aspect}`), kind: 'number' as const, cell: (c: Coverage) => share(c[aspect], c.sites) })),
  ], rows, { class: 'ready' });
}

function register(rows: Site[]): HTMLElement {
  const mood = { low: 'plain', medium: 'know', high: 'act' };
  return table(t('sites.title'), [
    { head: t('sites.site'), header: true, cell: (s: Site) => s.name },
    { head: t('sites.sector'), cell: (s: Site) => tOf('sector', s.sector) },
    { head: t('sites.criticality'), cell: (s: Site) => tag(mood[s.criticality], t(`sites.criticality.${s.criticality}`)) },
    {
      head: t('sites.addresses'), cell: (s: Site) => [t('sites.counts', { prefixes: s.prefixes, asns: s.asns.length, domains: s.domains }),
        s.asns.length > 0 && el('p', { class: 'soft' }, s.asns.join(', '))],
    },
    { head: t('sites.member'), cell: (s: Site) => s.member ?? t('sites.member.none') },
    {
      head: t('sites.ready'), cell: (s: Site) => s.missing.length === 0 ? tag('ok', t('sites.ready.all'))
        : [tag('know', t('sites.missing')), el('ul', { class: 'plain soft' }, s.missing.map((m) => el('li', {}, tOf('sites.missing', m))))],
    },
  ], rows);
}
