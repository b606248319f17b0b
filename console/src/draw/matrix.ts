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

/** From here on a cell is dark and its figure light. */
const STRONG = 0.55;

/** Share of the accent in a cell's colour: between 48 and 75 % neither dark nor light figures would be legible (4.5:1). */
export function depth(strength: number): number {
  return strength > STRONG ? 0.75 + 0.17 * (strength - STRONG) / (1 - STRONG) : 0.48 * strength / STRONG;
}

export function matrix(regions: string[], pairs: Similarity[], measure: Measure): HTMLElement {
  const at = new Map(pairs.flatMap((p) => [[`${p.a} ${p.b}`, p], [`${p.b} ${p.a}`, p]]));
  const cell = (a: string, b: string): Child => {
    if (a === b) return el('td', { class: 'self' }, el('span', { 'aria-hidden': 'true' }, '·'));
    const pair = at.get(`${a} ${b}`);
    const value = pair?.[measure];
    if (value === undefined) return el('td', { class: 'cannot', title: t('regions.cannot') }, NONE);
    const strength = shade(measure, value);
    return el('td', { class: strength > STRONG ? 'strong' : '', '--s': depth(strength).toFixed(3), title: `${a} – ${b}` }, figure(value));
  };
  const caption = t('regions.matrix');
  return el('div', { class: 'scroll', tabindex: 0, role: 'group', 'aria-label': caption },
    el('table', { class: 'matrix' }, el('caption', {}, caption),
      el('thead', {}, el('tr', {}, el('td', {}), regions.map((r) => el('th', { scope: 'col' }, el('span', {}, r))))),
      el('tbody', {}, regions.map((a) => el('tr', {}, el('th', { scope: 'row' }, a), regions.map((b) => cell(a, b)))))));
}
