/** A matrix of pairs as a table: each cell holds its number, its shade is only a help. */
import type { Similarity } from '../api.ts';
import { el, type Child } from '../dom.ts';
import { t } from '../language.ts';
import { figure, NONE } from '../number.ts';

export type Measure = 'who' | 'mix' | 'when';

/** 0..1 for the shade; `who` is a quotient, so its logarithm counts (16 times as expected = full). */
export function shade(measure: Measure, value: number): number {
  const x = measure === 'who' ? Math.log2(Math.max(value, 1)) / 4 : value;
  return Math.min(1, Math.max(0, x));
}

export function matrix(regions: string[], pairs: Similarity[], measure: Measure): HTMLElement {
  const at = new Map(pairs.flatMap((p) => [[`${p.a} ${p.b}`, p], [`${p.b} ${p.a}`, p]]));
  const cell = (a: string, b: string): Child => {
    if (a === b) return el('td', { class: 'self' }, el('span', { 'aria-hidden': 'true' }, '·'));
    const pair = at.get(`${a} ${b}`);
    const value = pair?.[measure];
    if (value === undefined) return el('td', { class: 'cannot', title: t('regions.cannot') }, NONE);
    const strength = shade(measure, value);
    return el('td', { class: strength > 0.55 ? 'strong' : '', '--s': strength.toFixed(3), title: `${a} – ${b}` }, figure(value));
  };
  const caption = t('regions.matrix');
  return el('div', { class: 'scroll', tabindex: 0, role: 'group', 'aria-label': caption },
    el('table', { class: 'matrix' }, el('caption', {}, caption),
      el('thead', {}, el('tr', {}, el('td', {}), regions.map((r) => el('th', { scope: 'col' }, el('span', {}, r))))),
      el('tbody', {}, regions.map((a) => el('tr', {}, el('th', { scope: 'row' }, a), regions.map((b) => cell(a, b)))))));
}
