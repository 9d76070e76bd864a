import {
  InputError,
  requireCount,
  requireIterable,
  requireObject,
  requireOneOf,
  requireWithin,
} from '../errors/index.ts';
import { sigmoid, takeRows } from '../statistics/index.ts';
import type { ChurnScoreTally } from './churn-score-tally.ts';
import { encodeColumns } from './feature-columns.ts';
import { learnDistributions } from './feature-distribution.ts';
import { encoderColumns } from './encoder-columns.ts';
import type { FeatureSchema, RecordOf } from './feature.ts';
import { fitEncoderOn } from './fit-encoder.ts';
import type { LogisticModel, LogisticPenalty } from './logistic-model.ts';
import { READABLE } from './read-feature.ts';
import type { LogisticSolution } from './regress-logistic.ts';
import { regressLogistic } from './regress-logistic.ts';
import { reportLogistic } from './report-logistic.ts';
import { requireOutcome } from './require-outcome.ts';
import { countScore, emptyTally, SCORE_BINS } from './tally-churn-scores.ts';

/** One customer at one landmark, with what then happened. */
export interface ChurnExample<S extends FeatureSchema = FeatureSchema> {
  /** what was known at the landmark */
  features: RecordOf<S>;
  /** true left within the horizon, false stayed; unknown labels do not compile, see `isKnown` */
  churned: boolean;
  /** how many such customers it stands for, 0 to 1e50; 1 by default */
  weight?: number;
  /** part of the logit that is known beforehand, such as the logit of an older score; 0 by default */
  offset?: number;
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

/** Weights above this could add up to more than a number holds. */
const LARGEST_WEIGHT = 1e50;

/** More columns than this are refused: Newton's cost grows with their cube. */
const MOST_COLUMNS = 200;

/**
 * Learns who leaves: a logistic regression of known outcomes on features, fitted to the optimum by Newton steps.
 *
 * The probability is meant as one: rows are never resampled or reweighted. Weights that differ move the probabilities
 * (warning `weights-shift-probability`; {@link shiftPrior} moves them back). The intercept is never penalised. Columns
 * that are constant or made of earlier ones are left out and named. Without a penalty a feature that tells the outcome
 * apart completely has no finite coefficient: status `boundary`, warning `separation`. One that ranks customers almost
 * perfectly by itself probably knows the future: warning `too-good`; see {@link checkLeakage}. Examples in any order give
 * the same model, to the last bit.
 *
 * @param examples - features and outcomes; read once
 * @param options - features, horizon, penalty
 * @returns the model, plain JSON; `failed` when everybody left or stayed: it then says the same of everybody
 * @throws InputError `empty`, `too-many` (columns, above 200), `wrong-type`, `not-finite`, `out-of-range` (weight, offset,
 *   l2, horizon), and as {@link fitEncoder}
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
  requireObject(options, 'options');
  const horizonDays = requireWithin(options.horizonDays, { from: 0, fromOpen: true }, 'options.horizonDays');
  const penalty = options.penalty ?? { l2: 1 };
  const l2 = typeof penalty === 'object' ? requireWithin(penalty.l2, { from: 0 }, 'options.penalty.l2') : 0;
  if (typeof penalty !== 'object') requireOneOf(penalty, ['none', 'firth'], 'options.penalty');
  const maxIterations = requireCount(options.maxIterations ?? 200, 'options.maxIterations');
  const tolerance = requireWithin(options.tolerance ?? 1e-10, { from: 0 }, 'options.tolerance');
  const list = [...requireIterable(examples, 'examples')];
  const outcomes = readOutcomes(list);
  const records = list.map(({ features }) => features);
  const { encoder, read, order } = fitEncoderOn(
    options.features,
    'options.features',
    records,
    'examples[#].features',
    Object.values(outcomes).filter((column) => column !== null),
  );
  const y = takeRows(outcomes.y, order);
  const w = outcomes.w && takeRows(outcomes.w, order);
  const offset = outcomes.offset && takeRows(outcomes.offset, order);
  const n = list.length;
  const k = encoder.columns.length;
  if (k > MOST_COLUMNS) {
    throw new InputError('too-many', 'options.features', `expected ${MOST_COLUMNS} columns at most, got ${k}`);
  }
  const values = encodeColumns(encoder, read, n);
  const firth = penalty === 'firth';
  const solution = regressLogistic({ n, k, values, y, w, offset, l2, firth, maxIterations, tolerance });
  const { intercept, coefficients } = solution;
  const { scores, allCertain } = trainingScores(solution, values, y, offset);
  const left = new Set([...solution.constant, ...solution.dependent]);
  const terms = encoderColumns(encoder).flatMap(({ column, feature, mean }, c) =>
    left.has(c) ? [] : [{ column, feature, coefficient: coefficients[c]!, mean }],
  );
  return {
    kind: 'logistic',
    version: 1,
    horizonDays,
    encoder,
    intercept,
    terms,
    penalty,
    calibration: null,
    training: {
      n,
      churned: y.reduce((sum, one) => sum + one, 0),
      scores,
      features: learnDistributions(encoder, read),
    },
    fit: reportLogistic(solution, { encoder, values, y, w, penalty, allCertain }),
  };
}

/** What the model says of those that it learned from. */
function trainingScores(
  { intercept, coefficients }: LogisticSolution,
  values: Float64Array,
  y: Float64Array,
  offset: Float64Array | null,
): { scores: ChurnScoreTally; allCertain: boolean } {
  const k = coefficients.length;
  const scores = emptyTally(SCORE_BINS);
  let allCertain = true;
  for (let i = 0; i < y.length; i++) {
    let logit = intercept + (offset ? offset[i]! : 0);
    for (let c = 0; c < k; c++) logit += coefficients[c]! * values[i * k + c]!;
    const probability = sigmoid(logit);
    countScore(scores, probability, y[i] === 1);
    allCertain &&= probability < 1e-8 || probability > 1 - 1e-8;
  }
  return { scores, allCertain };
}

interface Outcomes {
  y: Float64Array;
  /** null: every weight is 1 */
  w: Float64Array | null;
  /** null: every offset is 0 */
  offset: Float64Array | null;
}

function readOutcomes(list: readonly ChurnExample[]): Outcomes {
  if (list.length === 0) throw new InputError('empty', 'examples', 'expected one example or more, got none');
  const y = new Float64Array(list.length);
  const w = new Float64Array(list.length);
  const offsets = new Float64Array(list.length);
  let weighted = false;
  let total = 0;
  list.forEach((example, i) => {
    if (typeof example !== 'object' || example === null) requireObject(example, `examples[${i}]`);
    const { features, churned, weight, offset } = example;
    if (typeof churned !== 'boolean') requireOutcome(churned, `examples[${i}].churned`);
    if (typeof features !== 'object' || features === null) {
      throw new InputError(
        'wrong-type',
        `examples[${i}].features`,
        `expected features by name, got ${String(features)}`,
      );
    }
    y[i] = churned ? 1 : 0;
    w[i] = weight === undefined ? 1 : requireWithin(weight, { from: 0, to: LARGEST_WEIGHT }, `examples[${i}].weight`);
    offsets[i] = offset === undefined ? 0 : requireWithin(offset, READABLE, `examples[${i}].offset`);
    weighted ||= w[i] !== 1;
    total += w[i]!;
  });
  if (!(total > 0)) throw new InputError('empty', 'examples', 'expected a weight above 0, got none');
  return { y, w: weighted ? w : null, offset: offsets.some((known) => known !== 0) ? offsets : null };
}
