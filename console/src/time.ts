/** Instants as people read them: UTC and Japan Standard Time (UTC+9, no summer time) always side by side. */
const JST_MS = 9 * 3600_000;

export interface Clock { readonly date: string; readonly time: string }

function pad(n: number): string {
  return String(n).padStart(2, '0');
}

/** How finely a time is told. */
export type Grain = 'minute' | 'second' | 'milli';

function clock(ms: number, grain: Grain): Clock {
  const d = new Date(ms);
  const date = `${d.getUTCFullYear()}-${pad(d.getUTCMonth() + 1)}-${pad(d.getUTCDate())}`;
  const time = `${pad(d.getUTCHours())}:${pad(d.getUTCMinutes())}`
    + (grain === 'minute' ? '' : `:${pad(d.getUTCSeconds())}`)
    + (grain === 'milli' ? `.${String(d.getUTCMilliseconds()).padStart(3, '0')}` : '');
  return { date, time };
}

/** Both clocks of an instant; JST tells its date only where it is another day. */
export function both(instant: string | number, grain: Grain = 'minute'): { utc: string; jst: string } {
  const ms = typeof instant === 'number' ? instant : Date.parse(instant);
  const utc = clock(ms, grain);
  const jst = clock(ms + JST_MS, grain);
  return {
    utc: `${utc.date} ${utc.time} UTC`,
    jst: `${jst.date === utc.date ? '' : `${jst.date.slice(5)} `}${jst.time} JST`,
  };
}

/** Both clocks of a span; what the end shares with the begin is not told again. */
export function range(from: string, until: string): { utc: string; jst: string } {
  const told = (shift: number, year: boolean): string => {
    const a = clock(Date.parse(from) + shift, 'minute');
    const b = clock(Date.parse(until) + shift, 'minute');
    const end = b.date === a.date ? '' : `${b.date.slice(0, 4) === a.date.slice(0, 4) ? b.date.slice(5) : b.date} `;
    return `${year ? a.date : a.date.slice(5)} ${a.time} → ${end}${b.time}`;
  };
  return { utc: `${told(0, true)} UTC`, jst: `${told(JST_MS, false)} JST` };
}

/** Only the time of day, for a running clock. */
export function ofDay(ms: number): { date: string; utc: string; jst: string; jstDate: string } {
  const utc = clock(ms, 'second');
  const jst = clock(ms + JST_MS, 'second');
  return { date: utc.date, utc: utc.time, jst: jst.time, jstDate: jst.date };
}

export function day(ms: number): string {
  return clock(ms, 'minute').date.slice(5);
}

/** How long ago in the largest fitting unit, as [count, unit]. */
export function since(ms: number): [number, 'second' | 'minute' | 'hour' | 'day'] {
  const s = Math.max(0, Math.round(ms / 1000));
  if (s < 90) return [s, 'second'];
  if (s < 90 * 60) return [Math.round(s / 60), 'minute'];
  if (s < 36 * 3600) return [Math.round(s / 3600), 'hour'];
  return [Math.round(s / 86_400), 'day'];
}
