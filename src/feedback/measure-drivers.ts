import { InputError, requireOneOf } from '../errors/index.ts';
import { correlation, symmetricEigen } from '../statistics/index.ts';
import type { AnswerColumn } from './complete-rows.ts';
import { completeRows } from './complete-rows.ts';
import { johnsonWeights } from './johnson-weights.ts';
import { shapleyShares } from './shapley-shares.ts';

/** What is to be explained, and by what: one row per customer. */
export interface DriverData<Name extends string = string> {
  /** what is to be explained, such as the overall score; null where it is missing */
  outcome: AnswerColumn;
  /** what may explain it, such as scores of parts; null where one is missing */
  predictors: Readonly<Record<Name, AnswerColumn>>;
}

/** How importance is shared out. */
export interface DriverOptions {
  /**
   * `'johnson'` relative weights: quick, any number of drivers · `'shapley'` average gain of R² over all orders (LMG): up to
   * 15 drivers · `'correlation'` squared correlation, each driver by itself, shared ground counted twice
   */
  method: 'johnson' | 'shapley' | 'correlation';
}

/** How much of the outcome each driver explains. */
export interface Drivers<Name extends string = string> {
  /** part of R² per driver; it has no sign, read the correlation beside it. Null with a reason */
  importance: Record<Name, number> | null;
  /** part of the explained variance per driver, adding up to 1 */
  importanceShare: Record<Name, number> | null;
  /** correlation with the outcome, −1..1: the sign */
  correlation: Record<Name, number> | null;
  /** share of the outcome's variance that all drivers explain together; null for `'correlation'` */
  rSquared: number | null;
  /** complete rows */
  answers: number;
  /** rows left out because a value is missing */
  dropped: number;
  /** why there is no importance; absent where there is one */
  reason?: 'too-few-rows' | 'constant-column' | 'collinear';
}

const MOST_FOR_SHAPLEY = 15;

/**
 * What drives satisfaction: how the explained part of an outcome is shared out among drivers that go together.
 *
 * Regression coefficients cannot say it when drivers are correlated, and drivers always are. Johnson's weights and Shapley
 * shares both add up to R² and usually agree. Importance is association, not effect: raising a driver need not raise the
 * outcome. Rows with a missing value are left out as a whole; two drivers that say the same give no answer, rather than
 * an answer that depends on the last bit.
 *
 * @param data - outcome and drivers
 * @param options - method
 * @returns importances; null with reason `'too-few-rows'` (no more rows than drivers + 1), `'constant-column'` or
 *   `'collinear'` (smallest eigenvalue of the correlations under 1e-10; not for `'correlation'`)
 * @throws InputError `empty` without drivers, `inconsistent` for columns of different length, `wrong-type` or `not-finite`
 *   for a value, `too-many` past 15 drivers with `'shapley'`, `unknown-name`
 *
 * @example What drives satisfaction: price or service?
 * ```ts
 * import { measureDrivers } from 'clientele/feedback';
 *
 * const drivers = measureDrivers(
 *   { outcome: [9, 8, 4, 6, 2, 7], predictors: { service: [9, 9, 3, 5, 2, 8], price: [5, 4, 4, 6, 3, 5] } },
 *   { method: 'shapley' },
 * );
 * drivers.rSquared; // => ~0.967
 * drivers.importanceShare?.service; // => ~0.805
 * ```
 * @see Johnson 2000, A heuristic method for estimating the relative weight of predictor variables in multiple regression,
 * Multivariate Behavioral Research 35, 1-19; Lindeman, Merenda & Gold 1980, Introduction to Bivariate and Multivariate
 * Analysis
 */
export function measureDrivers<Name extends string>(data: DriverData<Name>, options: DriverOptions): Drivers<Name> {
  const { method } = options;
  requireOneOf(method, ['johnson', 'shapley', 'correlation'], 'options.method');
  const names = Object.keys(data.predictors) as Name[];
  const k = names.length;
  if (k === 0) throw new InputError('empty', 'data.predictors', 'expected at least one driver');
  if (method === 'shapley' && k > MOST_FOR_SHAPLEY) {
    throw new InputError('too-many', 'data.predictors', `expected at most ${MOST_FOR_SHAPLEY} drivers, got ${k}`);
  }
  const { columns, answers, dropped } = completeRows([
    ['data.outcome', data.outcome],
    ...names.map((name) => [`data.predictors.${name}`, data.predictors[name]] as const),
  ]);
  const none = { importance: null, importanceShare: null, correlation: null, rSquared: null, answers, dropped };
  if (answers <= k + 1) return { ...none, reason: 'too-few-rows' };
  const [outcome, ...predictors] = columns as [number[], ...number[][]];
  const withOutcome = predictors.map((column) => correlation(column, outcome).value);
  if (withOutcome.includes(null)) return { ...none, reason: 'constant-column' };
  const r = withOutcome as number[];
  const record = (values: readonly number[]): Record<Name, number> => {
    const named = Object.create(null) as Record<Name, number>;
    names.forEach((name, i) => (named[name] = values[i]!));
    return named;
  };
  const share = (values: readonly number[]): Record<Name, number> => {
    const total = values.reduce((sum, value) => sum + value, 0);
    // Nothing explained: no driver has more of it than another.
    return record(values.map((value) => (total > 0 ? value / total : 1 / k)));
  };
  const found = (importance: readonly number[], rSquared: number | null): Drivers<Name> => ({
    importance: record(importance),
    importanceShare: share(importance),
    correlation: record(r),
    rSquared,
    answers,
    dropped,
  });
  if (method === 'correlation')
    return found(
      r.map((value) => value * value),
      null,
    );
  const matrix = predictors.map((a, i) => predictors.map((b, j) => (i === j ? 1 : correlation(a, b).value!)));
  const eigen = symmetricEigen(matrix);
  if (eigen.values[k - 1]! < 1e-10) return { ...none, correlation: record(r), reason: 'collinear' };
  const importance = method === 'johnson' ? johnsonWeights(eigen, r) : shapleyShares(matrix, r);
  return found(
    importance,
    importance.reduce((sum, value) => sum + value, 0),
  );
}
