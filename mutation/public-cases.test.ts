/** The public suite of the domain under mutation, case by case; the suite itself runs them by `npm run conformance`. */
import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Adapter } from '../test/conformance/adapter.ts';
import { MissingData } from '../test/conformance/adapter.ts';
import type { Case } from '../test/conformance/differences.ts';
import { differencesOf } from '../test/conformance/differences.ts';
import type { Tolerance } from '../test/conformance/compare.ts';

const domain = process.env['CLIENTELE_MUTATE'] ?? '';
const suite = domain === 'purchases' ? 'clv' : domain;
const file = new URL(`../test/reference/conformance/${suite}.json`, import.meta.url);

/** Enumerations of every table of a size: minutes with every step counted, and the intervals have cases of their own. */
const ENUMERATED = new Set(['coverageGrid', 'rejectionRate']);

interface Suite {
  about?: Record<string, unknown>;
  tolerance?: Tolerance;
  cases: Case[];
}

if (existsSync(file)) {
  const { about = {}, tolerance = {}, cases } = JSON.parse(readFileSync(file, 'utf8')) as Suite;
  const { adapter } = (await import(`../test/conformance/${suite}.ts`)) as { adapter: Adapter };
  const readData = (path: string): never => {
    throw new MissingData(path);
  };
  test.each(cases.filter(({ op }) => !ENUMERATED.has(op)).map((one) => [one.id, one] as const))('%s', (_, one) => {
    try {
      expect(differencesOf(adapter, one, one.tolerance ?? tolerance, { readData, about })).toEqual([]);
    } catch (error) {
      // Without the public data the case says nothing of a mutant, neither alone nor in the first run.
      if (!(error instanceof MissingData)) throw error;
    }
  });
} else test.skip('no public suite of this domain');
