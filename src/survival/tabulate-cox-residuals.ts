import { settled, sweepCox } from './cox-likelihood.ts';
import type { CoxModel } from './cox-model.ts';
import { readCoxFit } from './read-cox-fit.ts';
import type { CovariateSpell } from './spell.ts';
import { lastAtOrBefore } from './step-at.ts';

/** How far a spell's outcome lies from what a Cox model expected of it. */
export interface CoxResidual {
  /** position of the spell among those given, from 0 */
  row: number;
  /** ends that the model expected of the spell while it was watched: its cumulative hazard, 0 or more */
  expected: number;
  /** ends seen (0 or 1) less `expected`: 1 or less; above 0 the spell ended sooner than expected */
  martingale: number;
  /** the same made symmetric about 0; beyond ±2.5 or so a spell is unlike what the model knows */
  deviance: number;
}

/**
 * What a Cox model did not foresee, spell by spell: martingale and deviance residuals.
 *
 * Drawn against a number that is not in the model, a trend of the martingale residuals shows the shape in which it should
 * come in; large deviance residuals are the customers to look at. Over all spells the martingale residuals, weighted, add
 * up to 0.
 *
 * @param model - from `fitCox`, on these spells
 * @param spells - the spells of the fit, in the same order
 * @returns one row a spell, in their order; spells of weight 0 stand for nobody and have none
 * @throws InputError `inconsistent` when the spells are not those of the model, `wrong-kind` for another stored value, and
 * those of `fitCox`
 *
 * @example Which customer left far sooner than her numbers said?
 * ```ts
 * import { fitCox, tabulateCoxResiduals } from 'clientele/survival';
 *
 * const spells = [3, 5, 8, 12, 15, 20, 26, 30].map((days, i) => ({
 *   days,
 *   ended: i % 4 !== 3,
 *   covariates: { yearly: i % 3 === 0 ? 1 : 0 },
 * }));
 * const [first] = tabulateCoxResiduals(fitCox(spells), spells);
 * first; // => { row: 0, expected: ~0.1204, martingale: ~0.8796, deviance: ~1.573 }
 * ```
 * @see Therneau, Grambsch & Fleming 1990, "Martingale-based residuals for survival models", Biometrika 77
 */
export function tabulateCoxResiduals<K extends string>(
  model: CoxModel<K>,
  spells: Iterable<CovariateSpell<NoInfer<K>>>,
): CoxResidual[] {
  const { columns, data, strata, beta } = readCoxFit(model, spells);
  const at = settled(data, beta);
  const steps = strata.map((): HazardStep[] => []);
  sweepCox(at, [], ({ stratum, day, hazard, hazardOfEnded }) =>
    steps[stratum]!.push({ day, hazard, notLived: hazard - hazardOfEnded }),
  );
  for (const list of steps) {
    let sum = 0;
    for (const step of list.reverse()) step.hazard = sum += step.hazard;
  }
  const residuals = Array.from({ length: columns.count }, (_, i) => {
    const list = steps[data.stratum[i]!]!;
    const last = stepAt(list, data.days[i]!);
    const entered = data.entry[i]! > 0 ? stepAt(list, data.entry[i]!).hazard : 0;
    const ended = data.ended[i] === 1;
    const hazard = last.hazard - entered - (ended ? last.notLived : 0);
    const expected = hazard > 0 ? Math.min(Number.MAX_VALUE, hazard * Math.exp(at.offset![i]!)) : 0;
    const martingale = (ended ? 1 : 0) - expected;
    const row = columns.source ? columns.source[i]! : i;
    return { row, expected, martingale, deviance: devianceOf(ended, martingale) };
  });
  return residuals.sort((a, b) => a.row - b.row);
}

/** A day on which somebody ended. */
interface HazardStep {
  day: number;
  /** cumulative hazard at covariates 0, up to and including the day */
  hazard: number;
  /** the part of the day's hazard that those who ended on it did not live through */
  notLived: number;
}

const BEFORE_ALL: HazardStep = { day: 0, hazard: 0, notLived: 0 };

function stepAt(list: readonly HazardStep[], day: number): HazardStep {
  return list[lastAtOrBefore(list.length, (i) => list[i]!.day, day)] ?? BEFORE_ALL;
}

/** sign(m)·√(−2[m + δ ln(δ − m)]), which for an end is √(2(−m − ln(1 − m))): near 0 it keeps its digits. */
function devianceOf(ended: boolean, martingale: number): number {
  if (!ended) return -Math.SQRT2 * Math.sqrt(-martingale) + 0;
  // An end of which nothing at all was expected, up to rounding, is as far out as a double can say.
  const expectedLog = martingale < 1 ? Math.log1p(-martingale) : Math.log(Number.MIN_VALUE);
  return Math.sign(martingale) * Math.SQRT2 * Math.sqrt(Math.max(0, -martingale - expectedLog)) + 0;
}
