/** What was said against what came, as shares: on the line is honest, beside it is not. */
import { svg } from '../dom.ts';
import { steps } from './axis.ts';

const SIZE = 300;
const LEFT = 62;
const TOP = 12;
const RIGHT = 18;
const BOTTOM = 46;

export interface Dot { level: number; observed: number; n: number }

/** Where all dots lie near 0, only that corner is drawn, to the next round share. */
export function calibration(points: Dot[], label: string, across: string, up: string): SVGElement {
  const ticks = steps(Math.max(0.01, ...points.map((p) => Math.max(p.level, p.observed))));
  const top = Math.min(1, ticks[ticks.length - 1]!);
  const x = (share: number): number => LEFT + share / top * (SIZE - LEFT - RIGHT);
  const y = (share: number): number => SIZE - BOTTOM - share / top * (SIZE - TOP - BOTTOM);
  const most = Math.max(1, ...points.map((p) => p.n));
  return svg('svg', { viewBox: `0 0 ${SIZE} ${SIZE}`, class: 'calibration', role: 'img', 'aria-label': label },
    ticks.filter((s) => s <= top).flatMap((s) => [
      svg('line', { x1: x(s), x2: x(s), y1: y(0), y2: y(top), class: 'grid' }),
      svg('line', { x1: x(0), x2: x(top), y1: y(s), y2: y(s), class: 'grid' }),
      svg('text', { x: x(s), y: y(0) + 16, 'text-anchor': 'middle' }, `${Number((s * 100).toPrecision(3))} %`),
      svg('text', { x: LEFT - 8, y: y(s) + 4, 'text-anchor': 'end' }, `${Number((s * 100).toPrecision(3))} %`)]),
    svg('line', { x1: x(0), y1: y(0), x2: x(top), y2: y(top), class: 'honest' }),
    svg('polyline', { points: points.map((p) => `${x(p.level)},${y(p.observed)}`).join(' '), class: 'course' }),
    points.map((p) => svg('circle', { cx: x(p.level), cy: y(p.observed), r: 3 + 3 * Math.sqrt(p.n / most), class: 'dot' })),
    svg('text', { x: x(top / 2), y: SIZE - 8, 'text-anchor': 'middle' }, across),
    svg('text', { x: 12, y: y(top / 2), 'text-anchor': 'middle', transform: `rotate(-90 12 ${y(top / 2)})` }, up));
}
