import type { Warning } from '../errors/index.ts';
import type { FitStatus } from '../statistics/index.ts';
import { aucOfBlocks } from './auc-of-blocks.ts';
import { encoderColumns } from './encoder-columns.ts';
import type { Encoder } from './encoder.ts';
import { OTHER_LEVEL } from './encoder.ts';
import type { LogisticFit, LogisticPenalty } from './logistic-model.ts';
import type { LogisticSolution } from './regress-logistic.ts';
import { blocksOf } from './score-blocks.ts';

/** What was fitted, for its report. */
interface FittedRows {
  encoder: Encoder;
  /** row-major, encoded */
  values: Float64Array;
  y: Float64Array;
  w: Float64Array | null;
  penalty: LogisticPenalty;
  /** every fitted probability is 0 or 1 to 1e-8 */
  allCertain: boolean;
}

/** A column that alone has a larger AUC than this restates the outcome. */
const TOO_GOOD = 0.97;

/** Fewer rows of a class than this may be ranked perfectly by chance. */
const ENOUGH = 20;

/** Rows of a class looked at first; a column that is clearly below the line there is not sorted in full. */
const GLANCE = 2000;

/** Ten standard errors of that first look, or more. */
const DOUBT = 0.07;

/** Eight digits of a covariance are more than the data know, and keep a stored model small. */
const shortened = (value: number): number => Number(value.toPrecision(8));

/** Says how far a logistic fit may be trusted, in the names of the caller's features. */
export function reportLogistic(solution: LogisticSolution, rows: FittedRows): LogisticFit {
  const { encoder, y, w, penalty, allCertain } = rows;
  const n = y.length;
  const features = encoderColumns(encoder).map(({ feature }) => feature);
  const { constant, dependent, separated, oneClass, converged, condition, covariance } = solution;
  const out = [...constant, ...dependent].sort((a, b) => a - b);
  const kept = encoder.columns.flatMap((_, c) => (out.includes(c) ? [] : [c]));
  const named = (columns: number[]): string[] => [...new Set(columns.map((c) => features[c]!))];
  const boundary = separated || (penalty === 'none' && allCertain && !oneClass);
  const warnings: Warning[] = [];
  const warn = (code: string, message: string, about: string[]): void => {
    warnings.push({ code, message, facts: { features: about } });
  };
  if (oneClass) warn('one-class', 'Everybody left or everybody stayed: nothing can be learned.', []);
  if (constant.length > 0) warn('constant', 'Left out because they never differ.', named(constant));
  if (dependent.length > 0) warn('collinear', 'Left out because earlier columns say the same.', named(dependent));
  if (boundary) {
    const about = named(solution.runaway.length > 0 ? solution.runaway : kept);
    warn('separation', "These tell the outcome apart completely; use penalty 'firth' or { l2 }.", about);
  }
  const failed = oneClass || (!converged && !boundary);
  if (failed && !oneClass) warn('not-converged', 'No optimum was reached; allow more steps or give a penalty.', []);
  if (condition > 1e6) warn('wide-condition', 'Columns nearly repeat each other: trust predictions, not terms.', []);
  const rare = encoder.schema.flatMap(({ name }, f) => {
    const known = encoder.learned[f]!;
    return known.kind === 'category' && known.rare.length > 0 ? [name] : [];
  });
  if (rare.length > 0) warn('rare-level', `Rare levels count as ${OTHER_LEVEL}.`, rare);
  if (w && w.some((weight) => weight !== w[0])) {
    warn('weights-shift-probability', 'Weights that differ move every probability; see shiftPrior.', []);
  }
  const good = boundary || failed ? [] : tooGood(rows, kept);
  if (good.length > 0) warn('too-good', 'Each ranks almost perfectly alone: does it know the future?', named(good));
  const status: FitStatus = failed ? 'failed' : boundary ? 'boundary' : out.length > 0 ? 'weak' : 'interior';
  const free = penalty === 'none' && !failed;
  const { logLikelihood, logLikelihoodNull, penalizedLogLikelihood, iterations, gradientNorm } = solution;
  const size = w ? w.reduce((sum, weight) => sum + weight, 0) : n;
  return {
    n,
    status,
    warnings,
    logLikelihood: oneClass ? logLikelihoodNull : logLikelihood,
    aic: free ? 2 * (kept.length + 1) - 2 * logLikelihood : null,
    bic: free ? Math.log(size) * (kept.length + 1) - 2 * logLikelihood : null,
    iterations,
    gradientNorm,
    parameters: ['(intercept)', ...kept.map((c) => encoder.columns[c]!)],
    standardErrors: [0, ...kept.map((c) => c + 1)].map((place) =>
      boundary && !separated ? null : solution.standardErrors[place]!,
    ),
    covariance: boundary || !covariance ? null : covariance.map((line) => line.map(shortened)),
    dropped: out.map((c) => encoder.columns[c]!),
    logLikelihoodNull,
    penalizedLogLikelihood: oneClass ? logLikelihoodNull : penalizedLogLikelihood,
    condition,
  };
}

/** Kept columns that alone rank leavers and stayers almost perfectly, one way or the other. */
function tooGood({ encoder, values, y }: FittedRows, kept: readonly number[]): number[] {
  const k = encoder.columns.length;
  const left: number[] = [];
  const stayed: number[] = [];
  for (let i = 0; i < y.length; i++) (y[i] === 1 ? left : stayed).push(i);
  if (Math.min(left.length, stayed.length) < ENOUGH) return [];
  const some = [thinned(left), thinned(stayed)] as const;
  const means = meansByOutcome(values, y, k);
  const of = (column: number, rows: readonly number[]): Float64Array => {
    const found = new Float64Array(rows.length);
    for (let i = 0; i < rows.length; i++) found[i] = values[rows[i]! * k + column]!;
    return found;
  };
  const aucOf = (column: number, losers: readonly number[], keepers: readonly number[]): number => {
    const auc = aucOfBlocks(blocksOf(of(column, losers).sort(), of(column, keepers).sort()));
    return Math.max(auc, 1 - auc);
  };
  const numbers = new Set(encoder.schema.flatMap(({ name, kind }) => (kind === 'number' ? [name] : [])));
  return kept.filter((c) => {
    // Of a column of zeros and ones the AUC is one half and half the difference of the shares.
    if (!numbers.has(encoder.columns[c]!)) {
      return 0.5 + Math.abs(means.left[c]! - means.stayed[c]!) / 2 > TOO_GOOD;
    }
    return aucOf(c, ...some) > TOO_GOOD - DOUBT && aucOf(c, left, stayed) > TOO_GOOD;
  });
}

function meansByOutcome(values: Float64Array, y: Float64Array, k: number) {
  const left = new Float64Array(k);
  const stayed = new Float64Array(k);
  let gone = 0;
  for (let i = 0; i < y.length; i++) {
    const sums = y[i] === 1 ? left : stayed;
    if (y[i] === 1) gone++;
    for (let c = 0; c < k; c++) sums[c]! += values[i * k + c]!;
  }
  return { left: left.map((sum) => sum / gone), stayed: stayed.map((sum) => sum / (y.length - gone)) };
}

/** Every so many of a list, GLANCE at most. */
function thinned(list: readonly number[]): readonly number[] {
  const step = Math.ceil(list.length / GLANCE);
  return step <= 1 ? list : list.filter((_, i) => i % step === 0);
}
