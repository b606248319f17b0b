/** The parts of the record that tell more than a mean: skill by week, reliability, alarms, lists. */
import type { AlarmCount, ForecastRecord, ListHits, ReliabilityDiagram, SkillWeek } from '../api.ts';
import { el, type Child } from '../dom.ts';
import { calibration } from '../draw/calibration.ts';
import { strongest, weekly } from '../draw/weeks.ts';
import { t, tOf } from '../language.ts';
import { figure, loss, NONE, percent, skilled } from '../number.ts';
import { details, lasting, nothing, section, table } from '../parts.ts';
import { groupOf, idOf, named, nameOf, nearFirst, type OfGroup } from './group.ts';

/** More than these are folded away. */
const FEW = 3;
/** Begin of the names of groups of lists of sources. */
const SOURCES = 'source.SourceForecast';

export function weeks(rows: SkillWeek[]): Node[] {
  const lines = strongest(rows, ['brier', 'crps']).filter((line) => line.filter((w) => w.skill !== undefined).length > 1);
  if (lines.length === 0) return [];
  return [section('weeks', t('skill.weeks'), { class: 'panel' }, el('p', { class: 'soft' }, t('skill.weeks.note')), nearFirst('far-weeks', lines, (line) => line[0]!, (some) => el('div', { class: 'few' }, some.map((line) => {
    const first = line[0]!;
    const skills = line.flatMap((w) => w.skill ?? []);
    const label = t('skill.weeks.chart', {
      group: `${nameOf(first.group)}, ${groupOf(first)}`, n: line.length,
      low: skilled(skills.length === 0 ? undefined : Math.min(...skills)), high: skilled(skills.length === 0 ? undefined : Math.max(...skills)),
    });
    return el('div', {}, named(first), el('p', { class: 'soft' }, `${tOf('error', first.measure)} · ${t('record.rival')}: ${tOf('rival', first.rival)}`),
      el('figure', {}, weekly(line, label)), details(`weeks-${idOf(first)}`, t('series.table'), table(label, [
        { head: t('skill.week'), header: true, cell: (w: SkillWeek) => w.week },
        { head: t('skill.skill'), kind: 'number', cell: (w: SkillWeek) => skilled(w.skill) },
        { head: t('record.ours'), kind: 'number', cell: (w: SkillWeek) => loss(w.ours) },
        { head: t('record.rival'), kind: 'number', cell: (w: SkillWeek) => loss(w.rivals) },
        { head: t('record.n'), kind: 'number', cell: (w: SkillWeek) => figure(w.n) },
      ], line)));
  }))))];
}

/** A diagram needs statements of different probability, and enough outcomes; else the figures are said in words. */
export function reliability(rows: ReliabilityDiagram[], least: number): Node[] {
  if (rows.length === 0) return [];
  const drawn = rows.filter((r) => r.bins.length > 1 && r.n >= least);
  const said = rows.filter((r) => !drawn.includes(r));
  return [section('reliability', t('skill.reliability'), { class: 'panel' }, el('p', { class: 'soft' }, t('skill.reliability.note')),
    nearFirst('far-reliability', drawn, (r) => r, (some) => el('div', { class: 'few' }, some.map(diagram))),
    said.length > 0 && folded('undrawn', t('skill.reliability.undrawn', { n: figure(said.length) }), el('ul', { class: 'spaced' }, said.map((r) => el('li', {}, named(r), inWords(r, least))))))];
}

/** Few stand open, many are folded away. */
export function folded(id: string, title: string, list: HTMLElement): HTMLElement {
  return list.children.length <= FEW ? el('div', {}, el('h3', {}, title), list) : details(id, title, list);
}

function diagram(r: ReliabilityDiagram): HTMLElement {
  const d = r.decomposition;
  const label = t('skill.reliability.chart', { group: `${nameOf(r.group)}, ${groupOf(r)}`, n: figure(r.n) });
  return el('div', {}, named(r),
    el('figure', {}, calibration(r.bins.map((b) => ({ level: b.said, observed: b.observed, n: b.n })), label, t('skill.said'), t('skill.share'))),
    details(`reliability-${idOf(r)}`, t('series.table'), table(t('skill.reliability'), [
      { head: t('skill.bin'), header: true, cell: (b: ReliabilityDiagram['bins'][number]) => `${percent(b.low)} … ${percent(b.high)}` },
      { head: t('skill.said'), kind: 'number', cell: (b: ReliabilityDiagram['bins'][number]) => percent(b.said) },
      { head: t('skill.share'), kind: 'number', cell: (b: ReliabilityDiagram['bins'][number]) => percent(b.observed) },
      { head: t('record.n'), kind: 'number', cell: (b: ReliabilityDiagram['bins'][number]) => figure(b.n) },
    ], r.bins), el('p', { class: 'soft' }, t('skill.parts', {
      brier: figure(d.brier), reliability: figure(d.reliability), resolution: figure(d.resolution), uncertainty: figure(d.uncertainty), within: figure(d.withinBins),
    }))));
}

