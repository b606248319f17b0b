import { strict as assert } from 'node:assert';
import { test } from 'node:test';
import { attacks } from './attacks.ts';
import { finds } from './finds.ts';
import { forecasts } from './forecasts.ts';
import { figures } from './figures.ts';
import { frame } from './frame.ts';
import { pages } from './pages.ts';
import { records } from './records.ts';
import { duty } from './duty.ts';
import { situation } from './situation.ts';
import { sentences } from './sentences.ts';

const holes = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map((m) => m[1]!).sort();

test('every word exists in both languages, and says the same figures', () => {
  // In these the figure stands in another part of the sentence, or the other language does without it.
  const otherwise = new Set(['start.sum.before', 'start.sum.after']);
  for (const [word, [english, japanese]] of Object.entries({ ...frame, ...pages, ...figures, ...finds, ...forecasts, ...situation, ...duty, ...records, ...attacks })) {
    assert.ok(english.trim() !== '' && japanese.trim() !== '', word);
    if (!otherwise.has(word)) assert.deepEqual(holes(japanese), holes(english), word);
  }
});

test('no two lists hold the same word, so none is hidden', () => {
  const all = [frame, pages, figures, finds, forecasts, situation, duty, records].flatMap((list) => Object.keys(list));
  assert.equal(new Set(all).size, all.length);
});

test('Japanese sentences are Japanese', () => {
  for (const [code, text] of Object.entries(sentences)) {
    // A sentence of nothing but other sentences has no word of its own.
    if (text.replace(/\{\w+\}/g, '').length > 1) assert.match(text, /[぀-ヿ一-鿿]/, code);
  }
});
