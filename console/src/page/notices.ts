/** Notices: who was told over which channel, how long it took from the occurrence, who answered, and the fingerprint. */
import { get, type ChannelTimes, type Circle, type MachineMonth, type Machines, type NoticeCard, type NoticeDelivery, type Notices, type Phrase } from '../api.ts';
import { el, type Child } from '../dom.ts';
import { language, t, tOf } from '../language.ts';
import { figure, NONE } from '../number.ts';
import { details, facts, lasting, list, nothing, paged, phrases, section, table, tag, when } from '../parts.ts';
import { addressOf, type Page } from '../page.ts';
import { say } from '../say.ts';

/** So many notices a page. */
const SHOWN = 20;

const TONE: Record<NoticeCard['state'], string> = { open: 'know', desk: 'act', acknowledged: 'ok', expired: 'act', withdrawn: 'plain', superseded: 'plain' };

export const notices: Page = {
  name: 'notices',
  path: '/notices',
  reads: ['notices', 'alerts'],
  async draw(scene) {
    const [all, machines] = await Promise.all([get<Notices>('notices'), get<Machines>('machines')]);
    const call = all.notices.filter((n) => n.state === 'desk');
    const rest = newest(all.notices.filter((n) => n.state !== 'desk'));
    const draw = (some: NoticeCard[]): Child => some.map((n) => card(n, all.notices));
    return [
      el('h1', {}, t('notices.title')),
      el('p', { class: 'lead' }, t('notices.lead')),
      ...(call.length === 0 ? [] : [section('call', t('notices.call.all', { n: call.length }), { class: 'alerts' }, paged(scene, 'call', call, SHOWN, draw))]),
      section('all', t(call.length === 0 ? 'notices.all.only' : 'notices.all'), { class: 'alerts' },
        rest.length === 0 ? nothing(t(call.length === 0 ? 'notices.none.yet' : 'notices.none')) : paged(scene, 'page', rest, SHOWN, draw)),
      ...(all.channels.length === 0 ? [] : [section('channels', t('notices.channels'), { class: 'panel' }, channels(all.channels))]),
      section('machines', t('machines.title'), { class: 'panel' }, el('p', { class: 'soft' }, t('machines.note')),
        machines.months.length === 0 ? nothing(t('machines.none')) : months(machines.months)),
      section('groups', t('notices.groups'), { class: 'panel' },
        all.groups.length === 0 ? nothing(t('notices.groups.none')) : all.groups.map(circle)),
    ];
  },
};

/** Of notices that follow each other the last; those before it are told below it. */
function newest(rows: NoticeCard[]): NoticeCard[] {
  const last = new Map<string, number>();
  for (const n of rows) if (n.thread !== undefined) last.set(n.thread.first, Math.max(n.thread.number, last.get(n.thread.first) ?? 0));
  return rows.filter((n) => n.thread === undefined || n.thread.number === last.get(n.thread.first));
}

/** What the same recipient was told of the same alert before. */
function before(n: NoticeCard, all: NoticeCard[]): Child {
  if (n.thread === undefined) return null;
  const { first, number } = n.thread;
  const rows = all.filter((m) => m.thread?.first === first && m.thread.number < number);
  return rows.length > 0 && details(`before-${n.id}`, t('notices.before', { n: figure(rows.length) }), table(t('notices.before', { n: figure(rows.length) }), [
    { head: t('notices.change'), header: true, cell: (m: NoticeCard) => t(`notices.change.${m.thread!.change}`, { n: m.thread!.number }) },
    { head: t('notices.issued'), cell: (m: NoticeCard) => when(m.issued, 'second') },
    { head: t('notices.delivered'), cell: (m: NoticeCard) => timed(m.delivered, m.deliveredSeconds, m) },
    { head: t('notices.acknowledged'), cell: (m: NoticeCard) => timed(m.acknowledged, m.acknowledgedSeconds, m) },
    { head: t('notices.fingerprint'), cell: (m: NoticeCard) => el('code', {}, m.fingerprint) },
  ], rows));
}

