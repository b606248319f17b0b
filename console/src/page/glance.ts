/** Four figures at a glance, each leading to its page. */
import type { Alert, Fleet, ForecastRecord, Loop } from '../api.ts';
import { el, type Child } from '../dom.ts';
import { t, tOf } from '../language.ts';
import { figure, NONE, skilled } from '../number.ts';

type Mood = 'ok' | 'act' | 'know' | 'plain';

export function glance(alerts: Alert[], loop: Loop, fleet: Fleet, record: ForecastRecord): HTMLElement {
  return el('section', { class: 'glance', 'aria-labelledby': 'glance' },
    el('h2', { id: 'glance' }, t('start.at')),
    el('ul', { class: 'cards' }, [alertsCard(alerts), loopCard(loop), fleetCard(fleet), recordCard(record)]));
}

function card(mood: Mood, href: string, name: string, value: Child, rest: string): HTMLElement {
  return el('li', { class: mood }, el('a', { href },
    el('span', { class: 'label' }, name), el('span', { class: 'value' }, value), el('span', { class: 'soft' }, rest)));
}

function alertsCard(alerts: Alert[]): HTMLElement {
  const open = alerts.filter((a) => a.state !== 'closed');
  const nowcast = open.filter((a) => a.basis === 'nowcast').length;
  return card(nowcast > 0 ? 'act' : open.length > 0 ? 'know' : 'ok', '/alerts', t('start.at.alerts'), open.length,
    t('start.at.alerts.split', { nowcast, forecast: open.length - nowcast }));
}

function loopCard(loop: Loop): HTMLElement {
  const limited = loop.figures.filter((f) => f.limitSeconds !== undefined);
  const measured = limited.filter((f) => f.measuredSeconds !== undefined);
  const kept = measured.filter((f) => f.measuredSeconds! <= f.limitSeconds!);
  const rest = limited.length - measured.length;
  return card(kept.length < measured.length ? 'act' : rest === 0 && measured.length > 0 ? 'ok' : 'plain', '/loop',
    t('start.at.loop'), measured.length === 0 ? NONE : `${kept.length} / ${measured.length}`,
    rest > 0 || measured.length === 0 ? t('start.at.loop.rest', { n: rest }) : t('start.at.loop.all'));
}

function fleetCard(fleet: Fleet): HTMLElement {
  const healthy = fleet.nodes.filter((n) => n.health === 'healthy').length;
  const rest = fleet.nodes.length - healthy;
  return card(rest > 0 ? 'know' : fleet.nodes.length > 0 ? 'ok' : 'plain', '/fleet', t('start.at.fleet'),
    fleet.nodes.length === 0 ? NONE : `${healthy} / ${fleet.nodes.length}`,
    fleet.nodes.length === 0 ? t('fleet.none') : rest > 0 ? t('start.at.fleet.rest', { n: rest }) : t('start.at.fleet.all'));
}

function recordCard(record: ForecastRecord): HTMLElement {
  // Beside the strongest rival: the lowest skill of all, so that a weak rival cannot flatter us.
  const score = record.scores.filter((s) => s.skill !== undefined).sort((a, b) => a.skill! - b.skill!)[0];
  if (score === undefined || score.skill === undefined) {
    return card('plain', '/record', t('start.at.record'), NONE,
      record.scored === 0 ? t('start.at.record.none') : t('start.at.record.few', { n: figure(record.independent), least: figure(record.least) }));
  }
  const proved = score.low !== undefined && score.low > 0;
  return card(proved ? 'ok' : score.skill < 0 ? 'know' : 'plain', '/record', t('start.at.record'),
    skilled(score.skill),
    t('start.at.record.rest', { rival: tOf('rival', score.rival), n: figure(score.n) }));
}
