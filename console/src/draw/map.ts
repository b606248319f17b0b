/** An offline world map with one mark per country; area is proportional to the rate. Borders as in Natural Earth. */
import { geoArea, geoCentroid, geoGraticule10, geoNaturalEarth1, geoPath, type GeoPermissibleObjects } from 'd3-geo';
import { feature } from 'topojson-client';
import type { Topology, GeometryCollection } from 'topojson-specification';
import atlasAddress from 'world-atlas/countries-110m.json?url';
import type { Place, Side } from '../api.ts';
import { svg } from '../dom.ts';
import { place as nameOf } from '../language.ts';
import { pointOf, shapeNumber } from './country.ts';

const WIDTH = 980;
const HEIGHT = 468;
const LARGEST = 30;
const SMALLEST = 3.5;
const LABELS = 12;
/** A label may lie over the rim of another mark, not over its middle. */
const COVER = 0.6;
const ANTARCTICA = '010';

type Shapes = GeoJSON.FeatureCollection<GeoJSON.Geometry, { name: string }>;
let atlas: Promise<Shapes> | null = null;

/** The shapes, fetched once from our own host. */
function shapes(): Promise<Shapes> {
  atlas ??= fetch(atlasAddress).then((answer) => answer.json() as Promise<Topology>).then((world) => {
    const all = feature(world, world.objects['countries'] as GeometryCollection<{ name: string }>);
    return { ...all, features: all.features.filter((f) => f.id !== ANTARCTICA) };
  });
  return atlas;
}

/** Some shapes of the atlas have no number: a country without one must not be taken for them. */
function shapeOf(world: Shapes, country: string): Shapes['features'][number] | undefined {
  const number = shapeNumber(country);
  return number === undefined ? undefined : world.features.find((f) => f.id === number);
}

/** Middle of the largest piece of a country, so that overseas parts do not pull it into the sea. */
function middle(shape: GeoJSON.Feature): [number, number] {
  if (shape.geometry.type !== 'MultiPolygon') return geoCentroid(shape);
  const pieces = shape.geometry.coordinates.map((coordinates): GeoJSON.Polygon => ({ type: 'Polygon', coordinates }));
  return geoCentroid(pieces.reduce((a, b) => (geoArea(a) >= geoArea(b) ? a : b)));
}

type Told = (rate: number) => string;

export async function worldMap(side: Side, places: Place[], label: string, none: string, told: Told): Promise<SVGElement> {
  const world = await shapes();
  const projection = geoNaturalEarth1().fitExtent([[4, 4], [WIDTH - 4, HEIGHT - 4]],
    { type: 'FeatureCollection', features: world.features } as GeoPermissibleObjects);
  const path = geoPath(projection);
  const seen = new Set(places.flatMap((p) => shapeNumber(p.country) ?? []));
  const root = svg('svg', { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, class: `map ${side}`, role: 'img', 'aria-label': label },
    svg('defs', {}, svg('pattern', { id: 'hatch', width: 5, height: 5, patternUnits: 'userSpaceOnUse', patternTransform: 'rotate(45)' },
      svg('line', { x1: 0, y1: 0, x2: 0, y2: 5, class: 'hatch' }))),
    svg('path', { d: path(geoGraticule10()) ?? '', class: 'graticule' }),
    world.features.map((f) => svg('path', { d: path(f) ?? '', class: seen.has(String(f.id)) ? 'land seen' : 'land' })));
  const most = Math.max(Number.MIN_VALUE, ...places.map((p) => p.rate ?? 0));
  const marks: { x: number; y: number; r: number; place: Place }[] = [];
  for (const place of [...places].sort((a, b) => (b.rate ?? -1) - (a.rate ?? -1))) {
    const shape = shapeOf(world, place.country);
    const where = shape === undefined ? pointOf(place.country) : middle(shape);
    const at = where === undefined ? null : projection(where);
    if (at === null) continue;
    const r = place.rate === undefined ? SMALLEST : Math.max(SMALLEST, LARGEST * Math.sqrt(place.rate / most));
    marks.push({ x: at[0], y: at[1], r, place });
  }
  for (const mark of marks) root.appendChild(drawMark(side, mark, said(mark.place, none, told)));
  for (const label of labels(marks, none, told)) root.appendChild(label);
  return root;
}

function said(place: Place, none: string, told: Told): string {
  return `${nameOf(place.country)} ${place.rate === undefined ? none : told(place.rate)}`;
}

/** Each side has its own form as well as its own colour: square, disc, ring. */
function drawMark(side: Side, { x, y, r, place }: { x: number; y: number; r: number; place: Place }, name: string): SVGElement {
  const partly = place.watched !== undefined && place.watched < 0.9;
  const title = svg('title', {}, name);
  const kind = `mark${place.rate === undefined ? ' none' : ''}${place.simulated ? ' simulated' : ''}`;
  // A square of the same area as the disc.
  const half = r * Math.sqrt(Math.PI) / 2;
  const form = (name: string): SVGElement => side === 'sensor'
    ? svg('rect', { x: x - half, y: y - half, width: 2 * half, height: 2 * half, class: name })
    : svg('circle', { cx: x, cy: y, r, class: name });
  return svg('g', {}, title, form(kind), partly && svg('g', { fill: 'url(#hatch)' }, form('partly')),
    side === 'victim' && svg('circle', { cx: x, cy: y, r: 2, class: 'heart' }));
}

function labels(marks: { x: number; y: number; r: number; place: Place }[], none: string, told: Told): SVGElement[] {
  const taken: { left: number; right: number; top: number; bottom: number }[] = [];
  const out: SVGElement[] = [];
  for (const { x, y, r, place } of marks.slice(0, LABELS)) {
    const text = said(place, none, told);
    const width = [...text].reduce((sum, c) => sum + (c > '\u2e7f' ? 12 : 6.6), 0);
    const spots = [[x + r + 4, y + 4, 'start'], [x - r - 4, y + 4, 'end'], [x, y - r - 5, 'middle'], [x, y + r + 14, 'middle']] as const;
    for (const [lx, ly, anchor] of spots) {
      const left = anchor === 'start' ? lx : anchor === 'end' ? lx - width : lx - width / 2;
      const box = { left, right: left + width, top: ly - 11, bottom: ly + 3 };
      const free = box.left > 0 && box.right < WIDTH
        && marks.every((m) => m.place === place || m.x + m.r * COVER < box.left || m.x - m.r * COVER > box.right
          || m.y + m.r * COVER < box.top || m.y - m.r * COVER > box.bottom)
        && taken.every((b) => box.right < b.left || box.left > b.right || box.bottom < b.top || box.top > b.bottom);
      if (!free) continue;
      taken.push(box);
      out.push(svg('text', { x: lx, y: ly, 'text-anchor': anchor, class: 'label' }, text));
      break;
    }
  }
  return out;
}
