import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { compare, type Tolerance } from '../../conformance/compare.ts';
import { adapter } from '../../conformance/feedback.ts';

/** The public suite as reference figures: what `npm run conformance -- feedback` runs, here one test an operation. */
const { cases } = JSON.parse(readFileSync(new URL('../conformance/feedback.json', import.meta.url), 'utf8')) as {
  cases: { id: string; op: string; input: unknown; expect: Record<string, unknown>; tolerance?: Tolerance }[];
};

/** These enumerate every outcome of a survey; coverage.test.ts does so once, and faster. */
const ENUMERATIONS = ['coverage', 'coverageGrid', 'rejectionRate'];
const OPERATIONS = [...new Set(cases.map(({ op }) => op))].filter((op) => !ENUMERATIONS.includes(op));
const context = { readData: () => '', about: {}, expect: {} };

test.each(OPERATIONS)('every case of %s', (op) => {
  const wrong = cases
    .filter((one) => one.op === op)
    .flatMap(({ id, input, expect: want, tolerance = {} }) => {
      try {
        return compare(adapter[op]!(input, context), want, tolerance).map((line) => `${id} ${line}`);
      } catch (error) {
        const { code } = error as { code?: string };
        return code !== undefined && code === want['error'] ? [] : [`${id} threw ${String(error)}`];
      }
    });
  expect(wrong).toEqual([]);
});
