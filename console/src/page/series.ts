/** A series, what was forecast for it, and what really came; outages and policy changes drawn in. */
import 'uplot/dist/uPlot.min.css';
import { get, type Gap, type Series, type SeriesKey, type Span } from '../api.ts';
import { el, join, type Child } from '../dom.ts';
import { albums } from '../draw/album.ts';
import type { Chart } from '../draw/chart.ts';
import { inside, intervals, median } from '../draw/levels.ts';
import { attackOn, place, t, tOf } from '../language.ts';
import { figure, NONE, percent } from '../number.ts';
import { details, missing, nothing, section, simulated, span, table, tag, when } from '../parts.ts';
import type { Page, Scene } from '../page.ts';
import { say } from '../say.ts';

/** More gaps than this are folded away. */
/** More marks than this are folded away, and their numbers would hide the course. */
const MARKS_SHOWN = 12;
const GAPS_SHOWN = 6;

let shown: Chart | null = null;

function nameOf(key: SeriesKey): string {
  return `${place(key.region)} · ${attackOn(key.attackType, key.service)} · ${tOf('unit', key.metric)} (${tOf('party', key.party)})`;
}

export const series: Page = {
  name: 'series',
  path: '/series',
  reads: ['series', 'record', 'regions'],
  async draw(scene) {
    const [keys, drawing, courses] = await Promise.all([
      get<SeriesKey[]>('series'), import('../draw/chart.ts'), albums(scene, 'course')]);
    const asked = keys.find((k) => k.id === scene.query('id')) ?? keys[0];
    if (asked === undefined) return [el('h1', {}, t('series.title')), nothing(t('series.none')), ...courses];
    const one = await get<Series>(`series/${encodeURIComponent(asked.id)}`);
    const logarithmic = scene.query('scale') === 'log';
    shown?.destroy();
    const readout = el('output', { class: 'readout', 'aria-live': 'polite' });
    shown = drawing.chart(one, logarithmic, (forecast, at, value) => readout.replaceChildren(...reading(forecast, at, value)));
    const move = shown.step;
    const newest = one.points[one.points.length - 1];
    if (newest !== undefined) {
      const forecast = one.forecasts.find((f) => f.from === newest.at);
      readout.replaceChildren(...reading(forecast, Date.parse(newest.at) / 1000, newest.value ?? null));
    }
    const holder = el('div', {
      class: 'chart-holder', role: 'group', tabindex: 0, id: 'chart', 'aria-label': t('series.chart', { name: nameOf(one.key) }),
      onkeydown: (event) => {
        const by = (event as KeyboardEvent).key === 'ArrowRight' ? 1 : (event as KeyboardEvent).key === 'ArrowLeft' ? -1 : 0;
        if (by !== 0) {
          event.preventDefault();
          move(by);
        }
      },
    }, shown.root);
    return [
      el('h1', {}, t('series.title')),
      chooser(keys, one.key, scene, logarithmic),
      el('p', { class: 'lead' }, next(one, scene), ' ', simulated(one.key.simulated)),
      el('figure', { class: 'panel' }, legend(one), holder, readout,
        el('figcaption', {}, hits(one), ' ', el('span', { class: 'soft' }, tOf('unit', one.unit)))),
      ...(one.missing.length === 0 ? [] : [missing(one.missing) as Node]),
      changes(one),
      details('values', t('series.table'), values(one)),
      ...courses,
    ];
  },
};

function chooser(keys: SeriesKey[], chosen: SeriesKey, scene: Scene, logarithmic: boolean): HTMLElement {
  return el('div', { class: 'tools' },
    el('label', { class: 'pick' }, el('span', {}, t('series.choose')), ' ',
      el('select', { id: 'which', onchange: (event) => scene.turn('id', (event.target as HTMLSelectElement).value) },
        keys.map((k) => el('option', { value: k.id, selected: k.id === chosen.id }, nameOf(k))))),
    el('label', { class: 'check' },
      el('input', {
        type: 'checkbox', id: 'log', checked: logarithmic,
        onchange: (event) => scene.turn('scale', (event.target as HTMLInputElement).checked ? 'log' : 'linear'),
      }), ' ', t('series.log')));
}

/** The open forecast in words. */
function next(one: Series, scene: Scene): Child {
  const until = scene.about.observation?.until;
  const open = one.forecasts.find((f) => f.outcome === undefined && (until === undefined || f.to > until));
  const widest = open === undefined ? undefined : intervals(open.quantiles)[0];
  if (open === undefined || widest === undefined) return t('series.next.none');
  return [el('strong', {}, span(open.from, open.to)), ': ',
    t('series.next.text', {
      low: figure(widest.low), high: figure(widest.high), p: Math.round(widest.share * 100), mid: figure(median(open.quantiles)),
    }), ' ', el('span', { class: 'soft' }, `(${t('series.issued')} `, when(open.issued), `, ${t('series.known')} `, when(open.informationUntil), ')')];
}

