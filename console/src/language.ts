/** Says words, names and sentences in the reader's language. */
import type { Phrase, Say } from './api.ts';
import { timed } from './clocks.ts';
import { el } from './dom.ts';
import { memory, type Language } from './memory.ts';
import { sentences } from './words/sentences.ts';
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
  return text[current];
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

/** Words of a closed set inside a sentence, by the name of the value. */
const told: Record<string, (value: string) => string> = {
  type: attack,
  region: (code) => code.startsWith('sector:') ? t('forecasts.sector', { name: tOf('sector', code.slice('sector:'.length)) })
    : place(code).replaceAll('[.]', '.'),
  metric: (name) => tOf('metric', name),
  phase: (name) => tOf('phase', name),
  rivals: (list) => list.split(', ').map((one) => one.replace(/^(.*) (\d+ %)$/, (_, name: string, p: string) => `${tOf('rival', name)} ${p}`)).join(current === 'ja' ? '、' : ', '),
  service: (name) => name === 'any' ? t('anyservice') : name,
  services: (list) => list === '' ? t('unknown') : list,
};

/** A sentence of the centre; in English, marked as such, where no Japanese is known for its code. */
export function say(phrase: Phrase): HTMLElement {
  const japanese = sentences[phrase.code];
  if (current !== 'ja' || japanese === undefined) {
    return el('span', current === 'ja' ? { lang: 'en' } : {}, timed(readable(phrase)));
  }
  const values = Object.fromEntries(Object.entries(phrase.values).map(([name, value]) => [name, told[name]?.(value) ?? value]));
  const pieces = fill(japanese, values).split(/\{(\w+)\}/);
  return el('span', {}, pieces.map((piece, i) => {
    if (i % 2 === 0) return timed(piece);
    const part = phrase.parts[piece];
    return part === undefined ? `{${piece}}` : say(part);
  }));
}

/** Codes of attack types, countries and methods are said in words in English too. */
function readable(phrase: Phrase): string {
  const spoken = phrase.values['service'] === 'any' ? phrase.text.replace(' on any', '') : phrase.text;
  const nested = Object.values(phrase.parts).reduce((text, part) => text.replace(part.text, readable(part)), spoken);
  return ['type', 'region', 'rivals'].reduce((text, name) => {
    const value = phrase.values[name];
    return value === undefined || value === '' ? text : whole(text, value, told[name]!(value));
  }, nested);
}

/** Replaces a code where it stands as a word of its own. */
function whole(text: string, code: string, word: string): string {
  return text.replace(new RegExp(`(?<![\\w.-])${code.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\w-])`, 'g'), () => word);
}
