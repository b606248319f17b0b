/** Skill with its interval on a scale from -1 to +1. */
import { svg } from '../dom.ts';

const WIDTH = 150;
const HEIGHT = 18;

export function skillBar(skill: number, low: number | undefined, high: number | undefined): SVGElement {
  const x = (s: number): number => (Math.min(1, Math.max(-1, s)) + 1) / 2 * WIDTH;
  const kind = low !== undefined && low > 0 ? 'better' : high !== undefined && high < 0 ? 'worse' : 'open';
  return svg('svg', { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, class: `skill ${kind}`, 'aria-hidden': 'true', focusable: 'false' },
    svg('line', { x1: 0, x2: WIDTH, y1: HEIGHT / 2, y2: HEIGHT / 2, class: 'track' }),
    svg('line', { x1: x(0), x2: x(0), y1: 1, y2: HEIGHT - 1, class: 'zero' }),
    low !== undefined && high !== undefined && svg('line', { x1: x(low), x2: x(high), y1: HEIGHT / 2, y2: HEIGHT / 2, class: 'interval' }),
    svg('circle', { cx: x(skill), cy: HEIGHT / 2, r: 4.5, class: 'dot' }));
}
