/** What the nodes found, and what follows from all of them together. Nobody is named; an empty list says why it is. */
import { get, type Attacks, type Linked, type Pooled, type Teller, type Together, type Told, type Unusual } from '../api.ts';
import { el, type Child } from '../dom.ts';
import { albums } from '../draw/album.ts';
import { attack, place, t, tOf } from '../language.ts';
import { chance, figure, NONE } from '../number.ts';
import { nothing, section, span, table, tag, when, type Column } from '../parts.ts';
import { KINDS, state } from '../telling.ts';
import type { Page } from '../page.ts';

type Kind = typeof KINDS[number];

export const attacks: Page = {
  name: 'attacks',
  path: '/attacks',
  reads: ['attacks'],
  async draw(scene) {
    const [all, pictures] = await Promise.all([get<Attacks>('attacks'), albums(scene, 'together')]);
    const none = (kind: Kind): HTMLElement => nothing(empty(all.tellers, kind));
    return [
      el('h1', {}, t('attacks.title')),
      el('p', { class: 'lead' }, t('attacks.lead'), ' ', all.tellers.length > 0 && span(all.from, all.until)),
      part('pooled', all.pooled.length > 0 ? table(t('attacks.pooled'), pooled(), all.pooled, { class: 'found' })
        : nothing(t('attacks.pooled.none'))),
      part('told', all.told.length > 0 ? table(t('attacks.told'), told(), all.told, { class: 'found' }) : none('events')),
      ...pictures,
      part('together', all.together.length > 0 ? table(t('attacks.together'), together(), all.together, { class: 'found' })
        : none('onset')),
      part('unusual', all.unusual.length > 0 ? table(t('attacks.unusual'), unusual(), all.unusual, { class: 'found' })
        : none('onset')),
      part('linked', all.linked.length > 0 ? table(t('attacks.linked'), linked(), all.linked, { class: 'found' }) : none('links')),
      part('tellers', all.tellers.length > 0 ? table(t('attacks.tellers'), tellers(), all.tellers, { class: 'found' })
        : nothing(t('attacks.tellers.none'))),
    ];
  },
};

function part(name: 'pooled' | 'told' | 'together' | 'unusual' | 'linked' | 'tellers', ...children: Child[]): HTMLElement {
  return section(`part-${name}`, t(`attacks.${name}`), { class: 'panel' },
    el('p', { class: 'soft' }, t(`attacks.${name}.note`)), children);
}

/** Nothing told is not nothing found: which of the two it is follows from what the nodes say. */
function empty(nodes: Teller[], kind: Kind): string {
  const telling = nodes.filter((n) => n.telling[kind] === 'told').length;
  if (nodes.length === 0) return t('attacks.tellers.none');
  if (telling === nodes.length) return t('attacks.none.all');
  return telling === 0 ? t('attacks.none.untold') : t('attacks.none.found', { n: telling, all: nodes.length });
}

function country(code: string): string {
  return code === 'unknown' ? t('fleet.nocountry') : place(code);
}

function where(x: { node: string; country: string }): Child {
  return [x.node, el('p', { class: 'soft' }, country(x.country))];
}

const pooled = (): Column<Pooled>[] => [
  {
    head: t('attacks.key'), header: true,
    cell: (p) => [el('span', { id: `pooled-${p.number}`, class: 'id' }, t('attacks.victim', { n: p.number })),
      el('p', { class: 'soft' }, attack(p.attackType))],
  },
  { head: t('from'), cell: (p) => when(p.from, 'second') },
  { head: t('until'), cell: (p) => when(p.until, 'second') },
  { head: t('attacks.packets'), kind: 'number', cell: (p) => figure(p.packets) },
  { head: t('attacks.minute'), kind: 'number', cell: (p) => figure(p.mostInMinute) },
  { head: t('attacks.confidence'), kind: 'number', cell: (p) => chance(p.confidence) },
  {
    head: t('attacks.regions'),
    cell: (p) => [p.countries.length === 0 ? NONE : p.countries.map(place).join(', '),
      el('p', { class: 'soft' }, p.nodes === 1 ? t('attacks.nodes.one') : t('attacks.nodes', { n: p.nodes }),
        !p.alone && ` · ${t('attacks.pooledonly')}`, p.parts > 1 && ` · ${t('attacks.parts', { n: p.parts })}`)],
  },
];