function inWords(r: ReliabilityDiagram, least: number): Child {
  const lines = r.bins.map((b) => t('skill.bin.words', {
    n: figure(b.n), low: percent(b.low), high: percent(b.high), said: percent(b.said), came: figure(Math.round(b.observed * b.n)),
  }));
  return [el('ul', { class: 'plain' }, lines.map((line) => el('li', {}, line))),
    el('p', { class: 'soft' }, r.n < least ? t('skill.undrawn.few', { n: figure(r.n), least: figure(least) }) : t('skill.undrawn.one'))];
}

/** Of one group the tellers as rows; the thresholds side by side, so that ours and a rival's stand under each other. */
function alarms(rows: AlarmCount[]): HTMLElement {
  const first = rows[0]!;
  const thresholds = [...new Set(rows.map((a) => a.threshold))].sort((a, b) => a - b);
  const who = [...new Set(rows.map((a) => a.who))];
  const at = (name: string, threshold: number): AlarmCount | undefined => rows.find((a) => a.who === name && a.threshold === threshold);
  const cell = (a: AlarmCount | undefined): Child => a === undefined ? NONE : [
    t('skill.alarm', { hits: figure(a.hits), false: figure(a.falseAlarms), missed: figure(a.missed) }),
    a.alarms > 0 && el('p', { class: 'soft' }, t('skill.alarm.rate', { n: figure(a.perWeek) }),
      a.leadHours !== undefined && ` · ${a.leadHours === 0 ? t('skill.alarm.same') : t('skill.alarm.lead', { n: lasting(a.leadHours * 3600) })}`)];
  return el('div', {}, named(first), table(t('skill.alarms'), [
    { head: t('skill.who'), header: true, cell: (name: string) => tOf('rival', name) },
    ...thresholds.map((threshold) => ({ head: t('skill.from', { p: percent(threshold) }), cell: (name: string) => cell(at(name, threshold)) })),
  ], who, { class: 'alarms' }));
}

function groups<T extends OfGroup>(rows: T[]): T[][] {
  const out = new Map<string, T[]>();
  for (const row of rows) out.set(idOf(row), [...out.get(idOf(row)) ?? [], row]);
  return [...out.values()];
}

export function alarmsAndLists(past: ForecastRecord): Node[] {
  // Where nobody raised an alarm and nothing came, there is nothing to compare.
  const told = groups(past.alarms).filter((rows) => rows.some((a) => a.alarms > 0 || a.missed > 0));
  const independent = new Map(past.scores.map((s) => [idOf(s), s.independent]));
  const enough = told.filter((rows) => (independent.get(idOf(rows[0]!)) ?? past.least) >= past.least);
  const few = told.filter((rows) => !enough.includes(rows));
  const came = groups(past.lists).filter((rows) => rows.some((l) => l.of > 0));
  const never = groups(past.lists).filter((rows) => !came.includes(rows));
  return [
    ...(past.alarms.length === 0 ? [] : [section('alarms', t('skill.alarms'), { class: 'panel' },
      el('p', { class: 'soft' }, t('skill.alarms.note')),
      told.length === 0 ? nothing(t('skill.alarms.none')) : nearFirst('far-alarms', enough, (a) => a[0]!, (some) => some.map(alarms)),
      few.length > 0 && details('few-alarms', t('record.few.groups', { n: figure(few.length) }), few.map(alarms)))]),
    section('lists', t('skill.lists'), { class: 'panel' },
      el('p', { class: 'soft' }, t('skill.lists.note')),
      !past.lists.some((l) => l.group.startsWith(SOURCES)) && el('p', { class: 'soft' }, t('skill.lists.sources'), ' ', el('a', { href: '/forecasts#sources' }, t('lists.why'))),
      nearFirst('far-lists', came, (l) => l[0]!, (some) => some.map(hitTable)),
      never.length > 0 && details('never-lists', t('skill.lists.never', { n: figure(never.length) }), never.map(hitTable))),
  ];
}

function hitTable(rows: ListHits[]): HTMLElement {
  return el('div', {}, named(rows[0]!), table(t('skill.lists'), [
    { head: t('skill.who'), header: true, cell: (l: ListHits) => tOf('rival', l.who) },
    { head: t('skill.length'), kind: 'number', cell: (l: ListHits) => figure(l.length) },
    { head: t('skill.hits'), kind: 'number', cell: (l: ListHits) => t('skill.of', { hits: figure(l.hits), of: figure(l.of) }) },
    { head: t('skill.lists.n'), kind: 'number', cell: (l: ListHits) => figure(l.lists) },
  ], rows));
}
