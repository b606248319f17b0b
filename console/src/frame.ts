/** The frame around every page: skip link, clocks, contact, navigation, language, colours, sources. */
import { get, Unanswered, type About, type ViewName } from './api.ts';
import { el, replace } from './dom.ts';
import { language, place, speak, t, tOf, type Word } from './language.ts';
import { listen, type Contact } from './live.ts';
import { memory, type Language, type Scheme } from './memory.ts';
import { type Page, type Scene } from './page.ts';
import { both, ofDay } from './time.ts';
import { foot, head } from './banner.ts';
import { help, listenToKeys, shortcuts } from './keys.ts';
import { alerts } from './page/alerts.ts';
import { attacks } from './page/attacks.ts';
import { duty } from './page/duty.ts';
import { fleet } from './page/fleet.ts';
import { forecasts } from './page/forecasts.ts';
import { loop } from './page/loop.ts';
import { notices } from './page/notices.ts';
import { record } from './page/record.ts';
import { regions } from './page/regions.ts';
import { series } from './page/series.ts';
import { sightings } from './page/sightings.ts';
import { sites } from './page/sites.ts';
import { spread } from './page/spread.ts';
import { start } from './page/start.ts';

const PAGES: Page[] = [start, forecasts, alerts, notices, sites, duty, attacks, sightings, regions, spread, series, record, loop, fleet];
/** A page is drawn again at most so often, however fast the centre's news come. */
const REDRAW_MS = 1500;

/** Only what scrolls is a stop for the keyboard. */
function reachable(): void {
  for (const box of document.querySelectorAll<HTMLElement>('main .scroll')) {
    if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
    else box.removeAttribute('tabindex');
  }
}

export class Frame {
  private readonly body: HTMLElement;
  private about: About | null = null;
  /** Centre's clock minus this machine's. */
  private drift = 0;
  private contact: Contact = 'live';
  private lostAt = '';
  private drawn = 0;
  private timer: number | undefined;
  private turnNumber = 0;
  /** Id of the element that a draw was asked to bring the reader to. */
  private wanted = '';
  private readonly opened = new Set<string>();

  constructor(body: HTMLElement) {
    this.body = body;
  }

  begin(): void {
    this.furnish();
    void this.draw(false);
    // The skip link only moves the focus; drawing for it would later take the focus away again.
    addEventListener('popstate', () => {
      if (location.hash !== '#main') void this.draw(true);
    });
    document.addEventListener('click', (event) => this.follow(event));
    listenToKeys((path) => this.go(path));
    document.addEventListener('toggle', (event) => {
      const node = event.target as HTMLDetailsElement;
      if (node.id) this.opened[node.open ? 'add' : 'delete'](node.id);
    }, true);
    // A table inside a fold has no width before it is opened.
    document.addEventListener('toggle', reachable, true);
    addEventListener('resize', reachable);
    setInterval(() => this.tick(), 1000);
    listen((views) => this.stale(views), (contact) => {
      this.contact = contact;
      if (contact === 'lost') this.lostAt = both(this.now(), 'second').utc;
      this.showContact();
    });
  }

  private now(): number {
    return Date.now() + this.drift;
  }

  private page(): Page {
    return PAGES.find((p) => p.path === location.pathname) ?? start;
  }

  /** Everything but the page itself, in the language chosen. */
  private furnish(): void {
    const focused = document.activeElement?.id ?? '';
    const open = document.querySelector('dialog[open]') !== null;
    replace(this.body,
      el('a', { class: 'skip', href: '#main' }, t('skip')),
      head(this.about, (next) => this.chooseLanguage(next), (next) => this.chooseScheme(next)),
      el('nav', { 'aria-label': t('nav.label') }, el('ul', {}, PAGES.map((p) => el('li', {},
        el('a', { href: p.path, 'aria-current': p.name === this.page().name && 'page', id: `nav-${p.name}` },
          t(`nav.${p.name}` as Word)))))),
      el('main', { id: 'main', tabindex: -1 }, this.body.querySelector('main')?.childNodes
        ? [...this.body.querySelector('main')!.childNodes] : [el('p', { class: 'nothing' }, t('loading'))]),
      el('div', { id: 'heard', class: 'hidden', role: 'status', 'aria-live': 'polite' }),
      foot(this.about));
    if (focused !== '') document.getElementById(focused)?.focus({ preventScroll: true });
    if (open) help();
    this.tick();
    this.showContact();
  }

  private tick(): void {
    const clock = document.getElementById('clock');
    if (clock === null) return;
    const { date, utc, jst, jstDate } = ofDay(this.now());
    clock.querySelector('.utc')!.textContent = `${date} ${utc} UTC`;
    clock.querySelector('.jst')!.textContent = `${jstDate === date ? '' : `${jstDate.slice(5)} `}${jst} JST`;
  }

  private showContact(): void {
    const node = document.getElementById('contact');
    if (node === null) return;
    node.className = `contact ${this.contact}`;
    node.textContent = this.contact === 'live' ? t('live.on')
      : this.contact === 'poll' ? t('live.poll') : t('live.off', { time: this.lostAt });
  }

