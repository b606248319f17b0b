/** The start page: what must I do, what is new since I last looked, what can I ignore? */
import { get, type Alert, type Fleet, type ForecastRecord, type Loop, type News, type Quiet, type Start, type Task } from '../api.ts';
import { el, type Child } from '../dom.ts';
import { fill, t, tOf } from '../language.ts';
import { memory } from '../memory.ts';
import { ago, details, list, nothing, section, simulated, tag, when } from '../parts.ts';
import { addressOf, type Page, type Scene } from '../page.ts';
import { say } from '../say.ts';
import { glance } from './glance.ts';

/** More news than this are folded away. */
const SHOWN = 5;
/** So many notes are listed; more are folded away. */
const FEW_NOTES = 3;
const WEIGHTS = ['act', 'know', 'note'];

/** What is over needs no act: of an alert raised and closed meanwhile only the end is told. Then the weightiest first. */
function urgentFirst(news: News[]): News[] {
  const ended = new Set(news.filter((n) => n.id.endsWith(':closed')).map((n) => n.item));
  return news.filter((n) => !(n.id.endsWith(':raised') && ended.has(n.item)))
    .sort((a, b) => WEIGHTS.indexOf(a.weight) - WEIGHTS.indexOf(b.weight));
}

export const start: Page = {
  name: 'start',
  path: '/',
  reads: ['start', 'alerts', 'loop', 'fleet', 'record'],
  async draw(scene) {
    const looked = memory.looked();
    const [now, alerts, loop, fleet, record] = await Promise.all([
      get<Start>(looked === null ? 'start' : `start?since=${encodeURIComponent(looked)}`),
      get<Alert[]>('alerts'), get<Loop>('loop'), get<Fleet>('fleet'), get<ForecastRecord>('record'),
    ]);
    const fresh = urgentFirst(now.news.filter((n) => looked === null || n.at > looked));
    const weighty = fresh.filter((n) => n.weight !== 'note');
    const notes = fresh.filter((n) => n.weight === 'note');
    const read = now.news.filter((n) => looked !== null && n.at <= looked);
    return [
      el('h1', {}, t('start.title')),
      summary(now, fresh, looked),
      el('div', { class: 'questions' },
        section('do', t('start.do'), { class: now.tasks.length > 0 ? 'panel do' : 'panel done' }, now.tasks.length === 0
          ? nothing(t('start.do.none'))
          : el('ol', { class: 'tasks' }, now.tasks.map((task) => todo(task, scene)))),
        section('new', t('start.new'), { class: 'panel new' },
          fresh.length === 0 ? nothing(t('start.new.none'))
            : weighty.length === 0 ? nothing(t('start.new.calm')) : newsList(weighty.slice(0, SHOWN), scene, true),
          weighty.length > SHOWN && details('more-news', t('alerts.more', { n: weighty.length - SHOWN }),
            newsList(weighty.slice(SHOWN), scene, true)),
          notes.length > 0 && notes.length <= FEW_NOTES && newsList(notes, scene, true),
          notes.length > FEW_NOTES && details('notes', t('start.new.notes', { n: notes.length }), newsList(notes, scene, true)),
          now.newsLeftOut > 0 && el('p', { class: 'soft' }, t('start.new.more', { n: now.newsLeftOut })),
          fresh.length > 0 && el('button', {
            type: 'button', id: 'read', onclick: () => {
              memory.keepLooked(now.asOf);
              scene.again();
            },
          }, t('start.new.read')),
          read.length > 0 && details('earlier', t('start.new.earlier', { n: read.length }), newsList(read, scene, false))),
        section('quiet', t('start.quiet'), { class: 'panel quiet' }, now.quiet.length === 0
          ? nothing(t('start.quiet.none')) : list(now.quiet.map(calm), { class: 'calm' }))),
      glance(alerts, loop, fleet, record),
    ];
  },
};

function summary(now: Start, fresh: News[], looked: string | null): HTMLElement {
  const n = now.tasks.length;
  const quiet = now.quiet.reduce((sum, q) => sum + q.count, 0);
  return el('p', { class: `summary ${n > 0 ? 'act' : 'ok'}` },
    el('strong', {}, n === 0 ? t('start.sum.tasks0') : n === 1 ? t('start.sum.tasks1') : t('start.sum.tasksN', { n })), ' ',
    looked === null
      ? t('start.sum.first', { n: fresh.length })
      : [t('start.sum.before', { n: fresh.length }), ' ', when(looked), t('start.sum.after', { n: fresh.length })],
    ' ', quiet > 0 && t('start.sum.quiet', { n: quiet }));
}

function todo(task: Task, scene: Scene): Child {
  return el('li', {},
    el('p', { class: 'what' }, say(task.what), ' ', simulated(task.simulated)),
    el('p', { class: 'how' }, el('strong', {}, `${t('start.do.now')}: `), say(task.how)),
    el('p', { class: 'soft' },
      `${t('start.since')} `, when(task.since), ` (${ago(task.since, scene.now())})`,
      task.due !== undefined && [` · ${t('start.due')} `, when(task.due), ` (${ago(task.due, scene.now())})`]),
    link(task.about, task.item, task.id));
}

function link(view: News['about'], item: string | undefined, id: string): HTMLElement {
  return el('a', { class: 'go', href: addressOf(view, item), id: `go-${id}` },
    fill('{what}: {where}', { what: t('open'), where: tOf('nav', view) }));
}

function newsList(news: News[], scene: Scene, fresh: boolean): HTMLElement {
  return el('ol', { class: 'news' }, news.map((n) => el('li', { class: n.weight },
    el('p', { class: 'what' }, tag(n.weight, tOf('weight', n.weight)), ' ', say(n.what), ' ', simulated(n.simulated), ' ',
      fresh && memory.looked() !== null && tag('fresh', t('start.new.badge'))),
    el('p', { class: 'soft' }, when(n.at), ` (${ago(n.at, scene.now())}) · `,
      el('a', { href: addressOf(n.about, n.item) }, tOf('nav', n.about))))));
}

function calm(quiet: Quiet): Child {
  return [
    el('p', { class: 'what' }, el('span', { class: 'count' }, quiet.count), ' ', say(quiet.what)),
    el('p', { class: 'soft' }, `${t('start.quiet.why')}: `, say(quiet.why), ' ',
      el('a', { href: addressOf(quiet.about) }, tOf('nav', quiet.about))),
  ];
}
