/** How a group of scored statements is named: its method, and what divides the statements of one method. */
import { el, type Child } from '../dom.ts';
import { t, tOf } from '../language.ts';
import { ahead } from '../question.ts';

export interface OfGroup { group: string; kind: string; horizonHours: number }

/** A forecasting method in the reader's words, with its version apart; a list of sources by its service. */
function parts(group: string): { name: string; version: string | undefined } {
  const list = /^source\.SourceForecast (\d+), (.+)$/.exec(group);
  if (list !== null) return { name: t('group.sources', { service: list[2]! }), version: list[1] };
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
  return `${tOf('kind', g.kind)} · ${ahead(g.horizonHours)}`;
}

export const named = (g: OfGroup): Child => [el('strong', {}, method(g.group)), el('p', { class: 'soft' }, groupOf(g))];
export const idOf = (g: OfGroup): string => [g.group, g.kind, g.horizonHours].join('-').replace(/[^\w-]+/g, '-');