function card(n: NoticeCard, all: NoticeCard[]): HTMLElement {
  // What went straight to the first contact needs no table at first sight.
  const smooth = n.deliveries.length <= 1 && n.deliveries.every((d) => d.state === 'delivered');
  const text = n.texts.find((x) => x.language === language()) ?? n.texts[0];
  return el('article', { class: `alert notice ${n.state}`, id: n.id, tabindex: -1, 'aria-labelledby': `t-${n.id}` },
    el('header', {},
      el('p', { class: 'tags' }, tag(TONE[n.state], t(`notices.state.${n.state}`)), tag('plain', t(`notices.about.${n.about}`)),
        tag('plain', `TLP:${n.tlp.toUpperCase()}`),
        n.thread !== undefined && n.thread.number > 1 && tag('plain', t(`notices.change.${n.thread.change}`, { n: n.thread.number }))),
      el('h3', { id: `t-${n.id}` }, `${t('notices.member')} ${n.member}: `, say(n.title)),
      n.group !== undefined && el('p', { class: 'soft' }, t('notices.group', { name: n.group })),
      n.state === 'desk' && el('p', {}, el('strong', {}, t('notices.call', { member: n.member })))),
    el('p', {}, `${t('notices.fingerprint')}: `, el('code', { class: 'fingerprint' }, n.fingerprint)),
    facts([
      [t('notices.occurred'), when(n.occurred, 'second')],
      [t('notices.delivered'), timed(n.delivered, n.deliveredSeconds, n)],
      [t('notices.acknowledged'), [timed(n.acknowledged, n.acknowledgedSeconds, n), n.acknowledgedBy !== undefined && [' ',
        n.acknowledgedBy === 'inbox' ? t('notices.by.inbox') : t('notices.by', { who: n.acknowledgedBy })]]],
    ]),
    n.machines > 0 && el('p', {}, t('notices.machines', { n: figure(n.machines) })),
    n.mitigations > 0 && el('p', {}, t('notices.mitigations', { n: figure(n.mitigations) })),
    smooth ? null : deliveries(n.deliveries),
    el('div', { class: 'folds' }, before(n, all), details(`way-${n.id}`, t('notices.way'), facts([
      [t('notices.issued'), when(n.issued, 'second')],
      [t('notices.approved'), n.approved !== undefined && when(n.approved, 'second')],
      [t('notices.expires'), when(n.expires, 'second')],
    ]), smooth && n.deliveries.length > 0 && deliveries(n.deliveries)),
    text !== undefined && details(`text-${n.id}`, t('notices.text'), el('div', { lang: text.language, class: 'letter' },
      el('strong', {}, text.title), el('pre', { tabindex: 0 }, text.body)))),
    n.about !== 'machines' && el('p', { class: 'soft' }, el('a', { href: addressOf('alerts', n.alert) }, t('notices.alert'))));
}

/** The time of an update counts from the update. */
function timed(at: string | undefined, after: number | undefined, n: NoticeCard): Child {
  const since = n.thread !== undefined && n.thread.number > 1 ? 'notices.after.update' : 'notices.after';
  if (at === undefined) return el('strong', {}, t('notices.not'));
  return [when(at, 'second'), after !== undefined && [' ', el('strong', {}, `(${t(since, { s: lasting(after) })})`)]];
}

function deliveries(rows: NoticeDelivery[]): HTMLElement {
  const tone = { queued: 'know', delivered: 'ok', bounced: 'act', cancelled: 'plain' };
  return table(t('notices.deliveries'), [
    { head: t('notices.contact'), header: true, cell: (d: NoticeDelivery) => `${d.step + 1}. ${d.contact === 'inbox' ? t('notices.channel.inbox') : d.contact}` },
    { head: t('notices.channel'), cell: (d: NoticeDelivery) => tOf('notices.channel', d.channel) },
    { head: t('loop.verdict'), cell: (d: NoticeDelivery) => tag(tone[d.state], t(`notices.delivery.${d.state}`)) },
    { head: t('notices.delivered'), cell: (d: NoticeDelivery) => d.delivered === undefined ? NONE : when(d.delivered, 'second') },
    { head: t('loop.step.after'), kind: 'number', cell: (d: NoticeDelivery) => lasting(d.seconds) },
    { head: t('notices.tries'), kind: 'number', cell: (d: NoticeDelivery) => figure(d.tries) },
    { head: t('notices.went'), cell: (d: NoticeDelivery) => d.why === undefined ? NONE : el('code', {}, d.why) },
  ], rows);
}

