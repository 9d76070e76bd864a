import { curveOf } from './curve-of.ts';
import { endedFlag, listOf, readSpells } from './read-spells.ts';
import type { Spell } from './spell.ts';
import type { SurvivalCurve } from './survival-curve.ts';

/**
 * The share of spells that lasts longer than each day, with the unfinished ones counted for as long as they were seen
 * (Kaplan–Meier).
 *
 * Use it for subscriptions, contracts, gaps between orders: anything with a start and, sometimes, a seen end. If the table
 * holds only those who were customers at some later date, give each spell its `entryDays`; without, the curve flatters.
 *
 * @param spells - one or more spells in any order; days, 0 or more
 * @returns the curve as plain JSON; with nobody ended it has no steps and stays at 1 (status `boundary`)
 * @throws InputError `empty`, `wrong-type`, `not-finite`, `out-of-range` for days outside 0..1e100 or a weight that is
 * neither 0 nor within 1e-50..1e50, `inconsistent` when an entry is not before the end
 *
 * @example How many subscribers are still here after a month?
 * ```ts
 * import { fitKaplanMeier, probabilitySurviving } from 'clientele/survival';
 *
 * const curve = fitKaplanMeier([
 *   { days: 12, ended: true },
 *   { days: 30, ended: false },
 *   { days: 45, ended: true },
 *   { days: 60, ended: false },
 * ]);
 * probabilitySurviving(curve, { days: 30 }).value; // => 0.75
 * fitKaplanMeier([]); // => throws 'empty'
 * ```
 * @see Kaplan & Meier 1958, "Nonparametric estimation from incomplete observations", JASA 53; Greenwood 1926
 */
export function fitKaplanMeier(spells: Iterable<Spell>): SurvivalCurve {
  return curveOf(readSpells(listOf(spells, 'spells'), 'spells', endedFlag), 'kaplan-meier');
}
