/** The quantiles of a forecast as nested intervals. */
import type { Span } from '../api.ts';

export interface Interval { low: number; high: number; share: number }

/** Widest interval first; a level and its complement make one. */
export function intervals(quantiles: Record<string, number>): Interval[] {
  const levels = Object.keys(quantiles).map(Number).sort((a, b) => a - b);
  const at = new Map(Object.entries(quantiles).map(([level, value]) => [Number(level), value]));
  const out: Interval[] = [];
  for (const low of levels.filter((level) => level < 0.5)) {
    const high = levels.find((level) => Math.abs(level - (1 - low)) < 1e-9);
    if (high !== undefined) out.push({ low: at.get(low)!, high: at.get(high)!, share: high - low });
  }
  return out;
}

export function median(quantiles: Record<string, number>): number | undefined {
  const found = Object.entries(quantiles).find(([level]) => Number(level) === 0.5);
  return found?.[1];
}

/** Whether what came fell into the widest interval; unknown until it came. */
export function inside(span: Span): boolean | undefined {
  const widest = intervals(span.quantiles)[0];
  if (widest === undefined || span.outcome === undefined) return undefined;
  return span.outcome >= widest.low && span.outcome <= widest.high;
}
