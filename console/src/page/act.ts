/** What somebody on duty may do about one alert: answer, decide, move it on; each with a reason. */
import { Unanswered, type Alert, type Life, type Option, type Verdict } from '../api.ts';
import { el, type Child } from '../dom.ts';
import { act, mayAct, type Person } from '../duty.ts';
import { both, t, tOf } from '../language.ts';
import type { Scene } from '../page.ts';

const VERDICTS: Verdict[] = ['false', 'seen-here', 'handled'];
const NEXT: Record<Life, ('confirmed' | 'escalated' | 'ended')[]> = {
  new: ['confirmed', 'escalated', 'ended'], confirmed: ['escalated', 'ended'], escalated: ['ended'], ended: [], false: [],
};

function recommendedFirst(alert: Alert): Option[] {
  const r = alert.assessment.recommendation?.option;
  return [...alert.assessment.options].sort((x, y) => Number(y.id === r) - Number(x.id === r));
}

/** What was last done, by alert, so that it is still said when the page is drawn again. */
const said = new Map<string, { text: string; refused: boolean }>();

export function actions(alert: Alert, who: Person | null, scene: Scene): Child {
  if (!mayAct(who)) return el('p', {}, el('a', { href: '/duty', id: `sign-in-${alert.id}` }, t('duty.in.first')));
  const why = el('input', { type: 'text', id: `why-${alert.id}`, size: 40, maxlength: 2000 });
  const run = (what: 'answers' | 'decisions' | 'life', body: Record<string, string>, text: string): void => {
    act(alert.id, what, { ...body, why: why.value.trim() }).then(
      () => said.set(alert.id, { text: t('act.done', { what: text }), refused: false }),
      (failure: unknown) => said.set(alert.id, {
        text: t('duty.refused', { why: failure instanceof Unanswered ? failure.message || failure.code : String(failure) }), refused: true,
      })).finally(() => scene.again());
  };
  const button = (id: string, text: string, what: 'answers' | 'decisions' | 'life', body: Record<string, string>, first = false): HTMLElement =>
    el('button', { type: 'button', class: first && 'primary', id: `${id}-${alert.id}`, onclick: () => run(what, body, text) }, text);
  const last = said.get(alert.id);
  const a = alert.assessment;
  return el('fieldset', { class: 'deed' }, el('legend', {}, t('act.title')),
    el('p', {}, el('label', { for: `why-${alert.id}` }, t('act.why')), ' ', why),
    el('div', { class: 'buttons', role: 'group', 'aria-label': t('act.answer') }, el('span', { class: 'label' }, t('act.answer')),
      VERDICTS.map((v) => button(v, tOf('answered', v), 'answers', { verdict: v }))),
    a.options.length > 0 && el('div', { class: 'buttons', role: 'group', 'aria-label': t('act.decide') }, el('span', { class: 'label' }, t('act.decide')),
      recommendedFirst(alert).map((o) => button(`option-${o.id}`, both(o.text), 'decisions', { option: o.id }, o.id === a.recommendation?.option)),
      button('option-none', t('act.none'), 'decisions', { option: 'none' })),
    NEXT[a.life].length > 0 && el('div', { class: 'buttons', role: 'group', 'aria-label': t('act.life') }, el('span', { class: 'label' }, t('act.life')),
      NEXT[a.life].map((next) => button(next, t(`act.${next}`), 'life', { life: next }))),
    last !== undefined && el('p', { role: 'status', class: last.refused ? 'refused' : 'done' }, last.text));
}
