/** Where attacks were seen: one side and one party at a time, so that origins and victims are never mixed. */
import { get, type Party, type Place, type Side, type Sightings } from '../api.ts';
import { el, join, type Child } from '../dom.ts';
import { attack, place, t, tOf } from '../language.ts';
import { figure, NONE, percent } from '../number.ts';
import { choice, missing, nothing, section, simulated, span, table } from '../parts.ts';
import type { Page, Scene } from '../page.ts';
import { say } from '../say.ts';

const SIDES: Side[] = ['sensor', 'origin', 'victim'];
const PARTIES: Party[] = ['origin', 'victim'];
const ALL = 'all';
/** Kinds told beside a country. */
const KINDS_SHOWN = 5;

/** The tables that tell a country from an address, as their licences ask for. */
const TABLES: [string, string, string][] = [
  ['University of Oregon Route Views', 'https://www.routeviews.org/', 'CC BY 4.0'],
  ['NRO delegated statistics', 'https://www.nro.net/', ''],
  ['IP Geolocation by DB-IP', 'https://db-ip.com/', 'CC BY 4.0'],
];

export const sightings: Page = {
  name: 'sightings',
  path: '/sightings',
  reads: ['sightings'],
  async draw(scene) {
    const side = oneOf(SIDES, scene.query('side'));
    const party = oneOf(PARTIES, scene.query('party'));
    const [seen, origins, { worldMap }] = await Promise.all([
      get<Sightings>(side === 'sensor' ? `sightings/sensor?party=${party}` : `sightings/${side}`),
      side === 'sensor' ? get<Sightings>('sightings/origin') : undefined, import('../draw/map.ts')]);
    const kind = kinds(seen).find((one) => one === scene.query('type')) ?? ALL;
    const shown = kind === ALL ? seen : only(seen, kind);
    const none = t(kind === ALL ? 'sightings.nodata' : 'sightings.none');
    const title = t('sightings.map', { side: t(`sightings.side.${side}`), n: shown.places.length });
    const nowhere = seen.places.every((p) => (p.count ?? 0) === 0);
    return [
      el('h1', {}, t('sightings.title')),
      choice('side', t('sightings.side'), SIDES.map((s) => [s, t(`sightings.side.${s}`)]), side,
        (next) => scene.turn('side', next)),
      side === 'sensor' && choice('party', t('sightings.party'), PARTIES.map((p) => [p, t(`sightings.party.${p}`)]), party,
        (next) => scene.turn('party', next)),
      kinds(seen).length > 0 && kindPicker(seen, kind, scene),
      el('p', { class: `lead side ${side}` }, t(`sightings.lead.${side}`), ' ',
        seen.spoofable && side !== 'sensor' && seen.places.length > 0 && el('strong', {}, t('sightings.spoofable'))),
      held(origins),
      el('p', { class: 'soft' }, span(seen.from, seen.until)),
      seen.places.length === 0 || (nowhere && party === 'victim' && side === 'sensor')
        ? empty(seen)
        : el('figure', { class: 'panel map' },
          await worldMap(side, shown.places, title, none, teller(seen)),
          el('figcaption', {}, seen.rateUnit !== undefined && t('sightings.legend', { unit: tOf('unit', seen.rateUnit) }), ' ', kind !== ALL && t('sightings.type.note'), ' ', notKnown(seen))),
      seen.geolocated && seen.places.length > 0 && el('p', { class: 'attribution' }, t('sightings.geo'), ' ',
        join(TABLES.map(([name, href, licence]) => [el('a', { href, rel: 'noreferrer' }, name), licence && ` (${licence})`]),
          () => ' · ')),
      seen.places.length > 0 && missing(seen.missing),
      seen.places.length > 0 && section('places', t('sightings.table'), {}, list(shown, none)),
    ].filter((node): node is HTMLElement => node instanceof Node);
  },
};

function oneOf<T extends string>(known: T[], asked: string | null): T {
  return known.find((one) => one === asked) ?? known[0]!;
}

/** A share of days is told in per cent, any other rate as it is. */
function teller(seen: Sightings): (rate: number) => string {
  return seen.rateUnit === 'days named per day watched' ? percent : figure;
}

/** A part of a place's rate: its share of the count, which was watched alike. */
function part(p: Place, count: number): number | undefined {
  return p.rate === undefined || p.count === undefined || p.count === 0 ? undefined : p.rate * count / p.count;
}

/** The kinds seen anywhere, by the sum of their rates, the largest first. */
function kinds(seen: Sightings): string[] {
  const sums = new Map<string, number>();
  for (const p of seen.places) for (const s of p.topTypes) sums.set(s.name, (sums.get(s.name) ?? 0) + (part(p, s.count) ?? 0));
  return [...sums].sort((a, b) => b[1] - a[1]).map(([name]) => name);
}

