/** What forecasts are worth to who must pay for acting: relative economic value, ours beside the rivals'. */
import type { ForecastRecord, ForecastValue, RecipientValue } from '../api.ts';
import { el, type Child } from '../dom.ts';
import { valueCurve } from '../draw/value.ts';
import { t, tOf } from '../language.ts';
import { figure, NONE, percent } from '../number.ts';
import { details, nothing, section, table } from '../parts.ts';
import { idOf, named, nearFirst } from './group.ts';
import { folded } from './skill.ts';

export function worth(past: ForecastRecord): Node[] {
  if (past.values.length === 0 && past.recipients.length === 0) return [];
  const groups = [...new Set(past.values.map(idOf))].map((id) => past.values.filter((v) => idOf(v) === id)
    .sort((a, b) => Number(b.who === 'ours') - Number(a.who === 'ours')));
  const enough = groups.filter((g) => !g[0]!.tooFew && g.some((v) => v.curve.some((p) => p.value !== undefined)));
  const rest = groups.filter((g) => !enough.includes(g));
  return [section('worth', t('worth.title'), { class: 'panel' }, el('p', { class: 'soft' }, t('worth.note')),
    enough.length === 0 && nothing(t('worth.none', { least: figure(past.least) })),
    nearFirst('far-worth', enough, (g) => g[0]!, (some) => el('div', { class: 'few' }, some.map(curve))),
    rest.length > 0 && folded('unworthy', t('worth.undrawn', { n: figure(rest.length) }), el('ul', { class: 'spaced' }, rest.map((g) => el('li', {}, named(g[0]!), el('p', {}, why(g[0]!, past.least)))))),
    past.recipients.length > 0 && el('div', {}, el('h3', {}, t('worth.recipients')), toEach(past.recipients, past.least)))];
}

function why(v: ForecastValue, least: number): string {
  return v.tooFew ? t('worth.few', { n: figure(v.n), came: figure(v.came), independent: figure(v.independent), least: figure(least) })
    : t(v.came === 0 ? 'worth.never' : 'worth.always', { n: figure(v.n) });
}

function curve(group: ForecastValue[]): HTMLElement {
  const ours = group[0]!;
  const label = t('worth.chart', { n: figure(ours.n), came: figure(ours.came), independent: figure(ours.independent) });
  const ratios = [...new Set(group.flatMap((v) => v.curve.map((p) => p.ratio)))].sort((a, b) => a - b);
  const at = (v: ForecastValue, ratio: number): Child => {
    const point = v.curve.find((p) => p.ratio === ratio);
    return point === undefined ? NONE : figure(point.value === undefined ? undefined : Number(point.value.toFixed(2)));
  };
  return el('div', {}, named(ours),
    el('p', { class: 'soft' }, t('worth.n', { n: figure(ours.n), came: figure(ours.came), share: percent(ours.baseRate), independent: figure(ours.independent) })),
    el('figure', {}, valueCurve(group, label, t('worth.ratio')), el('ul', { class: 'legend' }, group.map((v, i) => el('li', {},
      el('span', { class: `swatch worth ${v.who === 'ours' ? 'ours' : `r${i % 4}`}`, 'aria-hidden': 'true' }), tOf('rival', v.who))))),
    details(`worth-${idOf(ours)}`, t('series.table'), table(label, [
      { head: t('worth.ratio'), header: true, kind: 'number', cell: (ratio: number) => percent(ratio) },
      ...group.map((v) => ({ head: tOf('rival', v.who), kind: 'number' as const, cell: (ratio: number) => at(v, ratio) })),
    ], ratios)));
}

/** Who has set cost and loss; a value only where the outcomes are enough, else in how many groups they are not. */
function toEach(rows: RecipientValue[], least: number): Child {
  const told = rows.filter((r) => !r.tooFew);
  const few = [...new Set(rows.filter((r) => r.tooFew).map((r) => r.who))].map((who) => rows.filter((r) => r.tooFew && r.who === who));
  return [told.length > 0 && recipients(told, least), few.length > 0 && el('ul', { class: 'plain' }, few.map((some) => el('li', {},
    el('strong', {}, some[0]!.who), ': ', t('worth.recipient.few', { ratio: percent(some[0]!.ratio), n: figure(some.length), least: figure(least) }))))];
}

function recipients(rows: RecipientValue[], least: number): HTMLElement {
  const told = (value: number | undefined): string => figure(value === undefined ? undefined : Number(value.toFixed(2)));
  return table(t('worth.recipients'), [
    { head: t('notices.member'), header: true, cell: (r: RecipientValue) => [r.who, el('p', { class: 'soft' }, t(`assess.role.${r.role}`))] },
    { head: t('record.group'), cell: named },
    { head: t('worth.ratio'), kind: 'number', cell: (r: RecipientValue) => percent(r.ratio) },
    { head: t('record.ours'), kind: 'number', cell: (r: RecipientValue) => r.tooFew ? t('worth.toofew', { n: figure(r.independent), least: figure(least) }) : told(r.ours) },
    { head: t('record.rival'), kind: 'number', cell: (r: RecipientValue) => r.rival === undefined ? NONE : [told(r.rivals), el('p', { class: 'soft' }, tOf('rival', r.rival))] },
    { head: t('record.n'), kind: 'number', cell: (r: RecipientValue) => [figure(r.n), el('p', { class: 'soft' }, t('record.independent', { n: figure(r.independent) }))] },
  ], rows);
}
