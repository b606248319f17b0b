/** Alerts with their evidence and advice; orders already given and forecasts kept apart. */
import { get, type Alert, type Mitigation, type Victim } from '../api.ts';
import { el, join, type Child } from '../dom.ts';
import { place, say, t, tOf } from '../language.ts';
import { chance, figure } from '../number.ts';
import { ago, details, facts, nothing, phrases, section, simulated, table, tag, when } from '../parts.ts';
import { type Page, type Scene } from '../page.ts';

/** More targets than this are folded away. */
const TARGETS_SHOWN = 5;

export const alerts: Page = {
  name: 'alerts',
  path: '/alerts',
  reads: ['alerts'],
  async draw(scene) {
    const all = await get<Alert[]>('alerts');
    const open = all.filter((a) => a.state !== 'closed');
    const closed = all.filter((a) => a.state === 'closed');
    const group = (basis: Alert['basis']): HTMLElement => {
      const cards = open.filter((a) => a.basis === basis);
      return section(`group-${basis}`, t(`alerts.${basis}`), { class: `alerts ${basis}` },
        el('p', { class: 'soft' }, t(`alerts.${basis}.note`)),
        cards.length === 0 ? nothing(t(`alerts.none.${basis}`)) : cards.map((a) => card(a, scene)));
    };
    return [
      el('h1', {}, t('alerts.title')),
      el('p', { class: 'lead' }, t('alerts.lead')),
      group('nowcast'),
      group('forecast'),
      ...(closed.length === 0 ? [] : [
        details('closed', t('alerts.closed', { n: closed.length }), closed.map((a) => card(a, scene)))]),
    ];
  },
};

function card(alert: Alert, scene: Scene): HTMLElement {
  return el('article', { class: `alert ${alert.basis} ${alert.state}`, id: alert.id, tabindex: -1, 'aria-labelledby': `t-${alert.id}` },
    el('header', {},
      el('p', { class: 'tags' },
        tag(alert.basis, t(`alerts.basis.${alert.basis}`)),
        tag(`state ${alert.state}`, tOf('alerts.state', alert.state)),
        tag('plain', tOf('party', alert.party)),
        simulated(alert.simulated)),
      el('h3', { id: `t-${alert.id}` }, say(alert.title)),
      odds(alert)),
    facts([
      [t('alerts.network'), alert.asn === 'unknown' ? t('unknown') : alert.asn],
      [alert.basis === 'forecast' ? t('alerts.sealed') : t('alerts.occurred'), when(alert.occurred, 'second')],
      [t('alerts.raised'), [when(alert.raised, 'second'), ` (${ago(alert.raised, scene.now())})`]],
      [t('alerts.ended'), alert.closed !== undefined && when(alert.closed, 'second')],
    ]),
    el('div', { class: 'pair' },
      el('div', {}, el('h4', {}, t('alerts.evidence')), phrases(alert.evidence)),
      el('div', {}, el('h4', {}, t('alerts.advice')), phrases(alert.advice, { class: 'advice' }))),
    response(alert),
    alert.victims.length > 0 && victims(alert),
    el('p', { class: 'soft' },
      t('alerts.tlp', { tlp: alert.tlp.toUpperCase() }),
      alert.record.length > 0 && [` · ${t('alerts.record')}: `,
        join(alert.record.map((id) => el('a', { href: '/record' }, id)), () => ', ')]));
}

function odds(alert: Alert): Child {
  if (alert.basis === 'nowcast' || alert.probability === undefined) return null;
  return el('p', { class: 'odds' },
    el('span', { class: 'label' }, t('alerts.probability')),
    el('span', { class: 'value' }, chance(alert.probability)),
    el('span', { class: 'bar', 'aria-hidden': 'true', '--p': `${(alert.probability * 100).toFixed(1)}%` }),
    alert.horizonHours !== undefined && el('span', {}, t('alerts.horizon', { n: figure(alert.horizonHours) })));
}

function response(alert: Alert): HTMLElement {
  return el('div', { class: 'response' },
    el('h4', {}, t('alerts.response')),
    alert.notices.length === 0 && alert.mitigations.length === 0 ? nothing(t('alerts.response.none')) : el('ol', {},
      alert.notices.map((n) => el('li', { class: n.acknowledged === undefined ? 'waiting' : 'done' },
        el('span', { class: 'what' }, t('alerts.notice', { member: n.member })), ' ', when(n.sent, 'second'), ' → ',
        n.acknowledged === undefined ? el('strong', {}, t('alerts.notacked'))
          : [t('alerts.acked'), ' ', when(n.acknowledged, 'second')])),
      alert.mitigations.map(mitigation)));
}

function mitigation(m: Mitigation): HTMLElement {
  return el('li', { class: m.stage },
    el('span', { class: 'what' }, t('alerts.mitigation', { member: m.member })), ' ',
    tag(m.stage, tOf('alerts.stage', m.stage)), ' ', simulated(m.simulated), ' ', when(m.changed, 'second'),
    el('br'), el('code', {}, `${m.match} ⇒ ${m.action}`),
    m.leaseUntil !== undefined && m.stage !== 'withdrawn' && [' · ', t('alerts.lease'), ' ', when(m.leaseUntil, 'second')],
    m.dropped !== undefined && [' · ', t('alerts.dropped', { n: figure(m.dropped) })],
    m.passed !== undefined && [' · ', t('alerts.passed', { n: figure(m.passed) })]);
}

function victims(alert: Alert): HTMLElement {
  const columns = [
    { head: t('alerts.victim.name'), cell: (v: Victim): Child => el('code', {}, v.pseudonym), header: true },
    { head: t('alerts.network'), cell: (v: Victim): Child => v.asn },
    { head: t('alerts.victim.country'), cell: (v: Victim): Child => `${place(v.country)} (${tOf('known', v.countrySource)})` },
    { head: t('alerts.victim.vectors'), cell: (v: Victim): Child => v.vectors.join(', ') },
    { head: t('alerts.victim.services'), cell: (v: Victim): Child => v.services.join(', ') },
    { head: t('alerts.victim.orders'), cell: (v: Victim): Child => figure(v.orders), kind: 'number' as const },
  ];
  const sorted = [...alert.victims].sort((a, b) => b.orders - a.orders);
  const name = `${t('alerts.victims')} (${sorted.length})`;
  const shown = table(name, columns, sorted.slice(0, TARGETS_SHOWN));
  if (sorted.length <= TARGETS_SHOWN) return shown;
  return el('div', {}, shown, details(`more-${alert.id}`, t('alerts.more', { n: sorted.length - TARGETS_SHOWN }),
    table(t('alerts.more', { n: sorted.length - TARGETS_SHOWN }), columns, sorted.slice(TARGETS_SHOWN))));
}
