/** Relative economic value over the ratio of cost to loss, ours beside the rivals': 1 is knowing the future, 0 is habit. */
import type { ForecastValue } from '../api.ts';
import { svg } from '../dom.ts';

const WIDTH = 520;
const HEIGHT = 230;
const LEFT = 46;
const RIGHT = 14;
const TOP = 12;
const BOTTOM = 44;
/** Worse than that is drawn at the edge: far below 0 no reader needs the figure, and the table has it. */
const LOWEST = -0.5;

export function valueCurve(lines: ForecastValue[], label: string, across: string): SVGElement {
  const ratios = [...new Set(lines.flatMap((l) => l.curve.map((p) => p.ratio)))].sort((a, b) => a - b);
  const low = Math.log(ratios[0] ?? 0.01);
  const high = Math.log(Math.max(ratios[ratios.length - 1] ?? 1, (ratios[0] ?? 0.01) * 1.0001));
  const x = (ratio: number): number => LEFT + (Math.log(ratio) - low) / (high - low) * (WIDTH - LEFT - RIGHT);
  const y = (value: number): number => TOP + (1 - Math.min(1, Math.max(LOWEST, value))) / (1 - LOWEST) * (HEIGHT - TOP - BOTTOM);
  const last = lines.length - 1;
  return svg('svg', { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, class: 'value', role: 'img', 'aria-label': label },
    [1, 0.5, 0, LOWEST].flatMap((v) => [
      svg('line', { x1: LEFT, x2: WIDTH - RIGHT, y1: y(v), y2: y(v), class: v === 0 ? 'zero' : 'grid' }),
      svg('text', { x: LEFT - 8, y: y(v) + 4, 'text-anchor': 'end' }, v === LOWEST ? `≤ −${-LOWEST}` : `${v}`)]),
    ratios.map((r) => svg('text', { x: x(r), y: HEIGHT - BOTTOM + 16, 'text-anchor': 'middle' }, `${Number((r * 100).toPrecision(2))} %`)),
    svg('text', { x: (LEFT + WIDTH - RIGHT) / 2, y: HEIGHT - 8, 'text-anchor': 'middle' }, across),
    [...lines].reverse().map((line, i) => {
      const told = line.curve.filter((p) => p.value !== undefined);
      const kind = line.who === 'ours' ? 'ours' : `rival r${(last - i) % 4}`;
      return svg('g', { class: kind },
        svg('polyline', { points: told.map((p) => `${x(p.ratio).toFixed(1)},${y(p.value!).toFixed(1)}`).join(' ') }),
        told.map((p) => svg('circle', { cx: x(p.ratio).toFixed(1), cy: y(p.value!).toFixed(1), r: line.who === 'ours' ? 4 : 2.5 })));
    }));
}