function channels(rows: ChannelTimes[]): HTMLElement {
  return table(t('notices.channels'), [
    { head: t('notices.channel'), header: true, cell: (c: ChannelTimes) => tOf('notices.channel', c.channel) },
    { head: t('notices.median'), kind: 'number', cell: (c: ChannelTimes) => lasting(c.medianSeconds) },
    { head: t('notices.slowest'), kind: 'number', cell: (c: ChannelTimes) => lasting(c.slowestSeconds) },
    { head: t('notices.count.delivered'), kind: 'number', cell: (c: ChannelTimes) => figure(c.delivered) },
    { head: t('notices.count.bounced'), kind: 'number', cell: (c: ChannelTimes) => figure(c.bounced) },
  ], rows);
}

/** What the evidence was: each machine counts under the strongest. What is true of every month is said once. */
function months(rows: MachineMonth[]): Child {
  const seen = rows.filter((m) => m.machines > 0 || m.unproven > 0 || m.estimate !== undefined);
  const always = rows[0]!.missing.filter((p) => rows.length > 1 && rows.every((m) => m.missing.some((q) => q.text === p.text)));
  return [
    seen.length === 0 ? nothing(t('machines.none.months', { n: figure(rows.length) })) : monthTable(seen, always),
    seen.length < rows.length && details('months-none', t('machines.months.none', { n: figure(rows.length - seen.length) }),
      monthTable(rows.filter((m) => !seen.includes(m)), always)),
    always.length > 0 && phrases(always, { class: 'plain soft' })];
}

function monthTable(rows: MachineMonth[], always: Phrase[]): HTMLElement {
  const interval = (m: MachineMonth): Child => m.estimate === undefined ? NONE
    : `${figure(m.estimate)}${m.low === undefined || m.high === undefined ? '' : ` (${figure(m.low)} … ${figure(m.high)})`}`;
  const own = (m: MachineMonth): Phrase[] => m.missing.filter((p) => !always.some((q) => q.text === p.text));
  return table(t('machines.title'), [
    { head: t('machines.month'), header: true, cell: (m: MachineMonth) => el('span', { class: 'id' }, m.month) },
    { head: t('machines.machines'), kind: 'number', cell: (m: MachineMonth) => el('strong', {}, figure(m.machines)) },
    ...(['login', 'download', 'handshake', 'repeatedScan'] as const).map((by) => ({
      head: t(`machines.${by}`), kind: 'number' as const, cell: (m: MachineMonth) => figure(m[by]),
    })),
    { head: t('machines.unowned'), kind: 'number', cell: (m: MachineMonth) => figure(m.unowned) },
    { head: t('machines.exempt'), kind: 'number', cell: (m: MachineMonth) => figure(m.exempt) },
    { head: t('machines.unproven'), kind: 'number', cell: (m: MachineMonth) => figure(m.unproven) },
    { head: t('machines.estimate'), kind: 'number', cell: interval },
    {
      head: t('machines.watched'),
      cell: (m: MachineMonth) => [t('machines.days', { n: m.daysWatched, of: m.days, nodes: m.nodes }),
        own(m).length > 0 && phrases(own(m), { class: 'plain soft' })],
    },
  ], rows);
}

function circle(c: Circle): HTMLElement {
  return el('div', { class: 'circle' }, el('h3', {}, c.name),
    facts([[t('notices.group.members'), c.members.join(', ')],
      [t('notices.group.tells'), `${c.tells.map((x) => t(`notices.about.${x}`)).join(', ')} (TLP:${c.tlp.toUpperCase()})`]]),
    el('h4', {}, t('notices.group.seen')),
    c.seen.length === 0 ? nothing(t('notices.group.unseen')) : list(c.seen.map((seen) => [el('code', {}, seen.what), ': ',
      seen.sectors.map((x, i) => [i > 0 && '; ', `${t('notices.sector', { sector: tOf('sector', x.sector), n: figure(x.alerts) })} `, when(x.first)])])));
}
