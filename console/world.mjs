// Writes the outline of the land and each country's place for the pictures that the centre draws itself, from the same
// atlas and projection as the console's map: `node world.mjs` (after npm ci). The result is committed, so that the page
// of `yochi analyse` has its map without Node.
import { readFileSync, writeFileSync } from 'node:fs';
import { geoArea, geoCentroid, geoNaturalEarth1, geoPath } from 'd3-geo';
import { feature, merge } from 'topojson-client';
import { codes, pointOf, shapeNumber } from './target/pages/logic/draw/country.js';

const out = new URL('../centre/src/main/resources/yochi/centre/picture/', import.meta.url);
const world = JSON.parse(readFileSync(new URL('node_modules/world-atlas/countries-110m.json', import.meta.url), 'utf8'));
const shapes = feature(world, world.objects.countries).features.filter((f) => f.id !== '010');
const all = { type: 'FeatureCollection', features: shapes };
const projection = geoNaturalEarth1().fitExtent([[4, 4], [756, 366]], all);
const land = merge(world, world.objects.countries.geometries.filter((g) => g.id !== '010'));
// Whole pixels, each step from the last: a quarter of the size.
const short = geoPath(projection).digits(0)(land).split('M').filter(Boolean).map((ring) => {
  const points = ring.replace('Z', '').split('L').map((p) => p.split(',').map(Number));
  let [x, y] = points[0];
  const steps = points.slice(1).flatMap(([nx, ny]) => {
    const step = nx === x && ny === y ? [] : [`${nx - x} ${ny - y}`];
    [x, y] = [nx, ny];
    return step;
  });
  return steps.length < 3 ? '' : `M${points[0].join(' ')}l${steps.join(' ')}z`;
}).join('').replaceAll(' -', '-');
writeFileSync(new URL('land.path', out), `${short}\n`);

const middle = (shape) => {
  if (shape.geometry.type !== 'MultiPolygon') return geoCentroid(shape);
  const pieces = shape.geometry.coordinates.map((coordinates) => ({ type: 'Polygon', coordinates }));
  return geoCentroid(pieces.reduce((a, b) => (geoArea(a) >= geoArea(b) ? a : b)));
};
const places = codes().map((code) => {
  const shape = shapes.find((f) => f.id !== undefined && f.id === shapeNumber(code));
  const where = shape === undefined ? pointOf(code) : middle(shape);
  const at = where === undefined ? null : projection(where);
  return at === null ? null : `${code}=${Math.round(at[0])} ${Math.round(at[1])}`;
});
writeFileSync(new URL('places.properties', out), `${places.filter((p) => p !== null).sort().join('\n')}\n`);
