/**
 * Figures of naive programs that know the definitions and nothing of this code, a few of each operation of a suite;
 * what made them stands in the `about` of each file. They run as conformance cases do.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Adapter } from '../conformance/adapter.ts';
import { compare, type Tolerance } from '../conformance/compare.ts';
import { adapter as churn } from '../conformance/churn.ts';
import { adapter as feedback } from '../conformance/feedback.ts';
import { adapter as loyalty } from '../conformance/loyalty.ts';
import { adapter as retention } from '../conformance/retention.ts';
import { adapter as segmentation } from '../conformance/segmentation.ts';
import { adapter as survival } from '../conformance/survival.ts';

interface Case {
  id: string;
  op: string;
  input: unknown;
  expect: Record<string, unknown>;
  tolerance: Tolerance;
}

describe.each<[string, Adapter]>([
  ['churn', churn],
  ['feedback', feedback],
  ['loyalty', loyalty],
  ['retention', retention],
  ['segmentation', segmentation],
  ['survival', survival],
])('%s', (suite, adapter) => {
  const file = new URL(`./${suite}/independent.json`, import.meta.url);
  const { cases } = JSON.parse(readFileSync(file, 'utf8')) as { cases: Case[] };

  test.each(cases.map((one) => [one.id, one] as const))('%s', (_, { op, input, expect: want, tolerance }) => {
    const context = { readData: () => '', about: {}, expect: want };
    const refusal = want['throws'] ?? want['error'];
    if (refusal === undefined) {
      expect(compare(adapter[op]!(input, context), want, tolerance)).toEqual([]);
      return;
    }
    const code: unknown = refusal === true ? expect.any(String) : refusal;
    expect(() => adapter[op]!(input, context)).toThrow(expect.objectContaining({ code }));
  });
});
