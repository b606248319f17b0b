/** The alert inbox: orders already given and forecasts kept apart, as lists; the one chosen below them in full. */
import { get, type Alert, type Judged, type Precision } from '../api.ts';
import { el, type Child } from '../dom.ts';
import { both, t, tOf } from '../language.ts';
import { onDuty } from '../duty.ts';
import { chance, figure, percent } from '../number.ts';
import { ago, choice, nothing, paged, section, simulated, table, tag } from '../parts.ts';
import { shortcuts, reach } from '../keys.ts';
import { addressOf, type Page, type Scene } from '../page.ts';
import { say } from '../say.ts';
import { card, states } from './alert.ts';

/** So many alerts a page of a list. */
const LISTED = 15;

export const alerts: Page = {
  name: 'alerts',
  path: '/alerts',
  reads: ['alerts', 'notices'],
  async draw(scene) {
    const [all, judged, who] = await Promise.all([get<Alert[]>('alerts'), get<Precision[]>('precision'), onDuty()]);
    const over = all.filter((a) => a.state === 'closed');
    const open = all.filter((a) => a.state !== 'closed');
    const asked = all.find((a) => a.id === (scene.query('at') ?? scene.item));
    const showOver = asked === undefined ? scene.query('show') === 'over' : asked.state === 'closed';
    const lists = showOver ? [['over', inWaves(over)] as const]
      : (['nowcast', 'forecast'] as const).map((basis) => [basis, inWaves(open.filter((a) => a.basis === basis))] as const);
    const rows = lists.flatMap(([, some]) => some);
    const chosen = asked ?? rows[0];
    keys(rows, chosen, scene);
    return [
      el('h1', {}, t('alerts.title')),
      el('p', { class: 'lead' }, t('alerts.lead'), ' ', el('span', { class: 'soft' }, t('keys.hint'))),
      choice('show', t('inbox.show'), [['open', t('inbox.show.open', { n: figure(open.length) })], ['over', t('inbox.show.over', { n: figure(over.length) })]],
        showOver ? 'over' : 'open', (value) => scene.turn('show', value, ['at', 'page', 'page-nowcast', 'page-forecast'])),
      ...lists.map(([kind, some]) => section(`group-${kind}`, kind === 'over' ? t('alerts.closed', { n: figure(some.length) }) : t(`alerts.${kind}`), { class: `panel inbox ${kind}` },
        kind !== 'over' && el('p', { class: 'soft' }, t(`alerts.${kind}.note`)),
        some.length === 0 ? nothing(t(kind === 'over' ? 'inbox.none.over' : `alerts.none.${kind}`))
          : paged(scene, `page-${kind}`, some, LISTED, (shown) => list(kind, shown, chosen, scene), some.findIndex((a) => a === chosen), ['at']))),
      ...(chosen === undefined ? [] : [el('h2', { class: 'hidden' }, t('inbox.chosen')), card(chosen, scene, who)]),
      section('precision', t('precision.title'), { class: 'panel' }, el('p', { class: 'soft' }, t('precision.note')), precision(judged)),
    ];
  },
};

function keys(rows: Alert[], chosen: Alert | undefined, scene: Scene): void {
  if (chosen === undefined) {
    shortcuts({});
    return;
  }
  const at = rows.indexOf(chosen);
  const move = (by: number): void => {
    const next = rows[Math.min(rows.length - 1, Math.max(0, at + by))];
    if (next !== undefined && next !== chosen) scene.turn('at', next.id, ['page', 'page-nowcast', 'page-forecast', 'page-over'], `row-${next.id}`);
  };
  const first = (...ids: string[]): void => reach(ids.find((id) => document.getElementById(id) !== null) ?? chosen.id);
  const r = chosen.assessment.recommendation?.option;
  shortcuts({
    j: () => move(1), k: () => move(-1), o: () => reach(chosen.id),
    e: () => reach(`evidence-${chosen.id}-summary`), p: () => first(`options-${chosen.id}`),
    a: () => first(`${'seen-here'}-${chosen.id}`, `sign-in-${chosen.id}`),
    d: () => first(`option-${r ?? ''}-${chosen.id}`, `option-none-${chosen.id}`, `sign-in-${chosen.id}`),
    n: () => reach(`note-${chosen.id}`),
  });
}

/** Alerts of one campaign stand together, where the newest of them would stand alone. */
function inWaves(cards: Alert[]): Alert[] {
  const shown = new Set<Alert>();
  return cards.flatMap((a): Alert[] => {
    if (shown.has(a)) return [];
    const wave = a.assessment.campaign;
    const whole = wave === undefined ? [a] : cards.filter((other) => other.assessment.campaign === wave);
    whole.forEach((one) => shown.add(one));
    return whole;
  });
}

function list(kind: string, rows: Alert[], chosen: Alert | undefined, scene: Scene): HTMLElement {
  return table(t('inbox.list'), [
    {
      head: t('inbox.what'), header: true, cell: (a: Alert) => [
        el('a', { id: `row-${a.id}`, href: addressOf('alerts', a.id), 'aria-current': a === chosen && 'true' }, say(a.title)), ' ', simulated(a.simulated),
        a.assessment.campaign !== undefined && el('p', { class: 'soft' }, t('inbox.of', { name: a.assessment.campaign }))],
    },
    { head: t('alerts.raised'), cell: (a: Alert) => el('span', { class: 'id' }, ago(a.raised, scene.now())) },
    ...(kind === 'forecast' ? [{ head: t('alerts.probability'), kind: 'number' as const, cell: (a: Alert) => el('strong', {}, chance(a.probability)) }] : []),
    { head: t('inbox.state'), cell: (a: Alert) => states(a) },
    { head: t('assess.recommended'), cell: recommended },
    { head: t('inbox.answers'), cell: (a: Alert) => a.assessment.answers.length === 0 ? el('span', { class: 'soft id' }, t('inbox.unanswered'))
      : el('span', { class: 'tags' }, a.assessment.answers.slice(-2).map((one) => tag(one.verdict === 'false' ? 'act' : 'ok', tOf('answered', one.verdict)))) },
  ], rows, { class: 'list' });
}

function recommended(a: Alert): Child {
  const r = a.assessment.recommendation;
  const option = a.assessment.options.find((o) => o.id === r?.option);
  return option === undefined ? '–' : both(option.text);
}

function precision(rows: Precision[]): HTMLElement {
  const of = (j: Judged): string => j.right + j.wrong === 0 ? t('precision.unjudged')
    : t('precision.of', { right: figure(j.right), all: figure(j.right + j.wrong), share: percent(j.right / (j.right + j.wrong)) });
  return table(t('precision.title'), [
    { head: t('precision.kind'), header: true, cell: (p: Precision) => tOf('precision', p.kind) },
    { head: t('precision.raised'), kind: 'number', cell: (p: Precision) => figure(p.raised) },
    { head: t('precision.answered'), kind: 'number', cell: (p: Precision) => figure(p.answered) },
    { head: t('precision.data'), kind: 'number', cell: (p: Precision) => of(p.byData) },
    { head: t('precision.people'), kind: 'number', cell: (p: Precision) => of(p.withAnswers) },
  ], rows);
}