const told = (): Column<Told>[] => [
  { head: t('attacks.kindrule'), header: true, cell: (a) => [tOf('attacks.kind', a.kind), ' ', a.carpet && tag('know', t('attacks.carpet')),
    el('p', { class: 'soft' }, tOf('attacks.rule', a.carpet ? 'carpet' : a.kind, NONE))] },
  { head: t('attacks.vector'), cell: (a) => a.rest ? t('attacks.rest') : a.service === 'any' ? t('attacks.anyservice') : el('code', {}, a.service) },
  { head: t('attacks.regions'), cell: where },
  { head: t('attacks.first'), cell: (a) => when(a.first) },
  { head: t('attacks.last'), cell: (a) => when(a.last) },
  { head: t('attacks.most'), kind: 'number', cell: (a) => figure(a.most) },
  { head: t('attacks.different'), kind: 'number', cell: (a) => figure(a.different) },
  { head: t('attacks.windows'), kind: 'number', cell: (a) => figure(a.windows) },
];

const together = (): Column<Together>[] => [
  { head: t('attacks.service'), header: true, cell: (x) => x.service === 'any' ? t('attacks.anyservice') : el('code', {}, x.service) },
  { head: t('attacks.regions'), cell: where },
  { head: t('from'), cell: (x) => when(x.from) },
  { head: t('until'), cell: (x) => when(x.until) },
  { head: t('attacks.sources'), kind: 'number', cell: (x) => figure(x.sources) },
  { head: t('attacks.expected'), kind: 'number', cell: (x) => figure(x.expected) },
  { head: t('attacks.odds'), kind: 'number', cell: (x) => x.oddsRatio === undefined ? NONE : figure(x.oddsRatio) },
  { head: t('attacks.chance'), kind: 'number', cell: (x) => odds(x.surprise) },
  {
    head: t('attacks.group'),
    cell: (x) => x.group === 0 ? NONE : [t('attacks.group.no', { n: x.group }), el('p', { class: 'soft' },
      t('attacks.group.networks', { n: figure(x.networks), before: figure(x.networksBefore) }))],
  },
];

const unusual = (): Column<Unusual>[] => [
  { head: t('from'), header: true, cell: (x) => when(x.from) },
  { head: t('until'), cell: (x) => when(x.until) },
  { head: t('attacks.unusual.alarms'), cell: (x) => x.alarms.length === 0 ? NONE : x.alarms.join(', ') },
  { head: t('attacks.unusual.low'), kind: 'number', cell: (x) => t('attacks.unusual.of', { n: x.low, all: x.nodes }) },
  { head: t('attacks.unusual.binomial'), kind: 'number', cell: (x) => power(-Math.log10(x.pBinomial)) },
  { head: t('attacks.unusual.cauchy'), kind: 'number', cell: (x) => power(-Math.log10(x.pCauchy)) },
];

/** Told as minus ten times the decimal logarithm. */
function odds(surprise: number): string {
  return surprise >= 3000 ? '< 10⁻³⁰⁰' : power(surprise / 10);
}

/** 10 to minus so much, to a whole exponent: more is not known. */
function power(exponent: number): string {
  const whole = Math.floor(exponent);
  return whole < 1 ? figure(10 ** -exponent)
    : `${figure(Math.round(10 ** (whole + 1 - exponent)))} × 10⁻${[...String(whole + 1)].map((d) => '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(d)]).join('')}`;
}

const linked = (): Column<Linked>[] => [
  { head: t('fleet.node'), header: true, cell: where },
  { head: t('attacks.both'), kind: 'number', cell: (x) => figure(x.sessions) },
  { head: t('attacks.sessions'), kind: 'number', cell: (x) => figure(x.ofSessions) },
];

const tellers = (): Column<Teller>[] => [
  { head: t('fleet.node'), header: true, cell: where },
  ...KINDS.map((kind) => ({ head: t(`telling.kind.${kind}`), cell: (x: Teller): Child => state(x.telling[kind]) })),
  { head: t('fleet.until'), cell: (x) => when(x.until) },
];
