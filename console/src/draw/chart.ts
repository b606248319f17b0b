/**
 * A series with its forecasts: what came is a line that breaks where nothing was watched; each forecast is a box over
 * its span; gaps are hatched and changes are vertical lines. UTC below, JST above.
 */
import uPlot from 'uplot';
import type { Series, Span } from '../api.ts';
import { both, day } from '../time.ts';
import { figure } from '../number.ts';
import { colour } from './colour.ts';
import { columns, secondsOf } from './columns.ts';
import { intervals, median } from './levels.ts';

const HEIGHT = 380;
const JST_S = 9 * 3600;

interface Ink { line: string; soft: string; grid: string; outer: string; inner: string; middle: string; rival: string; gap: string; mark: string }

function ink(): Ink {
  return {
    line: colour('ink'), soft: colour('soft'), grid: colour('grid'), outer: colour('band-outer'), inner: colour('band-inner'),
    middle: colour('accent'), rival: colour('rival'), gap: colour('gap'), mark: colour('sim'),
  };
}

const ms = (instant: string): number => Date.parse(instant);

export interface Chart { root: HTMLElement; destroy: () => void; step: (by: number) => void }

export function chart(series: Series, logarithmic: boolean, read: (span: Span | undefined, at: number, value: number | null) => void): Chart {
  const root = document.createElement('div');
  root.className = 'chart';
  const data = columns(series);
  const highest = Math.max(1, ...data.came.map((v) => v ?? 0),
    ...series.forecasts.flatMap((f) => Object.values(f.quantiles)));
  let paints = ink();
  const spanAt = (at: number): Span | undefined =>
    series.forecasts.find((f) => ms(f.from) / 1000 <= at && at < ms(f.to) / 1000);
  const half = secondsOf(series.step) / 2;
  const axis = (side: 0 | 2, offset: number, name: string): uPlot.Axis => ({
    side, size: side === 0 ? 30 : 34, stroke: () => paints.soft, font: '11px system-ui, sans-serif', space: 104,
    grid: { show: side === 2, stroke: () => paints.grid, width: 1 }, ticks: { show: true, stroke: () => paints.grid, size: 4 },
    values: (_u, splits, _i, _s, increment) => splits.map((s) => {
      const text = both((s + offset) * 1000).utc;
      return increment >= 86_400 && offset === 0 ? `${day(s * 1000)} ${name}` : `${text.slice(5, 16)} ${name}`;
    }),
  });
  const plot = new uPlot({
    width: 900, height: HEIGHT,
    tzDate: (s) => uPlot.tzDate(new Date(s * 1000), 'Etc/UTC'),
    legend: { show: false },
    cursor: { y: false, points: { size: 7 }, drag: { x: true, y: false } },
    scales: {
      x: { time: true, range: (_u, min, max) => [min - half, max + half] },
      y: logarithmic ? { distr: 4, asinh: 1, range: () => [0, highest * 1.3] } : { range: () => [0, highest * 1.06] },
    },
    axes: [axis(2, 0, 'UTC'), {
      stroke: () => paints.soft, font: '11px system-ui, sans-serif', size: 62, grid: { stroke: () => paints.grid, width: 1 },
      ticks: { stroke: () => paints.grid, size: 4 }, values: (_u, splits) => splits.map((v) => v === null ? '' : figure(v)),
    }, { ...axis(0, JST_S, 'JST'), scale: 'x' }],
    series: [{}, {
      stroke: () => paints.line, width: 2, spanGaps: false, points: { show: data.x.length < 250, size: 5, fill: () => paints.line },
    }],
    hooks: {
      drawClear: [(u) => under(u, series, paints)],
      draw: [(u) => over(u, series, paints)],
      setCursor: [(u) => {
        const i = u.cursor.idx;
        if (i === null || i === undefined) return;
        const at = data.x[i]!;
        read(spanAt(at), at - half, data.came[i] ?? null);
      }],
    },
  }, [data.x, data.came] as uPlot.AlignedData, root);

  const redraw = (): void => { paints = ink(); plot.redraw(false, true); };
  const sized = new ResizeObserver(() => {
    if (root.clientWidth > 0) plot.setSize({ width: root.clientWidth, height: HEIGHT });
  });
  sized.observe(root);
  addEventListener('beforeprint', redraw);
  addEventListener('afterprint', redraw);
  const dark = matchMedia('(prefers-color-scheme: dark)');
  dark.addEventListener('change', redraw);
  return {
    root,
    destroy: () => {
      sized.disconnect();
      removeEventListener('beforeprint', redraw);
      removeEventListener('afterprint', redraw);
      dark.removeEventListener('change', redraw);
      plot.destroy();
    },
    step: (by) => {
      const i = Math.min(data.x.length - 1, Math.max(0, (plot.cursor.idx ?? data.x.length - 1) + by));
      plot.setCursor({ left: plot.valToPos(data.x[i]!, 'x'), top: plot.bbox.height / 4 });
    },
  };
}

