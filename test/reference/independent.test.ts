/**
 * Figures of naive programs that know the definitions and nothing of this code, a few of each operation of a suite;
 * what made them stands in the `about` of each file. They run as conformance cases do.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Adapter } from '../conformance/adapter.ts';
import type { Case } from '../conformance/differences.ts';
import { differencesOf } from '../conformance/differences.ts';
import { adapter as churn } from '../conformance/churn.ts';
import { adapter as clv } from '../conformance/clv.ts';
import { adapter as feedback } from '../conformance/feedback.ts';
import { adapter as loyalty } from '../conformance/loyalty.ts';
import { adapter as retention } from '../conformance/retention.ts';
import { adapter as segmentation } from '../conformance/segmentation.ts';
import { adapter as survival } from '../conformance/survival.ts';

describe.each<[string, Adapter]>([
  ['churn', churn],
  ['clv', clv],
  ['feedback', feedback],
  ['loyalty', loyalty],
  ['retention', retention],
  ['segmentation', segmentation],
  ['survival', survival],
])('%s', (suite, adapter) => {
  const file = new URL(`./${suite}/independent.json`, import.meta.url);
  const { cases } = JSON.parse(readFileSync(file, 'utf8')) as { cases: Case[] };

  test.each(cases.map((one) => [one.id, one] as const))('%s', (_, one) => {
    expect(differencesOf(adapter, one, one.tolerance ?? {}, { readData: () => '', about: {} })).toEqual([]);
  });
});
