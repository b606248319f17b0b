/** Single keys for people who have no time for the mouse: of the room that is shown, and between rooms. */
import { el } from './dom.ts';
import { t, type Word } from './language.ts';
import { memory } from './memory.ts';

/** One key leads to a room from anywhere. */
const ROOMS: Record<string, [string, Word]> = {
  s: ['/', 'nav.start'], f: ['/forecasts', 'nav.forecasts'], i: ['/alerts', 'nav.alerts'], t: ['/notices', 'nav.notices'],
  u: ['/duty', 'nav.duty'], r: ['/record', 'nav.record'],
};
const INBOX: [string, Word][] = [
  ['j', 'keys.j'], ['k', 'keys.k'], ['o', 'keys.o'], ['e', 'keys.e'], ['p', 'keys.p'], ['a', 'keys.a'], ['d', 'keys.d'], ['n', 'keys.n'],
];

let ofRoom: Record<string, () => void> = {};

/** What single keys do in the room that is drawn now; the next room has its own. */
export function shortcuts(keys: Record<string, () => void>): void {
  ofRoom = keys;
}

/** Opens what holds an element, and brings the reader there. */
export function reach(id: string): void {
  const node = document.getElementById(id);
  if (node === null) return;
  for (let at = node.closest('details'); at !== null; at = at.parentElement?.closest('details') ?? null) at.open = true;
  node.focus({ preventScroll: true });
  node.scrollIntoView({ block: node.getBoundingClientRect().height < innerHeight / 2 ? 'center' : 'start' });
}

export function listenToKeys(go: (path: string) => void): void {
  document.addEventListener('keydown', (event) => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (document.querySelector('dialog[open]') !== null) return;
    if ((event.target as Element).closest('input:not([type=radio]):not([type=checkbox]), select, textarea') !== null) return;
    if (event.key === '?') {
      event.preventDefault();
      help();
      return;
    }
    if (!memory.keys()) return;
    const act = ofRoom[event.key];
    const room = ROOMS[event.key];
    if (act === undefined && room === undefined) return;
    event.preventDefault();
    if (act !== undefined) act();
    else go(room![0]);
  });
}

/** The keys, in a window of its own; Escape closes it. Who is disturbed by single keys switches them off here. */
export function help(): void {
  document.getElementById('keys-help')?.remove();
  const back = document.activeElement;
  const row = (key: string, what: string): HTMLElement => el('div', {}, el('dt', {}, el('kbd', {}, key)), el('dd', {}, what));
  const dialog = el('dialog', { id: 'keys-help', 'aria-labelledby': 'keys-title' },
    el('h2', { id: 'keys-title' }, t('keys.title')),
    el('div', { class: 'pair' },
      el('div', {}, el('h3', {}, t('keys.rooms')), el('dl', { class: 'keys' },
        Object.entries(ROOMS).map(([key, [, word]]) => row(key, t(word))), row('?', t('keys.help')), row('Esc', t('keys.close')))),
      el('div', {}, el('h3', {}, t('keys.inbox')), el('dl', { class: 'keys' }, INBOX.map(([key, word]) => row(key, t(word)))))),
    el('p', { class: 'soft' }, t('keys.tab')),
    el('p', {}, el('label', { class: 'check' }, el('input', {
      type: 'checkbox', id: 'keys-on', checked: memory.keys(), onchange: (event) => memory.keepKeys((event.target as HTMLInputElement).checked),
    }), ' ', t('keys.on'))),
    el('button', { type: 'button', id: 'keys-close', onclick: () => dialog.close() }, t('keys.close')));
  dialog.addEventListener('close', () => {
    dialog.remove();
    if (back instanceof HTMLElement && back.isConnected) back.focus();
  });
  document.body.append(dialog);
  dialog.showModal();
}
