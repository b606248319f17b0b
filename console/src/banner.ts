/** Head and foot of every page. */
import type { About } from './api.ts';
import { el, join, type Child } from './dom.ts';
import { language, place, t } from './language.ts';
import { help } from './keys.ts';
import { memory, type Language, type Scheme } from './memory.ts';
import { tag, when } from './parts.ts';

export function head(
  about: About | null, speak: (next: Language) => void, paint: (next: Scheme) => void): HTMLElement {
  return el('header', { class: 'head' },
    el('a', { class: 'brand', href: '/', id: 'brand' },
      el('img', { src: '/mark.svg', alt: '', width: 28, height: 28 }),
      el('span', { class: 'name' }, 'Yochi ', el('span', { class: 'kanji', lang: 'ja' }, '予知')),
      el('span', { class: 'soft' }, about === null ? t('brand.tag') : t('home', { country: place(about.home) }))),
    el('div', { class: 'clocks' },
      el('div', { id: 'clock', class: 'clock' }, el('span', { class: 'label' }, t('clock.wall')),
        el('span', { class: 'when' }, el('span', { class: 'utc' }), ' ', el('span', { class: 'jst' }))),
      el('div', { class: 'clock' }, el('span', { class: 'label' }, t('clock.data')),
        about?.observation === undefined ? el('span', { class: 'when' }, t('clock.none')) : when(about.observation.until),
        about?.observation?.replayed === true && tag('plain', t('clock.replayed')))),
    el('span', { id: 'contact', class: 'contact live', role: 'status' }),
    el('div', { class: 'prefer' },
      el('div', { role: 'group', 'aria-label': t('language'), class: 'switch' },
        (['en', 'ja'] as const).map((one) => el('button', {
          type: 'button', id: `language-${one}`, lang: one, 'aria-pressed': one === language() ? 'true' : 'false',
          onclick: () => speak(one),
        }, one === 'en' ? 'English' : '日本語'))),
      el('label', { class: 'pick' }, el('span', { class: 'hidden' }, t('scheme')), schemes(paint)),
      el('button', { type: 'button', id: 'keys', onclick: help, 'aria-haspopup': 'dialog', 'aria-label': t('keys.title') }, '?')));
}

function schemes(paint: (next: Scheme) => void): HTMLElement {
  const select = el('select', {
    id: 'scheme', onchange: (event) => paint((event.target as HTMLSelectElement).value as Scheme),
  }, (['auto', 'light', 'dark'] as const).map((one) =>
    el('option', { value: one, selected: one === memory.scheme() }, t(`scheme.${one}`))));
  return select;
}

export function foot(about: About | null): HTMLElement {
  if (about === null) return el('footer', {});
  const notes: Child[] = [
    about.simulated && el('p', {}, tag('simulated', t('simulated')), ' ', t('simulated.note')),
    about.maskAsn && el('p', {}, t('masked.note')),
    about.policies.length > 0 && el('p', {}, `${t('policies')}: `, join(about.policies.map((p) => el('code', {}, p)), () => ' ')),
    about.sources.length > 0 && el('p', {}, `${t('sources')}: `, join(about.sources.map((s) => [
      el('a', { href: s.address, rel: 'noreferrer' }, s.name), ` (${s.licence})`]), () => ' · ')),
    el('p', {}, t('version', { version: about.version }), ' · ',
      el('a', { href: '/public' }, t('public')), ' · ', el('a', { href: '/api/openapi.yaml' }, t('contract')), ' · ', t('readonly.note')),
  ];
  return el('footer', {}, notes);
}
