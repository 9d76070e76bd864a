import { InputError, requireFinite, requireIterable, requireObject, throwFirstProblem } from '../errors/index.ts';
import type { Band, Rate } from '../statistics/index.ts';
import { assignBand, checkBands, measureRate } from '../statistics/index.ts';
import { measureRocAuc } from './measure-roc-auc.ts';
import { rankRows } from './rank-rows.ts';
import { requireOutcome } from './require-outcome.ts';

/** A health score and what then happened. */
export interface HealthOutcome {
  /** the score, 0..100 */
  score: number;
  /** true left afterwards, false stayed */
  churned: boolean;
}

/** What {@link measureHealth} needs to know beside the history. */
export interface MeasureHealthOptions {
  /** confidence of the intervals, 0..1; 0.95 by default */
  level?: number;
}

/** What became of the customers of one band. */
export interface HealthBandOutcome<B extends string = string> {
  /** name of the band */
  name: B;
  /** share who left */
  churnRate: Rate;
  /** churn rate over that of everybody; null where there is none */
  lift: number | null;
}

/** Whether a health score is worth its name. */
export interface HealthReport<B extends string = string> {
  /** chance that one who left had the lower score; 0.5 is no better than a coin; null with one class */
  rocAuc: number | null;
  /** band by band, the lowest first */
  bands: HealthBandOutcome<B>[];
  /** true when the churn rate never rises from a band to a better one; empty bands aside */
  orderly: boolean;
}

/**
 * Checks a health score against what happened: does it rank those who leave, and are its bands in order?
 *
 * Use scores as they stood before the outcome. A score below about 0.6 says little; bands out of order say that the
 * definition is wrong somewhere.
 *
 * @param definition - its bands
 * @param history - past scores with outcomes, in any order
 * @param options - confidence of the intervals
 * @returns ranking and rates by band; rates are null where a band is empty
 * @throws InputError `not-finite`, `wrong-type`, `out-of-range` (a score below the first band, level), and of the bands
 *
 * @example Does my health score say anything about who leaves?
 * ```ts
 * import { measureHealth } from 'clientele/churn';
 *
 * const bands = [{ name: 'red', from: 0 }, { name: 'green', from: 50 }];
 * const report = measureHealth({ bands }, [
 *   { score: 20, churned: true },
 *   { score: 30, churned: false },
 *   { score: 80, churned: false },
 * ]);
 * [report.rocAuc, report.orderly]; // => [1, true]
 * report.bands[0].churnRate.value; // => 0.5
 * ```
 */
export function measureHealth<const B extends string>(
  definition: {
    /** bands `[from, next)`, ascending */
    readonly bands: readonly Band<B>[];
  },
  history: Iterable<HealthOutcome>,
  options: MeasureHealthOptions = {},
): HealthReport<B> {
  const { bands } = requireObject(definition, 'definition');
  throwFirstProblem(
    checkBands(bands).map((problem) => ({ ...problem, path: `/bands${problem.path}` })),
    'definition',
  );
  const { level = 0.95 } = requireObject(options, 'options');
  const rows = [...requireIterable(history, 'history')];
  const counts = new Map(bands.map(({ name }) => [name, { n: 0, churned: 0 }]));
  rows.forEach((row, i) => {
    const { score, churned } = requireObject(row, `history[${i}]`);
    requireOutcome(churned, `history[${i}].churned`);
    const name = assignBand(bands, requireFinite(score, `history[${i}].score`));
    if (name === null) {
      throw new InputError('out-of-range', `history[${i}].score`, `expected ${bands[0]!.from} or more, got ${score}`);
    }
    const count = counts.get(name)!;
    count.n++;
    if (churned) count.churned++;
  });
  // Low scores are the risk: ranks of the negative score.
  const {
    value: rocAuc,
    n,
    churned,
  } = measureRocAuc(rankRows(rows.map((row) => ({ value: -row.score, churned: row.churned }))));
  let before = Infinity;
  let orderly = true;
  const outcomes = bands.map(({ name }) => {
    const count = counts.get(name)!;
    const churnRate = measureRate({ numerator: count.churned, denominator: count.n }, { level });
    if (churnRate.value !== null) {
      if (churnRate.value > before) orderly = false;
      before = churnRate.value;
    }
    const lift = churnRate.value === null || churned === 0 ? null : churnRate.value / (churned / n);
    return { name, churnRate, lift };
  });
  return { rocAuc, bands: outcomes, orderly };
}
