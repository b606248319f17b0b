/** One alert in full: what is advised and can be done first, then what is known, and at the end the response and targets. */
import { type Alert, type Life, type Mitigation, type Victim } from '../api.ts';
import { el, join, type Child } from '../dom.ts';
import { place, t, tOf } from '../language.ts';
import type { Person } from '../duty.ts';
import { chance, figure } from '../number.ts';
import { ago, details, facts, nothing, phrases, simulated, table, tag, when } from '../parts.ts';
import { within } from '../question.ts';
import { handover } from '../handover.ts';
import { addressOf, type Scene } from '../page.ts';
import { say } from '../say.ts';
import { actions } from './act.ts';
import { assessment, recommendation } from './assessment.ts';

/** More targets than this are folded away. */
const TARGETS_SHOWN = 5;
/** More counter-measures that are over are folded away. */
const FEW = 2;
const LIFE: Record<Life, string> = { new: 'know', confirmed: 'act', escalated: 'act', ended: 'plain', false: 'plain' };

export function card(alert: Alert, scene: Scene, who: Person | null): HTMLElement {
  return el('article', { class: `alert ${alert.basis} ${alert.state}`, id: alert.id, tabindex: -1, 'aria-labelledby': `t-${alert.id}` },
    el('header', {},
      el('p', { class: 'tags' }, tag(alert.basis, t(`alerts.basis.${alert.basis}`)), states(alert), simulated(alert.simulated)),
      el('h3', { id: `t-${alert.id}` }, say(alert.title)),
      odds(alert)),
    facts([
      [t('alerts.network'), alert.asn !== 'unknown' && alert.asn],
      [alert.basis === 'forecast' ? t('alerts.sealed') : t('alerts.occurred'), when(alert.occurred, 'second')],
      [t('alerts.raised'), [when(alert.raised, 'second'), ` (${ago(alert.raised, scene.now())})`]],
      [t('alerts.ended'), alert.closed !== undefined && when(alert.closed, 'second')],
      [t('inbox.campaign.of'), alert.assessment.campaign],
    ]),
    recommendation(alert.assessment),
    actions(alert, who, scene),
    el('p', {}, el('a', {
      class: 'go', id: `note-${alert.id}`, download: `handover-${alert.id}.txt`,
      href: `data:text/plain;charset=utf-8,${encodeURIComponent(handover(alert, scene.now()))}`,
    }, t('assess.note'))),
    details(`evidence-${alert.id}`, t('alerts.evidence'), el('div', { class: 'pair' },
      el('div', {}, el('h4', {}, t('alerts.evidence')), phrases(alert.evidence)),
      el('div', {}, el('h4', {}, t('alerts.advice')), phrases(alert.advice, { class: 'advice' })),
      alert.record.length > 0 && el('div', {}, el('h4', {}, t('alerts.record')), el('p', {},
        join(alert.record.map((id, i) => el('a', { href: addressOf('forecasts', id) },
          alert.record.length === 1 ? t('alerts.record.one') : t('alerts.record.nth', { n: i + 1 }))), () => ' · '))))),
    assessment(alert),
    response(alert),
    alert.victims.length > 0 && victims(alert),
    el('p', { class: 'soft' }, t('alerts.tlp', { tlp: alert.tlp.toUpperCase() })));
}

/** Its life; and where the response stands, once somebody has been told. */
export function states(a: Alert): Child {
  const life = a.assessment.life;
  return el('span', { class: 'tags' }, tag(LIFE[life], t(`life.${life}`)),
    a.state !== 'open' && a.state !== 'closed' && tag(`state ${a.state}`, tOf('alerts.state', a.state)));
}

function odds(alert: Alert): Child {
  if (alert.basis === 'nowcast' || alert.probability === undefined) return null;
  return el('p', { class: 'odds' },
    el('span', { class: 'label' }, t('alerts.probability')),
    el('span', { class: 'value' }, chance(alert.probability)),
    el('span', { class: 'bar', 'aria-hidden': 'true', '--p': `${(alert.probability * 100).toFixed(1)}%` }),
    alert.horizonHours !== undefined && el('span', {}, within(alert.horizonHours)));
}

function response(alert: Alert): HTMLElement {
  const gone = alert.mitigations.filter((m) => m.stage === 'withdrawn');
  return el('div', { class: 'response' },
    el('h4', {}, t('alerts.response')),
    alert.notices.length === 0 && alert.mitigations.length === 0 ? nothing(t('alerts.response.none')) : el('ol', {},
      alert.notices.map((n) => el('li', { class: n.acknowledged === undefined ? 'waiting' : 'done' },
        el('span', { class: 'what' }, t('alerts.notice', { member: n.member })), ' ', when(n.sent, 'second'), ' → ',
        n.acknowledged === undefined ? el('strong', {}, t('alerts.notacked'))
          : [t('alerts.acked'), ' ', when(n.acknowledged, 'second')])),
      alert.mitigations.filter((m) => m.stage !== 'withdrawn').map(mitigation)),
    gone.length > 0 && (gone.length <= FEW ? el('ol', {}, gone.map(mitigation))
      : details(`gone-${alert.id}`, t('alerts.withdrawn', { n: gone.length }), el('ol', {}, gone.map(mitigation)))));
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
