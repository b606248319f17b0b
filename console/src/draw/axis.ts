/** Round steps for a scale, so that nobody has to read 1.69. */
export function steps(most: number, spaces = 4): number[] {
  if (!(most > 0)) return [0];
  const ten = 10 ** Math.floor(Math.log10(most / spaces));
  const step = [1, 2, 5, 10].map((m) => m * ten).find((s) => Math.ceil(most / s - 1e-9) <= spaces)!;
  return Array.from({ length: Math.ceil(most / step - 1e-9) + 1 }, (_, i) => Number((i * step).toPrecision(6)));
}
