/** Instants as nodes: UTC and JST side by side, inside sentences too. */
import { el, type Child } from './dom.ts';
import { t } from './language.ts';
import { lengths, NONE } from './number.ts';
import { both, range, type Grain } from './time.ts';

const INSTANT = /\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z/;

/** An instant in UTC and JST side by side. */
export function when(instant: string, grain: Grain = 'minute'): HTMLElement {
  const { utc, jst } = both(instant, grain);
  return el('time', { class: 'when', datetime: instant },
    el('span', { class: 'utc' }, utc), ' ', el('span', { class: 'jst' }, jst));
}

export function span(from: string, until: string): HTMLElement {
  const { utc, jst } = range(from, until);
  return el('span', { class: 'when span' }, el('span', { class: 'utc' }, utc), ' ', el('span', { class: 'jst' }, jst));
}

/** How long something lasts, in the reader's words. */
export function lasting(s: number | undefined): string {
  return s === undefined ? NONE : lengths(s).map(([n, unit]) => t(`lasting.${unit}`, { n })).join(' ');
}

/** A text in a drawing, where there is room for one clock. */
export function utc(text: string): string {
  return text.replace(new RegExp(INSTANT, 'g'), (at) => both(at).utc);
}

/** Days stand on one line. */
function days(text: string): Child[] {
  return text.split(/(\d{4}-\d{2}-\d{2})/).map((part, i) => i % 2 === 0 ? part : el('span', { class: 'id' }, part));
}

/** A text whose instants are told in both clocks. */
export function timed(text: string): Child[] {
  const out: Child[] = [];
  let rest = text;
  for (let found = INSTANT.exec(rest); found !== null; found = INSTANT.exec(rest)) {
    out.push(...days(rest.slice(0, found.index)), when(found[0]));
    rest = rest.slice(found.index + found[0].length);
  }
  out.push(...days(rest));
  return out;
}
