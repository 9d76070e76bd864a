import type { FitReport } from '../statistics/index.ts';
import { InputError } from '../errors/index.ts';
import { indexNames } from './name-index.ts';
import { orderOf } from './order-of.ts';
import { listOf, readSpells } from './read-spells.ts';
import type { CausedSpell } from './spell.ts';

/** One day of an incidence curve on which somebody ended. */
export interface IncidenceStep {
  /** the day */
  days: number;
  /** weight at risk just before it */
  atRisk: number;
  /** weight that ended on it, by cause in the order of `causes` */
  ended: number[];
  /** share still going on after it, 0..1 */
  probabilitySurviving: number;
  /** share that has ended by it, by cause in the order of `causes`; with the share still going on they add up to 1 */
  incidence: number[];
}

/** How many have ended in which way by when, as plain JSON. */
export interface IncidenceCurve<C extends string = string> {
  /** what this stored value is */
  kind: 'incidence-curve';
  /** version of its form */
  version: 1;
  /** the ways to end that occurred, in order of their names */
  causes: C[];
  /** longest spell: the curve says nothing beyond it */
  longestDays: number;
  /** days on which somebody ended, ascending */
  steps: IncidenceStep[];
  /** spells, weight that ended and weight in all; `boundary` when nobody ended */
  fit: FitReport & {
    /** weight that ended */
    ended: number;
    /** weight of all spells */
    weight: number;
  };
}

/**
 * The share that has ended in each way by each day (Aalen–Johansen): voluntary cancellations, failed cards, moves.
 *
 * Do not take 1 − Kaplan–Meier of one cause with the other causes as censored: it answers for a world in which the others
 * do not exist and always says more than really leave that way.
 *
 * @param spells - spells with their cause, null where the end was not seen; in any order
 * @returns the curve as plain JSON
 * @throws InputError those of `fitKaplanMeier`; `wrong-type` for a cause that is no text
 *
 * @example Of four members, how many have cancelled by day 40, and how many failed to pay?
 * ```ts
 * import { fitAalenJohansen, probabilityEnded } from 'clientele/survival';
 *
 * const curve = fitAalenJohansen([
 *   { days: 10, cause: 'cancelled' },
 *   { days: 20, cause: 'card-failed' },
 *   { days: 30, cause: null },
 *   { days: 40, cause: 'cancelled' },
 * ]);
 * probabilityEnded(curve, { days: 40, cause: 'cancelled' }).value; // => 0.75
 * probabilityEnded(curve, { days: 40, cause: 'card-failed' }).value; // => 0.25
 * ```
 * @see Aalen & Johansen 1978, "An empirical transition matrix for nonhomogeneous Markov chains", Scand. J. Statistics 5
 */
export function fitAalenJohansen<C extends string>(spells: Iterable<CausedSpell<C>>): IncidenceCurve<C> {
  const rows = listOf(spells, 'spells');
  const columns = readSpells(rows, 'spells', ({ cause }, argument, row) => {
    if (cause !== null && typeof cause !== 'string') {
      throw new InputError('wrong-type', `${argument}[${row}].cause`, `expected a name or null, got ${String(cause)}`);
    }
    return cause !== null;
  });
  const withCause = rows.filter((row) => row.cause !== null && row.weight !== 0);
  const index = indexNames(
    withCause.length,
    (i) => withCause[i]!.cause!,
    null, // checked above
    false,
  );
  const place = new Map(index.names.map((name, i) => [name, i]));
  const { days, entry, weight, ended, count } = columns;
  const causeOf = (i: number): number => place.get(rows[columns.source ? columns.source[i]! : i]!.cause!)!;
  const byEnd = orderOf(count, days, weight);
  const byEntry = orderOf(count, entry, weight);
  // Weight at risk on each distinct day, from the last day back (see risk-sets).
  const steps: IncidenceStep[] = [];
  let e = count - 1;
  let exits = 0;
  let late = 0;
  let total = 0;
  for (let i = count - 1; i >= 0;) {
    const day = days[byEnd[i]!]!;
    const died = index.names.map(() => 0);
    let d = 0;
    for (; i >= 0 && days[byEnd[i]!] === day; i--) {
      const r = byEnd[i]!;
      exits += weight[r]!;
      if (ended[r] !== 1) continue;
      died[causeOf(r)]! += weight[r]!;
      d += weight[r]!;
    }
    for (; e >= 0 && entry[byEntry[e]!]! >= day && entry[byEntry[e]!]! > 0; e--) late += weight[byEntry[e]!]!;
    if (d === 0) continue;
    total += d;
    const risk = exits - late;
    const atRisk = risk - d < 1e-12 * risk ? d : risk;
    steps.push({ days: day, atRisk, ended: died, probabilitySurviving: 1, incidence: [] });
  }
  steps.reverse();
  let survival = 1;
  const incidence = index.names.map(() => 0);
  for (const step of steps) {
    const d = step.ended.reduce((sum, one) => sum + one, 0);
    step.ended.forEach((one, k) => (incidence[k]! += (survival * one) / step.atRisk));
    survival *= Math.max(0, step.atRisk - d) / step.atRisk;
    step.probabilitySurviving = survival;
    step.incidence = [...incidence];
  }
  const nobody = steps.length === 0;
  return {
    kind: 'incidence-curve',
    version: 1,
    causes: index.names as C[],
    longestDays: columns.longestDays,
    steps,
    fit: {
      n: columns.n,
      status: nobody ? 'boundary' : 'interior',
      warnings: nobody
        ? [
            {
              code: 'nobody-ended',
              message: 'No spell ended, so nothing is known about causes: a longer observation is needed.',
              facts: { spells: columns.n },
            },
          ]
        : [],
      ended: total,
      weight: columns.totalWeight,
    },
  };
}
