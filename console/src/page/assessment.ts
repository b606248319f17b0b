/** What an alert means for those who must decide: what is known and not, what can be done and its price, whom to tell. */
import type { Alert, Assessment, Option, Say, ToTell } from '../api.ts';
import { el, type Child } from '../dom.ts';
import { secondsOf } from '../draw/columns.ts';
import { both, place, t, tOf } from '../language.ts';
import { chance, figure } from '../number.ts';
import { facts, lasting, list, nothing, table, tag, timed, when } from '../parts.ts';

const texts = (items: Say[]): Child => items.length === 0 ? nothing(t('assess.none')) : list(items.map((item) => timed(both(item))));

export function assessment(alert: Alert): Child[] {
  const a = alert.assessment;
  return [
    el('div', { class: 'pair thirds' },
      el('div', {}, el('h4', {}, t('assess.facts')), texts(a.facts)),
      el('div', {}, el('h4', {}, t('assess.inferences')), texts(a.inferences)),
      el('div', {}, el('h4', {}, t('assess.unknowns')), a.unknowns.length === 0 ? nothing(t('assess.none')) : list(
        a.unknowns.map((u) => [timed(both(u.what)), ' ', el('span', { class: 'soft' }, `${t('assess.settled')}: ${both(u.settledBy)}`)])))),
    a.options.length > 0 && el('div', { id: `options-${alert.id}`, tabindex: -1 }, el('h4', {}, t('assess.options')), options(a)),
    where(a),
    a.tell.length > 0 && el('div', {}, el('h4', {}, t('assess.tell')), tell(a.tell)),
    el('div', {}, el('h4', {}, t('assess.answers')), a.answers.length === 0 ? nothing(t('assess.answers.none')) : list(a.answers.map((one) =>
      [el('strong', {}, one.who), ' ', tag(one.verdict === 'false' ? 'act' : 'ok', tOf('answered', one.verdict)), ' ', one.why, ' ', when(one.at, 'second')]))),
    a.caveats.length > 0 && el('div', { class: 'missing' }, el('strong', {}, t('assess.caveats')), texts(a.caveats)),
  ];
}

export function recommendation(a: Assessment): Child {
  const r = a.recommendation;
  if (r === undefined) return null;
  const chosen = a.options.find((o) => o.id === r.option);
  return el('div', { class: 'recommended' },
    el('p', {}, tag('ok', t('assess.recommended')), ' ', el('strong', {}, chosen === undefined ? r.option : both(chosen.text))),
    el('p', {}, timed(both(r.text))),
    el('p', { class: 'soft' }, `${t('assess.row', { row: r.row, table: r.table })} · ${t('assess.expected')}: ${both(r.expected)}`));
}

function options(a: Assessment): HTMLElement {
  return table(t('assess.options'), [
    {
      head: t('assess.option'), header: true,
      cell: (o: Option) => [both(o.text), o.id === a.recommendation?.option && [' ', tag('ok', t('assess.recommended'))]],
    },
    {
      head: t('assess.benefit'),
      cell: (o: Option) => [both(o.benefit), o.covers !== undefined && el('p', { class: 'soft' }, t('assess.covers', { share: `${Math.round(o.covers * 100)} %` }))],
    },
    { head: t('assess.collateral'), cell: (o: Option) => both(o.collateral) },
    { head: t('assess.reversible'), cell: (o: Option) => both(o.reversible) },
    { head: t('assess.authority'), cell: (o: Option) => both(o.authority) },
    { head: t('assess.effect'), kind: 'number', cell: (o: Option) => acts(o) },
    { head: t('assess.expires'), cell: (o: Option) => o.expires === undefined ? t('assess.never') : lasting(secondsOf(o.expires)) },
  ], a.options, { class: 'options' });
}

function acts(o: Option): string {
  const after = secondsOf(o.takesEffect);
  return after === 0 ? t('lasting.now') : lasting(after);
}

function where(a: Assessment): Child {
  const { victimCountry, hostingCountry, originAs } = a.place;
  const known = (code: string): boolean => code !== 'unknown';
  if (!known(victimCountry.value) && !known(hostingCountry) && !known(originAs.asn)) return null;
  return el('div', {}, el('h4', {}, t('assess.place')), facts([
    [t('assess.place.country'), `${place(victimCountry.value)}${victimCountry.by === '' ? '' : ` (${tOf('known', victimCountry.by)})`}`],
    [t('assess.place.hosting'), place(hostingCountry)],
    [t('assess.place.as'), !known(originAs.asn) ? t('unknown')
      : `${originAs.asn} (${originAs.table === undefined ? t('assess.place.notable') : t('assess.place.table', { day: originAs.table })})`],
  ]));
}

function tell(rows: ToTell[]): HTMLElement {
  return table(t('assess.tell'), [
    { head: t('notices.member'), header: true, cell: (x: ToTell) => x.role === 'partner' ? place(x.who) : x.who },
    { head: t('assess.role'), cell: (x: ToTell) => t(`assess.role.${x.role}`) },
    { head: t('regions.why'), cell: (x: ToTell) => both(x.why) },
    { head: t('assess.told'), cell: (x: ToTell) => x.untold !== undefined ? both(x.untold) : x.recipient ?? t('unknown') },
    {
      head: t('assess.act'), cell: (x: ToTell) => x.act === undefined ? t('assess.act.unset')
        : t(x.act.act ? 'assess.act.yes' : 'assess.act.no', { p: chance(x.act.probability), ratio: figure(x.act.ratio) }),
    },
  ], rows);
}
