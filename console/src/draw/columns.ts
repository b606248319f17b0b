/** A series as columns for drawing. */
import type { Series } from '../api.ts';
import { median } from './levels.ts';

const ms = (instant: string): number => Date.parse(instant);

/** ISO duration of days, hours, minutes and seconds, in seconds. */
export function secondsOf(duration: string): number {
  const m = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/.exec(duration);
  if (m === null) return 0;
  return Number(m[1] ?? 0) * 86_400 + Number(m[2] ?? 0) * 3600 + Number(m[3] ?? 0) * 60 + Number(m[4] ?? 0);
}

/** Middles of all steps, the values that came (null where none did), and each forecast's middle. */
export function columns(series: Series): { x: number[]; came: (number | null)[]; middle: (number | null)[] } {
  const half = secondsOf(series.step) / 2;
  const came = new Map(series.points.map((p) => [ms(p.at) / 1000 + half, p.value ?? null]));
  const middle = new Map(series.forecasts.map((f) => [
    (ms(f.from) + ms(f.to)) / 2000, median(f.quantiles) ?? null]));
  const x = [...new Set([...came.keys(), ...middle.keys()])].sort((a, b) => a - b);
  return { x, came: x.map((at) => came.get(at) ?? null), middle: x.map((at) => middle.get(at) ?? null) };
}