/** The same with the counts of one kind; what no policy let out is not known, not zero. */
function only(seen: Sightings, kind: string): Sightings {
  const places = seen.places.map((p): Place => {
    const count = p.topTypes.find((s) => s.name === kind)?.count;
    const { country, regions, topTypes, topAsns, simulated: madeUp, watched } = p;
    const bare: Place = { country, regions, topTypes, topAsns, simulated: madeUp, ...(watched === undefined ? {} : { watched }) };
    const rate = count === undefined ? undefined : part(p, count);
    return { ...bare, ...(count === undefined ? {} : { count }), ...(rate === undefined ? {} : { rate }) };
  });
  return { ...seen, places: places.sort((a, b) => (b.rate ?? -1) - (a.rate ?? -1)) };
}

function kindPicker(seen: Sightings, chosen: string, scene: Scene): HTMLElement {
  return el('div', { class: 'tools' }, el('label', { class: 'pick' }, el('span', {}, t('sightings.type')), ' ',
    el('select', { id: 'kind', onchange: (event) => scene.turn('type', (event.target as HTMLSelectElement).value) },
      [ALL, ...kinds(seen)].map((one) => el('option', { value: one, selected: one === chosen },
        one === ALL ? t('sightings.type.all') : attack(one))))));
}

/** One line why there are no origins, and which rule would let them out. */
function held(origins: Sightings | undefined): Child {
  const why = origins?.missing.find((one) => one.code === 'sightings.held');
  return why !== undefined && el('p', { class: 'soft' }, say(why));
}

function empty(seen: Sightings): HTMLElement {
  return el('div', { class: 'panel' }, seen.places.length > 0
    ? nothing(t('sightings.party.none')) : seen.missing.map((one) => el('p', {}, say(one))));
}

function notKnown(seen: Sightings): Child {
  if (seen.unknown === undefined || seen.unknown === 0) return null;
  return el('strong', {}, t('sightings.unknown', { n: figure(seen.unknown), unit: tOf('unit', seen.unit) }));
}

function list(seen: Sightings, none: string): HTMLElement {
  const side = seen.side;
  return table(t('sightings.table'), [
    { head: t('sightings.country'), cell: (p: Place) => [place(p.country), ' ', simulated(p.simulated)], header: true },
    ...(side === 'sensor' ? [{ head: t('sightings.sensors'), cell: (p: Place): Child => p.regions.join(', ') }] : []),
    ...(seen.rateUnit === undefined ? [] : [{
      head: t('sightings.rate', { unit: tOf('unit', seen.rateUnit) }), kind: 'number' as const,
      cell: (p: Place): Child => p.rate === undefined ? el('em', {}, none) : [teller(seen)(p.rate), range(p, teller(seen))],
    }]),
    {
      head: t('sightings.count', { unit: tOf('unit', seen.unit) }), kind: 'number' as const,
      cell: (p: Place): Child => p.count === undefined ? el('em', {}, none) : figure(p.count),
    },
    { head: t('sightings.change'), kind: 'number' as const, cell: (p: Place): Child => change(p, teller(seen)) },
    ...(seen.places.some((p) => p.againstBaseline !== undefined) ? [{
      head: t('sightings.usual'), kind: 'number' as const,
      cell: (p: Place): Child => p.againstBaseline === undefined ? NONE : `× ${figure(p.againstBaseline)}`,
    }] : []),
    ...(side !== 'origin' ? [{ head: t('sightings.watched'), kind: 'number' as const, cell: (p: Place): Child => percent(p.watched) }] : []),
    ...(seen.places.some((p) => p.topTypes.length > 0) ? [{
      head: t('sightings.types'),
      cell: (p: Place): Child => shares(p.topTypes, p.topTypes.slice(0, KINDS_SHOWN).map((s) => [attack(s.name), s.count])),
    }] : []),
    ...(seen.places.some((p) => p.topAsns.length > 0) ? [{
      head: t('sightings.asns'), cell: (p: Place): Child => shares(p.topTypes, p.topAsns.map((s) => [s.asn, s.count])),
    }] : []),
  ], seen.places, { class: 'places' });
}

function range(p: Place, told: (rate: number) => string): string {
  return p.low === undefined || p.high === undefined ? '' : ` (${told(p.low)} … ${told(p.high)})`;
}

/** Rates only: counts of two windows that were not watched alike would tell outages as attacks. */
function change(p: Place, told: (rate: number) => string): Child {
  if (p.rate === undefined || p.previousRate === undefined) return NONE;
  if (p.previousRate === 0) return p.rate === 0 ? NONE : `0 → ${told(p.rate)}`;
  return `× ${figure(p.rate / p.previousRate)}`;
}

/** Parts with their shares of all kinds told. */
function shares(kinds: Place['topTypes'], parts: [string, number][]): Child {
  const all = kinds.reduce((sum, s) => sum + s.count, 0);
  if (parts.length === 0) return NONE;
  return parts.map(([name, n]) => all === 0 ? name : `${name} ${percent(n / all)}`).join(' · ');
}
