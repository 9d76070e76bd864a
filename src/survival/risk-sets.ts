import type { SpellColumns } from './read-spells.ts';

/** The days on which something happened, ascending, with the weight at risk. */
export interface RiskSets {
  /** number of event days */
  count: number;
  /** event days */
  days: Float64Array;
  /** weight at risk just before each event day */
  atRisk: Float64Array;
  /** weight that ended on it */
  ended: Float64Array;
  /** weight censored since the event day before, that day included */
  censoredBefore: Float64Array;
  /** other days up to which the weight at risk holds: somebody was censored or entered then, nobody ended */
  quietDays: number[];
  quietAtRisk: number[];
}

/**
 * Sorts once and sweeps from the last day to the first.
 *
 * Backwards, because the weight at risk is then a growing sum: the last ones at risk come out exactly, where subtracting
 * fractional weights from the total would leave dust that keeps a curve from reaching 0.
 */
export function sweepRiskSets(spells: SpellColumns): RiskSets {
  const ends = stream(spells, spells.days, (i) => spells.ended[i] === 1);
  const losses = stream(spells, spells.days, (i) => spells.ended[i] === 0);
  const entries = spells.whole ? null : stream(spells, spells.entry, (i) => spells.entry[i]! > 0);
  const capacity = ends.days.length;
  const days = new Float64Array(capacity);
  const atRisk = new Float64Array(capacity);
  const ended = new Float64Array(capacity);
  const censoredBefore = new Float64Array(capacity);
  const quietDays: number[] = [];
  const quietAtRisk: number[] = [];
  let e = ends.days.length - 1;
  let l = losses.days.length - 1;
  let n = entries ? entries.days.length - 1 : -1;
  let exits = 0;
  let late = 0;
  let slot = capacity;
  while (e >= 0 || l >= 0 || n >= 0) {
    const endDay = e >= 0 ? ends.days[e]! : -1;
    const lossDay = l >= 0 ? losses.days[l]! : -1;
    const entryDay = n >= 0 ? entries!.days[n]! : -1;
    const day = Math.max(endDay, lossDay, entryDay);
    let died = 0;
    let lost = 0;
    for (; e >= 0 && ends.days[e] === day; e--) died += ends.weight ? ends.weight[e]! : 1;
    for (; l >= 0 && losses.days[l] === day; l--) lost += losses.weight ? losses.weight[l]! : 1;
    for (; n >= 0 && entries!.days[n] === day; n--) late += entries!.weight ? entries!.weight[n]! : 1;
    exits += died + lost;
    const risk = exits - late;
    // Those lost on an event day were still at risk: they count as censored after it.
    if (slot < capacity) censoredBefore[slot]! += lost;
    if (died > 0) {
      slot--;
      days[slot] = day;
      ended[slot] = died;
      atRisk[slot] = risk - died < 1e-12 * risk ? died : risk;
    } else {
      quietDays.push(day);
      // Where everybody entered later, the difference of the two sums is dust.
      quietAtRisk.push(risk < 1e-12 * exits ? 0 : risk);
    }
  }
  return {
    count: capacity - slot,
    days: days.subarray(slot),
    atRisk: atRisk.subarray(slot),
    ended: ended.subarray(slot),
    censoredBefore: censoredBefore.subarray(slot),
    quietDays: quietDays.reverse(),
    quietAtRisk: quietAtRisk.reverse(),
  };
}

interface Stream {
  days: Float64Array;
  weight: Float64Array | null;
}

/** Days of the spells that `takes` takes, ascending; with their weights unless all are 1. */
function stream(spells: SpellColumns, column: Float64Array, takes: (i: number) => boolean): Stream {
  const { count, weight, plain } = spells;
  const index = new Int32Array(count);
  let taken = 0;
  for (let i = 0; i < count; i++) if (takes(i)) index[taken++] = i;
  const rows = index.subarray(0, taken);
  if (plain) {
    const days = new Float64Array(taken);
    for (let k = 0; k < taken; k++) days[k] = column[rows[k]!]!;
    return { days: days.sort(), weight: null };
  }
  // Equal days by weight, so that sums do not depend on the order of the rows.
  rows.sort((a, b) => column[a]! - column[b]! || weight[a]! - weight[b]!);
  return { days: Float64Array.from(rows, (i) => column[i]!), weight: Float64Array.from(rows, (i) => weight[i]!) };
}
