import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { chance, figure, NONE, percent, seconds } from './number.ts';

test('what is not known is never written as zero', () => {
  for (const say of [figure, percent, chance, seconds]) assert.equal(say(undefined), NONE);
  assert.equal(figure(Number.NaN), NONE);
  assert.equal(figure(0), '0');
});

test('a forecaster’s probability is never nought or certain', () => {
  assert.equal(chance(0.001), '< 1 %');
  assert.equal(chance(0.999), '> 99 %');
  assert.equal(chance(0.35), '35 %');
});

test('times take the unit that people use', () => {
  assert.equal(seconds(0.0042), '4.2 ms');
  assert.equal(seconds(12.5), '12.5 s');
  assert.equal(seconds(1800), '30 min');
  assert.equal(seconds(125), '2 min 5 s');
});

test('three digits that count, thousands in groups', () => {
  assert.equal(figure(1234567), '1,234,567');
  assert.equal(figure(0.94736), '0.947');
  assert.equal(percent(0.9999), '> 99.9 %');
});
