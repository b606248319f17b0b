/** The parts of the record that tell more than a mean: skill by week, reliability, alarms, lists. */
import type { AlarmCount, ForecastRecord, ListHits, ReliabilityDiagram, SkillWeek } from '../api.ts';
import { el, type Child } from '../dom.ts';
import { calibration } from '../draw/calibration.ts';
import { strongest, weekly } from '../draw/weeks.ts';
import { t, tOf } from '../language.ts';
import { figure, NONE, percent } from '../number.ts';
import { details, section, table } from '../parts.ts';
import { method } from './record.ts';

interface OfGroup { group: string; kind: string; horizonHours: number }

/** What divides the statements of one method. */
export function groupOf(g: OfGroup): string {
  return `${tOf('kind', g.kind)} · ${t('skill.hours', { n: figure(g.horizonHours) })}`;
}

const named = (g: OfGroup): Child => [el('strong', {}, method(g.group)), el('p', { class: 'soft' }, groupOf(g))];
const idOf = (g: OfGroup): string => [g.group, g.kind, g.horizonHours].join('-').replace(/[^\w-]+/g, '-');

export function weeks(rows: SkillWeek[]): Node[] {
  const lines = strongest(rows, ['brier', 'crps']).filter((line) => line.length > 1);
  if (lines.length === 0) return [];
  return [section('weeks', t('skill.weeks'), { class: 'panel' }, el('p', { class: 'soft' }, t('skill.weeks.note')), lines.map((line) => {
    const first = line[0]!;
    const skills = line.flatMap((w) => w.skill ?? []);
    const label = t('skill.weeks.chart', {
      group: `${tOf('group', first.group.replace(/\/\d+$/, ''))}, ${groupOf(first)}`, n: line.length,
      low: figure(skills.length === 0 ? undefined : Math.min(...skills)), high: figure(skills.length === 0 ? undefined : Math.max(...skills)),
    });
    return el('div', {}, named(first), el('p', { class: 'soft' }, `${tOf('error', first.measure)} · ${t('record.rival')}: ${tOf('rival', first.rival)}`),
      el('div', { class: 'pair' }, el('figure', {}, weekly(line, label)), details(`weeks-${idOf(first)}`, t('series.table'), table(label, [
        { head: t('skill.week'), header: true, cell: (w: SkillWeek) => w.week },
        { head: t('skill.skill'), kind: 'number', cell: (w: SkillWeek) => figure(w.skill) },
        { head: t('record.ours'), kind: 'number', cell: (w: SkillWeek) => figure(w.ours) },
        { head: t('record.rival'), kind: 'number', cell: (w: SkillWeek) => figure(w.rivals) },
        { head: t('record.n'), kind: 'number', cell: (w: SkillWeek) => figure(w.n) },
      ], line))));
  }))];
}

export function reliability(rows: ReliabilityDiagram[]): Node[] {
  if (rows.length === 0) return [];
  return [section('reliability', t('skill.reliability'), { class: 'panel' }, el('p', { class: 'soft' }, t('skill.reliability.note')), rows.map((r) => {
    const d = r.decomposition;
    return el('div', {}, named(r), el('p', {}, t('skill.parts', {
      brier: figure(d.brier), reliability: figure(d.reliability), resolution: figure(d.resolution), uncertainty: figure(d.uncertainty), within: figure(d.withinBins),
    })),
    el('div', { class: 'pair' }, el('figure', {}, calibration(r.bins.map((b) => ({ level: b.said, observed: b.observed, n: b.n })))),
      table(t('skill.reliability'), [
        { head: t('skill.bin'), header: true, cell: (b: ReliabilityDiagram['bins'][number]) => `${percent(b.low)} … ${percent(b.high)}` },
        { head: t('skill.said'), kind: 'number', cell: (b: ReliabilityDiagram['bins'][number]) => percent(b.said) },
        { head: t('record.observed'), kind: 'number', cell: (b: ReliabilityDiagram['bins'][number]) => percent(b.observed) },
        { head: t('record.n'), kind: 'number', cell: (b: ReliabilityDiagram['bins'][number]) => figure(b.n) },
      ], r.bins)));
  }))];
}

export function alarmsAndLists(past: ForecastRecord): Node[] {
  return [
    ...(past.alarms.length === 0 ? [] : [section('alarms', t('skill.alarms'), { class: 'panel' },
      el('p', { class: 'soft' }, t('skill.alarms.note')), table(t('skill.alarms'), [
        { head: t('record.group'), header: true, cell: named },
        { head: t('skill.threshold'), kind: 'number', cell: (a: AlarmCount) => percent(a.threshold) },
        { head: t('skill.who'), cell: (a: AlarmCount) => tOf('rival', a.who) },
        { head: t('skill.hits'), kind: 'number', cell: (a: AlarmCount) => figure(a.hits) },
        { head: t('skill.false'), kind: 'number', cell: (a: AlarmCount) => figure(a.falseAlarms) },
        { head: t('skill.missed'), kind: 'number', cell: (a: AlarmCount) => figure(a.missed) },
        { head: t('skill.perweek'), kind: 'number', cell: (a: AlarmCount) => figure(a.perWeek) },
        { head: t('skill.lead'), kind: 'number', cell: (a: AlarmCount) => a.leadHours === undefined ? NONE : t('skill.lead.hours', { n: figure(a.leadHours) }) },
      ], past.alarms))]),
    ...(past.lists.length === 0 ? [] : [section('lists', t('skill.lists'), { class: 'panel' },
      el('p', { class: 'soft' }, t('skill.lists.note')), table(t('skill.lists'), [
        { head: t('record.group'), header: true, cell: named },
        { head: t('skill.length'), kind: 'number', cell: (l: ListHits) => figure(l.length) },
        { head: t('skill.who'), cell: (l: ListHits) => tOf('rival', l.who) },
        { head: t('skill.hits'), kind: 'number', cell: (l: ListHits) => t('skill.of', { hits: figure(l.hits), of: figure(l.of) }) },
        { head: t('skill.lists.n'), kind: 'number', cell: (l: ListHits) => figure(l.lists) },
      ], past.lists))]),
  ];
}
