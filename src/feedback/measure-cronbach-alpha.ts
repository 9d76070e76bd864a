import { InputError, requireLevel, requireWithin } from '../errors/index.ts';
import type { Interval } from '../statistics/index.ts';
import { correlation, fQuantile, meanAndVariance } from '../statistics/index.ts';
import type { AnswerColumn } from './complete-rows.ts';
import { completeRows } from './complete-rows.ts';
import type { Scale } from './metric.ts';

/** What the items are like. */
export interface CronbachOptions<Name extends string = string> {
  /** scale of all items; needed to reverse, and every value must lie on it */
  scale: Scale;
  /** items that are worded the other way round: x becomes min + max − x. Nothing is reversed by guess */
  reversed?: readonly Name[];
  /** confidence of the interval, between 0 and 1; 0.95 by default */
  level?: number;
}

/** How well items measure one thing. All null, with a reason, when it cannot be said. */
export interface CronbachAlpha<Name extends string = string> {
  /** Cronbach's alpha, at most 1; may be negative */
  alpha: number | null;
  /** alpha of standardized items */
  standardizedAlpha: number | null;
  /** mean correlation of two items */
  averageCorrelation: number | null;
  /** Feldt's interval of alpha */
  interval: Interval | null;
  /** alpha without each item: higher than alpha means that the item does not fit. Null with two items */
  alphaIfDropped: Record<Name, number | null> | null;
  /** correlation of each item with the sum of the others; null for an item whose rest does not vary */
  itemRestCorrelation: Record<Name, number | null> | null;
  /** complete rows */
  respondents: number;
  /** rows left out because a value is missing */
  dropped: number;
  /** why there is no answer; absent where there is one */
  reason?: 'one-item' | 'too-few' | 'no-variance';
}

/**
 * Cronbach's alpha: whether several questions may be added up to one figure.
 *
 * Around 0.7 to 0.9 is usual; above 0.95 the questions repeat each other. A high alpha does not prove that they measure
 * one thing, only that they go together. Items worded the other way round must be named.
 *
 * @param items - one column per question; null where an answer is missing
 * @param options - scale, reversed items, confidence
 * @returns alpha with its interval and what each item does to it; null with reason `'one-item'`, `'too-few'` (fewer than
 *   two complete rows) or `'no-variance'` (an item, or the sum, is the same for everybody)
 * @throws InputError `empty` without items, `inconsistent` for columns of different length, `out-of-range` for a value off
 *   the scale or the level, `wrong-type`, `not-finite`, `unknown-name` for a reversed item that is not there
 *
 * @example May we average these two service questions?
 * ```ts
 * import { measureCronbachAlpha } from 'clientele/feedback';
 *
 * const { alpha } = measureCronbachAlpha(
 *   { friendly: [1, 2, 3, 4, 5, 4], quick: [2, 2, 3, 5, 5, 3] },
 *   { scale: { min: 1, max: 5 } },
 * );
 * alpha; // => ~0.924
 * ```
 * @see Cronbach 1951, Psychometrika 16, 297-334; Feldt, Woodruff & Salih 1987, Statistical inference for coefficient
 * alpha, Applied Psychological Measurement 11, 93-103
 */
export function measureCronbachAlpha<Name extends string>(
  items: Readonly<Record<Name, AnswerColumn>>,
  options: CronbachOptions<NoInfer<Name>>,
): CronbachAlpha<Name> {
  const level = requireLevel(options.level ?? 0.95, 'options.level');
  const { scale, reversed = [] } = options;
  const names = Object.keys(items) as Name[];
  const k = names.length;
  if (k === 0) throw new InputError('empty', 'items', 'expected at least one item');
  for (const name of reversed) {
    if (!names.includes(name))
      throw new InputError('unknown-name', 'options.reversed', `expected an item, got ${name}`);
  }
  const named = names.map((name) => [`items.${name}`, items[name]] as const);
  const { columns: given, answers: respondents, dropped } = completeRows(named);
  const columns = given.map((column, i) => {
    const turned = reversed.includes(names[i]!);
    return column.map((value) => {
      requireWithin(value, { from: scale.min, to: scale.max }, `items.${names[i]!}`);
      return turned ? scale.min + scale.max - value : value;
    });
  });
  const none = {
    alpha: null,
    standardizedAlpha: null,
    averageCorrelation: null,
    interval: null,
    alphaIfDropped: null,
    itemRestCorrelation: null,
    respondents,
    dropped,
  };
  if (k === 1) return { ...none, reason: 'one-item' };
  if (respondents < 2) return { ...none, reason: 'too-few' };
  const alpha = alphaOf(columns);
  const averageCorrelation = meanCorrelation(columns);
  if (alpha === null || averageCorrelation === null) return { ...none, reason: 'no-variance' };
  const standardized = 1 + (k - 1) * averageCorrelation;
  const others = (i: number): number[][] => columns.filter((_, j) => j !== i);
  const record = (figure: (i: number) => number | null): Record<Name, number | null> => {
    const byName = Object.create(null) as Record<Name, number | null>;
    names.forEach((name, i) => (byName[name] = figure(i)));
    return byName;
  };
  return {
    alpha,
    standardizedAlpha: standardized > 0 ? (k * averageCorrelation) / standardized : null,
    averageCorrelation,
    interval: feldtInterval(alpha, respondents, k, level),
    alphaIfDropped: k > 2 ? record((i) => alphaOf(others(i))) : null,
    itemRestCorrelation: record((i) => correlation(columns[i]!, sumOf(others(i))).value),
    respondents,
    dropped,
  };
}

/** k/(k − 1)·(1 − Σ item variances / variance of the sum); null when the sum does not vary. */
function alphaOf(columns: readonly number[][]): number | null {
  const k = columns.length;
  const total = meanAndVariance(sumOf(columns)).variance!;
  if (total === 0) return null;
  const parts = columns.reduce((sum, column) => sum + meanAndVariance(column).variance!, 0);
  return (k / (k - 1)) * (1 - parts / total);
}

function sumOf(columns: readonly number[][]): number[] {
  return columns[0]!.map((_, row) => columns.reduce((sum, column) => sum + column[row]!, 0));
}

/** Mean of the correlations of all pairs; null when an item does not vary. */
function meanCorrelation(columns: readonly number[][]): number | null {
  let sum = 0;
  let pairs = 0;
  for (let i = 0; i < columns.length; i++) {
    for (let j = 0; j < i; j++) {
      const { value } = correlation(columns[i]!, columns[j]!);
      if (value === null) return null;
      sum += value;
      pairs++;
    }
  }
  return sum / pairs;
}

function feldtInterval(alpha: number, respondents: number, items: number, level: number): Interval {
  const df1 = respondents - 1;
  const df2 = df1 * (items - 1);
  const end = (p: number): number => 1 - (1 - alpha) * fQuantile(p, df1, df2);
  return { low: end((1 + level) / 2), high: end((1 - level) / 2), level, method: 'feldt' };
}
