/** How alike the regions are, what is peculiar to each, and where their series are heading. */
import { get, type Locality, type Phrase, type Rating, type Reading, type Regions, type Similarity, type Trend } from '../api.ts';
import { el, type Child } from '../dom.ts';
import { albums } from '../draw/album.ts';
import { matrix, type Measure } from '../draw/matrix.ts';
import { attackOn, language, t, tOf } from '../language.ts';
import { figure, NONE, percent } from '../number.ts';
import { choice, details, missing, nothing, phrases, section, span, table, tag, when } from '../parts.ts';
import type { Page } from '../page.ts';
import { say } from '../say.ts';

const MEASURES: Measure[] = ['who', 'mix', 'when'];
const ROWS = 12;

export const regions: Page = {
  name: 'regions',
  path: '/regions',
  reads: ['regions'],
  async draw(scene) {
    const [found, [alike, peculiar]] = await Promise.all([get<Regions>('regions'), albums(scene, 'alike', 'peculiar')]);
    const asked = scene.query('by') as Measure | null;
    const measure = asked !== null && MEASURES.includes(asked) ? asked : 'who';
    const round = found.round;
    const known = new Map(found.sentences.map((one) => [one.text, one]));
    const phrase: Told = (text) => known.get(text) ?? { code: 'plain', values: {}, parts: {}, text };
    return [
      el('h1', {}, t('regions.title')),
      el('p', { class: 'soft' }, `${t('regions.window')}: `, span(found.from, found.until),
        round !== undefined && [` · ${t('regions.round')}: `, when(round)]),
      found.rates.length === 0 ? null : section('rates', t('regions.rates'), { class: 'panel' },
        el('p', { class: 'soft' }, t('regions.rates.note')), rates(found.rates, found.rateUnit)),
      alike,
      section('matrix', t('regions.matrix'), { class: 'panel' }, found.regions.length < 2 ? nothing(t('none.round')) : [
        choice('by', t('regions.measure'), MEASURES.map((m) => [m, t(`regions.measure.${m}`)]), measure,
          (next) => scene.turn('by', next)),
        el('p', { class: 'soft' }, t(`regions.explain.${measure}`)),
        matrix(found.regions, found.similarities, measure),
        pairs(found.similarities, phrase)]),
      ...(found.missing.length === 0 ? [] : [missing(found.missing) as Node]),
      peculiar,
      section('locality', t('regions.locality'), { class: 'panel' }, found.localities.length === 0
        ? nothing(t('none.round')) : folded('localities', found.localities, (rows) => localities(rows, phrase))),
      section('trend', t('regions.trend'), { class: 'panel' }, found.trends.length === 0
        ? nothing(t('none.round')) : folded('trends', bySurety(found.trends), trends)),
    ].filter((node): node is HTMLElement => node instanceof Node);
  },
};

function rates(all: Rating[], unit: string): HTMLElement {
  return table(t('regions.rates'), [
    { head: t('regions.region'), header: true, cell: (r: Rating) => r.region },
    { head: t('sightings.rate', { unit: tOf('unit', unit) }), kind: 'number',
      cell: (r: Rating) => r.rate === undefined ? el('em', {}, t('regions.cannot')) : figure(r.rate) + interval(r.low, r.high) },
    { head: t('sightings.usual'), kind: 'number', cell: (r: Rating) => r.againstBaseline === undefined ? NONE : `× ${figure(r.againstBaseline)}` },
    { head: t('regions.items'), kind: 'number', cell: (r: Rating) => figure(r.items) },
    { head: t('sightings.watched'), kind: 'number', cell: (r: Rating) => percent(r.watched) },
  ], all);
}

/** A finding's sentence by its code. */
type Told = (text: string) => Phrase;

/** The first rows open, the rest folded. */
function folded<T>(id: string, rows: T[], draw: (rows: T[]) => HTMLElement): Child {
  const rest = rows.slice(ROWS);
  return [draw(rows.slice(0, ROWS)), rest.length > 0 && details(`more-${id}`, t('alerts.more', { n: rest.length }), draw(rest))];
}

function interval(low: number | undefined, high: number | undefined): string {
  return low === undefined || high === undefined ? '' : ` (${figure(low)} … ${figure(high)})`;
}

