import { InputError, requireIterable, requireKind, requireObject, requireWithin } from '../errors/index.ts';
import type { Instant } from '../time/index.ts';
import { epochOf } from '../time/index.ts';
import type { FeatureSchema } from './feature.ts';
import type { ChurnExample } from './fit-logistic.ts';
import type { LogisticModel } from './logistic-model.ts';
import type { ChurnReport } from './measure-churn-model.ts';
import { measureChurnModel } from './measure-churn-model.ts';
import type { Stability } from './measure-stability.ts';
import { measureStability } from './measure-stability.ts';
import { probabilityChurn } from './probability-churn.ts';
import { requireFunction } from './require-function.ts';
import { tallyChurnScores } from './tally-churn-scores.ts';

/** Milliseconds of a day of elapsed time. */
const DAY = 86_400_000;

/** One customer at one landmark. */
export interface BacktestExample<
  S extends FeatureSchema = FeatureSchema,
  Id extends string | number = string | number,
> extends ChurnExample<S> {
  /** whose row it is; each customer at most once a landmark */
  customerId: Id;
}

/** What {@link backtest} needs. */
export interface BacktestOptions<S extends FeatureSchema> {
  /** instants at which the question is asked */
  landmarks: readonly Instant[];
  /** how far the labels look ahead, days of 86,400,000 ms, more than 0 */
  horizonDays: number;
  /** until when the facts are known */
  asOf: Instant;
  /** the customers of a landmark: features known before it, outcomes of the horizon from it on; asked once a landmark */
  examplesAt: (landmarkAt: number) => Iterable<BacktestExample<S>>;
  /** makes the model as it would have been made then */
  fit: (examples: readonly BacktestExample<S>[]) => LogisticModel<S>;
}

/** How the model made before a landmark would have done at it. */
export interface BacktestRow {
  /** the landmark, epoch ms */
  landmarkAt: number;
  /** landmarks whose outcomes were over by then and trained the model, epoch ms, ascending */
  trainedOnAt: number[];
  /** customers scored; 0 where nobody was */
  n: number;
  /** ranking and calibration; null where the landmark could not be judged */
  report: ChurnReport | null;
  /** how far the scores had moved from those of the training; null where the landmark could not be judged */
  stability: Stability | null;
  /**
   * why it could not be judged: its horizon is not over, or no earlier landmark's horizon was over by then; absent where
   * it was
   */
  reason?: 'horizon-incomplete' | 'too-early';
}

/**
 * Replays history: at every landmark the model is made from what was known then, and judged by what then happened.
 *
 * A landmark trains only models of landmarks at or after the end of its **outcome window**. Taking every earlier landmark
 * would let labels leak that nobody could have known. Random folds leak in the same way, since they train on the future.
 *
 * @param options - landmarks, horizon, end of knowledge, and how examples and models are made
 * @returns one row a landmark, ascending in time; those that cannot be judged say why
 * @throws InputError `empty` (landmarks), `duplicate` (a landmark, a customer of a landmark), `not-an-instant`,
 *   `out-of-range`, and what `examplesAt`, `fit` and the scores throw
 *
 * @example Would this model have worked last year?
 * ```ts
 * import { backtest, fitLogistic } from 'clientele/churn';
 *
 * const features = [{ name: 'orders', kind: 'number' }] as const;
 * const rows = backtest({
 *   landmarks: ['2024-01-01T00:00:00Z', '2024-01-15T00:00:00Z', '2024-02-15T00:00:00Z'],
 *   horizonDays: 30,
 *   asOf: '2024-04-01T00:00:00Z',
 *   examplesAt: () =>
 *     [0, 1, 2, 3, 4, 5].map((orders) => ({ customerId: orders, features: { orders }, churned: orders < 2 || orders === 3 })),
 *   fit: (examples) => fitLogistic(examples, { features, horizonDays: 30 }),
 * });
 * rows.map((row) => [row.trainedOnAt.length, row.reason ?? row.report?.rocAuc.value]); // => [[0, 'too-early'], [0, 'too-early'], [2, ~0.888889]]
 * ```
 * @see Kaufman, Rosset & Perlich (2011), Leakage in data mining: formulation, detection, and avoidance
 */
export function backtest<const S extends FeatureSchema>(options: BacktestOptions<S>): BacktestRow[] {
  requireObject(options, 'options');
  requireFunction(options.examplesAt, 'options.examplesAt');
  requireFunction(options.fit, 'options.fit');
  const horizonDays = requireWithin(options.horizonDays, { from: 0, fromOpen: true }, 'options.horizonDays');
  const asOf = epochOf(options.asOf, 'options.asOf');
  const landmarks = [...requireIterable(options.landmarks, 'options.landmarks')].map((landmark, i) =>
    epochOf(landmark, `options.landmarks[${i}]`),
  );
  landmarks.sort((a, b) => a - b);
  if (landmarks.length === 0) {
    throw new InputError('empty', 'options.landmarks', 'expected one instant or more, got none');
  }
  if (new Set(landmarks).size < landmarks.length) {
    throw new InputError('duplicate', 'options.landmarks', 'expected every landmark once, got one twice');
  }
  const endOf = (landmarkAt: number): number => landmarkAt + horizonDays * DAY;
  const known = new Map<number, BacktestExample<S>[]>();
  const examplesAt = (landmarkAt: number): BacktestExample<S>[] => {
    let list = known.get(landmarkAt);
    if (!list)
      known.set(
        landmarkAt,
        (list = onceEach(
          [...requireIterable(options.examplesAt(landmarkAt), `options.examplesAt(${landmarkAt})`)],
          landmarkAt,
        )),
      );
    return list;
  };
  return landmarks.map((landmarkAt): BacktestRow => {
    const none = { landmarkAt, n: 0, report: null, stability: null };
    if (endOf(landmarkAt) > asOf) return { ...none, trainedOnAt: [], reason: 'horizon-incomplete' };
    const trainedOnAt = landmarks.filter((earlier) => endOf(earlier) <= landmarkAt);
    if (trainedOnAt.length === 0) return { ...none, trainedOnAt, reason: 'too-early' };
    const model = requireKind(options.fit(trainedOnAt.flatMap(examplesAt)), 'logistic', 'options.fit(examples)');
    const rows = scoredBy(model, examplesAt(landmarkAt));
    // The tally of the training holds scores before calibration: compare with the same scores now, in the same bins.
    const raw = model.calibration === null ? rows : scoredBy({ ...model, calibration: null }, examplesAt(landmarkAt));
    const bins = model.training.scores.bins.length;
    const stability = measureStability(model.training.scores, tallyChurnScores(raw, { bins }));
    return { landmarkAt, trainedOnAt, n: rows.length, report: measureChurnModel(rows), stability };
  });
}

function scoredBy<S extends FeatureSchema>(model: LogisticModel<S>, examples: readonly BacktestExample<S>[]) {
  return examples.map(({ features, churned, offset }) => ({
    probability: probabilityChurn(model, features, offset === undefined ? {} : { offset }),
    churned,
  }));
}

function onceEach<S extends FeatureSchema>(examples: BacktestExample<S>[], landmarkAt: number): BacktestExample<S>[] {
  const seen = new Set<string | number>();
  examples.forEach(({ customerId }, i) => {
    if (seen.has(customerId)) {
      const argument = `options.examplesAt(${landmarkAt})[${i}].customerId`;
      throw new InputError('duplicate', argument, `expected every customer once a landmark, got ${customerId} twice`);
    }
    seen.add(customerId);
  });
  return examples;
}
