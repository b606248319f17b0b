import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import type { Say, Shape } from '../api.ts';
import { download, forms, step } from './picture.ts';

const say = (text: string): Say => ({ en: text, ja: text });
const leaf = (text: string): Shape => ({ tag: 'g', attributes: {}, tell: say(text), children: [] });

test('forms come in the order drawn, also those inside others', () => {
  const drawing: Shape = { tag: 'svg', attributes: {}, children: [leaf('a'), { tag: 'g', attributes: {}, children: [leaf('b')] }, leaf('c')] };
  assert.deepEqual(forms(drawing).map((f) => f.tell?.en), ['a', 'b', 'c']);
});

test('arrow keys move, other keys do not', () => {
  assert.deepEqual(['ArrowRight', 'ArrowDown', 'ArrowLeft', 'ArrowUp', 'Tab'].map(step), [1, 1, -1, -1, 0]);
});

test('the download leaves out what cannot be told', () => {
  const address = download({ columns: [{ key: 'a', head: say('A'), number: false }, { key: 'b', head: say('B'), number: true }], rows: [['x', ''], ['y', '2']] });
  assert.deepEqual(JSON.parse(decodeURIComponent(address.slice(address.indexOf(',') + 1))), [{ a: 'x' }, { a: 'y', b: '2' }]);
});
