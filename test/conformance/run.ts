/**
 * `npm run conformance -- <suite> [file.json]`: runs engine-neutral cases against the library. Without a file it takes
 * the copy of the public suite; without a suite, every suite there is. Each mismatch is printed with what came and what
 * was wanted; the last line is `N passed, N failed`. An op that the adapter lacks is a failure and is named.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Adapter } from './adapter.ts';
import { MissingData } from './adapter.ts';
import type { Tolerance } from './compare.ts';
import type { Case } from './differences.ts';
import { differencesOf } from './differences.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const SUITES = join(ROOT, 'test/reference/conformance');
const DATA = process.env['CLIENTELE_DATA'] ?? join(ROOT, '../shared/data');

function readData(path: string): string {
  const file = resolve(DATA, path);
  if (!file.startsWith(resolve(DATA) + sep) || !existsSync(file)) throw new MissingData(path);
  return readFileSync(file, 'utf8');
}

async function runSuite(suite: string, file: string): Promise<{ passed: number; failed: number; skipped: number }> {
  const document = JSON.parse(readFileSync(file, 'utf8')) as {
    cases: Case[];
    tolerance?: Tolerance;
    about?: Record<string, unknown>;
  };
  const adapterFile = join(import.meta.dirname, `${suite}.ts`);
  const { adapter } = existsSync(adapterFile)
    ? ((await import(pathToFileURL(adapterFile).href)) as { adapter: Adapter })
    : { adapter: {} };
  const count = { passed: 0, failed: 0, skipped: 0 };
  const context = { readData, about: document.about ?? {} };
  for (const one of document.cases) {
    const tolerance = one.tolerance ?? document.tolerance ?? {};
    try {
      const differences = differencesOf(adapter, one, tolerance, context);
      if (differences.length === 0) count.passed++;
      else {
        count.failed++;
        console.log(`FAIL ${suite} ${one.id} (${one.op}), tolerance ${JSON.stringify(tolerance)}`);
        for (const line of differences.slice(0, 12)) console.log(`     ${line}`);
        if (differences.length > 12) console.log(`     … and ${differences.length - 12} more`);
      }
    } catch (error) {
      if (!(error instanceof MissingData)) throw error;
      count.skipped++;
      console.log(`skip ${suite} ${one.id}: data file ${error.message} is not here`);
    }
  }
  return count;
}

const [suiteGiven, fileGiven] = process.argv.slice(2);
const suites = suiteGiven ? [suiteGiven] : readdirSync(SUITES).map((name) => name.replace(/\.json$/, ''));
const total = { passed: 0, failed: 0, skipped: 0 };
for (const suite of suites.toSorted()) {
  const count = await runSuite(suite, fileGiven ? resolve(fileGiven) : join(SUITES, `${suite}.json`));
  if (suites.length > 1)
    console.log(`${suite}: ${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped`);
  total.passed += count.passed;
  total.failed += count.failed;
  total.skipped += count.skipped;
}
if (total.skipped > 0) console.log(`${total.skipped} skipped: their data files are not here`);
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed > 0 ? 1 : 0;
