/** Instants as nodes: UTC and JST side by side, inside sentences too. */
import { el, type Child } from './dom.ts';
import { both, type Grain } from './time.ts';

const INSTANT = /\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z/;

/** An instant in UTC and JST side by side. */
export function when(instant: string, grain: Grain = 'minute'): HTMLElement {
  const { utc, jst } = both(instant, grain);
  return el('time', { class: 'when', datetime: instant },
    el('span', { class: 'utc' }, utc), ' ', el('span', { class: 'jst' }, jst));
}

export function span(from: string, until: string): HTMLElement {
  return el('span', { class: 'span' }, when(from), ' → ', when(until));
}

/** A text whose instants are told in both clocks. */
export function timed(text: string): Child[] {
  const out: Child[] = [];
  let rest = text;
  for (let found = INSTANT.exec(rest); found !== null; found = INSTANT.exec(rest)) {
    out.push(rest.slice(0, found.index), when(found[0]));
    rest = rest.slice(found.index + found[0].length);
  }
  out.push(rest);
  return out;
}
