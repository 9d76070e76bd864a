import { InputError, requireObject, requireWithin } from '../errors/index.ts';
import type { ChurnScoreTally } from './churn-score-tally.ts';

/** How {@link measureStability} treats small shares. */
export interface StabilityOptions {
  /** every share counts as at least this, so that an empty level costs something finite; 0.0001 by default */
  epsilon?: number;
}

/** What one level adds. */
export interface StabilityPart {
  /** the level, or the number of the bin from 0 on */
  level: string;
  /** share in the reference, at least epsilon */
  reference: number;
  /** share now, at least epsilon */
  current: number;
  /** what it adds to the index, 0 or more */
  part: number;
}

/** How far a population has moved. */
export interface Stability {
  /** population stability index, 0 is no change; null where a side is empty */
  value: number | null;
  /** below 0.1 `stable`, below 0.25 `moved`, else `shifted`: a habit of credit scoring, no test; null without a value */
  verdict: 'stable' | 'moved' | 'shifted' | null;
  /** level by level, in the order of the reference, new levels last */
  parts: StabilityPart[];
  /** why there is no value; absent where there is one */
  reason?: 'empty';
}

/**
 * The population stability index: whether the customers scored now look like those that the model was trained on.
 *
 * It sees that the population moved, not that the model is wrong: judge that by outcomes, when they are known. With a few
 * hundred customers chance alone moves it by some hundredths.
 *
 * @param reference - counts by level, or a tally of scores such as `model.training.scores`
 * @param current - the same now
 * @param options - smallest share
 * @returns index, verdict and parts; null, `empty`, where a side counts nothing
 * @throws InputError `not-finite`, `out-of-range` (a negative count, epsilon), `wrong-type`, `inconsistent` (tallies with
 *   different bins, a tally beside counts)
 *
 * @example Is last quarter's model still looking at the same kind of customers?
 * ```ts
 * import { measureStability } from 'clientele/churn';
 *
 * const now = measureStability({ a: 100, b: 100 }, { a: 80, b: 120 });
 * now.value; // => ~0.040547
 * now.verdict; // => 'stable'
 * ```
 * @see Siddiqi (2006), Credit Risk Scorecards, chapter 8
 */
export function measureStability(
  reference: Readonly<Record<string, number>> | ChurnScoreTally,
  current: Readonly<Record<string, number>> | ChurnScoreTally,
  options: StabilityOptions = {},
): Stability {
  requireObject(options, 'options');
  const epsilon = requireWithin(options.epsilon ?? 1e-4, { from: 0, fromOpen: true, to: 1 }, 'options.epsilon');
  const tallies = Number(isTally(reference)) + Number(isTally(current));
  const before = countsOf(reference, 'reference');
  const now = countsOf(current, 'current');
  if (tallies === 1 || (tallies === 2 && before.size !== now.size)) {
    throw new InputError('inconsistent', 'current', 'expected the bins of the reference, got others');
  }
  return stabilityOf(before, now, epsilon);
}

/** The same on counts by level, the levels in the order of the reference. */
export function stabilityOf(
  before: ReadonlyMap<string, number>,
  now: ReadonlyMap<string, number>,
  epsilon: number,
): Stability {
  const total = (counts: ReadonlyMap<string, number>): number =>
    [...counts.values()].reduce((sum, count) => sum + count, 0);
  const n = total(before);
  const m = total(now);
  if (n === 0 || m === 0) return { value: null, verdict: null, parts: [], reason: 'empty' };
  const parts = [...new Set([...before.keys(), ...now.keys()])].map((level) => {
    const r = Math.max((before.get(level) ?? 0) / n, epsilon);
    const c = Math.max((now.get(level) ?? 0) / m, epsilon);
    return { level, reference: r, current: c, part: (c - r) * Math.log(c / r) };
  });
  const value = parts.reduce((sum, { part }) => sum + part, 0);
  return { value, verdict: value < 0.1 ? 'stable' : value < 0.25 ? 'moved' : 'shifted', parts };
}

function isTally(counts: Readonly<Record<string, number>> | ChurnScoreTally): counts is ChurnScoreTally {
  return counts?.kind === 'churn-score-tally';
}

function countsOf(counts: Readonly<Record<string, number>> | ChurnScoreTally, argument: string): Map<string, number> {
  const entries: [string, number][] = isTally(counts)
    ? counts.bins.map(({ n }, i): [string, number] => [String(i), n])
    : Object.entries(requireObject(counts, argument));
  for (const [level, count] of entries) requireWithin(count, { from: 0 }, `${argument}[${JSON.stringify(level)}]`);
  return new Map(entries);
}
