/** Alerts with their evidence and advice; orders already given and forecasts kept apart. */
import { get, type Alert, type Judged, type Life, type Mitigation, type Precision, type Victim } from '../api.ts';
import { el, join, type Child } from '../dom.ts';
import { place, say, t, tOf } from '../language.ts';
import { onDuty, type Person } from '../duty.ts';
import { chance, figure, percent } from '../number.ts';
import { ago, choice, details, facts, nothing, phrases, section, simulated, table, tag, when } from '../parts.ts';
import { handover } from '../handover.ts';
import { addressOf, type Page, type Scene } from '../page.ts';
import { actions } from './act.ts';
import { assessment } from './assessment.ts';

/** More targets than this are folded away. */
const TARGETS_SHOWN = 5;
const LIFE: Record<Life, string> = { new: 'know', confirmed: 'act', escalated: 'act', ended: 'plain', false: 'plain' };

export const alerts: Page = {
  name: 'alerts',
  path: '/alerts',
  reads: ['alerts', 'notices'],
  async draw(scene) {
    const [all, judged, who] = await Promise.all([get<Alert[]>('alerts'), get<Precision[]>('precision'), onDuty()]);
    const over = all.filter((a) => a.state === 'closed');
    const open = all.filter((a) => a.state !== 'closed');
    const showOver = scene.query('show') === 'over';
    return [
      el('h1', {}, t('alerts.title')),
      el('p', { class: 'lead' }, t('alerts.lead')),
      choice('show', t('inbox.show'), [['open', t('inbox.show.open', { n: open.length })], ['over', t('inbox.show.over', { n: over.length })]],
        showOver ? 'over' : 'open', (value) => scene.turn('show', value)),
      ...(showOver ? [el('section', { class: 'alerts' }, el('h2', {}, t('alerts.closed', { n: over.length })),
        over.length === 0 ? nothing(t('inbox.none.over')) : waves(over, scene, who))]
        : (['nowcast', 'forecast'] as const).map((basis) => section(`group-${basis}`, t(`alerts.${basis}`), { class: `alerts ${basis}` },
          el('p', { class: 'soft' }, t(`alerts.${basis}.note`)),
          open.some((a) => a.basis === basis) ? waves(open.filter((a) => a.basis === basis), scene, who) : nothing(t(`alerts.none.${basis}`))))),
      section('precision', t('precision.title'), { class: 'panel' }, el('p', { class: 'soft' }, t('precision.note')), precision(judged)),
    ];
  },
};

function precision(rows: Precision[]): HTMLElement {
  const of = (j: Judged): string => j.right + j.wrong === 0 ? t('precision.unjudged')
    : t('precision.of', { right: figure(j.right), all: figure(j.right + j.wrong), share: percent(j.right / (j.right + j.wrong)) });
  return table(t('precision.title'), [
    { head: t('precision.kind'), header: true, cell: (p: Precision) => tOf('precision', p.kind) },
    { head: t('precision.raised'), kind: 'number', cell: (p: Precision) => figure(p.raised) },
    { head: t('precision.answered'), kind: 'number', cell: (p: Precision) => figure(p.answered) },
    { head: t('precision.data'), kind: 'number', cell: (p: Precision) => of(p.byData) },
    { head: t('precision.people'), kind: 'number', cell: (p: Precision) => of(p.withAnswers) },
  ], rows);
}

/** Alerts of one campaign stand together, where the newest of them would stand alone. */
function waves(cards: Alert[], scene: Scene, who: Person | null): Child[] {
  const shown = new Set<string>();
  return cards.flatMap((a): Child[] => {
    const wave = a.assessment.campaign;
    const whole = wave === undefined ? [a] : cards.filter((other) => other.assessment.campaign === wave);
    if (wave === undefined || whole.length < 2) return [card(a, scene, who)];
    if (shown.has(wave)) return [];
    shown.add(wave);
    return [el('div', { class: 'wave' }, el('h3', {}, t('inbox.campaign', { name: wave, n: whole.length })), whole.map((one) => card(one, scene, who)))];
  });
}

function card(alert: Alert, scene: Scene, who: Person | null): HTMLElement {
  return el('article', { class: `alert ${alert.basis} ${alert.state}`, id: alert.id, tabindex: -1, 'aria-labelledby': `t-${alert.id}` },
    el('header', {},
      el('p', { class: 'tags' },
        tag(alert.basis, t(`alerts.basis.${alert.basis}`)),
        tag(LIFE[alert.assessment.life], t(`life.${alert.assessment.life}`)),
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
    assessment(alert),
    actions(alert, who, scene),
    details(`evidence-${alert.id}`, t('alerts.evidence'), el('div', { class: 'pair' },
      el('div', {}, el('h4', {}, t('alerts.evidence')), phrases(alert.evidence)),
      el('div', {}, el('h4', {}, t('alerts.advice')), phrases(alert.advice, { class: 'advice' })))),
    response(alert),
    el('p', {}, el('a', {
      class: 'go', id: `note-${alert.id}`, download: `handover-${alert.id}.txt`,
      href: `data:text/plain;charset=utf-8,${encodeURIComponent(handover(alert, scene.now()))}`,
    }, t('assess.note'))),
    alert.victims.length > 0 && victims(alert),
    el('p', { class: 'soft' },
      t('alerts.tlp', { tlp: alert.tlp.toUpperCase() }),
      alert.record.length > 0 && [` · ${t('alerts.record')}: `,
        join(alert.record.map((id) => el('a', { href: addressOf('forecasts', id) }, id)), () => ', ')]));
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
