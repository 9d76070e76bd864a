/**
 * `npm run conformance -- <suite> [file.json] [--built]`: runs engine-neutral cases against the library. Without a file it takes
 * the copy of the public suite; without a suite, every suite there is. Each mismatch is printed with what came and what
 * was wanted; the last line is `N passed, N failed`. An op that the adapter lacks is a failure, unless `--built` asks for what
 * is there: then its cases are counted apart and named.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Adapter, CaseContext } from './adapter.ts';
import { MissingData, NotBuilt } from './adapter.ts';
import type { Tolerance } from './compare.ts';
import { compare } from './compare.ts';

interface Case {
  id: string;
  op: string;
  input: unknown;
  expect: Record<string, unknown>;
  tolerance?: Tolerance;
}

const ROOT = resolve(import.meta.dirname, '../..');
const SUITES = join(ROOT, 'test/reference/conformance');
const DATA = process.env['CLIENTELE_DATA'] ?? join(ROOT, '../shared/data');

function readData(path: string): string {
  const file = resolve(DATA, path);
  if (!file.startsWith(resolve(DATA) + sep) || !existsSync(file)) throw new MissingData(path);
  return readFileSync(file, 'utf8');
}

/** Whether cases of ops that the adapter lacks are passed over and named instead of failed. */
const onlyBuilt = process.argv.includes('--built');

/** `true` or the code that the call must throw; undefined where an answer is expected. */
function wantedError(expect: Record<string, unknown>): true | string | undefined {
  const wanted = expect['throws'] ?? expect['error'];
  return wanted === true || typeof wanted === 'string' ? wanted : undefined;
}

function differencesOf(adapter: Adapter, one: Case, tolerance: Tolerance, about: CaseContext['about']): string[] {
  const op = Object.hasOwn(adapter, one.op) ? adapter[one.op] : undefined;
  if (!op) return ['no such op in the adapter: not built yet'];
  const wanted = wantedError(one.expect);
  try {
    const got = op(one.input, { readData, about, expect: one.expect });
    if (wanted !== undefined) return [`got ${JSON.stringify(got)}, want an error (${wanted})`];
    return compare(got, one.expect, tolerance);
  } catch (error) {
    if (error instanceof MissingData || (onlyBuilt && error instanceof NotBuilt)) throw error;
    const { code, message } = error as { code?: string; message: string };
    if (code === undefined || wanted === undefined) return [`threw ${(error as Error).stack ?? message}`];
    return wanted === true || wanted === code ? [] : [`threw ${code} (${message}), want ${wanted}`];
  }
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
  const unbuilt = new Map<string, number>();
  for (const one of document.cases) {
    if (onlyBuilt && !Object.hasOwn(adapter, one.op)) {
      unbuilt.set(one.op, (unbuilt.get(one.op) ?? 0) + 1);
      continue;
    }
    const tolerance = one.tolerance ?? document.tolerance ?? {};
    try {
      const differences = differencesOf(adapter, one, tolerance, document.about ?? {});
      if (differences.length === 0) count.passed++;
      else {
        count.failed++;
        console.log(`FAIL ${suite} ${one.id} (${one.op}), tolerance ${JSON.stringify(tolerance)}`);
        for (const line of differences.slice(0, 12)) console.log(`     ${line}`);
        if (differences.length > 12) console.log(`     … and ${differences.length - 12} more`);
      }
    } catch (error) {
      if (error instanceof NotBuilt) {
        unbuilt.set(error.message, (unbuilt.get(error.message) ?? 0) + 1);
        continue;
      }
      if (!(error instanceof MissingData)) throw error;
      count.skipped++;
      console.log(`skip ${suite} ${one.id}: data file ${error.message} is not here`);
    }
  }
  if (unbuilt.size > 0)
    console.log(`${suite}, not built yet: ${[...unbuilt].map(([op, cases]) => `${op} (${cases})`).join(', ')}`);
  return count;
}

const given = process.argv.slice(2).filter((word) => word !== '--built');
const [suiteGiven, fileGiven] = given;
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
