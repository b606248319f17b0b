/** Forecast level against observed share: on the line is honest, beside it is not. */
import { svg } from '../dom.ts';
import { t } from '../language.ts';

const SIZE = 320;
const PAD = 58;

export function calibration(points: { level: number; observed: number; n: number }[]): SVGElement {
  const at = (share: number): number => PAD + share * (SIZE - PAD - 22);
  const y = (share: number): number => SIZE - at(share);
  const most = Math.max(1, ...points.map((p) => p.n));
  return svg('svg', { viewBox: `0 0 ${SIZE} ${SIZE}`, class: 'calibration', role: 'img', 'aria-label': t('record.calibration.chart') },
    [0, 0.25, 0.5, 0.75, 1].flatMap((s) => [
      svg('line', { x1: at(s), x2: at(s), y1: y(0), y2: y(1), class: 'grid' }),
      svg('line', { x1: at(0), x2: at(1), y1: y(s), y2: y(s), class: 'grid' }),
      svg('text', { x: at(s), y: y(0) + 14, 'text-anchor': 'middle' }, `${s * 100} %`),
      svg('text', { x: at(0) - 5, y: y(s) + 4, 'text-anchor': 'end' }, `${s * 100} %`)]),
    svg('line', { x1: at(0), y1: y(0), x2: at(1), y2: y(1), class: 'honest' }),
    svg('polyline', { points: points.map((p) => `${at(p.level)},${y(p.observed)}`).join(' '), class: 'course' }),
    points.map((p) => svg('circle', { cx: at(p.level), cy: y(p.observed), r: 3 + 3 * Math.sqrt(p.n / most), class: 'dot' })),
    svg('text', { x: at(0.5), y: SIZE - 2, 'text-anchor': 'middle' }, t('record.level')),
    svg('text', { x: 10, y: y(0.5), 'text-anchor': 'middle', transform: `rotate(-90 10 ${y(0.5)})` }, t('record.observed')));
}
