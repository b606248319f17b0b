/** The desk of those on duty: who sits here, the note for the next shift, the decision log. */
import { get, Unanswered, type Alert } from '../api.ts';
import { el, type Child } from '../dom.ts';
import { decisions, handOver, onDuty, signIn, signOut, type Entry } from '../duty.ts';
import { both, language, t, tOf } from '../language.ts';
import { figure } from '../number.ts';
import { nothing, paged, section, table, when } from '../parts.ts';
import { addressOf, type Page, type Scene } from '../page.ts';
import { say } from '../say.ts';

/** So many decisions a page. */
const SHOWN = 25;
const HOURS = ['8', '12', '24', '168'];

/** Why the last token was refused. */
let refusal = '';

export const duty: Page = {
  name: 'duty',
  path: '/duty',
  reads: ['alerts', 'notices', 'duty'],
  async draw(scene) {
    const who = await onDuty();
    const head = [el('h1', {}, t('duty.title')), el('p', { class: 'lead' }, t('duty.lead'))];
    if (who === null) return [...head, door(scene), nothing(t('duty.nobody'))];
    const hours = HOURS.includes(scene.query('hours') ?? '') ? scene.query('hours')! : HOURS[0]!;
    const [note, log, alerts] = await Promise.all([handOver(Number(hours), language()), decisions(), get<Alert[]>('alerts')]);
    return [...head,
      el('p', { class: 'summary' }, t('duty.who', { name: who.name, role: t(`duty.role.${who.role}`) }), ' ',
        el('button', {
          type: 'button', id: 'out', onclick: () => {
            signOut();
            scene.again();
          },
        }, t('duty.out'))),
      section('handover', t('duty.handover'), { class: 'panel' },
        el('div', { class: 'tools' },
          el('label', { class: 'pick' }, el('span', {}, t('duty.hours')), ' ',
            el('select', { id: 'hours', onchange: (event) => scene.turn('hours', (event.target as HTMLSelectElement).value) },
              HOURS.map((n) => el('option', { value: n, selected: n === hours }, t('duty.hours.n', { n }))))),
          save('handover.txt', 'text/plain', note, 'save', t('duty.save')),
          el('button', { type: 'button', id: 'print', onclick: () => print() }, t('duty.print'))),
        el('pre', { class: 'note', tabindex: 0, 'aria-label': t('duty.handover') }, note)),
      section('log', t('duty.log'), { class: 'panel' }, el('p', { class: 'soft' }, t('duty.log.note')), logOf(log.text, log.entries, alerts, scene))];
  },
};

function door(scene: Scene): HTMLElement {
  const input = el('input', { type: 'password', id: 'token', autocomplete: 'off', 'aria-describedby': 'token-note', size: 30 });
  const enter = (): void => {
    signIn(input.value.trim()).then(() => { refusal = ''; }, (failure: unknown) => {
      refusal = failure instanceof Unanswered ? failure.message || failure.code : String(failure);
    }).finally(() => scene.again());
  };
  input.addEventListener('keydown', (event) => {
    if (event.key === 'Enter') enter();
  });
  return el('div', { class: 'panel' },
    el('p', {}, el('label', { for: 'token' }, t('duty.token')), ' ', input, ' ',
      el('button', { type: 'button', id: 'in', onclick: enter }, t('duty.in'))),
    el('p', { class: 'soft', id: 'token-note' }, t('duty.tab')),
    refusal !== '' && el('p', { role: 'alert', class: 'refused' }, t('duty.refused', { why: refusal })));
}

function save(name: string, type: string, text: string, id: string, words: string): HTMLElement {
  return el('a', { class: 'go', id, download: name, href: `data:${type};charset=utf-8,${encodeURIComponent(text)}` }, words);
}

function logOf(text: string, entries: Entry[], alerts: Alert[], scene: Scene): Child {
  if (entries.length === 0) return nothing(t('duty.log.none'));
  const newest = [...entries].reverse();
  return [
    el('p', {}, save('decisions.jsonl', 'application/jsonl', text, 'export', t('duty.log.save')), ' · ', t('duty.log.head'), ' ',
      el('code', {}, newest[0]!.hash)),
    paged(scene, 'page', newest, SHOWN, (some) => table(t('duty.log'), [
      { head: '#', kind: 'number', header: true, cell: (e: Entry) => figure(e.number) },
      { head: t('duty.when'), cell: (e: Entry) => when(e.at, 'second') },
      { head: t('duty.by'), cell: (e: Entry) => e.who },
      { head: t('duty.what'), cell: (e: Entry) => el('span', { class: 'id' }, tOf('duty.what', e.what)) },
      { head: t('duty.choice'), cell: (e: Entry) => choiceOf(e, alerts.find((a) => a.id === e.subject)) },
      {
        head: t('duty.subject'), cell: (e: Entry) => e.what === 'table' || e.what === 'sites' ? el('code', {}, e.subject)
          : subject(e.subject, alerts),
      },
      { head: t('duty.why'), cell: (e: Entry) => e.why },
    ], some)),
  ];
}

/** The alert by its title; one that is no longer shown by the begin of its id. */
function subject(id: string, alerts: Alert[]): Child {
  const alert = alerts.find((a) => a.id === id);
  return alert === undefined ? el('code', {}, id.slice(0, 8)) : el('a', { href: addressOf('alerts', id) }, say(alert.title));
}

function choiceOf(e: Entry, alert: Alert | undefined): string {
  if (e.what === 'answer') return tOf('answered', e.choice);
  if (e.what === 'life') return tOf('life', e.choice);
  if (e.choice === 'none') return t('act.none');
  const option = alert?.assessment.options.find((o) => o.id === e.choice);
  return option === undefined ? e.choice : both(option.text);
}
