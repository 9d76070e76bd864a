import type { SpellColumns } from './read-spells.ts';
import type { SurvivalCurve, SurvivalStep } from './survival-curve.ts';

/** The days on which something happened, ascending. */
export interface RiskSets {
  /** days on which somebody ended, what is estimated of them still to be filled in */
  steps: SurvivalStep[];
  /** other days up to which the weight at risk holds: somebody was censored or entered then, nobody ended */
  quiet: SurvivalCurve['quiet'];
}

/**
 * Sorts once and sweeps from the last day to the first.
 *
 * Backwards, because the weight at risk is then a growing sum: the last ones at risk come out exactly, where subtracting
 * fractional weights from the total would leave dust that keeps a curve from reaching 0.
 */
export function sweepRiskSets(spells: SpellColumns): RiskSets {
  const { days, entry, ended } = spells;
  const ends = stream(spells, days, (i) => ended[i] === 1);
  const losses = stream(spells, days, (i) => ended[i] === 0);
  const entries = stream(spells, entry, (i) => entry[i]! > 0);
  const steps: SurvivalStep[] = [];
  const quiet: RiskSets['quiet'] = { days: [], atRisk: [] };
  let exits = 0;
  let late = 0;
  for (;;) {
    const day = Math.max(ends.last(), losses.last(), entries.last());
    if (day < 0) break;
    const died = ends.take(day);
    const lost = losses.take(day);
    late += entries.take(day);
    exits += died + lost;
    const risk = exits - late;
    // Those lost on an event day were still at risk: they count as censored after it.
    const after = steps[steps.length - 1];
    if (after) after.censoredBefore += lost;
    if (died > 0) {
      const atRisk = risk - died < 1e-12 * risk ? died : risk;
      steps.push({
        days: day,
        atRisk,
        ended: died,
        censoredBefore: 0,
        probabilitySurviving: 1,
        greenwood: null,
        cumulativeHazard: 0,
        hazardVariance: 0,
      });
    } else {
      quiet.days.push(day);
      // Where everybody entered later, the difference of the two sums is dust.
      quiet.atRisk.push(risk < 1e-12 * exits ? 0 : risk);
    }
  }
  quiet.days.reverse();
  quiet.atRisk.reverse();
  return { steps: steps.reverse(), quiet };
}

/** Some spells by their days, taken from the last day back. */
interface Stream {
  /** the last day that was not taken yet; −1 when there is none */
  last: () => number;
  /** the weight of a day, which is taken */
  take: (day: number) => number;
}

function stream(spells: SpellColumns, column: Float64Array, takes: (i: number) => boolean): Stream {
  const { count, weight, plain } = spells;
  const rows = new Int32Array(count).map((_, i) => i).filter(takes);
  // Equal days by weight, so that sums do not depend on the order of the rows; where all weigh 1, numbers sort faster.
  if (!plain) rows.sort((a, b) => column[a]! - column[b]! || weight[a]! - weight[b]!);
  const of = (from: Float64Array): Float64Array => new Float64Array(rows.length).map((_, k) => from[rows[k]!]!);
  const days = plain ? of(column).sort() : of(column);
  const weights = of(weight);
  let k = rows.length - 1;
  return {
    last: () => days[k] ?? -1,
    take: (day) => {
      let sum = 0;
      for (; days[k] === day; k--) sum += weights[k]!;
      return sum;
    },
  };
}
