import type { Problem } from '../errors/index.ts';
import { requireIterable, requireObject, requireProbability } from '../errors/index.ts';
import type { Instant } from '../time/index.ts';
import { epochOf } from '../time/index.ts';
import { measureRocAuc } from './measure-roc-auc.ts';
import { rankRows } from './rank-rows.ts';
import { requireOutcome } from './require-outcome.ts';

/** An example with when its features became known. */
export interface DatedExample {
  /** the instant at which the question was asked */
  landmarkAt: Instant;
  /** true left, false stayed */
  churned: boolean;
  /** features by name */
  features: Readonly<Record<string, unknown>>;
  /** when each became known, by name; features without an instant are not checked for it */
  knownAt?: Readonly<Record<string, Instant>>;
}

/** How suspicious {@link checkLeakage} is. */
export interface CheckLeakageOptions {
  /** a number, or true and false, that alone ranks better than this AUC is too good to be true; 0.97 by default */
  threshold?: number;
}

/**
 * Looks for features that know the future: known at or after the landmark, or so good alone that they must restate the
 * outcome.
 *
 * Run it before every fit: a model with a leak looks splendid and is worth nothing.
 *
 * @param examples - as they would train the model
 * @param options - how good is too good
 * @returns problems, feature by feature, `path` `/features/<name>`; facts `feature` and `count` (`after-landmark`) or
 *   `rocAuc` (`too-good`, numbers and true or false); `[]` when nothing was found
 * @throws InputError `not-an-instant`, `not-a-probability` (threshold), `wrong-type` (churned)
 *
 * @example Is my model too good to be true?
 * ```ts
 * import { checkLeakage } from 'clientele/churn';
 *
 * const problems = checkLeakage([
 *   {
 *     landmarkAt: '2024-01-01T00:00:00Z',
 *     churned: true,
 *     features: { cancelCalls: 5 },
 *     knownAt: { cancelCalls: '2024-01-10T00:00:00Z' },
 *   },
 *   { landmarkAt: '2024-01-01T00:00:00Z', churned: false, features: { cancelCalls: 0 } },
 * ]);
 * problems.map((problem) => problem.code); // => ['after-landmark', 'too-good']
 * ```
 * @see Kaufman, Rosset & Perlich (2011), Leakage in data mining: formulation, detection, and avoidance
 */
export function checkLeakage(
  examples: Iterable<DatedExample>,
  options: CheckLeakageOptions = {},
): Problem<'after-landmark' | 'too-good'>[] {
  requireObject(options, 'options');
  const threshold = requireProbability(options.threshold ?? 0.97, 'options.threshold');
  const late = new Map<string, number>();
  const values = new Map<string, { value: number; churned: boolean }[]>();
  let row = 0;
  for (const example of requireIterable(examples, 'examples')) {
    const argument = `examples[${row++}]`;
    const { landmarkAt, churned, features, knownAt } = requireObject(example, argument);
    requireObject(features, `${argument}.features`);
    const landmark = epochOf(landmarkAt, `${argument}.landmarkAt`);
    requireOutcome(churned, `${argument}.churned`);
    for (const [name, value] of Object.entries(features)) {
      if (!values.has(name)) values.set(name, []);
      const rank = typeof value === 'boolean' ? Number(value) : value;
      if (Number.isFinite(rank)) values.get(name)!.push({ value: rank as number, churned });
    }
    for (const [name, instant] of Object.entries(knownAt ?? {})) {
      if (!values.has(name)) values.set(name, []);
      const at = epochOf(instant, `${argument}.knownAt[${JSON.stringify(name)}]`);
      if (at >= landmark) late.set(name, (late.get(name) ?? 0) + 1);
    }
  }
  return [...values].flatMap(([feature, rows]) => {
    const path = `/features/${feature.replaceAll('~', '~0').replaceAll('/', '~1')}`;
    const problems: Problem<'after-landmark' | 'too-good'>[] = [];
    const count = late.get(feature) ?? 0;
    if (count > 0) {
      const message = `expected ${feature} to be known before the landmark, got ${count} examples where it was not`;
      problems.push({ code: 'after-landmark', path, severity: 'error', message, facts: { feature, count } });
    }
    const auc = measureRocAuc(rankRows(rows)).value ?? 0.5;
    const rocAuc = Math.max(auc, 1 - auc);
    if (rocAuc > threshold) {
      const message = `expected an AUC of at most ${threshold} of ${feature} alone, got ${rocAuc}`;
      problems.push({ code: 'too-good', path, severity: 'warning', message, facts: { feature, rocAuc } });
    }
    return problems;
  });
}
