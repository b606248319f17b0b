/** One forecast in full: what it says, why, its inputs, its rivals, and every hit and miss of the same question. */
import type { Alert, ForecastSheet, Scored, Statement } from '../api.ts';
import { el, join, type Child } from '../dom.ts';
import { errors, running } from '../draw/errors.ts';
import { intervals, median } from '../draw/levels.ts';
import { odds } from '../draw/odds.ts';
import { t, tOf } from '../language.ts';
import { chance, figure, NONE } from '../number.ts';
import { details, facts, nothing, phrases, section, span, table, when } from '../parts.ts';
import { addressOf } from '../page.ts';
import { asked, standing, within } from '../question.ts';
import { say } from '../say.ts';
import { method } from './group.ts';
import { recent } from './record.ts';

/** A curve of fewer statements would show chance only. */
const LEAST_STEPS = 3;
/** More past statements than this are folded away. */
const SHOWN = 10;

export function sheet(full: ForecastSheet, alerts: Alert[]): Node[] {
  const s = full.statement;
  return [
    el('p', {}, el('a', { href: '/forecasts', id: 'back' }, t('forecast.back'))),
    el('h1', {}, `${asked(s.question, s.probability !== undefined)} – ${within(s.horizonHours)}`),
    said(full),
    el('div', { class: 'pair' },
      section('why', t('forecast.why'), { class: 'panel' },
        full.evidence.length === 0 ? nothing(t('forecast.why.none')) : phrases(full.evidence),
        s.alerts.length > 0 && el('p', {}, `${t('forecast.alerts')}: `,
          join(s.alerts.map((id) => el('a', { href: addressOf('alerts', id) }, titled(id, alerts))), () => ' · '))),
      inputs(s)),
    section('rivals', t('forecast.rivals'), { class: 'panel' }, rivals(s),
      el('p', { class: 'soft' }, `${t('forecasts.record')}: ${standing(s.past).join(' · ')}`)),
    section('past', t('forecast.past'), { class: 'panel' }, past(full)),
    section('seal', t('forecast.seal'), { class: 'panel' }, facts([
      [t('forecast.seal.number'), figure(s.number)],
      [t('forecast.seal.at'), when(s.sealed, 'second')],
      [t('forecast.seal.hash'), el('code', {}, full.hash)],
    ])),
  ];
}

/** The alert by its title; one that is no longer shown by the begin of its id. */
function titled(id: string, alerts: Alert[]): Child {
  const alert = alerts.find((a) => a.id === id);
  return alert === undefined ? el('code', {}, id.slice(0, 8)) : say(alert.title);
}

function said(full: ForecastSheet): HTMLElement {
  const s = full.statement;
  const widest = intervals(s.quantiles)[0];
  return section('said', t('forecast.said'), { class: 'panel' },
    s.probability !== undefined
      ? el('p', { class: 'odds' }, el('span', { class: 'value' }, chance(s.probability)), odds(s.probability, s.rivals.flatMap((r) => r.probability ?? [])))
      : el('p', { class: 'odds' }, el('span', { class: 'value' }, figure(median(s.quantiles))),
        widest !== undefined && t('series.next.text', {
          low: figure(widest.low), high: figure(widest.high), p: Math.round(widest.share * 100), mid: figure(median(s.quantiles)),
        })),
    facts([
      [t('forecasts.span'), span(s.question.from, s.question.to)],
      [t('nav.sites'), s.sites.length > 0 && s.sites.join(', ')],
      [t('forecast.issued'), when(s.issued)],
      [t('forecast.outcome'), full.outcome === undefined ? t('series.waiting') : el('strong', {}, came(full.outcome))],
    ]));
}

function came(s: Scored): string {
  if (s.outcome === undefined) return t('notmeasured');
  return s.probability === undefined ? figure(s.outcome) : t(s.outcome > 0 ? 'record.happened' : 'record.stayed');
}

function inputs(s: Statement): HTMLElement {
  return section('inputs', t('forecast.inputs'), { class: 'panel' },
    facts([
      [t('forecast.method'), method(s.method)],
      [t('forecasts.known'), when(s.informationUntil)],
    ]),
    s.missing.length === 0 ? el('p', {}, t('forecast.whole'))
      : el('div', { class: 'missing' }, el('strong', {}, t('missing')), phrases(s.missing)),
    s.series !== undefined && el('p', {}, el('a', { href: addressOf('series', s.series) }, t('forecast.series'))));
}

interface Answer { name: Child; probability?: number; quantiles: Record<string, number> }

function rivals(s: Statement): HTMLElement {
  const rows: Answer[] = [
    { name: el('strong', {}, t('forecast.ours')), ...(s.probability === undefined ? {} : { probability: s.probability }), quantiles: s.quantiles },
    ...s.rivals.map((r): Answer => ({ ...r, name: tOf('rival', r.name) }))];
  const answer = (r: Answer): Child => r.probability === undefined ? figure(median(r.quantiles)) : chance(r.probability);
  const range = (r: Answer): Child => {
    const widest = intervals(r.quantiles)[0];
    return widest === undefined ? NONE : `${figure(widest.low)} … ${figure(widest.high)} (${Math.round(widest.share * 100)} %)`;
  };
  return table(t('forecast.rivals'), [
    { head: t('forecast.method'), header: true, cell: (r: Answer) => r.name },
    { head: t('forecast.answer'), kind: 'number', cell: answer },
    ...(s.probability === undefined ? [{ head: t('forecasts.range'), kind: 'number' as const, cell: range }] : []),
  ], rows);
}

function past(full: ForecastSheet): Child {
  const rows = full.past;
  if (rows.length === 0) return nothing(t('forecast.past.none'));
  const steps = running(rows);
  const events = rows.filter((r) => r.probability !== undefined && r.outcome !== undefined);
  const compared = rows.filter((r) => r.better !== undefined);
  return [
    el('p', { class: 'soft' }, t('forecast.past.note')),
    events.length > 0 && el('p', {}, t('forecast.past.came', {
      came: events.filter((r) => r.outcome! > 0).length, n: events.length,
      said: chance(events.reduce((sum, r) => sum + r.probability!, 0) / events.length),
    })),
    compared.length > 0 && el('p', {}, t('forecast.past.sum', { n: compared.length, better: compared.filter((r) => r.better).length })),
    steps.length >= LEAST_STEPS && el('figure', {}, el('figcaption', {}, el('strong', {}, t('forecast.course')), ` ${t('forecast.course.note')}`),
      errors(steps),
      el('ul', { class: 'legend' },
        el('li', {}, el('span', { class: 'swatch middle', 'aria-hidden': 'true' }), t('record.ours')),
        el('li', {}, el('span', { class: 'swatch rivals', 'aria-hidden': 'true' }), t('record.rival')))),
    recent(rows.slice(0, SHOWN)),
    rows.length > SHOWN && details('more-past', t('alerts.more', { n: rows.length - SHOWN }), recent(rows.slice(SHOWN))),
  ];
}
