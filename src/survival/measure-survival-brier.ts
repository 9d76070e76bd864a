import { requireObject, requireProbability, requireWithin } from '../errors/index.ts';
import type { Figure } from '../statistics/index.ts';
import { censoringCurve } from './censoring-curve.ts';
import { ownOrder } from './own-order.ts';
import { endedFlag, listOf, readSpells } from './read-spells.ts';
import type { Spell } from './spell.ts';

/** A spell with what was forecast for it. */
export interface ForecastSpell extends Spell {
  /** forecast probability of lasting longer than the horizon, 0..1 */
  probabilitySurviving: number;
}

/** For which horizon the forecasts were made. */
export interface SurvivalBrierOptions {
  /** the horizon, days, 0 or more */
  horizonDays: number;
}

/** Mean squared error of survival forecasts. */
export interface SurvivalBrier extends Figure<'none-observed'> {
  /** spells looked at */
  n: number;
}

/**
 * The mean squared error of forecasts of lasting longer than a horizon, corrected for spells that were lost from sight
 * before it (Brier score with censoring weights): 0 is perfect, 0.25 is a coin.
 *
 * @param rows - spells with the forecast that was made for each, in any order
 * @param options - the horizon, days
 * @returns 0 or more; null with `none-observed` when nobody could be watched to the horizon: ask for a shorter one
 * @throws InputError `empty`, `not-a-probability`, and those of `fitKaplanMeier`
 *
 * @example Were my six-day forecasts any good?
 * ```ts
 * import { measureSurvivalBrier } from 'clientele/survival';
 *
 * measureSurvivalBrier(
 *   [
 *     { days: 2, ended: true, probabilitySurviving: 0.1 },
 *     { days: 8, ended: true, probabilitySurviving: 0.4 },
 *   ],
 *   { horizonDays: 6 },
 * ); // => { value: ~0.185, n: 2 }
 * ```
 * @see Graf, Schmoor, Sauerbrei & Schumacher 1999, "Assessment and comparison of prognostic classification schemes for
 * survival data", Statistics in Medicine 18
 */
export function measureSurvivalBrier(rows: Iterable<ForecastSpell>, options: SurvivalBrierOptions): SurvivalBrier {
  const { horizonDays } = requireObject(options, 'options');
  requireWithin(horizonDays, { from: 0 }, 'options.horizonDays');
  const list = listOf(rows, 'rows');
  const read = readSpells(list, 'rows', endedFlag);
  list.forEach((row, i) => requireProbability(row.probabilitySurviving, `rows[${i}].probabilitySurviving`));
  const forecast = read.days.map((_, i) => list[read.source ? read.source[i]! : i]!.probabilitySurviving);
  const { order, columns } = ownOrder(read, forecast);
  const watched = censoringCurve(columns);
  const { n, count, days, ended, weight, totalWeight } = columns;
  const atHorizon = watched.at(horizonDays);
  if (atHorizon === 0) return { value: null, reason: 'none-observed', n };
  let sum = 0;
  for (let i = 0; i < count; i++) {
    const p = forecast[order[i]!]!;
    if (days[i]! > horizonDays) sum += (weight[i]! * (1 - p) * (1 - p)) / atHorizon;
    else if (ended[i] === 1) sum += (weight[i]! * p * p) / watched.before(days[i]!);
  }
  return { value: sum / totalWeight, n };
}
