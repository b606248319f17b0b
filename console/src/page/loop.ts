/** The response loop: the plan's times beside the measured ones, and what happened when. */
import { get, type Figure, type Loop, type Step } from '../api.ts';
import { el, type Child } from '../dom.ts';
import { budget, FROM_S, TO_S } from '../draw/budget.ts';
import { t, tOf } from '../language.ts';
import { NONE, figure as number } from '../number.ts';
import { lasting, nothing, paged, section, simulated, table, tag, when } from '../parts.ts';
import type { Page } from '../page.ts';
import { say } from '../say.ts';

export const loop: Page = {
  name: 'loop',
  path: '/loop',
  reads: ['loop'],
  async draw(scene) {
    const { figures, steps } = await get<Loop>('loop');
    return [
      el('h1', {}, t('loop.title')),
      el('p', { class: 'lead' }, t('loop.lead')),
      section('figures', t('loop.figures'), { class: 'panel' },
        figures.length === 0 ? nothing(t('loop.none')) : [limits(inOrder(figures)),
          el('p', { class: 'soft' }, t('loop.scale', { from: lasting(FROM_S), to: lasting(TO_S) }))]),
      section('steps', t('loop.steps'), { class: 'panel' },
        steps.length === 0 ? nothing(t('loop.none')) : paged(scene, 'page', told(steps).reverse(), SHOWN, (some) => course(some, steps))),
    ];
  },
};

/** So many steps a page. */
const SHOWN = 30;

/** The order of the plan; what we do not know comes last. */
const ORDER = ['round', 'policyEffective', 'extraction', 'shared', 'notice', 'cutOff'];

function inOrder(figures: Figure[]): Figure[] {
  const place = (f: Figure): number => ORDER.includes(f.id) ? ORDER.indexOf(f.id) : ORDER.length;
  return [...figures].sort((a, b) => place(a) - place(b));
}

function limits(figures: Figure[]): HTMLElement {
  return table(t('loop.figures'), [
    {
      head: t('loop.figure'), header: true,
      cell: (f: Figure) => [tOf('figure', f.id), ' ', el('code', { class: 'id' }, f.requirement), ' ', simulated(f.simulated)],
    },
    { head: t('loop.limit'), kind: 'number', cell: (f: Figure) => f.limitSeconds === undefined ? t('loop.limit.none') : `≤ ${lasting(f.limitSeconds)}` },
    { head: t('loop.measured'), kind: 'number', cell: (f: Figure) => el('strong', {}, lasting(f.measuredSeconds)) },
    { head: t('loop.bar'), cell: (f: Figure) => budget(f.measuredSeconds, f.limitSeconds) },
    { head: t('loop.verdict'), cell: verdict },
    { head: t('loop.n'), kind: 'number', cell: (f: Figure) => f.n === 0 ? NONE : number(f.n) },
    { head: t('loop.fromto'), cell: fromTo },
  ], figures, { class: 'limits' });
}

function verdict(f: Figure): Child {
  if (f.measuredSeconds === undefined) return tag('plain', t('loop.open'));
  if (f.limitSeconds === undefined) return tag('plain', t('loop.nolimit'));
  return f.measuredSeconds <= f.limitSeconds ? tag('ok', t('loop.in')) : tag('act', t('loop.over'));
}

function fromTo(f: Figure): Child {
  const end = (event: string | undefined, at: string | undefined): Child =>
    event === undefined ? NONE : [el('code', {}, event), at !== undefined && [' ', when(at, 'milli')]];
  if (f.startEvent === undefined && f.stopEvent === undefined) return NONE;
  return el('div', { class: 'ends' }, el('div', {}, end(f.startEvent, f.startTime)),
    el('div', {}, '→ ', end(f.stopEvent, f.stopTime), f.clock !== '' && ` (${tOf('timer', f.clock)})`));
}

/** A round between two other rounds says nothing new: only the first and the last of a run are listed. */
function between(steps: Step[], i: number): boolean {
  return [i - 1, i, i + 1].every((at) => steps[at]?.event === 'round.finished');
}

function told(steps: Step[]): Step[] {
  return steps.filter((_, i) => !between(steps, i));
}

/** The newest first, each with the time since the step before it. */
function course(shown: Step[], all: Step[]): HTMLElement {
  const since = (s: Step): Child => {
    const before = all[all.indexOf(s) - 1];
    return before === undefined ? NONE : `+${lasting((Date.parse(s.at) - Date.parse(before.at)) / 1000)}`;
  };
  return el('ol', { class: 'course' }, shown.map((s) => el('li', {},
    el('span', { class: 'at' }, when(s.at, 'milli')),
    el('span', { class: 'after', title: t('loop.step.since') }, since(s)),
    el('span', { class: 'who' }, tOf('who', s.party)),
    el('span', { class: 'what' }, say(s.what), ' ', el('code', {}, s.event), ' ', simulated(s.simulated)))));
}
