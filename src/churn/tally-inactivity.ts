import {
  InputError,
  requireAscending,
  requireCount,
  requireIterable,
  requireObject,
  requireWithin,
} from '../errors/index.ts';
import type { Purchase, RefundRule, SameDay } from '../purchases/index.ts';
import { readOrderLog } from '../purchases/index.ts';
import type { Instant } from '../time/index.ts';
import { civilFromEpoch, epochOf } from '../time/index.ts';
import type { InactivityTally } from './inactivity-model.ts';

const DAY = 86_400_000;

/** Silence in about months: the default lower ends, days. */
const SILENCE_EDGES_DAYS = [0, 30, 60, 90, 120, 180, 270, 365] as const;

/** Strata counted for the warning when the caller asks for none: once, two or three times, four times or more. */
const WATCHED_STRATA = [1, 2, 4] as const;

/** What {@link tallyInactivity} counts. */
export interface TallyInactivityOptions {
  /** instants at which the question is asked; those whose outcome is not over at `asOf` are skipped and listed */
  landmarks: readonly Instant[];
  /** how far the question looks ahead, days of 86,400,000 ms, more than 0 */
  horizonDays: number;
  /** until when the log is known: purchases before it count */
  asOf: Instant;
  /** IANA zone whose civil days make one order; `'UTC'` by default */
  timeZone?: string;
  /** lower ends of silence, days, ascending; `[0, 30, 60, 90, 120, 180, 270, 365]` by default */
  silenceEdgesDays?: readonly number[];
  /** lower ends by purchases so far, ascending; all customers together by default, with a warning when that hides much */
  strata?: readonly number[];
  /** what makes one order; `'merge'` by default */
  sameDay?: SameDay;
  /** what a negative amount does; `'exclude'` by default */
  refunds?: RefundRule;
}

/**
 * Counts, for every customer and landmark, how long the customer had been silent and whether silence lasted: the
 * mergeable counts behind {@link fitInactivityRisk}.
 *
 * Parts must hold **different customers**: a customer's purchases split over two parts would be two customers. At a
 * landmark the history is what happened before it, the outcome what happened in `[landmark, landmark + horizonDays)`.
 * An order counts from the start of its civil day, so place landmarks at the start of a day of `timeZone`.
 *
 * @param purchases - the log, in any order; read once
 * @param options - landmarks, horizon, end of knowledge, bins
 * @returns counts by purchases and silence; all zero for an empty log
 * @throws InputError as `readOrderLog`; `empty` (no landmarks, edges or strata), `duplicate` (a landmark twice),
 *   `out-of-range`, `out-of-order`, `not-a-count`
 *
 * @example Can I count shop by shop and add the counts up?
 * ```ts
 * import { mergeInactivityTallies, tallyInactivity } from 'clientele/churn';
 *
 * const options = { landmarks: ['2024-02-01T00:00:00Z'], horizonDays: 30, asOf: '2024-04-01T00:00:00Z' };
 * const north = tallyInactivity([{ customerId: 'ann', at: '2024-01-25T10:00:00Z' }], options);
 * const south = tallyInactivity([{ customerId: 'bob', at: '2024-01-28T10:00:00Z' }], options);
 * mergeInactivityTallies(north, south).cells[0][0]; // => { n: 2, churned: 2 }
 * ```
 */
