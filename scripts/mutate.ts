/** `npm run mutate -- src/clv[/file.ts]`: mutation score of a folder or file; the tools live in `mutation/`. */
import { execFileSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '..');
const target = process.argv[2];
if (!target || !existsSync(join(ROOT, target))) throw new Error('usage: npm run mutate -- src/<folder>[/<file>.ts]');
if (!existsSync(join(ROOT, 'mutation/node_modules'))) {
  execFileSync('npm', ['ci', '--prefix', 'mutation', '--legacy-peer-deps', '--no-audit', '--no-fund'], {
    cwd: ROOT,
    stdio: 'inherit',
  });
}
const mutate = statSync(join(ROOT, target)).isDirectory() ? `${target}/*.ts` : target;
execFileSync(
  'node',
  [
    'mutation/node_modules/@stryker-mutator/core/bin/stryker.js',
    'run',
    'mutation/stryker.config.json',
    '--mutate',
    mutate,
  ],
  {
    cwd: ROOT,
    stdio: 'inherit',
    env: { ...process.env, CLIENTELE_MUTATE: target.split('/')[1]! },
  },
);
