/**
 * `npm run mutate -- src/clv[/file.ts] [every [first]]`: mutation score of a folder or file; the tools live in `mutation/`.
 *
 * A whole domain takes one to ten minutes, the largest more. `npm run mutate -- src/clv 5` takes each fifth file of the folder
 * in the order of the alphabet, `npm run mutate -- src/clv 5 2` the next such fifth: one run gives a first idea of its score.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '..');
const [target, every = '1', first = '1'] = process.argv.slice(2);
if (!target || !existsSync(join(ROOT, target)) || !(Number(every) >= 1)) {
  throw new Error('usage: npm run mutate -- src/<folder>[/<file>.ts] [every [first]]');
}
if (!existsSync(join(ROOT, 'mutation/node_modules'))) {
  execFileSync('npm', ['ci', '--prefix', 'mutation', '--legacy-peer-deps', '--no-audit', '--no-fund'], {
    cwd: ROOT,
    stdio: 'inherit',
  });
}
const files = statSync(join(ROOT, target)).isDirectory()
  ? readdirSync(join(ROOT, target))
      .filter((name) => name.endsWith('.ts') && name !== 'index.ts')
      .sort()
      .filter((_, i) => (i + 1 - Number(first)) % Number(every) === 0)
      .map((name) => `${target}/${name}`)
  : [target];
execFileSync(
  'node',
  [
    'mutation/node_modules/@stryker-mutator/core/bin/stryker.js',
    'run',
    'mutation/stryker.config.json',
    '--mutate',
    files.join(','),
  ],
  {
    cwd: ROOT,
    stdio: 'inherit',
    env: {
      ...process.env,
      TZ: 'UTC',
      LAW_RUNS: process.env['LAW_RUNS'] ?? '20',
      CLIENTELE_MUTATE: target.split('/')[1]!,
    },
  },
);
