/** The running mean error of past statements beside a rival's. */
import type { Scored } from '../api.ts';
import { svg } from '../dom.ts';
import { t } from '../language.ts';
import { figure } from '../number.ts';
import { steps as ticks } from './axis.ts';
import { day } from '../time.ts';
import { median } from './levels.ts';

const WIDTH = 640;
const HEIGHT = 200;
const LEFT = 56;
const BOTTOM = 26;

export interface Step { at: number; ours: number; rival: number; n: number }

/** Squared error of a probability, distance of a number's middle; oldest first, each the mean of all so far. */
export function running(past: Scored[]): Step[] {
  const out: Step[] = [];
  let ours = 0;
  let rivals = 0;
  for (const s of [...past].sort((a, b) => Date.parse(a.question.to) - Date.parse(b.question.to))) {
    const said = s.probability ?? median(s.quantiles);
    if (s.outcome === undefined || s.rivalValue === undefined || said === undefined) continue;
    const event = s.probability !== undefined;
    const came = event ? Math.min(1, s.outcome) : s.outcome;
    ours += event ? (said - came) ** 2 : Math.abs(said - came);
    rivals += event ? (s.rivalValue - came) ** 2 : Math.abs(s.rivalValue - came);
    const n = out.length + 1;
    out.push({ at: Date.parse(s.question.to), ours: ours / n, rival: rivals / n, n });
  }
  return out;
}

export function errors(steps: Step[]): SVGElement {
  const first = steps[0]!.at;
  const last = steps[steps.length - 1]!;
  const scale = ticks(Math.max(...steps.map((s) => Math.max(s.ours, s.rival)), 1e-9));
  const most = scale[scale.length - 1]!;
  const x = (at: number): number => LEFT + (last.at === first ? 0 : (at - first) / (last.at - first)) * (WIDTH - LEFT - 12);
  const y = (v: number): number => HEIGHT - BOTTOM - (v / most) * (HEIGHT - BOTTOM - 12);
  const line = (of: (s: Step) => number): string => steps.map((s) => `${x(s.at).toFixed(1)},${y(of(s)).toFixed(1)}`).join(' ');
  return svg('svg', {
    viewBox: `0 0 ${WIDTH} ${HEIGHT}`, class: 'errors', role: 'img',
    'aria-label': t('forecast.course.chart', { n: last.n, ours: figure(last.ours), rival: figure(last.rival) }),
  },
    scale.flatMap((v) => [
      svg('line', { x1: LEFT, x2: WIDTH - 12, y1: y(v), y2: y(v), class: 'grid' }),
      svg('text', { x: LEFT - 6, y: y(v) + 4, 'text-anchor': 'end' }, figure(v))]),
    svg('text', { x: LEFT, y: HEIGHT - 6 }, `${day(first)} UTC`),
    svg('text', { x: WIDTH - 12, y: HEIGHT - 6, 'text-anchor': 'end' }, `${day(last.at)} UTC`),
    svg('polyline', { points: line((s) => s.rival), class: 'rival' }),
    svg('polyline', { points: line((s) => s.ours), class: 'ours' }));
}
