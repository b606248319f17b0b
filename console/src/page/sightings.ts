/** Where attacks were seen: one side at a time, so that origins and victims are never mixed. */
import { get, type Place, type Side, type Sightings } from '../api.ts';
import { el, join, type Child } from '../dom.ts';
import { attack, place, t, tOf } from '../language.ts';
import { figure, NONE, percent } from '../number.ts';
import { choice, missing, nothing, section, simulated, span, table } from '../parts.ts';
import type { Page } from '../page.ts';

const SIDES: Side[] = ['sensor', 'origin', 'victim'];

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
    const asked = scene.query('side') as Side | null;
    const side = asked !== null && SIDES.includes(asked) ? asked : 'sensor';
    const [seen, { worldMap }] = await Promise.all([get<Sightings>(`sightings/${side}`), import('../draw/map.ts')]);
    const title = t('sightings.map', { side: t(`sightings.side.${side}`), n: seen.places.length });
    return [
      el('h1', {}, t('sightings.title')),
      choice('side', t('sightings.side'), SIDES.map((s) => [s, t(`sightings.side.${s}`)]), side,
        (next) => scene.turn('side', next)),
      el('p', { class: `lead side ${side}` }, t(`sightings.lead.${side}`), ' ',
        seen.spoofable && side !== 'sensor' && el('strong', {}, t('sightings.spoofable'))),
      el('p', { class: 'soft' }, span(seen.from, seen.until)),
      el('figure', { class: 'panel map' },
        await worldMap(side, seen.places, title),
        el('figcaption', {}, t('sightings.legend'), ' ', notKnown(seen))),
      seen.geolocated && el('p', { class: 'attribution' }, t('sightings.geo'), ' ',
        join(TABLES.map(([name, href, licence]) => [el('a', { href, rel: 'noreferrer' }, name), licence && ` (${licence})`]),
          () => ' · ')),
      missing(seen.missing),
      section('places', t('sightings.table'), {}, seen.places.length === 0 ? nothing(t('none.yet')) : list(seen)),
    ].filter((node): node is HTMLElement => node instanceof Node);
  },
};

function notKnown(seen: Sightings): Child {
  if (seen.unknown === undefined || seen.unknown === 0) return null;
  const unit = tOf('unit', seen.unit);
  return [el('strong', {}, t('sightings.unknown', { n: figure(seen.unknown), unit })), ' ',
    seen.places.length === 0 && t('sightings.unknown.all')];
}

function list(seen: Sightings): HTMLElement {
  const side = seen.side;
  return table(t('sightings.table'), [
    { head: t('sightings.country'), cell: (p: Place) => [place(p.country), ' ', simulated(p.simulated)], header: true },
    ...(side === 'sensor' ? [{ head: t('sightings.sensors'), cell: (p: Place): Child => p.regions.join(', ') }] : []),
    {
      head: t('sightings.count', { unit: tOf('unit', seen.unit) }), kind: 'number' as const,
      cell: (p: Place): Child => p.count === undefined ? el('em', {}, t('sightings.nodata')) : figure(p.count),
    },
    { head: t('sightings.change'), kind: 'number' as const, cell: change },
    ...(side === 'sensor' ? [{ head: t('sightings.watched'), kind: 'number' as const, cell: (p: Place): Child => percent(p.watched) }] : []),
    { head: t('sightings.types'), cell: (p: Place): Child => shares(p, p.topTypes.map((s) => [attack(s.name), s.count])) },
    ...(side === 'sensor' ? [] : [{
      head: t('sightings.asns'), cell: (p: Place): Child => shares(p, p.topAsns.map((s) => [s.asn, s.count])),
    }]),
  ], seen.places);
}

function change(p: Place): Child {
  if (p.count === undefined || p.previous === undefined) return NONE;
  if (p.previous === 0) return `0 → ${figure(p.count)}`;
  const ratio = p.count / p.previous;
  return `× ${figure(ratio)}`;
}

function shares(p: Place, parts: [string, number][]): Child {
  if (parts.length === 0) return NONE;
  return parts.map(([name, n]) => p.count === undefined || p.count === 0 ? name : `${name} ${percent(n / p.count)}`).join(' · ');
}
