/** Says words and names in the reader's language. */
import type { Say } from './api.ts';
import { memory, type Language } from './memory.ts';
import { attacks } from './words/attacks.ts';
import { finds } from './words/finds.ts';
import { forecasts } from './words/forecasts.ts';
import { figures } from './words/figures.ts';
import { frame } from './words/frame.ts';
import { duty } from './words/duty.ts';
import { situation } from './words/situation.ts';
import { records } from './words/records.ts';
import { pages } from './words/pages.ts';

const words = { ...frame, ...pages, ...figures, ...finds, ...forecasts, ...situation, ...duty, ...records } as const;
export type Word = keyof typeof words;

let current: Language = 'en';

export function language(): Language {
  return current;
}

export function speak(next: Language): void {
  current = next;
  memory.keepLanguage(next);
  document.documentElement.lang = next;
}

/** A text that comes in both languages. */
export function both(text: Say): string {
  return current === 'ja' ? close(text.ja) : text.en;
}

/** Between two Japanese letters stands no space: a country put where a code may stand needs none. */
export function close(text: string): string {
  return text.replace(/(?<=[぀-ヿ一-鿿]) (?=[぀-ヿ一-鿿])/g, '');
}

export function fill(template: string, values: Record<string, string | number>): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => name in values ? String(values[name]) : whole);
}

export function t(word: Word, values: Record<string, string | number> = {}): string {
  return fill(words[word][current === 'ja' ? 1 : 0], values);
}

/** The word for a value of a closed set; the value itself where a newer centre sends one we do not know. */
export function tOf(prefix: string, value: string, otherwise = value): string {
  const word = `${prefix}.${value}`;
  return word in words ? t(word as Word) : otherwise;
}

export function attack(type: string): string {
  return attacks[type]?.[current === 'ja' ? 1 : 0] ?? type;
}

/** `SCAN_SYN tcp/445` in words. */
export function attackOn(type: string, service: string): string {
  return service === 'any' ? attack(type) : `${attack(type)} ${service}`;
}

let names: { language: Language; of: Intl.DisplayNames } | null = null;

/** A country by its ISO code; a region's own name as it is. */
export function place(code: string): string {
  if (code === 'unknown') return t('unknown');
  if (!/^[A-Z]{2}$/.test(code)) return code;
  if (names?.language !== current) {
    names = { language: current, of: new Intl.DisplayNames([current], { type: 'region', fallback: 'code' }) };
  }
  return names.of.of(code) ?? code;
}
