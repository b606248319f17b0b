/** The forecast board: every open statement with probability, span, evidence, rivals and record; one in full by its id. */
import { get, type Alert, type ForecastBoard, type ForecastSheet, type Statement } from '../api.ts';
import { el, join, type Child } from '../dom.ts';
import { intervals, median } from '../draw/levels.ts';
import { odds } from '../draw/odds.ts';
import { t, tOf } from '../language.ts';
import { chance, figure, NONE } from '../number.ts';
import { choice, details, nothing, paged, section, span, table } from '../parts.ts';
import { addressOf, type Page, type Scene } from '../page.ts';
import { asked, kindOf, standing, within } from '../question.ts';
import { say } from '../say.ts';
import { sheet } from './forecast.ts';
import { sourceLists } from './sources.ts';

/** Said as “< 1 %”. */
const UNLIKELY = 0.01;
const KINDS = ['country', 'network', 'prefix', 'sector', 'spread', 'count'] as const;
/** So many statements a page. */
const EVENTS_SHOWN = 15;
const COUNTS_SHOWN = 20;

export const forecasts: Page = {
  name: 'forecasts',
  path: '/forecasts',
  reads: ['forecasts', 'record', 'alerts'],
  async draw(scene) {
    const id = scene.query('id');
    if (id !== null) {
      const [full, alerts] = await Promise.all([get<ForecastSheet>(`forecasts/${encodeURIComponent(id)}`), get<Alert[]>('alerts')]);
      return sheet(full, alerts);
    }
    const board = await get<ForecastBoard>('forecasts');
    const kind = scene.query('of') ?? 'all';
    const shown = board.open.filter((s) => kind === 'all' || kindOf(s) === kind);
    const events = shown.filter((s) => s.probability !== undefined);
    const counts = shown.filter((s) => s.probability === undefined);
    return [
      el('h1', {}, t('forecasts.title')),
      el('p', { class: 'lead' }, t('forecasts.lead')),
      ...(board.open.length === 0 ? [nothing(t('forecasts.none'))] : [
        kinds(board, kind, scene),
        shown.length === 0 && nothing(t(kind === 'prefix' || kind === 'sector' ? 'forecasts.none.sites' : 'forecasts.none.kind')),
        events.length > 0 && section('events', t('forecasts.events'), { class: 'panel' },
          el('p', { class: 'soft' }, t('forecasts.events.note')), likely(events, scene)),
        counts.length > 0 && section('counts', t('forecasts.counts'), { class: 'panel' },
          el('p', { class: 'soft' }, t('forecasts.counts.note')), paged(scene, 'count', counts, COUNTS_SHOWN, countTable)),
        board.leftOut > 0 && el('p', { class: 'soft' }, t('forecasts.leftout', { n: figure(board.leftOut) })),
      ].filter((node) => node instanceof Node)),
      sourceLists(board.sources),
    ];
  },
};

/** Every kind can be chosen, also one of which nothing is forecast: the page then says why. */
function kinds(board: ForecastBoard, chosen: string, scene: Scene): HTMLElement {
  const n = (kind: string): string => figure(board.open.filter((s) => kind === 'all' || kindOf(s) === kind).length);
  return choice('of', t('forecasts.show'), [['all', `${t('forecasts.show.all')} ${n('all')}`],
    ...KINDS.map((kind): [string, string] => [kind, `${t(`forecasts.show.${kind}`)} ${n(kind)}`])], chosen, (value) => scene.turn('of', value));
}

/** Of whom and what, for which span; whose sites it concerns. */
function about(s: Statement): Child {
  const event = s.probability !== undefined;
  return [el('a', { href: addressOf('forecasts', s.id), id: `open-${s.id}` }, asked(s.question, event)),
    s.sites.length > 0 && el('p', { class: 'soft' }, t('forecasts.sites', { names: s.sites.join(', ') })),
    el('p', { class: 'soft' }, event && `${within(s.horizonHours)}: `, span(s.question.from, s.question.to))];
}

function record(s: Statement): Child {
  return el('ul', { class: 'plain soft' }, standing(s.past).map((line) => el('li', {}, line)));
}

function rivals(s: Statement): Child {
  const said = s.rivals.map((r) => el('span', { class: 'said' }, tOf('rival', r.name), ' ',
    el('strong', {}, r.probability === undefined ? figure(median(r.quantiles)) : chance(r.probability))));
  return said.length === 0 ? NONE : el('ul', { class: 'plain soft rivals' }, said.map((one) => el('li', {}, one)));
}

function evidence(s: Statement): Child {
  return s.evidence.length === 0 ? NONE : el('ul', { class: 'plain soft' }, s.evidence.map((p) => el('li', {}, say(p))));
}

/** Of the same question for as long a span the statement made last; those before it stay open until their own end. */
function latest(events: Statement[]): Statement[] {
  const key = (s: Statement): string => [s.question.region, s.question.attackType, s.question.service, Math.round(s.horizonHours)].join(' ');
  const last = new Map<string, Statement>();
  for (const s of events) if ((last.get(key(s))?.issued ?? '') < s.issued) last.set(key(s), s);
  return events.filter((s) => last.get(key(s)) === s);
}

/** What is all but certain not to come is folded away, not left out. */
function likely(events: Statement[], scene: Scene): Child {
  const last = latest(events);
  const told = last.filter((s) => s.probability! >= UNLIKELY);
  const rest = last.filter((s) => s.probability! < UNLIKELY);
  const earlier = events.filter((s) => !last.includes(s));
  return [
    told.length > 0 ? paged(scene, 'likely', told, EVENTS_SHOWN, eventTable) : nothing(t('forecasts.unlikely.all')),
    rest.length > 0 && details('unlikely', t('forecasts.unlikely', { n: figure(rest.length) }), paged(scene, 'rest', rest, EVENTS_SHOWN, eventTable)),
    earlier.length > 0 && details('earlier-open', t('forecasts.earlier', { n: figure(earlier.length) }), paged(scene, 'earlier', earlier, EVENTS_SHOWN, eventTable)),
  ];
}

function eventTable(rows: Statement[]): HTMLElement {
  return table(t('forecasts.events'), [
    { head: t('forecasts.what'), header: true, cell: about },
    {
      head: t('forecasts.probability'), cell: (s: Statement) => [el('strong', { class: 'big' }, chance(s.probability)),
        odds(s.probability!, s.rivals.flatMap((r) => r.probability ?? []))],
    },
    ...(rows.some((s) => s.evidence.length > 0) ? [{ head: t('forecasts.evidence'), cell: evidence }] : []),
    { head: t('forecasts.rivals'), cell: rivals },
    { head: t('forecasts.record'), cell: record },
  ], rows, { class: 'board' });
}

function countTable(rows: Statement[]): HTMLElement {
  const range = (s: Statement): Child => join(intervals(s.quantiles).slice(0, 1).map((w) =>
    `${figure(w.low)} … ${figure(w.high)} (${Math.round(w.share * 100)} %)`), () => ' ');
  return table(t('forecasts.counts'), [
    { head: t('forecasts.what'), header: true, cell: about },
    { head: t('forecast.middle'), kind: 'number', cell: (s: Statement) => el('strong', {}, figure(median(s.quantiles))) },
    { head: t('forecasts.range'), kind: 'number', cell: range },
    { head: t('forecasts.rivals'), cell: rivals },
    { head: t('forecasts.record'), cell: record },
  ], rows, { class: 'board' });
}