function legend(one: Series): HTMLElement {
  const nested = intervals(one.forecasts[0]?.quantiles ?? {});
  const rival = Object.keys(one.forecasts[0]?.rival ?? {})[0];
  const entry = (kind: string, text: string): HTMLElement => el('li', {}, el('span', { class: `swatch ${kind}`, 'aria-hidden': 'true' }), text);
  const first = nested[0];
  const last = nested.length > 1 ? nested[nested.length - 1] : undefined;
  return el('ul', { class: 'legend' },
    entry('line', t('series.came')),
    first !== undefined && entry('outer', t('series.inner', { p: Math.round(first.share * 100) })),
    last !== undefined && entry('inner', t('series.inner', { p: Math.round(last.share * 100) })),
    first !== undefined && entry('middle', t('series.middle')),
    rival !== undefined && entry('rival', t('series.rival', { name: tOf('rival', rival) })),
    one.gaps.length > 0 && entry('gap', t('series.gap')),
    one.marks.length > 0 && entry('mark', [...new Set(one.marks.map((m) => t(`series.mark.${m.kind}`)))].join(', ')));
}

function reading(forecast: Span | undefined, at: number, value: number | null): Node[] {
  const widest = forecast === undefined ? undefined : intervals(forecast.quantiles)[0];
  const rival = forecast === undefined ? undefined : Object.entries(forecast.rival)[0];
  return [el('span', {}, when(new Date(at * 1000).toISOString()), ' ',
    el('strong', {}, `${t('series.came')} ${value === null ? t('notmeasured') : figure(value)}`),
    widest !== undefined && ` · ${t('series.inner', { p: Math.round(widest.share * 100) })} ${figure(widest.low)} … ${figure(widest.high)}`,
    rival !== undefined && ` · ${t('series.rival', { name: tOf('rival', rival[0]) })} ${figure(rival[1])}`)];
}

function hits(one: Series): Child {
  const scored = one.forecasts.map(inside).filter((hit) => hit !== undefined);
  const widest = intervals(one.forecasts[0]?.quantiles ?? {})[0];
  if (scored.length === 0 || widest === undefined) return null;
  const within = scored.filter((hit) => hit).length;
  return t('series.hits', { n: scored.length, in: within, share: percent(within / scored.length), p: Math.round(widest.share * 100) });
}

/** Each mark keeps the number that it has in the picture. */
function changes(one: Series): HTMLElement {
  const marks = one.marks.map(mark).reverse();
  const gaps = one.gaps.map(gap).reverse();
  return section('changes', t('series.gaps'), {}, one.gaps.length + one.marks.length === 0 ? nothing(t('series.gaps.none')) : el('ul', { class: 'changes' },
    marks.slice(0, MARKS_SHOWN),
    gaps.slice(0, GAPS_SHOWN)),
    one.marks.length > MARKS_SHOWN && details('more-marks', t('series.marks.more', { n: figure(one.marks.length - MARKS_SHOWN) }),
      el('ul', { class: 'changes' }, marks.slice(MARKS_SHOWN))),
    one.gaps.length > GAPS_SHOWN && details('more-gaps', t('alerts.more', { n: one.gaps.length - GAPS_SHOWN }),
      el('ul', { class: 'changes' }, gaps.slice(GAPS_SHOWN))));
}

function mark(m: Series['marks'][number], i: number): HTMLElement {
  return el('li', {}, tag('mark', `${i + 1}`), ' ', when(m.at), ` ${t(`series.mark.${m.kind}`)}: `, say(m.what));
}

function gap(g: Gap): HTMLElement {
  return el('li', {}, tag('gap', t('series.watched', { share: percent(g.watched) })), ' ', span(g.from, g.to), ' ',
    g.reasons.length === 0 ? g.sensor !== undefined && el('code', {}, g.sensor) : join(g.reasons.map(say), () => ' · '));
}

function values(one: Series): HTMLElement {
  const came = new Map(one.points.map((p) => [Date.parse(p.at), p.value]));
  const spans = new Map(one.forecasts.map((f) => [Date.parse(f.from), f]));
  const rows = [...new Set([...came.keys(), ...spans.keys()])].sort((a, b) => b - a);
  const outcome = (at: number): Child => {
    const f = spans.get(at);
    if (f === undefined) return NONE;
    const hit = inside(f);
    return hit === undefined ? t('series.waiting') : hit ? tag('ok', t('series.inside')) : tag('know', t('series.outside'));
  };
  const widest = (at: number): string => {
    const w = intervals(spans.get(at)?.quantiles ?? {})[0];
    return w === undefined ? NONE : `${figure(w.low)} … ${figure(w.high)} (${Math.round(w.share * 100)} %)`;
  };
  return table(t('series.table'), [
    { head: t('series.span'), header: true, cell: (at: number) => when(new Date(at).toISOString()) },
    {
      head: t('series.came'), kind: 'number',
      cell: (at: number) => came.get(at) === undefined ? el('em', {}, came.has(at) ? t('notmeasured') : t('series.waiting')) : figure(came.get(at)),
    },
    { head: t('series.middle'), kind: 'number', cell: (at: number) => figure(median(spans.get(at)?.quantiles ?? {})) },
    { head: t('series.inner', { p: '' }), kind: 'number', cell: widest },
    { head: t('record.rival'), kind: 'number', cell: (at: number) => figure(Object.values(spans.get(at)?.rival ?? {})[0]) },
    { head: t('loop.verdict'), cell: outcome },
  ], rows);
}
