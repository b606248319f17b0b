/** How the sealed lists of who will come stand: their lengths and what is expected of them, never who is on them. */
import type { SourceLists } from '../api.ts';
import { el, type Child } from '../dom.ts';
import { t } from '../language.ts';
import { figure, percent } from '../number.ts';
import { phrases, section, span, table } from '../parts.ts';

type List = SourceLists['lists'][number];
const DAY_MS = 86_400_000;

export function sourceLists(now: SourceLists): HTMLElement {
  return section('sources', t('lists.title'), { class: 'panel' },
    el('p', { class: 'soft' }, t('lists.note')),
    state(now),
    now.missing.length > 0 && el('div', { class: 'missing' }, el('strong', {}, t('missing')), phrases(now.missing)),
    now.sealed > 0 && el('p', { class: 'soft' }, t('lists.past', { sealed: figure(now.sealed), over: figure(now.over) }), ' ',
      el('a', { href: '/record#lists' }, t('lists.record'))));
}

/** The lists of the newest day; else how far it is; else why there are none. */
function state(now: SourceLists): Child {
  if (now.listed !== undefined) {
    return [el('p', {}, t('lists.day'), ' ', day(now.listed)), lists(now.lists)];
  }
  if (now.told !== undefined) return el('p', {}, t('lists.told', { n: figure(now.nodes) }), ' ', day(now.told), t('lists.told.when'));
  return el('p', { class: 'nothing' }, t('lists.none'));
}

function day(date: string): HTMLElement {
  const from = Date.parse(`${date}T00:00:00Z`);
  return span(new Date(from).toISOString(), new Date(from + DAY_MS).toISOString());
}

function lists(rows: List[]): HTMLElement {
  return table(t('lists.title'), [
    { head: t('lists.service'), header: true, cell: (l: List) => l.service },
    { head: t('lists.length'), kind: 'number', cell: (l: List) => figure(l.length) },
    { head: t('lists.expected'), kind: 'number', cell: (l: List) => `${figure(Math.round(l.expected))} (${percent(l.expected / l.length)})` },
  ], rows);
}
