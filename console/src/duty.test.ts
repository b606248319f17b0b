import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { mayAct, read } from './duty.ts';

test('a line of the decision log holds the decision as a text within', () => {
  const body = JSON.stringify({ who: 'aoki', what: 'answer', subject: 'a-1', choice: 'false', why: 'a {test}\n"of" ours' });
  const lines = `${JSON.stringify({ number: 1, at: '2026-11-20T00:00:00Z', body, previous: '0', hash: 'ab' })}\n`;
  assert.deepEqual(read(lines), [{
    number: 1, at: '2026-11-20T00:00:00Z', hash: 'ab', who: 'aoki', what: 'answer', subject: 'a-1', choice: 'false', why: 'a {test}\n"of" ours',
  }]);
  assert.deepEqual(read(''), []);
});

test('who only reads may not act, nor may nobody', () => {
  assert.equal(mayAct(null), false);
  assert.equal(mayAct({ name: 'a', role: 'reader' }), false);
  assert.equal(mayAct({ name: 'a', role: 'analyst' }), true);
  assert.equal(mayAct({ name: 'a', role: 'chief' }), true);
});
