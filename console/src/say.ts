/** Says the centre's sentences in the reader's language. */
import type { Phrase } from './api.ts';
import { timed } from './clocks.ts';
import { el } from './dom.ts';
import { attack, close, fill, language, place, t, tOf } from './language.ts';
import { sentences } from './words/sentences.ts';

/** Words of a closed set inside a sentence, by the name of the value. */
const told: Record<string, (value: string) => string> = {
  type: attack,
  region: (code) => code.startsWith('sector:') ? t('forecasts.sector', { name: tOf('sector', code.slice('sector:'.length)) })
    : place(code).replaceAll('[.]', '.'),
  metric: (name) => tOf('metric', name),
  phase: (name) => tOf('phase', name),
  rivals: (list) => list.split(', ').map((one) => one.replace(/^(.*) (\d+ %)$/, (_, name: string, p: string) => `${tOf('rival', name)} ${p}`)).join(language() === 'ja' ? '、' : ', '),
  service: (name) => name === 'any' ? t('anyservice') : name,
  services: (list) => list === '' ? t('unknown') : list,
};

/** A sentence of the centre; in English, marked as such, where no Japanese is known for its code. */
export function say(phrase: Phrase): HTMLElement {
  const japanese = sentences[phrase.code];
  if (language() !== 'ja' || japanese === undefined) {
    return el('span', language() === 'ja' ? { lang: 'en' } : {}, timed(readable(phrase)));
  }
  const values = Object.fromEntries(Object.entries(phrase.values).map(([name, value]) => [name, told[name]?.(value) ?? value]));
  const pieces = close(fill(japanese, values)).split(/\{(\w+)\}/);
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
