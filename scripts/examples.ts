/** `npm run examples`: runs every numbered example and compares what it prints with the file beside it; `UPDATE=1` rewrites. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '..');
const EXAMPLES = join(ROOT, 'examples');
const only = process.argv[2];

/** Numbered stories, `examples/<folder>/NN-name.ts`, in order. */
const stories = readdirSync(EXAMPLES, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .flatMap(({ name }) => readdirSync(join(EXAMPLES, name)).map((file) => join(name, file)))
  .filter((path) => /\/\d\d-[a-z0-9-]+\.ts$/.test(path) && (!only || path.startsWith(only)))
  .toSorted();

let failed = 0;
let skipped = 0;
for (const story of stories) {
  const file = join(EXAMPLES, story);
  const wantFile = file.replace(/\.ts$/, '.out.txt');
  const run = spawnSync('node_modules/.bin/tsx', ['--tsconfig', 'test/tsconfig.json', file], {
    cwd: ROOT,
    encoding: 'utf8',
    env: { ...process.env, TZ: 'Pacific/Auckland' },
  });
  if (process.env['UPDATE'] && run.status === 0 && !run.stdout.startsWith('skipped: '))
    writeFileSync(wantFile, run.stdout);
  const want = existsSync(wantFile) ? readFileSync(wantFile, 'utf8') : undefined;
  // An example about a public data file says so in words where the file is absent.
  if (run.status === 0 && run.stdout.startsWith('skipped: ')) {
    skipped++;
    console.log(`skip ${story}: ${run.stdout.slice('skipped: '.length).trim()}`);
    continue;
  }
  const ok = run.status === 0 && run.stdout === want;
  console.log(`${ok ? 'ok  ' : 'FAIL'} ${story}`);
  if (ok) continue;
  failed++;
  console.log(run.status === 0 ? `--- printed\n${run.stdout}--- wanted\n${want ?? `(no ${wantFile})`}` : run.stderr);
}
console.log(`${stories.length - failed - skipped} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
