/** A probability on a scale from 0 to 1, beside what simple methods say. */
import { svg } from '../dom.ts';

const WIDTH = 190;
const HEIGHT = 20;
const PAD = 6;

export function odds(ours: number, rivals: number[]): SVGElement {
  const x = (p: number): number => PAD + p * (WIDTH - 2 * PAD);
  const y = HEIGHT / 2;
  return svg('svg', { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, class: 'odds-scale', 'aria-hidden': 'true', focusable: 'false' },
    svg('line', { x1: x(0), x2: x(1), y1: y, y2: y, class: 'track' }),
    [0, 0.5, 1].map((p) => svg('line', { x1: x(p), x2: x(p), y1: y - 4, y2: y + 4, class: 'tick' })),
    rivals.map((p) => svg('path', { d: `M${x(p)} ${y - 5}l5 5l-5 5l-5-5z`, class: 'rival' })),
    svg('circle', { cx: x(ours), cy: y, r: 5.5, class: 'dot' }));
}
