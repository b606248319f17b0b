/** What a forecast asks, in words. */
import type { PastOfMethod, Question, Statement } from './api.ts';
import { attackOn, place, t, tOf } from './language.ts';
import { figure, skilled } from './number.ts';

/** A country, network, address range, sector or set of sensors by its name; in the record victims by class only. */
export function subject(region: string): string {
  return region.startsWith('sector:') ? t('forecasts.sector', { name: tOf('sector', region.slice('sector:'.length)) })
    : tOf('whom', region, place(region));
}

/** Of whom, and what; an event is something that comes or does not. */
export function asked(q: Question, event = false): string {
  const who = subject(q.region);
  if (q.attackType === 'ATTACK_ORDER') return t('forecasts.orders', { who });
  if (event) return t('forecasts.arrives', { what: attackOn(q.attackType, q.service), who });
  return t('forecasts.count', { what: attackOn(q.attackType, q.service), who, unit: tOf('metric', q.metric) });
}

export function within(hours: number): string {
  const days = Math.round(hours / 24);
  if (hours < 24 || Math.abs(days * 24 - hours) > 1) return t('forecasts.within.hours', { n: figure(hours) });
  return days === 1 ? t('forecasts.within.day') : t('forecasts.within.days', { n: days });
}

/** How long a span a group of statements speaks of, however many days ahead it begins. */
export function ahead(hours: number): string {
  return hours >= 24 && hours % 24 === 0 ? t('skill.days', { n: figure(hours / 24) }) : t('skill.hours', { n: figure(hours) });
}

/** How the method did so far; too few outcomes are said instead of a skill. */
export function standing(past: PastOfMethod | undefined): string[] {
  if (past === undefined) return [t('forecasts.record.none')];
  const came = past.came === undefined ? [] : [t('forecasts.record.came', { came: figure(past.came), n: figure(past.scored) })];
  if (past.skill === undefined || past.rival === undefined) return [...came, t('forecasts.record.few', { n: figure(past.independent) })];
  return [...came, t('forecasts.record.skill', { skill: skilled(past.skill), rival: tOf('rival', past.rival), n: figure(past.independent) })];
}

/** A statement's own kind for the board's choice: events by whom they speak of, numbers apart. */
export function kindOf(s: Statement): string {
  return s.probability === undefined ? 'count' : s.question.attackType !== 'ATTACK_ORDER' ? 'spread' : s.whom === 'sensors' ? 'country' : s.whom;
}
