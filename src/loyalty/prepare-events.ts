import { requireObject } from '../errors/index.ts';
import type { Instant } from '../time/index.ts';
import { epochOf } from '../time/index.ts';
import type { EventIndex } from './event-index.ts';
import { addToIndex, indexEvents, repetitionOf } from './event-index.ts';
import type { AnyEvent } from './event.ts';
import { read } from './records.ts';
import { requireFact } from './require-fact.ts';
import type { Outcome } from './event-outcome.ts';
import type { Work } from './work.ts';

/** Which of the facts are looked at. */
export interface ReplayOptions {
  /** only what happened up to this instant, and time passes to it; when absent: everything, to the last event */
  asOf?: Instant;
  /** only what was recorded by this instant; everything when absent */
  knownAt?: Instant;
}

/** Events in the order in which they apply. */
export interface PreparedEvents {
  /** in order of `at`, ties in list order */
  events: readonly AnyEvent[];
  /** their instants, epoch ms */
  ats: Float64Array | number[];
  /** events that repeat one that was recorded before; null: none is known to */
  repeats: Map<AnyEvent, Outcome> | null;
  asOf: number | null;
}

/**
 * Puts facts in order. Of facts with one id or key the first recorded counts, in whatever order they come; where no
 * fact was recorded late that is the order of time, and the account itself notices repetitions.
 */
export function prepareEvents(list: readonly AnyEvent[], options: ReplayOptions): PreparedEvents {
  requireObject(options, 'options');
  const asOf = options.asOf === undefined ? null : epochOf(options.asOf, 'options.asOf');
  const knownAt = options.knownAt === undefined ? null : epochOf(options.knownAt, 'options.knownAt');
  const ats = new Float64Array(list.length);
  let sorted = true;
  let late = false;
  for (let i = 0; i < list.length; i++) {
    const event = list[i]!;
    requireFact(event, 'event');
    const at = typeof event.at === 'number' ? epochOf(event.at, 'event.at') : epochOf(event.at, `events[${i}].at`);
    ats[i] = at;
    if (at < ats[i - 1]!) sorted = false;
    if (event.recordedAt !== undefined) late = true;
  }
  const until = Math.min(asOf ?? Infinity, knownAt ?? Infinity);
  // Most histories are in order already, and end before the question.
  if (sorted && !late && !(ats[ats.length - 1]! > until)) return { events: list, ats, repeats: null, asOf };
  const records = list.map(({ recordedAt }, i) =>
    recordedAt === undefined ? ats[i]! : epochOf(recordedAt, `events[${i}].recordedAt`),
  );
  const recorded = (i: number): number => records[i]!;
  let order = list.map((_, i) => i);
  if (knownAt !== null) order = order.filter((i) => recorded(i) <= knownAt);
  const repeats = late ? findRepeats(list, order, recorded) : null;
  if (asOf !== null) order = order.filter((i) => ats[i]! <= asOf);
  // Sorting is stable: ties keep list order.
  order.sort((a, b) => ats[a]! - ats[b]!);
  return { events: order.map((i) => list[i]!), ats: order.map((i) => ats[i]!), repeats, asOf };
}

function findRepeats(
  list: readonly AnyEvent[],
  order: readonly number[],
  recorded: (i: number) => number,
): Map<AnyEvent, Outcome> {
  const members = new Map<string | number, EventIndex>();
  const repeats = new Map<AnyEvent, Outcome>();
  // Sorting is stable: of what was recorded at once the first of the list counts.
  for (const i of [...order].sort((a, b) => recorded(a) - recorded(b))) {
    const event = list[i]!;
    let index = members.get(event.memberId);
    if (index === undefined) members.set(event.memberId, (index = indexEvents([])));
    const repetition = repetitionOf(index, event);
    if (repetition === null) addToIndex(index, event);
    else repeats.set(event, repetition);
  }
  return repeats;
}

/**
 * Activity that applied before one of a member's facts, or before all facts that are not here, read from the facts
 * themselves; what repeats an earlier fact does not count again.
 */
export function activityBefore(
  events: readonly AnyEvent[],
  atOf: (i: number) => number,
  repeats: PreparedEvents['repeats'] = null,
): NonNullable<Work['before']> {
  return (fact, metric, fromAt, toAt) => {
    const index = indexEvents([]);
    let sum = 0;
    for (let i = 0; i < events.length && events[i] !== fact; i++) {
      const event = events[i]!;
      if (event.memberId !== fact.memberId || repeats?.has(event) || repetitionOf(index, event) !== null) continue;
      addToIndex(index, event);
      const at = atOf(i);
      if (event.type === 'activity' && at >= fromAt && at < toAt) sum += read(event.metrics, metric) ?? 0;
    }
    return sum;
  };
}
