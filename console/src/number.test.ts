import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { chance, figure, lengths, loss, NONE, percent, skilled } from './number.ts';

test('what is not known is never written as zero', () => {
  for (const say of [figure, percent, chance]) assert.equal(say(undefined), NONE);
  assert.equal(figure(Number.NaN), NONE);
  assert.equal(figure(0), '0');
});

test('a forecaster’s probability is never nought or certain', () => {
  assert.equal(chance(0.001), '< 1 %');
  assert.equal(chance(0.999), '> 99 %');
  assert.equal(chance(0.35), '35 %');
});

test('a skill is told to three decimals, a tiny error as tiny', () => {
  assert.deepEqual([0.1161, -0.0201, -6.8e-4, 3e-5, -3e-5, 0].map(skilled), ['+0.116', '−0.02', '−0.001', '0', '0', '0']);
  assert.deepEqual([3.8e-6, 0, 0.248, 6.99].map(loss), ['< 0.001', '0', '0.248', '6.99']);
  assert.deepEqual([skilled(undefined), loss(undefined), skilled(Number.NaN)], [NONE, NONE, NONE]);
});

test('times take the unit that people use', () => {
  assert.deepEqual(lengths(0.0042), [['4.2', 'ms']]);
  assert.deepEqual(lengths(9.444), [['9.4', 's']]);
  assert.deepEqual(lengths(12.5), [['12.5', 's']]);
  assert.deepEqual(lengths(1800), [['30', 'min']]);
  assert.deepEqual(lengths(125), [['2', 'min'], ['5', 's']]);
  assert.deepEqual(lengths(3600), [['1', 'h']]);
  assert.deepEqual(lengths(3599.9), [['60', 'min']]);
  assert.deepEqual(lengths(9000), [['2', 'h'], ['30', 'min']]);
  assert.deepEqual(lengths(86_400 * 7), [['7', 'day']]);
});

test('three digits that count, thousands in groups', () => {
  assert.equal(figure(1234567), '1,234,567');
  assert.equal(figure(0.94736), '0.947');
  assert.equal(figure(0.0000038), '3.8 × 10⁻⁶');
  assert.equal(percent(0.9999), '> 99.9 %');
});
