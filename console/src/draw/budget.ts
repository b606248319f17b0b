/** A time on a logarithmic scale beside its limit. */
import { svg } from '../dom.ts';

export const FROM_S = 0.001;
export const TO_S = 3600;
const WIDTH = 260;
const HEIGHT = 18;

export function position(s: number): number {
  const x = Math.log10(Math.min(TO_S, Math.max(FROM_S, s)) / FROM_S) / Math.log10(TO_S / FROM_S);
  return x * WIDTH;
}

export function budget(measured: number | undefined, limit: number | undefined): SVGElement {
  const over = measured !== undefined && limit !== undefined && measured > limit;
  return svg('svg', { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, class: 'budget', 'aria-hidden': 'true', focusable: 'false' },
    svg('rect', { x: 0, y: 5, width: WIDTH, height: 8, class: 'track' }),
    limit !== undefined && svg('rect', { x: 0, y: 5, width: position(limit), height: 8, class: 'room' }),
    measured !== undefined && svg('rect', { x: 0, y: 5, width: Math.max(2, position(measured)), height: 8, class: over ? 'over' : 'used' }),
    limit !== undefined && svg('line', { x1: position(limit), x2: position(limit), y1: 0, y2: HEIGHT, class: 'limit' }));
}