/** Forecast boxes and gaps, under the line. */
function under(u: uPlot, series: Series, paints: Ink): void {
  const { ctx, bbox } = u;
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
  ctx.clip();
  const x = (instant: string): number => u.valToPos(ms(instant) / 1000, 'x', true);
  const y = (value: number): number => u.valToPos(value, 'y', true);
  for (const gap of series.gaps) hatch(ctx, x(gap.from), x(gap.to), bbox.top, bbox.height, paints.gap, 1 - gap.watched);
  for (const span of series.forecasts) {
    const left = x(span.from) + devicePixelRatio;
    const width = Math.max(devicePixelRatio, x(span.to) - left - devicePixelRatio);
    const nested = intervals(span.quantiles);
    for (const [i, { low, high }] of nested.entries()) {
      if (i > 0 && i < nested.length - 1) continue;
      ctx.fillStyle = i === 0 ? paints.outer : paints.inner;
      ctx.fillRect(left, y(high), width, Math.max(1, y(low) - y(high)));
    }
    const middle = median(span.quantiles);
    ctx.fillStyle = paints.middle;
    if (middle !== undefined) ctx.fillRect(left, y(middle) - devicePixelRatio, width, 2 * devicePixelRatio);
  }
  ctx.restore();
}

function hatch(ctx: CanvasRenderingContext2D, left: number, right: number, top: number, height: number, ink: string, strength: number): void {
  const width = Math.max(2, right - left);
  ctx.save();
  ctx.beginPath();
  ctx.rect(left, top, width, height);
  ctx.clip();
  ctx.strokeStyle = ink;
  ctx.lineWidth = devicePixelRatio;
  ctx.globalAlpha = 0.35 + 0.65 * strength;
  ctx.beginPath();
  for (let d = -height; d < width; d += 7 * devicePixelRatio) {
    ctx.moveTo(left + d, top + height);
    ctx.lineTo(left + d + height, top);
  }
  ctx.stroke();
  ctx.restore();
}

/** Rivals as small diamonds and changes as lines, over everything. */
function over(u: uPlot, series: Series, paints: Ink): void {
  const { ctx, bbox } = u;
  const px = devicePixelRatio;
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
  ctx.clip();
  ctx.fillStyle = paints.rival;
  for (const span of series.forecasts) {
    const x = u.valToPos((ms(span.from) + ms(span.to)) / 2000, 'x', true);
    const value = Object.values(span.rival)[0];
    if (value === undefined) continue;
    const y = u.valToPos(value, 'y', true);
    ctx.beginPath();
    for (const [dx, dy] of [[0, -4], [4, 0], [0, 4], [-4, 0]] as const) ctx.lineTo(x + dx * px, y + dy * px);
    ctx.fill();
  }
  ctx.strokeStyle = paints.mark;
  ctx.fillStyle = paints.mark;
  ctx.lineWidth = px;
  ctx.font = `${11 * px}px system-ui, sans-serif`;
  for (const [i, mark] of series.marks.entries()) {
    const x = Math.round(u.valToPos(ms(mark.at) / 1000, 'x', true)) + 0.5;
    // Many lines would hide the course: then a tick at the top edge, without its number.
    if (series.marks.length > 20) {
      ctx.fillRect(x, bbox.top, px, 6 * px);
      continue;
    }
    ctx.setLineDash([5 * px, 3 * px]);
    ctx.beginPath();
    ctx.moveTo(x, bbox.top);
    ctx.lineTo(x, bbox.top + bbox.height);
    ctx.stroke();
    ctx.setLineDash([]);
    ctx.fillText(String(i + 1), x + 4 * px, bbox.top + 12 * px);
  }
  ctx.restore();
}
