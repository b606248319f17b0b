/** The record of past forecasts: skill beside a rival, calibration, and the latest statements, failures included. */
import { get, type ForecastRecord, type Score, type Scored } from '../api.ts';
import { el, type Child } from '../dom.ts';
import { calibration } from '../draw/calibration.ts';
import { intervals, median } from '../draw/levels.ts';
import { skillBar } from '../draw/skill.ts';
import { place, t, tOf } from '../language.ts';
import { chance, figure, loss, NONE, percent, skilled } from '../number.ts';
import { details, nothing, section, span, table, tag, when } from '../parts.ts';
import { addressOf, type Page } from '../page.ts';
import { asked } from '../question.ts';
import { say } from '../say.ts';
import { groupOf, idOf, method, nearFirst } from './group.ts';
import { alarmsAndLists, reliability, weeks } from './skill.ts';
import { worth } from './value.ts';

/** The proper score of events and the one of numbers. */
const MAIN = ['brier', 'crps'];

export const record: Page = {
  name: 'record',
  path: '/record',
  reads: ['record'],
  async draw() {
    const past = await get<ForecastRecord>('record');
    return [
      el('h1', {}, t('record.title')),
      el('p', { class: 'lead' }, t('record.lead')),
      el('ul', { class: 'tally' }, ([['sealed', past.sealed], ['scored', past.scored], ['waiting', past.waiting],
        ['unscorable', past.notScorable - past.silent], ['silent', past.silent], ['withdrawn', past.withdrawn], ['missing', past.missing]] as const).map(([name, n]) =>
        n !== undefined && (n > 0 || name !== 'silent') && el('li', {}, el('span', { class: 'value' }, figure(n)), ' ', t(`record.${name}`)))),
      ...unscored(past),
      past.scored > 0 && el('p', { class: past.tooFew ? 'summary' : 'soft' },
        t(past.tooFew ? 'record.few' : 'record.enough', { n: figure(past.independent), least: figure(past.least) })),
      section('skill', t('record.skill'), { class: 'panel' }, past.scores.length === 0 ? nothing(t('start.at.record.none')) : [
        judged(main(past.scores)), past.scores.length > main(past.scores).length && details('more-scores',
          t('record.scores.more', { n: past.scores.length - main(past.scores).length }), scores(past.scores.filter((s) => !main(past.scores).includes(s)))),
        el('p', { class: 'soft' }, t('record.skill.note'))]),
      section('lastten', t('record.lastten'), { class: 'panel' }, past.lastTen.length === 0
        ? nothing(t('start.at.record.none')) : [tenInWords(past.lastTen), recent(past.lastTen), past.recent.length > past.lastTen.length && details('more-recent',
          t('record.recent'), recent(past.recent))]),
      ...worth(past),
      ...weeks(past.skillByWeek),
      ...reliability(past.reliability, past.least),
      ...alarmsAndLists(past),
      section('calibration', t('record.calibration'), { class: 'panel' }, past.calibration.length === 0 ? nothing(t('record.calibration.none')) : [
        el('p', { class: 'soft' }, t('record.calibration.note'), ' ',
          past.coverage90 !== undefined && t('record.coverage', { share: percent(past.coverage90) })),
        el('div', { class: 'pair' }, el('figure', {}, calibration(past.calibration, t('record.calibration.chart'), t('record.level'), t('record.observed'))), levels(past))]),
    ].filter((node) => node instanceof Node);
  },
};

/** Why statements cannot be judged; all that follow from one silence are told with it. */
function unscored(past: ForecastRecord): Child[] {
  return [
    past.silences.length > 0 && el('ul', { class: 'plain' }, past.silences.map((s) => el('li', {},
      t('record.silence', { region: place(s.region), n: figure(s.statements) }), ' ', when(s.since)))),
    past.reasons.length > 0 && details('reasons', t('record.reasons', { n: figure(past.notScorable) }), table(t('record.reasons', { n: figure(past.notScorable) }), [
      { head: t('regions.why'), header: true, cell: (r: ForecastRecord['reasons'][number]) => say(r.why) },
      { head: t('record.n'), kind: 'number', cell: (r: ForecastRecord['reasons'][number]) => figure(r.statements) },
    ], past.reasons)),
  ];
}

function tenInWords(rows: Scored[]): HTMLElement {
  const compared = rows.filter((s) => s.better !== undefined);
  const judged = rows.filter((s) => s.right !== undefined);
  return el('p', {}, t('record.lastten.sum', {
    right: figure(judged.filter((s) => s.right).length), n: figure(judged.length),
    nearer: figure(compared.filter((s) => s.better).length), of: figure(compared.length),
  }));
}

