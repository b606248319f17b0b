/** How a group of scored statements is named: its method, and what divides the statements of one method. */
import { el, type Child } from '../dom.ts';
import { t, tOf } from '../language.ts';
import { figure } from '../number.ts';
import { details } from '../parts.ts';
import { ahead } from '../question.ts';

export interface OfGroup { group: string; kind: string; horizonHours: number; daysAhead: number }

/** Begin of the names of what counts say of surges. */
const SURGE = 'surge, ';

/** A forecasting method in the reader's words, with its version apart; a list of sources by its service. */
function parts(group: string): { name: string; version: string | undefined } {
  const list = /^source\.SourceForecast (\d+), (.+)$/.exec(group);
  if (list !== null) return { name: t('group.sources', { service: list[2]! }), version: list[1] };
  if (group.startsWith(SURGE)) {
    const counts = parts(group.slice(SURGE.length));
    return { name: t('group.surge', { of: counts.name }), version: counts.version };
  }
  const [, name = group, version] = /^(.*?)(?:\/(\d+))?$/.exec(group) ?? [];
  return { name: tOf('group', name), version };
}

/** A forecasting method by its name; its version is told beside it. */
export function method(group: string): Child {
  const { name, version } = parts(group);
  return [name, version !== undefined && [' ', el('code', { class: 'id' }, `v${version}`)]];
}

/** The same where there is room for words only. */
export function nameOf(group: string): string {
  return parts(group).name;
}

/** What divides the statements of one method. */
export function groupOf(g: OfGroup): string {
  return `${tOf('kind', g.kind)} · ${ahead(g.horizonHours)} · ${t('skill.ahead', { n: figure(g.daysAhead) })}`;
}

export const named = (g: OfGroup): Child => [el('strong', {}, method(g.group)), el('p', { class: 'soft' }, groupOf(g))];
export const idOf = (g: OfGroup): string => [g.group, g.kind, g.horizonHours, g.daysAhead].join('-').replace(/[^\w-]+/g, '-');

/** What looks least far ahead stands open, what looks farther is folded away: each is a question of its own. */
export function nearFirst<T>(id: string, rows: T[], of: (row: T) => OfGroup, draw: (some: T[]) => Child): Child {
  const matter = (g: OfGroup): string => [g.group, g.kind, g.horizonHours].join(' ');
  const nearest = new Map<string, number>();
  for (const g of rows.map(of)) nearest.set(matter(g), Math.min(nearest.get(matter(g)) ?? Infinity, g.daysAhead));
  const near = rows.filter((row) => of(row).daysAhead === nearest.get(matter(of(row))));
  const far = rows.filter((row) => !near.includes(row));
  if (far.length === 0) return draw(rows);
  return [draw(near), details(id, t('record.far', { n: figure(far.length) }), draw(far))];
}
