import { curveOf } from './curve-of.ts';
import { endedFlag, listOf, readSpells } from './read-spells.ts';
import type { Spell } from './spell.ts';
import type { SurvivalCurve } from './survival-curve.ts';

/**
 * The risk of ending, summed up day by day (Nelson–Aalen), and the share surviving that follows from it, exp(−H).
 *
 * Its slope shows when the risk is high: a straight line is a constant risk. For shares of small groups
 * {@link fitKaplanMeier} is the usual choice; the two differ by little.
 *
 * @param spells - one or more spells in any order; days, 0 or more
 * @returns the curve as plain JSON; without ends it has no steps (status `boundary`)
 * @throws InputError those of `fitKaplanMeier`: `empty`, `wrong-type`, `not-finite`, `out-of-range`, `inconsistent`
 *
 * @example How much risk has a customer lived through by day 45?
 * ```ts
 * import { cumulativeHazard, fitNelsonAalen } from 'clientele/survival';
 *
 * const curve = fitNelsonAalen([
 *   { days: 12, ended: true },
 *   { days: 30, ended: false },
 *   { days: 45, ended: true },
 *   { days: 60, ended: false },
 * ]);
 * cumulativeHazard(curve, { days: 45 }).value; // => 0.75
 * ```
 * @see Aalen 1978, "Nonparametric inference for a family of counting processes", Annals of Statistics 6; Nelson 1972
 */
export function fitNelsonAalen(spells: Iterable<Spell>): SurvivalCurve {
  return curveOf(readSpells(listOf(spells, 'spells'), 'spells', endedFlag), 'nelson-aalen');
}
