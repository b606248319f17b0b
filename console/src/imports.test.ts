import { strict as assert } from 'node:assert';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';

const imported = (file: string): string[] =>
  [...readFileSync(file, 'utf8').matchAll(/^(?:import|export) .*from '(\.[^']+\.ts)';$/gm)].map((m) => join(dirname(file), m[1]!));

/** The first circle that a walk along the imports finds, as its files. */
function circle(of: (file: string) => string[], files: string[]): string[] {
  const done = new Set<string>();
  const walk = (file: string, path: string[]): string[] => {
    if (path.includes(file)) return [...path.slice(path.indexOf(file)), file];
    if (done.has(file)) return [];
    const found = of(file).map((next) => walk(next, [...path, file])).find((one) => one.length > 0) ?? [];
    done.add(file);
    return found;
  };
  return files.map((file) => walk(file, [])).find((one) => one.length > 0) ?? [];
}

test('no two files import each other, directly or on a way round', () => {
  const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts')).map((name) => join('src', name));
  assert.ok(files.length > 50);
  assert.deepEqual(circle(imported, files), []);
  const planted: Record<string, string[]> = { a: ['b'], b: ['c'], c: ['b'] };
  assert.deepEqual(circle((file) => planted[file] ?? [], ['a']), ['b', 'c', 'b']);
});