function pairs(all: Similarity[], phrase: Told): HTMLElement {
  const ranked = [...all].sort((x, y) => x.rank - y.rank);
  return details('pairs', t('regions.pairs'), table(t('regions.pairs'), [
    { head: t('regions.rank'), kind: 'number', cell: (s: Similarity) => s.rank },
    { head: t('regions.pair'), header: true, cell: (s: Similarity) => `${s.a} – ${s.b}` },
    { head: t('regions.who'), kind: 'number', cell: (s: Similarity) => figure(s.who) + interval(s.low, s.high) },
    { head: t('regions.overlap'), kind: 'number', cell: (s: Similarity) => `${figure(s.observedOverlap)} / ${figure(s.expectedOverlap)}` },
    { head: t('regions.mix'), kind: 'number', cell: (s: Similarity) => figure(s.mix) },
    { head: t('regions.when'), kind: 'number', cell: (s: Similarity) => figure(s.when) },
    { head: t('regions.lag'), kind: 'number', cell: (s: Similarity) => s.lagHours === undefined ? NONE : t('regions.lag.h', { n: figure(s.lagHours) }) },
    { head: t('missing'), cell: (s: Similarity) => s.missing.length === 0 ? NONE : phrases(s.missing.map(phrase)) },
  ], ranked));
}

/** What the other columns tell already is left out. */
function why(phrase: Phrase): Child {
  const { here, elsewhere, reading } = phrase.parts;
  if (here === undefined || elsewhere === undefined || reading === undefined) return say(phrase);
  const stop = language() === 'ja' ? '。' : '. ';
  const { past, growth, reach, unsaid } = phrase.parts;
  const more = [past, growth, reach, unsaid].filter((p) => p !== undefined);
  return [
    el('p', {}, say(here), language() === 'ja' ? '、' : ', ', say(elsewhere), stop),
    el('p', { class: 'soft' }, say(reading)),
    ...more.length === 0 ? [] : [el('p', { class: 'soft' }, ...more.flatMap((p) => [say(p), stop]))],
  ];
}

function localities(rows: Locality[], phrase: Told): HTMLElement {
  return table(t('regions.locality'), [
    { head: t('regions.region'), header: true, cell: (l: Locality) => l.region },
    { head: t('regions.what'), cell: (l: Locality) => attackOn(l.attackType, l.service) },
    { head: t('regions.observed'), kind: 'number', cell: (l: Locality) => figure(l.observed) },
    { head: t('regions.expected'), kind: 'number', cell: (l: Locality) => figure(l.expected) },
    { head: t('regions.times'), kind: 'number', cell: (l: Locality) => `× ${figure(l.lower5)}` },
    { head: t('regions.verdict'), cell: verdict },
    { head: t('regions.why'), cell: (l: Locality) => why(phrase(l.why)) },
  ], rows);
}

/** The verdict with its probability, and the other readings that are not all but excluded. */
function verdict(l: Locality): Child {
  const said = (r: Reading): string => `${tOf('verdict', r.verdict)} ${Math.round(100 * r.probability)} %`;
  const own = l.readings.find((r) => r.verdict === l.verdict);
  const others = l.readings.filter((r) => r !== own && r.probability >= 0.05);
  return [
    tag(`verdict ${l.verdict}`, own === undefined ? tOf('verdict', l.verdict) : said(own)),
    ...others.length === 0 ? [] : [el('p', { class: 'soft' }, others.map(said).join(' · '))],
  ];
}

const LABELS = ['growing', 'shrinking', 'flat', 'uncertain'];

/** What moves comes first, the surest of it at the top. */
function bySurety(all: Trend[]): Trend[] {
  return [...all].sort((x, y) => LABELS.indexOf(x.label) - LABELS.indexOf(y.label) || (x.pValue ?? 1) - (y.pValue ?? 1));
}

const ARROWS: Record<string, string> = { growing: '▲', shrinking: '▼', flat: '▬', uncertain: '?' };

function trends(rows: Trend[]): HTMLElement {
  return table(t('regions.trend'), [
    { head: t('regions.region'), header: true, cell: (r: Trend) => r.region },
    { head: t('regions.what'), cell: (r: Trend) => attackOn(r.attackType, r.service) },
    {
      head: t('regions.label'),
      cell: (r: Trend) => tag(`trend ${r.label}`, [el('span', { 'aria-hidden': 'true' }, ARROWS[r.label] ?? ''), ' ', tOf('trend', r.label)]),
    },
    { head: t('regions.slope'), kind: 'number', cell: slope },
    { head: t('regions.p'), kind: 'number', cell: (r: Trend) => r.pValue !== undefined && r.pValue < 0.001 ? '< 0.001' : figure(r.pValue) },
  ], rows);
}

/** A slope of log1p per day as a percentage a day. */
function slope(r: Trend): string {
  const asPercent = (x: number): string => `${x >= 0 ? '+' : '−'}${figure(Math.abs(Math.expm1(x)) * 100)} %`;
  if (r.slopePerDay === undefined) return NONE;
  const range = r.low === undefined || r.high === undefined ? ''
    : language() === 'ja' ? `（${asPercent(r.low)} ～ ${asPercent(r.high)}）` : ` (${asPercent(r.low)} … ${asPercent(r.high)})`;
  return asPercent(r.slopePerDay) + range;
}
