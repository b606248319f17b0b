import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { both, day, range, since } from './time.ts';

test('an instant is told in UTC and JST, the JST date only where it is another day', () => {
  assert.deepEqual(both('2026-11-20T03:04:05Z'), { utc: '2026-11-20 03:04 UTC', jst: '12:04 JST' });
  assert.deepEqual(both('2026-11-20T18:04:05Z', 'second'), { utc: '2026-11-20 18:04:05 UTC', jst: '11-21 03:04:05 JST' });
  assert.deepEqual(both('2026-12-31T15:00:00.042Z', 'milli'),
    { utc: '2026-12-31 15:00:00.042 UTC', jst: '01-01 00:00:00.042 JST' });
});

test('the clock of the reader’s own machine plays no part', () => {
  const zone = process.env['TZ'];
  process.env['TZ'] = 'America/New_York';
  assert.equal(day(Date.parse('2026-07-01T00:30:00Z')), '07-01');
  if (zone === undefined) delete process.env['TZ'];
  else process.env['TZ'] = zone;
});

test('how long ago is told in the largest fitting unit', () => {
  assert.deepEqual(since(40_000), [40, 'second']);
  assert.deepEqual(since(40 * 60_000), [40, 'minute']);
  assert.deepEqual(since(20 * 3_600_000), [20, 'hour']);
  assert.deepEqual(since(72 * 3_600_000), [3, 'day']);
});

test('a span tells its end only so far as it differs', () => {
  assert.deepEqual(range('2013-07-16T00:00:00Z', '2013-07-17T00:00:00Z'),
    { utc: '2013-07-16 00:00 → 07-17 00:00 UTC', jst: '07-16 09:00 → 07-17 09:00 JST' });
  assert.deepEqual(range('2013-07-16T20:00:00Z', '2013-07-16T21:00:00Z'),
    { utc: '2013-07-16 20:00 → 21:00 UTC', jst: '07-17 05:00 → 06:00 JST' });
  assert.equal(range('2013-12-31T00:00:00Z', '2014-01-01T00:00:00Z').utc, '2013-12-31 00:00 → 2014-01-01 00:00 UTC');
});
