/** Pictures that the centre draws: built as nodes, read by pointer and arrow keys, with the statistics behind them. */
import '../../../centre/src/main/resources/yochi/centre/picture/picture.css';
import { get, type Album, type Picture, type Say, type Shape } from '../api.ts';
import { el, replace, svg, type Child, type Props } from '../dom.ts';
import { timed, utc } from '../clocks.ts';
import { language, t } from '../language.ts';
import { NONE } from '../number.ts';
import { details, list, nothing, section, table } from '../parts.ts';
import type { Scene } from '../page.ts';
import { download, forms, step } from './picture.ts';

const FEW = 4;

const said = (both: Say): string => both[language()];

/** A section for each album, in the order asked for. */
export async function albums(scene: Scene, ...ids: string[]): Promise<HTMLElement[]> {
  const found = await Promise.all(ids.map((id) => get<Album>(`pictures/${id}`)));
  return found.map((album) => drawn(album, scene));
}

function drawn(album: Album, scene: Scene): HTMLElement {
  const asked = scene.query(album.id);
  const shown = album.pictures.find((p) => p.id === asked) ?? album.pictures[0];
  return section(album.id, said(album.question), { class: 'panel' },
    el('p', { class: 'soft' }, said(album.reading)),
    shown === undefined ? nothing(said(album.none)) : [
      album.pictures.length > 1 && el('p', {}, el('label', { class: 'pick' }, el('span', {}, t('picture.choose')), ' ',
        el('select', { id: `${album.id}-which`, onchange: (event) => scene.turn(album.id, (event.target as HTMLSelectElement).value) },
          album.pictures.map((p) => el('option', { value: p.id, selected: p === shown }, utc(said(p.label))))))),
      picture(album, shown)]);
}

function picture(album: Album, one: Picture): HTMLElement {
  const id = `${album.id}-picture`;
  const out = el('output', { class: 'soft', 'aria-live': 'polite' }, t('picture.hint'));
  const all = forms(one.drawing);
  const nodes = new Map<Shape, Element>();
  let at = -1;
  const tell = (next: number): void => {
    const form = all[next];
    if (form?.tell === undefined) return;
    const before = all[at];
    if (before !== undefined) nodes.get(before)?.classList.remove('on');
    at = next;
    nodes.get(form)?.classList.add('on');
    replace(out, timed(said(form.tell)));
  };
  const build = (shape: Shape, more: Props = {}): SVGElement => {
    const index = shape.tell === undefined ? -1 : all.indexOf(shape);
    const node = svg(shape.tag, {
      ...shape.attributes, ...more,
      ...(index < 0 ? {} : { 'data-en': '', onmouseenter: () => tell(index), onclick: () => tell(index) }),
    }, shape.text !== undefined && utc(said(shape.text)), shape.children.map((child) => build(child)));
    if (index >= 0) nodes.set(shape, node);
    return node;
  };
  return el('figure', { class: 'picture' },
    el('p', { id: `${id}-answer` }, timed(said(one.answer))),
    el('div', {
      class: 'hold', id, tabindex: 0, role: 'group', 'aria-labelledby': album.id,
      onkeydown: (event) => {
        const by = step((event as KeyboardEvent).key);
        if (by === 0 || all.length === 0) return;
        event.preventDefault();
        tell(Math.min(Math.max(at + by, 0), all.length - 1));
      },
    }, build(one.drawing, { role: 'img', 'aria-labelledby': `${id}-answer` })),
    out,
    el('ul', { class: 'legend' }, one.legend.map((entry) => el('li', {}, build(entry.sample, { 'aria-hidden': 'true' }), said(entry.meaning)))),
    lacking(album, one.missing),
    behind(album, one));
}

function lacking(album: Album, missing: Say[]): Child {
  const items = list(missing.map(said));
  if (missing.length > FEW) {
    const folded = details(`${album.id}-lacking`, `${t('picture.missing')} (${missing.length})`, items);
    folded.className = 'lacking';
    return folded;
  }
  return el('div', { class: 'lacking' }, el('strong', {}, t('picture.missing'), ': '), missing.length === 0 ? t('picture.nothing') : items);
}

function behind(album: Album, one: Picture): HTMLElement {
  const columns = one.table.columns.map((c, i) => ({
    head: said(c.head), header: i === 0, ...(c.number ? { kind: 'number' as const } : {}),
    cell: (row: string[]): Child => row[i] === '' ? NONE : row[i],
  }));
  return el('div', { class: 'behind' },
    details(`${album.id}-table`, t('picture.table'), table(t('picture.behind'), columns, one.table.rows)),
    el('a', { download: `${album.id}-${one.id}.json`, href: download(one.table) }, t('picture.download')));
}
