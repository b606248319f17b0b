/** Skill by week on a round scale about 0, at most from -1 to +1; what lies beyond stands at the edge. */
import type { SkillWeek } from '../api.ts';
import { svg } from '../dom.ts';
import { figure } from '../number.ts';

const WIDTH = 520;
const HEIGHT = 170;
const LEFT = 40;
const BOTTOM = 22;
const SCALES = [0.1, 0.25, 0.5, 1];
/** Below that it is drawn as equal: no reader would act on it. */
const SAME = 0.005;

export function weekly(rows: SkillWeek[], label: string): SVGElement {
  const x = (i: number): number => LEFT + (rows.length < 2 ? 0.5 : i / (rows.length - 1)) * (WIDTH - LEFT - 50) + 20;
  const told = rows.map((w, i) => ({ ...w, i })).filter((w) => w.skill !== undefined);
  const most = Math.max(...told.map((w) => Math.abs(w.skill!)), 0);
  const reach = SCALES.find((s) => most <= s) ?? 1;
  const y = (skill: number): number => 8 + (1 - Math.min(1, Math.max(-1, skill / reach))) / 2 * (HEIGHT - BOTTOM - 16);
  return svg('svg', { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, class: 'weeks', role: 'img', 'aria-label': label },
    [-reach, 0, reach].flatMap((s) => [
      svg('line', { x1: LEFT, x2: WIDTH - 10, y1: y(s), y2: y(s), class: s === 0 ? 'zero' : 'grid' }),
      svg('text', { x: LEFT - 6, y: y(s) + 4, 'text-anchor': 'end' }, `${s > 0 ? '+' : ''}${figure(s)}`)]),
    svg('polyline', { points: told.map((w) => `${x(w.i).toFixed(1)},${y(w.skill!).toFixed(1)}`).join(' '), class: 'course' }),
    told.map((w) => svg('circle', { cx: x(w.i), cy: y(w.skill!), r: 4, class: Math.abs(w.skill!) < SAME ? 'same' : w.skill! > 0 ? 'better' : 'worse' })),
    rows.length > 0 && svg('text', { x: x(0), y: HEIGHT - 5, 'text-anchor': 'middle' }, rows[0]!.week.slice(5)),
    rows.length > 1 && svg('text', { x: x(rows.length - 1), y: HEIGHT - 5, 'text-anchor': 'middle' }, rows[rows.length - 1]!.week.slice(5)));
}

/** Of each group and measure the weeks beside the rival with the smallest mean error: a weak one would flatter. */
export function strongest(rows: SkillWeek[], measures: string[]): SkillWeek[][] {
  const lines = new Map<string, Map<string, SkillWeek[]>>();
  for (const row of rows.filter((r) => measures.includes(r.measure))) {
    const group = [row.group, row.kind, row.horizonHours, row.daysAhead, row.measure].join(' ');
    const byRival = lines.get(group) ?? lines.set(group, new Map()).get(group)!;
    byRival.set(row.rival, [...byRival.get(row.rival) ?? [], row]);
  }
  const error = (weeks: SkillWeek[]): number =>
    weeks.reduce((sum, w) => sum + w.rivals * w.n, 0) / weeks.reduce((sum, w) => sum + w.n, 0);
  return [...lines.values()].map((byRival) => [...byRival.values()].sort((a, b) => error(a) - error(b))[0]!
    .sort((a, b) => a.week.localeCompare(b.week)));
}