/** Of each group the line of the one proper score beside the strongest rival: a weak rival would flatter. */
function main(rows: Score[]): Score[] {
  const first = new Map<string, Score>();
  for (const s of rows) {
    const group = idOf(s);
    const known = first.get(group);
    const better = (measure: string): number => MAIN.includes(measure) ? 0 : 1;
    if (known === undefined || better(s.measure) < better(known.measure)
      || (better(s.measure) === better(known.measure) && s.rivals < known.rivals)) first.set(group, s);
  }
  return [...first.values()];
}

/** What rests on enough outcomes stands open; of the rest only how many there are. */
function judged(rows: Score[]): Child {
  const enough = rows.filter((s) => !s.tooFew);
  const few = rows.filter((s) => s.tooFew);
  if (enough.length === 0) return nearFirst('far-scores', rows, (s) => s, scores);
  return [nearFirst('far-scores', enough, (s) => s, scores), few.length > 0 && details('few-scores', t('record.few.groups', { n: figure(few.length) }), scores(few))];
}

function scores(rows: Score[]): HTMLElement {
  return table(t('record.skill'), [
    { head: t('record.group'), header: true, cell: (s: Score) => [method(s.group), el('p', { class: 'soft' }, groupOf(s))] },
    { head: t('record.ours'), kind: 'number', cell: (s: Score) => [loss(s.ours), el('p', { class: 'soft' }, tOf('error', s.measure))] },
    { head: t('record.rival'), kind: 'number', cell: (s: Score) => [loss(s.rivals), el('p', { class: 'soft' }, tOf('rival', s.rival))] },
    { head: t('record.interval'), kind: 'number', cell: (s: Score) => [interval(s), s.skill !== undefined && skillBar(s.skill, s.low, s.high)] },
    { head: t('loop.verdict'), cell: verdict },
    { head: t('record.n'), kind: 'number', cell: (s: Score) => [figure(s.n), el('p', { class: 'soft' }, t('record.independent', { n: figure(s.independent) }))] },
  ], rows, { class: 'scores' });
}

function interval(s: Score): string {
  if (s.skill === undefined) return NONE;
  return skilled(s.skill) + (s.low === undefined || s.high === undefined ? '' : ` (${skilled(s.low)} … ${skilled(s.high)})`);
}

function verdict(s: Score): Child {
  if (s.tooFew) return tag('plain', t('record.toofew'));
  if (s.low !== undefined && s.low > 0) return tag('ok', t('record.better'));
  if (s.high !== undefined && s.high < 0) return tag('act', t('record.worse'));
  return tag('plain', t('record.open'));
}

function levels(past: ForecastRecord): HTMLElement {
  return table(t('record.calibration'), [
    { head: t('record.level'), kind: 'number', header: true, cell: (c: ForecastRecord['calibration'][number]) => percent(c.level) },
    { head: t('record.observed'), kind: 'number', cell: (c: ForecastRecord['calibration'][number]) => percent(c.observed) },
    { head: t('record.n'), kind: 'number', cell: (c: ForecastRecord['calibration'][number]) => figure(c.n) },
  ], past.calibration);
}

/** Statements and what came of them, right and wrong. */
export function recent(rows: Scored[]): HTMLElement {
  return table(t('record.recent'), [
    {
      head: t('record.statement'), header: true, cell: (s: Scored) => [
        el('a', { href: addressOf('forecasts', s.id) }, asked(s.question, s.probability !== undefined)),
        el('p', { class: 'soft' }, tOf('kind', s.kind)), el('p', { class: 'soft' }, span(s.question.from, s.question.to))],
    },
    { head: t('alerts.sealed'), cell: (s: Scored) => when(s.issued) },
    { head: t('record.said'), kind: 'number', cell: said },
    { head: t('record.rival'), kind: 'number', cell: rivalSaid },
    { head: t('record.came'), kind: 'number', cell: (s: Scored) => el('strong', {}, came(s)) },
    { head: t('record.right'), cell: (s: Scored) => s.right === undefined ? NONE : tag(s.right ? 'ok' : 'know', t(s.right ? 'record.hit' : 'record.miss')) },
    { head: t('record.nearer'), cell: (s: Scored) => s.better === undefined ? NONE : s.better ? tag('ok', t('record.we')) : tag('know', t('record.they')) },
  ], rows, { class: 'statements' });
}

function rivalSaid(s: Scored): Child {
  if (s.rivalValue === undefined) return NONE;
  return [s.probability === undefined ? figure(s.rivalValue) : chance(s.rivalValue), el('p', { class: 'soft' }, tOf('rival', s.rival ?? ''))];
}

/** An event comes or does not; anything else is a number. */
function came(s: Scored): string {
  if (s.outcome === undefined) return t('notmeasured');
  return s.probability === undefined ? figure(s.outcome) : t(s.outcome > 0 ? 'record.happened' : 'record.stayed');
}

function said(s: Scored): string {
  if (s.probability !== undefined) return chance(s.probability);
  const widest = intervals(s.quantiles)[0];
  const mid = figure(median(s.quantiles));
  return widest === undefined ? mid : `${mid} (${figure(widest.low)} … ${figure(widest.high)})`;
}
