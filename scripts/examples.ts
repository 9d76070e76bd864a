/**
 * `npm run examples`: runs every numbered example and compares what it prints with the file beside it; `UPDATE=1` rewrites.
 * A folder may be named. With `--package` the examples get the built package, as a reader does who installed it, instead
 * of the sources: in half the time, and stale after an edit.
 */
import { execFile } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '..');
const EXAMPLES = join(ROOT, 'examples');
const only = process.argv.slice(2).find((word) => !word.startsWith('--'));
/** Sources are reached by the paths of a tsconfig; without them the name of the package leads to `dist`. */
const paths = process.argv.includes('--package') ? {} : { TSX_TSCONFIG_PATH: 'test/tsconfig.json' };

/** Numbered stories, `examples/<folder>/NN-name.ts`, in order. */
const stories = readdirSync(EXAMPLES, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .flatMap(({ name }) => readdirSync(join(EXAMPLES, name)).map((file) => join(name, file)))
  .filter((path) => /\/\d\d-[a-z0-9-]+\.ts$/.test(path) && (!only || path.startsWith(only)))
  .toSorted();

/** One process each, with the loader inside: the command of the loader would start a second one. */
const run = (file: string): Promise<{ status: number; stdout: string; stderr: string }> =>
  new Promise((done) => {
    const options = { cwd: ROOT, maxBuffer: 2 ** 26, env: { ...process.env, ...paths, TZ: 'Pacific/Auckland' } };
    execFile(process.execPath, ['--import', 'tsx', file], options, (error, stdout, stderr) =>
      done({ status: error ? 1 : 0, stdout, stderr }),
    );
  });

let failed = 0;
let skipped = 0;
const check = async (story: string): Promise<void> => {
  const file = join(EXAMPLES, story);
  const wantFile = file.replace(/\.ts$/, '.out.txt');
  const { status, stdout, stderr } = await run(file);
  if (process.env['UPDATE'] && status === 0 && !stdout.startsWith('skipped: ')) writeFileSync(wantFile, stdout);
  const want = existsSync(wantFile) ? readFileSync(wantFile, 'utf8') : undefined;
  // An example about a public data file says so in words where the file is absent.
  if (status === 0 && stdout.startsWith('skipped: ')) {
    skipped++;
    console.log(`skip ${story}: ${stdout.slice('skipped: '.length).trim()}`);
    return;
  }
  const ok = status === 0 && stdout === want;
  console.log(`${ok ? 'ok  ' : 'FAIL'} ${story}`);
  if (ok) return;
  failed++;
  console.log(status === 0 ? `--- printed\n${stdout}--- wanted\n${want ?? `(no ${wantFile})`}` : stderr);
};

// One worker a core takes the next story until none is left.
const left = stories.values();
await Promise.all(
  Array.from({ length: availableParallelism() }, async () => {
    for (const story of left) await check(story);
  }),
);
console.log(`${stories.length - failed - skipped} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