export function tallyInactivity<Id extends string | number>(
  purchases: Iterable<Purchase<Id>>,
  options: TallyInactivityOptions,
): InactivityTally {
  requireObject(options, 'options');
  const { timeZone = 'UTC', sameDay = 'merge', refunds = 'exclude' } = options;
  const horizonDays = requireWithin(options.horizonDays, { from: 0, fromOpen: true }, 'options.horizonDays');
  const edges = readEnds(options.silenceEdgesDays ?? SILENCE_EDGES_DAYS, 0, 'options.silenceEdgesDays');
  const strata = readEnds(options.strata ?? WATCHED_STRATA, 1, 'options.strata');
  strata.forEach((end, i) => requireCount(end, `options.strata[${i}]`));
  const asOf = epochOf(options.asOf, 'options.asOf');
  const { landmarksAt, skippedLandmarksAt } = readLandmarks(options.landmarks, asOf, horizonDays);
  const log = readOrderLog(requireIterable(purchases, 'purchases'), { asOf, timeZone, sameDay, refunds });
  const days = log.unitsPerDay === 1;
  // Instants on the scale of the log: civil time in days where orders are days, else epoch ms.
  const onScale = (at: number): number => (days ? civilFromEpoch(at, timeZone) / DAY : at);
  const windows = landmarksAt.map((at) => ({ from: onScale(at), to: onScale(at + horizonDays * DAY) }));
  const cells = strata.map(() => edges.map(() => ({ n: 0, churned: 0 })));
  const { firstOrder, times, unitsPerDay } = log;
  let customers = 0;
  let belowFirstEdge = 0;
  for (let c = 0; c < log.customerIds.length; c++) {
    const first = firstOrder[c]!;
    const end = firstOrder[c + 1]!;
    let seen = false;
    for (const { from, to } of windows) {
      const next = firstAtOrAfter(times, first, end, from);
      if (next === first) continue;
      seen = true;
      const stratum = lastAtOrBelow(strata, next - first);
      if (stratum < 0) continue;
      const bin = lastAtOrBelow(edges, (from - times[next - 1]!) / unitsPerDay);
      if (bin < 0) belowFirstEdge++;
      else {
        const cell = cells[stratum]![bin]!;
        cell.n++;
        if (next === end || times[next]! >= to) cell.churned++;
      }
    }
    if (seen) customers++;
  }
  return {
    kind: 'inactivity-tally',
    version: 1,
    horizonDays,
    timeZone,
    landmarksAt,
    skippedLandmarksAt,
    silenceEdgesDays: [...edges],
    strata: [...strata],
    pooled: options.strata === undefined,
    customers,
    belowFirstEdge,
    landmarkInsideDay: days && sameDay === 'merge' && windows.some(({ from }) => !Number.isInteger(from)),
    cells,
  };
}

function readEnds(given: readonly number[], from: number, argument: string): readonly number[] {
  const ends = [...requireIterable(given, argument)];
  if (ends.length === 0) throw new InputError('empty', argument, 'expected one lower end or more, got none');
  ends.forEach((end, i) => requireWithin(end, { from }, `${argument}[${i}]`));
  return requireAscending(ends, argument);
}

function readLandmarks(given: readonly Instant[], asOf: number, horizonDays: number) {
  const landmarks = [...requireIterable(given, 'options.landmarks')];
  if (landmarks.length === 0)
    throw new InputError('empty', 'options.landmarks', 'expected one instant or more, got none');
  const seen = new Set<number>();
  const landmarksAt: number[] = [];
  const skippedLandmarksAt: number[] = [];
  landmarks.forEach((landmark, i) => {
    const at = epochOf(landmark, `options.landmarks[${i}]`);
    if (seen.has(at)) {
      throw new InputError('duplicate', `options.landmarks[${i}]`, 'expected every landmark once, got one twice');
    }
    seen.add(at);
    (at + horizonDays * DAY <= asOf ? landmarksAt : skippedLandmarksAt).push(at);
  });
  return { landmarksAt, skippedLandmarksAt };
}

/** First place in `[from, end)` whose time is at or after `time`; `end` when there is none. */
function firstAtOrAfter(times: Float64Array, from: number, end: number, time: number): number {
  let low = from;
  let high = end;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (times[middle]! < time) low = middle + 1;
    else high = middle;
  }
  return low;
}

function lastAtOrBelow(ends: readonly number[], value: number): number {
  let i = ends.length - 1;
  while (i >= 0 && ends[i]! > value) i--;
  return i;
}
