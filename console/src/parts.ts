/** Small parts that every page is made of. */
import { append, el, type Child, type Props } from './dom.ts';
import type { Phrase } from './api.ts';
import type { Scene } from './page.ts';
import { t, tOf, type Word } from './language.ts';
import { figure } from './number.ts';
import { since } from './time.ts';

export { lasting, span, timed, when } from './clocks.ts';
import { say } from './say.ts';

/** How long ago, or in how long, beside the instant itself. */
export function ago(instant: string, now: number): string {
  const ms = now - Date.parse(instant);
  const [n, unit] = since(Math.abs(ms));
  return t(`${ms >= 0 ? 'ago' : 'in'}.${unit}` as Word, { n });
}

export function simulated(is: boolean): Child {
  return is && el('span', { class: 'tag simulated' }, t('simulated'));
}

export function tag(kind: string, text: Child): HTMLElement {
  return el('span', { class: `tag ${kind}` }, text);
}

export function section(id: string, title: Child, props: Props, ...children: Child[]): HTMLElement {
  return el('section', { 'aria-labelledby': id, ...props }, el('h2', { id }, title), children);
}

export function list(items: Child[], props: Props = {}): HTMLElement {
  return el('ul', props, items.map((item) => el('li', {}, item)));
}

export function phrases(items: Phrase[], props: Props = {}): HTMLElement {
  return list(items.map(say), props);
}

/** More sentences than this are folded away. */
const FEW = 4;

/** What is missing from a figure is said beside it. */
export function missing(items: Phrase[]): Child {
  return items.length > 0 && el('aside', { class: 'missing', 'aria-label': t('missing') },
    items.length <= FEW ? [el('strong', {}, t('missing')), phrases(items)]
      : details('missing', `${t('missing')} (${items.length})`, phrases(items)));
}

export function nothing(text: string): HTMLElement {
  return el('p', { class: 'nothing' }, text);
}

export interface Column<T> { head: string; cell: (row: T) => Child; kind?: 'number' | 'text'; header?: boolean }

/** A table that scrolls inside itself on narrow screens and can then be reached by keyboard. */
export function table<T>(caption: string, columns: Column<T>[], rows: T[], props: Props = {}): HTMLElement {
  return el('div', { class: 'scroll', tabindex: 0, role: 'group', 'aria-label': caption },
    el('table', props,
      el('caption', {}, caption),
      el('thead', {}, el('tr', {}, columns.map((c) => el('th', { scope: 'col', class: c.kind ?? 'text' }, c.head)))),
      el('tbody', {}, rows.map((row) => el('tr', {}, columns.map((c) => c.header
        ? el('th', { scope: 'row', class: c.kind ?? 'text' }, c.cell(row))
        : el('td', { class: c.kind ?? 'text', 'data-head': c.head }, c.cell(row))))))));
}

/** More rows than fit one page are turned over; the page stands in the address as `name`, else it is that of the chosen row. */
export function paged<T>(scene: Scene, name: string, rows: T[], most: number, draw: (shown: T[]) => Child,
  chosen = -1, forget: string[] = []): Child {
  if (rows.length <= most) return draw(rows);
  const last = Math.ceil(rows.length / most);
  const at = Math.min(last, Math.max(1, Math.floor(Number(scene.query(name) ?? (chosen < 0 ? '1' : `${Math.floor(chosen / most) + 1}`))) || 1));
  const from = (at - 1) * most;
  const turn = (id: string, word: Word, to: number): HTMLElement =>
    el('button', { type: 'button', id: `${name}-${id}`, 'aria-disabled': to < 1 || to > last ? 'true' : false, onclick: () => {
      if (to >= 1 && to <= last) scene.turn(name, String(to), forget);
    } }, t(word));
  return [draw(rows.slice(from, from + most)), el('nav', { class: 'pages', 'aria-label': `${t('page.label')}${tOf('page.label', name, '')}` },
    turn('previous', 'page.previous', at - 1), el('span', { role: 'status' },
      t('page.of', { from: figure(from + 1), to: figure(Math.min(rows.length, from + most)), n: figure(rows.length) })),
    turn('next', 'page.next', at + 1))];
}

/** One choice among few, as buttons that are radio inputs. */
export function choice(
  name: string, legend: string, options: [string, string][], chosen: string, pick: (value: string) => void): HTMLElement {
  return el('fieldset', { class: 'choice' }, el('legend', {}, legend), options.map(([value, text]) =>
    el('label', {},
      el('input', {
        type: 'radio', name, value, id: `${name}-${value}`, checked: value === chosen, onchange: () => pick(value),
      }),
      el('span', {}, text))));
}

export function details(id: string, summary: Child, ...children: Child[]): HTMLElement {
  return el('details', { id }, el('summary', { id: `${id}-summary` }, summary), children);
}

export function facts(pairs: [string, Child][]): HTMLElement {
  const node = el('dl', { class: 'facts' });
  append(node, pairs.filter(([, value]) => value !== false && value !== undefined && value !== null)
    .map(([name, value]) => el('div', {}, el('dt', {}, name), el('dd', {}, value))));
  return node;
}

