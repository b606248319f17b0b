import { strict as assert } from 'node:assert';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { position } from './budget.ts';
import { columns, secondsOf } from './columns.ts';
import { codes, pointOf, shapeNumber } from './country.ts';
import { running } from './errors.ts';
import { inside, intervals, median } from './levels.ts';
import { depth, shade } from './matrix.ts';
import { strongest } from './weeks.ts';
import type { Scored, Series, SkillWeek, Span } from '../api.ts';

const span = (from: string, to: string, outcome?: number): Span => ({
  id: 'x', issued: from, informationUntil: from, from, to, rival: {},
  quantiles: { '0.05': 10, '0.25': 20, '0.5': 30, '0.75': 40, '0.95': 50 }, ...(outcome === undefined ? {} : { outcome }),
});

test('quantiles become nested intervals, the widest first', () => {
  const nested = intervals({ '0.05': 1, '0.25': 2, '0.5': 3, '0.75': 4, '0.95': 5, '0.975': 9 });
  assert.deepEqual(nested.map(({ low, high }) => [low, high]), [[1, 5], [2, 4]]);
  assert.ok(Math.abs(nested[0]!.share - 0.9) < 1e-9);
  assert.equal(median({ '0.5': 3 }), 3);
});

test('a forecast whose outcome is not known is neither hit nor miss', () => {
  assert.equal(inside(span('2026-01-01T00:00:00Z', '2026-01-02T00:00:00Z')), undefined);
  assert.equal(inside(span('2026-01-01T00:00:00Z', '2026-01-02T00:00:00Z', 50)), true);
  assert.equal(inside(span('2026-01-01T00:00:00Z', '2026-01-02T00:00:00Z', 51)), false);
});

test('a step that was not watched is a gap in the line, not a zero', () => {
  const series: Series = {
    key: { id: 'k', region: 'JP', party: 'origin', attackType: 'SCAN_SYN', service: 'any', metric: 'sources', simulated: false },
    unit: 'u', step: 'P1D', gaps: [], marks: [], missing: [],
    points: [{ at: '2026-01-01T00:00:00Z', value: 0 }, { at: '2026-01-02T00:00:00Z' }],
    forecasts: [span('2026-01-03T00:00:00Z', '2026-01-04T00:00:00Z')],
  };
  const { x, came } = columns(series);
  assert.deepEqual(came, [0, null, null]);
  assert.deepEqual(x.map((s) => new Date(s * 1000).toISOString()),
    ['2026-01-01T12:00:00.000Z', '2026-01-02T12:00:00.000Z', '2026-01-03T12:00:00.000Z']);
});

test('durations of the centre are understood', () => {
  assert.equal(secondsOf('PT24H'), 86_400);
  assert.equal(secondsOf('P1D'), 86_400);
  assert.equal(secondsOf('PT1H30M'), 5400);
});

test('no cell of a matrix has a colour on which neither dark nor light figures are legible', () => {
  for (let strength = 0; strength <= 1; strength += 0.01) assert.ok(depth(strength) <= 0.48 || depth(strength) >= 0.75, String(strength));
  assert.ok(depth(0) === 0 && depth(1) > 0.9);
});

test('a likeness as expected has no shade and one of sixteen times the full one', () => {
  assert.equal(shade('who', 1), 0);
  assert.equal(shade('who', 16), 1);
  assert.equal(shade('mix', 0.5), 0.5);
  assert.equal(shade('when', -0.4), 0);
});

test('a limit stands to the right of a shorter time', () => {
  assert.ok(position(0.8) < position(5));
  assert.ok(position(5) < position(1800));
  assert.equal(position(1e-9), 0);
});

test('every country number of ours is a shape of the atlas with that country’s name', () => {
  const atlas = JSON.parse(readFileSync('node_modules/world-atlas/countries-110m.json', 'utf8')) as {
    objects: { countries: { geometries: { id?: string; properties: { name: string } }[] } };
  };
  const named = new Map(atlas.objects.countries.geometries.map((g) => [g.id, g.properties.name]));
  const english = new Intl.DisplayNames(['en'], { type: 'region' });
  // The atlas abbreviates these, or writes an older form of the name.
  const otherwise = new Set(['CD', 'GQ', 'TF', 'MK', 'SS', 'TR', 'EH']);
  const letters = (text: string): string => text.toLowerCase().replace(/[^a-z]/g, '').slice(0, 5);
  for (const code of codes()) {
    const number = shapeNumber(code);
    if (number === undefined) {
      assert.ok(pointOf(code) !== undefined, code);
      continue;
    }
    const name = named.get(number);
    assert.ok(name !== undefined, `${code} ${number}`);
    if (!otherwise.has(code)) assert.equal(letters(name), letters(english.of(code)!), code);
  }
  assert.equal(shapeNumber('SG'), undefined);
  assert.deepEqual(pointOf('SG'), [103.8, 1.35]);
});

test('the running error is the mean of all statements until then, and takes no statement without an outcome', () => {
  const scored = (day: number, probability: number, outcome: number | undefined): Scored => ({
    id: `s${day}`, series: 'x', kind: 'forecast', issued: '2026-01-01T00:00:00Z', quantiles: {}, probability, rivalValue: 0.5,
    question: {
      region: 'JP', attackType: 'ATTACK_ORDER', service: 'any', metric: 'orders',
      from: `2026-01-0${day}T00:00:00Z`, to: `2026-01-0${day + 1}T00:00:00Z`,
    },
    ...(outcome === undefined ? {} : { outcome }),
  });
  const steps = running([scored(3, 0, 1), scored(1, 1, 1), scored(2, 0.5, undefined)]);
  assert.deepEqual(steps.map(({ n, ours, rival }) => [n, ours, rival]), [[1, 0, 0.25], [2, 0.5, 0.25]]);
});

test('skill by week stands beside the strongest rival of its group, in the order of the weeks', () => {
  const week = (rival: string, at: string, rivals: number): SkillWeek => ({
    group: 'm/1', kind: 'forecast', horizonHours: 24, daysAhead: 1, measure: 'brier', rival, week: at, ours: 0.1, rivals, skill: 1 - 0.1 / rivals, n: 7,
  });
  const lines = strongest([week('weak', '2026-01-12', 0.9), week('strong', '2026-01-12', 0.2), week('strong', '2026-01-05', 0.3),
    { ...week('weak', '2026-01-05', 0.9), measure: 'log' }], ['brier']);
  assert.deepEqual(lines.map((line) => line.map((w) => [w.rival, w.week])), [[['strong', '2026-01-05'], ['strong', '2026-01-12']]]);
  const apart = strongest([week('weak', '2026-01-12', 0.9), { ...week('strong', '2026-01-12', 0.2), daysAhead: 7 }], ['brier']);
  assert.deepEqual(apart.map((line) => line.map((w) => [w.rival, w.daysAhead])), [[['weak', 1]], [['strong', 7]]]);
});
