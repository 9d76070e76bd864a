import type { Warning } from '../errors/index.ts';
import { InputError, requireCount, requireOneOf, requireWithin } from '../errors/index.ts';
import type { FitStatus } from '../statistics/index.ts';
import { sigmoid } from '../statistics/index.ts';
import { columnFeatures, columnMeans, encodeInto } from './encode-into.ts';
import type { Encoder } from './encoder.ts';
import { OTHER_LEVEL } from './encoder.ts';
import type { FeatureSchema, RecordOf } from './feature.ts';
import { fitEncoderOn } from './fit-encoder.ts';
import type { LogisticFit, LogisticModel, LogisticPenalty } from './logistic-model.ts';
import type { LogisticSolution } from './regress-logistic.ts';
import { regressLogistic } from './regress-logistic.ts';
import { tallyChurnScores } from './tally-churn-scores.ts';

/** One customer at one landmark, with what then happened. */
export interface ChurnExample<S extends FeatureSchema = FeatureSchema> {
  /** what was known at the landmark */
  features: RecordOf<S>;
  /** true left within the horizon, false stayed; unknown labels do not compile, see `isKnown` */
  churned: boolean;
  /** how many such customers it stands for, 0 or more; 1 by default */
  weight?: number;
}

/** How {@link fitLogistic} fits. */
export interface FitLogisticOptions<S extends FeatureSchema> {
  /** the features, in the order of the columns */
  features: S;
  /** how far the labels looked ahead, days; kept in the model so that its probabilities can say so */
  horizonDays: number;
  /** `{ l2: 1 }` by default: always finite; `'none'` or `'firth'` for p-values and odds ratios */
  penalty?: LogisticPenalty;
  /** most Newton steps; 200 by default */
  maxIterations?: number;
  /** relative size of a step at which it stops; 1e-10 by default */
  tolerance?: number;
}

/** More columns than this are refused: Newton's cost grows with their cube. */
const MOST_COLUMNS = 200;

/**
 * Learns who leaves: a logistic regression of known outcomes on features, fitted to the optimum by Newton steps.
 *
 * The probability is meant as one: rows are never resampled or reweighted. Weights that differ move the probabilities
 * (warning `weights-shift-probability`; {@link shiftPrior} moves them back). The intercept is never penalised. Columns
 * that are constant or made of earlier ones are left out and named. Without a penalty a feature that tells the outcome
 * apart completely has no finite coefficient: status `boundary`, warning `separation`.
 *
 * @param examples - features and outcomes; read once
 * @param options - features, horizon, penalty
 * @returns the model, plain JSON; `failed` when everybody left or stayed: it then says the same of everybody
 * @throws InputError `empty`, `too-many` (columns, above 200), `wrong-type`, `not-finite`, `out-of-range` (weight, l2,
 *   horizon), and as {@link fitEncoder}
 *
 * @example Who is likely to leave next month?
 * ```ts
 * import { fitLogistic, probabilityChurn } from 'clientele/churn';
 *
 * const examples = [1, 2, 3, 4, 5, 6].map((orders) => ({ features: { orders }, churned: orders < 3 || orders === 4 }));
 * const model = fitLogistic(examples, { features: [{ name: 'orders', kind: 'number' }], horizonDays: 30 });
 * model.terms[0].coefficient; // => ~-0.869267
 * probabilityChurn(model, { orders: 1 }) > probabilityChurn(model, { orders: 6 }); // => true
 * ```
 * @see Cox (1958), The regression analysis of binary sequences; Firth (1993), Bias reduction of maximum likelihood
 * estimates
 */
