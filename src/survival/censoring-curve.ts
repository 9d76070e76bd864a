import { orderOf } from './order-of.ts';
import type { SpellColumns } from './read-spells.ts';
import { lastAtOrBefore } from './step-at.ts';

/** Kaplan–Meier of censoring: the chance of still being watched. */
export interface CensoringCurve {
  /** G(t): still watched after day t */
  at: (day: number) => number;
  /** G(t−): still watched just before day t */
  before: (day: number) => number;
}

/** G of spells, where at one day ends come before censorings: those who ended that day are no longer at risk of it. */
export function censoringCurve({ count, days, entry, weight, ended }: SpellColumns): CensoringCurve {
  const byEnd = orderOf(count, days, weight);
  const byEntry = orderOf(count, entry, weight);
  const lostDays: number[] = [];
  const factors: number[] = [];
  let exits = 0;
  let late = 0;
  let e = count - 1;
  for (let i = count - 1; i >= 0;) {
    const day = days[byEnd[i]!]!;
    let lost = 0;
    let died = 0;
    for (; i >= 0 && days[byEnd[i]!] === day; i--) {
      if (ended[byEnd[i]!] === 1) died += weight[byEnd[i]!]!;
      else lost += weight[byEnd[i]!]!;
    }
    for (; e >= 0 && entry[byEntry[e]!]! >= day && entry[byEntry[e]!]! > 0; e--) late += weight[byEntry[e]!]!;
    exits += lost;
    if (lost > 0) {
      const risk = exits - late;
      lostDays.push(day);
      factors.push(risk - lost < 1e-12 * risk ? 0 : (risk - lost) / risk);
    }
    exits += died;
  }
  lostDays.reverse();
  factors.reverse();
  let product = 1;
  const values = factors.map((factor) => (product *= factor));
  const at = (day: number): number => values[lastAtOrBefore(lostDays.length, (i) => lostDays[i]!, day)] ?? 1;
  const before = (day: number): number => {
    const last = lastAtOrBefore(lostDays.length, (i) => lostDays[i]!, day);
    return values[lostDays[last] === day ? last - 1 : last] ?? 1;
  };
  return { at, before };
}
