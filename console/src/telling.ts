/** Whether a node sends what it finds: shown wherever an empty list could be taken for "nothing found". */
import type { Telling, TellingState } from './api.ts';
import { el, join, type Child } from './dom.ts';
import { t, tOf } from './language.ts';
import { tag } from './parts.ts';

export const KINDS = ['events', 'onset', 'links'] as const;

export function state(is: TellingState): Child {
  return tag(is === 'told' ? 'ok' : is === 'unknown' ? 'know' : 'plain', tOf('telling', is));
}

/** All kinds in a line or two. */
export function telling(of: Telling): Child {
  const same = KINDS.every((kind) => of[kind] === of.events);
  return el('p', { class: 'soft' }, `${t('telling.findings')}: `, same ? tOf('telling', of.events)
    : join(KINDS.map((kind) => `${t(`telling.kind.${kind}`)} ${tOf('telling', of[kind])}`), () => ' · '));
}