export function fitLogistic<const S extends FeatureSchema>(
  examples: Iterable<ChurnExample<NoInfer<S>>>,
  options: FitLogisticOptions<S>,
): LogisticModel<S> {
  const horizonDays = requireWithin(options.horizonDays, { from: 0, fromOpen: true }, 'options.horizonDays');
  const penalty = options.penalty ?? { l2: 1 };
  const l2 = typeof penalty === 'object' ? requireWithin(penalty.l2, { from: 0 }, 'options.penalty.l2') : 0;
  if (typeof penalty !== 'object') requireOneOf(penalty, ['none', 'firth'], 'options.penalty');
  const maxIterations = requireCount(options.maxIterations ?? 200, 'options.maxIterations');
  const tolerance = requireWithin(options.tolerance ?? 1e-10, { from: 0 }, 'options.tolerance');
  const list = [...examples];
  const { y, w } = readOutcomes(list);
  const records = list.map(({ features }) => features);
  const encoder: Encoder<S> = fitEncoderOn(options.features, records, 'examples[#].features');
  const n = list.length;
  const k = encoder.columns.length;
  if (k > MOST_COLUMNS) {
    throw new InputError('too-many', 'options.features', `expected ${MOST_COLUMNS} columns at most, got ${k}`);
  }
  const values = new Float64Array(n * k);
  records.forEach((record, i) => encodeInto(encoder, record, values, i * k, null, `examples[${i}].features`));
  const firth = penalty === 'firth';
  const solution = regressLogistic({ n, k, values, y, w, offset: null, l2, firth, maxIterations, tolerance });
  const { intercept, coefficients } = solution;
  const scores = list.map((_, i) => {
    let logit = intercept;
    for (let c = 0; c < k; c++) logit += coefficients[c]! * values[i * k + c]!;
    return { probability: sigmoid(logit), churned: y[i] === 1 };
  });
  const left = new Set([...solution.constant, ...solution.dependent]);
  const means = columnMeans(encoder);
  const features = columnFeatures(encoder);
  const terms = encoder.columns.flatMap((column, c) => {
    if (left.has(c)) return [];
    return [{ column, feature: features[c]!, coefficient: coefficients[c]!, mean: means[c]! }];
  });
  return {
    kind: 'logistic',
    version: 1,
    horizonDays,
    encoder,
    intercept,
    terms,
    penalty,
    calibration: null,
    training: { n, churned: y.reduce((sum, one) => sum + one, 0), scores: tallyChurnScores(scores) },
    fit: reportOf(solution, encoder, features, penalty, n, w, scores.every(certain)),
  };
}

const certain = ({ probability }: { probability: number }): boolean => probability < 1e-8 || probability > 1 - 1e-8;

function readOutcomes(list: readonly ChurnExample[]): { y: Float64Array; w: Float64Array | null } {
  if (list.length === 0) throw new InputError('empty', 'examples', 'expected one example or more, got none');
  const y = new Float64Array(list.length);
  const w = new Float64Array(list.length);
  let weighted = false;
  let total = 0;
  list.forEach(({ features, churned, weight }, i) => {
    if (typeof churned !== 'boolean') {
      throw new InputError('wrong-type', `examples[${i}].churned`, `expected true or false, got ${String(churned)}`);
    }
    if (typeof features !== 'object' || features === null) {
      throw new InputError(
        'wrong-type',
        `examples[${i}].features`,
        `expected features by name, got ${String(features)}`,
      );
    }
    y[i] = churned ? 1 : 0;
    w[i] = weight === undefined ? 1 : requireWithin(weight, { from: 0 }, `examples[${i}].weight`);
    weighted ||= w[i] !== 1;
    total += w[i]!;
  });
  if (!(total > 0)) throw new InputError('empty', 'examples', 'expected a weight above 0, got none');
  return { y, w: weighted ? w : null };
}

function reportOf(
  solution: LogisticSolution,
  encoder: Encoder,
  features: string[],
  penalty: LogisticPenalty,
  n: number,
  w: Float64Array | null,
  allCertain: boolean,
): LogisticFit {
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
    covariance: boundary ? null : covariance,
    dropped: out.map((c) => encoder.columns[c]!),
    logLikelihoodNull,
    penalizedLogLikelihood: oneClass ? logLikelihoodNull : penalizedLogLikelihood,
    condition,
  };
}
