import { requireKind, requireObject, requireWithin } from '../errors/index.ts';
import type { ProbabilitySurvivingOptions } from './probability-surviving.ts';
import { probabilitySurviving } from './probability-surviving.ts';
import { listOf } from './read-spells.ts';
import type { SurvivalCurve, SurvivalEstimate } from './survival-curve.ts';

/** Which days are tabulated. */
export interface TabulateSurvivalOptions extends Pick<ProbabilitySurvivingOptions, 'level' | 'method'> {
  /** days, each 0 or more, in the order of the rows */
  atDays: readonly number[];
}

/** A row of a survival table: the estimate and its day. */
export interface SurvivalRow extends SurvivalEstimate {
  /** the day */
  days: number;
}

/**
 * The probability of lasting longer than each of several days: rows for a table or a chart.
 *
 * @param curve - from `fitKaplanMeier` or `fitNelsonAalen`
 * @param options - the days, and how the intervals are drawn
 * @returns one row a day in the order given; days past the longest spell have no value (`beyond-follow-up`)
 * @throws InputError `out-of-range`, `not-finite`, `wrong-type`, `unknown-name` for a method, `wrong-kind` for another stored value
 *
 * @example What do I draw for the first three months?
 * ```ts
 * import { fitKaplanMeier, tabulateSurvival } from 'clientele/survival';
 *
 * const curve = fitKaplanMeier([20, 50, 80, 110].map((days) => ({ days, ended: true })));
 * tabulateSurvival(curve, { atDays: [30, 60, 90] }).map(({ days, value }) => [days, value]); // => [[30, 0.75], [60, 0.5], [90, 0.25]]
 * ```
 */
export function tabulateSurvival(curve: SurvivalCurve, options: TabulateSurvivalOptions): SurvivalRow[] {
  const { atDays, ...shared } = requireObject(options, 'options');
  requireKind(curve, 'survival-curve', 'curve');
  return listOf(atDays, 'options.atDays').map((days, i) => {
    requireWithin(days, { from: 0 }, `options.atDays[${i}]`);
    return { days, ...probabilitySurviving(curve, { ...shared, days }) };
  });
}
