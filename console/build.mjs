// Builds the pages when they are stale: npm ci if the lock changed, types checked, bundled, listed in files.txt.
// `node build.mjs test` builds and runs the logic tests; `node build.mjs force` builds in any case.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const out = join(here, 'target', 'classes', 'console');
const stamps = join(here, 'target', 'pages');
const sources = ['package.json', 'package-lock.json', 'tsconfig.json', 'vite.config.ts', 'index.html', 'src', 'public',
  '../centre/src/main/resources/yochi/centre/picture/picture.css'];

const filesUnder = (path) =>
  !existsSync(path) ? []
    : statSync(path).isFile() ? [path]
      : readdirSync(path).sort().flatMap((name) => filesUnder(join(path, name)));

const digestOf = (paths) => {
  const hash = createHash('sha256');
  for (const path of paths.flatMap((p) => filesUnder(join(here, p)))) {
    hash.update(relative(here, path)).update('\0').update(readFileSync(path)).update('\0');
  }
  return hash.digest('hex');
};

const stamped = (name) => (existsSync(join(stamps, name)) ? readFileSync(join(stamps, name), 'utf8') : '');
const stamp = (name, text) => {
  mkdirSync(stamps, { recursive: true });
  writeFileSync(join(stamps, name), text);
};

const run = (command, ...args) => {
  const done = spawnSync(command, args, { cwd: here, stdio: ['ignore', 'inherit', 'inherit'] });
  if (done.error || done.status !== 0) {
    console.error(`console: ${command} ${args.join(' ')} failed: ${done.error ? done.error.message : `exit ${done.status}`}`);
    process.exit(done.status || 1);
  }
};

const lock = digestOf(['package.json', 'package-lock.json']);
if (stamped('installed') !== lock || !existsSync(join(here, 'node_modules', 'vite'))) {
  run('npm', 'ci', '--no-audit', '--no-fund', '--prefer-offline', '--loglevel=error', '--ignore-scripts');
  stamp('installed', lock);
}

const state = digestOf(sources);
if (process.argv[2] === 'force' || stamped('built') !== state || !existsSync(join(out, 'index.html'))) {
  rmSync(out, { recursive: true, force: true });
  rmSync(join(stamps, 'logic'), { recursive: true, force: true });
  run(process.execPath, join('node_modules', 'typescript', 'bin', 'tsc'));
  run(process.execPath, join('node_modules', 'vite', 'bin', 'vite.js'), 'build', '--logLevel', 'warn');
  const built = filesUnder(out).map((path) => relative(out, path).replaceAll('\\', '/'));
  writeFileSync(join(out, 'files.txt'), built.join('\n') + '\n');
  stamp('built', state);
}

if (process.argv[2] === 'test') {
  run(process.execPath, '--test', '--test-reporter=dot', 'target/pages/logic/');
}
