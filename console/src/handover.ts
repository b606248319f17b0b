/** The note that one watch hands to the next: plain text, everything that must be known, in the reader's language. */
import type { Alert, Phrase, Say } from './api.ts';
import { both, t, tOf } from './language.ts';
import { chance, figure } from './number.ts';
import { both as clocks } from './time.ts';
import { say } from './say.ts';

const time = (instant: string): string => Object.values(clocks(instant, 'second')).join(' / ');
const lines = (head: string, items: string[]): string[] => items.length === 0 ? [] : ['', head, ...items.map((item) => `- ${item}`)];
const INSTANT = /\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z/g;
/** Instants inside a sentence are told in both clocks too. */
const plain = (text: string): string => text.replace(INSTANT, (at) => time(at));
const words = (items: Say[]): string[] => items.map((item) => plain(both(item)));
const phrase = (p: Phrase): string => say(p).textContent ?? p.text;

export function handover(alert: Alert, now: number): string {
  const a = alert.assessment;
  const r = a.recommendation;
  const chosen = a.options.find((o) => o.id === r?.option);
  return [
    `${t('assess.note.title')}: ${phrase(alert.title)}`,
    t('assess.note.made', { at: time(new Date(now).toISOString()) }),
    `${t('assess.note.state')}: ${t(`life.${a.life}`)}, ${tOf('alerts.state', alert.state)} (${t(`alerts.basis.${alert.basis}`)}) · TLP:${alert.tlp.toUpperCase()}`,
    `${t('alerts.occurred')}: ${time(alert.occurred)}`,
    `${t('alerts.raised')}: ${time(alert.raised)}`,
    ...(alert.probability === undefined || alert.horizonHours === undefined ? []
      : [`${t('alerts.probability')}: ${chance(alert.probability)} ${t('alerts.horizon', { n: figure(alert.horizonHours) })}`]),
    ...(r === undefined ? [] : ['', `${t('assess.recommended')}: ${chosen === undefined ? r.option : both(chosen.text)}`,
      both(r.text), t('assess.row', { row: r.row, table: r.table })]),
    ...lines(t('assess.facts'), words(a.facts)),
    ...lines(t('assess.inferences'), words(a.inferences)),
    ...lines(t('assess.unknowns'), a.unknowns.map((u) => `${plain(both(u.what))} (${t('assess.settled')}: ${both(u.settledBy)})`)),
    ...lines(t('assess.tell'), a.tell.map((x) => `${x.who}: ${both(x.why)}`)),
    ...lines(t('alerts.response'), [
      ...alert.notices.map((n) => `${t('alerts.notice', { member: n.member })}: ${time(n.sent)} → ${n.acknowledged === undefined ? t('alerts.notacked') : time(n.acknowledged)}`),
      ...alert.mitigations.map((m) => `${t('alerts.mitigation', { member: m.member })}: ${tOf('alerts.stage', m.stage)}, ${m.match} => ${m.action}`)]),
    ...lines(t('assess.answers'), a.answers.map((x) => `${x.who}: ${tOf('answered', x.verdict)} ${x.why} (${time(x.at)})`)),
    ...lines(t('assess.caveats'), words(a.caveats)),
    '', `${alert.id}`, '',
  ].join('\n');
}
