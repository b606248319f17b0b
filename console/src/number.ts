/** Numbers as people read them; what is not there is never written as 0. */
export const NONE = '–';

/** Three significant digits, thousands in groups, a true minus sign. */
export function figure(value: number | undefined): string {
  if (value === undefined || !Number.isFinite(value)) return NONE;
  return digits(value).replace('-', '−');
}

function digits(value: number): string {
  if (value !== 0 && Math.abs(value) < 0.001) return raised(value.toExponential(1));
  if (Number.isInteger(value) || Math.abs(value) >= 1000) return Math.round(value).toLocaleString('en-US');
  return Number(value.toPrecision(3)).toLocaleString('en-US', { maximumFractionDigits: 4 });
}

/** A skill, or a difference of scores, to three decimals: nobody acts on less. */
export function skilled(value: number | undefined): string {
  if (value === undefined || !Number.isFinite(value)) return NONE;
  const short = Number(value.toFixed(3));
  return `${short > 0 ? '+' : ''}${figure(short === 0 ? 0 : short)}`;
}

/** A mean error; of what is next to nothing no reader should count the noughts. */
export function loss(value: number | undefined): string {
  return value !== undefined && value > 0 && value < 0.001 ? '< 0.001' : figure(value);
}

const HIGH = '⁰¹²³⁴⁵⁶⁷⁸⁹';

/** `3.8e-6` as 3.8 × 10⁻⁶. */
function raised(text: string): string {
  return text.replace(/e([+-])(\d+)$/, (_, sign: string, power: string) =>
    ` × 10${sign === '-' ? '⁻' : ''}${[...power].map((d) => HIGH[Number(d)]).join('')}`);
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

export type Length = 'ms' | 's' | 'min' | 'h' | 'day';

/** A length of time in the units that people use, at most two of them. */
export function lengths(s: number): [string, Length][] {
  if (s > 0 && s < 0.0995) return [[`${Number((s * 1000).toPrecision(2))}`, 'ms']];
  if (s < 60) return [[`${Number(s.toPrecision(s < 10 ? 2 : 3))}`, 's']];
  const steps: [Length, number][] = [['day', 86_400], ['h', 3600], ['min', 60], ['s', 1]];
  const at = steps.findIndex(([, size]) => s >= size);
  const [unit, size] = steps[at]!;
  const [next, small] = steps[at + 1]!;
  const rest = Math.round((s % size) / small);
  const whole = Math.floor(s / size) + (rest * small === size ? 1 : 0);
  return rest === 0 || rest * small === size ? [[`${whole}`, unit]] : [[`${whole}`, unit], [`${rest}`, next]];
}
