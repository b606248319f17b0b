/** Numbers as people read them; what is not there is never written as 0. */
export const NONE = '–';

/** Three significant digits, thousands in groups, a true minus sign. */
export function figure(value: number | undefined): string {
  if (value === undefined || !Number.isFinite(value)) return NONE;
  return digits(value).replace('-', '−');
}

function digits(value: number): string {
  if (value !== 0 && Math.abs(value) < 0.001) return value.toExponential(1).replace('e-', ' × 10^-');
  if (Number.isInteger(value) || Math.abs(value) >= 1000) return Math.round(value).toLocaleString('en-US');
  return Number(value.toPrecision(3)).toLocaleString('en-US', { maximumFractionDigits: 4 });
}

export function percent(share: number | undefined): string {
  if (share === undefined) return NONE;
  const p = share * 100;
  if (p > 0 && p < 0.1) return '< 0.1 %';
  if (p < 100 && p > 99.9) return '> 99.9 %';
  return `${Number(p.toPrecision(p < 10 ? 2 : 3))} %`;
}

/** A probability in words of a forecaster: never 0 or 100 %. */
export function chance(p: number | undefined): string {
  if (p === undefined) return NONE;
  if (p < 0.01) return '< 1 %';
  if (p > 0.99) return '> 99 %';
  return `${Math.round(p * 100)} %`;
}

export function seconds(s: number | undefined): string {
  if (s === undefined) return NONE;
  if (s < 0.0995) return `${Number((s * 1000).toPrecision(2))} ms`;
  if (s < 100) return `${Number(s.toPrecision(3))} s`;
  if (s % 60 === 0) return `${s / 60} min`;
  return `${Math.floor(s / 60)} min ${Math.round(s % 60)} s`;
}