  private chooseLanguage(next: Language): void {
    speak(next);
    this.furnish();
    void this.draw(false).then(() => document.getElementById(`language-${next}`)?.focus());
  }

  private chooseScheme(next: Scheme): void {
    memory.keepScheme(next);
    if (next === 'auto') delete document.documentElement.dataset['scheme'];
    else document.documentElement.dataset['scheme'] = next;
    void this.draw(false);
  }

  /** Links to our own pages are followed without loading the frame again. */
  private follow(event: MouseEvent): void {
    const link = (event.target as Element).closest('a');
    if (link === null || event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey
      || event.shiftKey || link.origin !== location.origin || link.hash === '#main') return;
    if (!PAGES.some((p) => p.path === link.pathname)) return;
    event.preventDefault();
    this.go(link.href);
  }

  private go(address: string): void {
    history.pushState(null, '', address);
    void this.draw(true);
  }

  private stale(views: ViewName[] | 'all'): void {
    const page = this.page();
    if (views !== 'all' && !page.reads.some((view) => views.includes(view))) return;
    if (this.timer !== undefined) return;
    this.timer = window.setTimeout(() => {
      this.timer = undefined;
      void this.draw(false).then(() => {
        const heard = document.getElementById('heard');
        if (heard !== null) heard.textContent = `${t('updated')} ${both(this.now(), 'second').utc}`;
      });
    }, Math.max(0, this.drawn + REDRAW_MS - Date.now()));
  }

  private scene(about: About): Scene {
    return {
      about,
      now: () => this.now(),
      query: (name) => new URLSearchParams(location.search).get(name),
      item: location.hash.length > 1 ? decodeURIComponent(location.hash.slice(1)) : null,
      turn: (name, value, forget = [], focus = '') => {
        const query = new URLSearchParams(location.search);
        forget.forEach((one) => query.delete(one));
        query.set(name, value);
        this.wanted = focus;
        history.replaceState(null, '', `${location.pathname}?${query}`);
        void this.draw(false);
      },
      again: () => void this.draw(false),
    };
  }

  /** Fetches and draws the page of this address; a later call wins over an earlier one that is slower. */
  private async draw(moved: boolean): Promise<void> {
    const turn = ++this.turnNumber;
    const page = this.page();
    const main = document.getElementById('main')!;
    main.setAttribute('aria-busy', 'true');
    let nodes: Node[];
    shortcuts({});
    try {
      const about = await get<About>('about');
      const first = this.about === null || JSON.stringify({ ...this.about, now: '' }) !== JSON.stringify({ ...about, now: '' });
      this.about = about;
      this.drift = Date.parse(about.now) - Date.now();
      if (first) this.furnish();
      nodes = await page.draw(this.scene(about));
    } catch (failure) {
      nodes = this.apology(failure);
    }
    if (turn !== this.turnNumber) return;
    this.show(page, nodes, moved);
    this.drawn = Date.now();
  }

  private show(page: Page, nodes: Node[], moved: boolean): void {
    const main = document.getElementById('main')!;
    const focused = document.activeElement !== null && main.contains(document.activeElement)
      ? document.activeElement.id : '';
    replace(main, nodes);
    main.removeAttribute('aria-busy');
    main.dataset['page'] = page.name;
    document.title = `${t(`nav.${page.name}` as Word)} · Yochi ${this.about ? place(this.about.home) : ''}`;
    document.documentElement.lang = language();
    for (const link of document.querySelectorAll('body > nav a')) {
      if (link.id === `nav-${page.name}`) {
        link.setAttribute('aria-current', 'page');
        if (moved || this.drawn === 0) link.scrollIntoView({ block: 'nearest', inline: 'nearest' });
      }
      else link.removeAttribute('aria-current');
    }
    for (const id of this.opened) {
      const node = document.getElementById(id);
      if (node instanceof HTMLDetailsElement) node.open = true;
    }
    const wanted = this.wanted === '' ? null : document.getElementById(this.wanted);
    this.wanted = '';
    if (wanted !== null) wanted.focus();
    else if (focused !== '') document.getElementById(focused)?.focus({ preventScroll: true });
    reachable();
    if (!moved) return;
    const item = location.hash.length > 1 ? document.getElementById(decodeURIComponent(location.hash.slice(1))) : null;
    if (item !== null) item.scrollIntoView();
    else scrollTo(0, 0);
    (item ?? main).focus({ preventScroll: true });
  }

  private apology(failure: unknown): Node[] {
    const known = failure instanceof Unanswered;
    if (!known) console.error(failure);
    const unreachable = known && failure.code === 'UNREACHABLE';
    return [
      el('h1', {}, t('error.title')),
      el('div', { class: 'panel act', role: 'alert' },
        el('p', {}, unreachable ? t('error.unreachable')
          : tOf('problem', known ? failure.code : 'INTERNAL', t('problem.other'))),
        !unreachable && el('p', { class: 'soft' }, known && `${t('error.code')} ${failure.code} · `,
          el('span', { lang: 'en' }, String(failure instanceof Error ? failure.message : failure))),
        el('button', { type: 'button', id: 'again', onclick: () => void this.draw(false) }, t('error.again'))),
    ];
  }
}
