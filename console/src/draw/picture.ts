/** What can be said of a picture without a page: its forms in order, its download. */
import type { Shape, Table } from '../api.ts';

/** The forms that say something, in the order in which they are drawn. */
export function forms(shape: Shape): Shape[] {
  return [...(shape.tell === undefined ? [] : [shape]), ...shape.children.flatMap(forms)];
}

/** By how many forms a key moves. */
export function step(key: string): number {
  return key === 'ArrowRight' || key === 'ArrowDown' ? 1 : key === 'ArrowLeft' || key === 'ArrowUp' ? -1 : 0;
}

/** One object a row, by the columns' keys; what cannot be told is absent. */
export function download(table: Table): string {
  const rows = table.rows.map((row) => Object.fromEntries(
    table.columns.map((c, i) => [c.key, row[i] ?? ''] as const).filter(([, value]) => value !== '')));
  return `data:application/json;charset=utf-8,${encodeURIComponent(JSON.stringify(rows))}`;
}
