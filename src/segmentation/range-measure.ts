import { createExactSummer } from '../statistics/index.ts';
import type { EventFacts } from './event-query.ts';
import { DAY_MS } from './segment-calendar.ts';
import type { SegmentMeasure } from './segment-definition.ts';

/**
 * The measure of events `[from, to)` of a list in the order of time, at an instant; NaN where there is none. The ends
 * only move forward from call to call, so that a sweep over a whole history costs one pass.
 */
export type RangeMeasure = (from: number, to: number, at: number) => number;

/** Starts a measure over a list of events. */
export function rangeMeasure(measure: SegmentMeasure, facts: EventFacts): RangeMeasure {
  const { times, values } = facts;
  switch (measure) {
    case 'count':
      return (from, to) => Math.max(0, to - from);
    case 'daysSinceFirst':
      return (from, to, at) => (from < to ? (at - times[from]!) / DAY_MS : NaN);
    case 'daysSinceLast':
      return (from, to, at) => (from < to ? (at - times[to - 1]!) / DAY_MS : NaN);
    case 'sum':
    case 'average': {
      const sum = createExactSummer();
      const move = ends(
        (i) => sum.add(values[i] as number),
        (i) => sum.add(-(values[i] as number)),
      );
      return (from, to) => {
        move(from, to);
        if (measure === 'sum') return sum.value();
        return from < to ? sum.value() / (to - from) : NaN;
      };
    }
    case 'distinct': {
      const counts = new Map<unknown, number>();
      const move = ends(
        (i) => counts.set(values[i], (counts.get(values[i]) ?? 0) + 1),
        (i) => {
          const left = counts.get(values[i])! - 1;
          if (left > 0) counts.set(values[i], left);
          else counts.delete(values[i]);
        },
      );
      return (from, to) => {
        move(from, to);
        return counts.size;
      };
    }
    default:
      return extreme(values as number[], measure === 'max' ? 1 : -1);
  }
}

/** Moves the two ends of a range forward, telling what enters and what leaves. */
function ends(enter: (i: number) => void, leave: (i: number) => void): (from: number, to: number) => void {
  let first = 0;
  let last = 0;
  return (from, to) => {
    while (last < to) enter(last++);
    // What leaves has entered: an empty range may begin behind its end.
    while (first < from && first < last) leave(first++);
  };
}

/** Sliding minimum or maximum by a queue of candidates, each beaten by nothing behind it. */
function extreme(values: readonly number[], sign: 1 | -1): RangeMeasure {
  const queue: number[] = [];
  let head = 0;
  let last = 0;
  return (from, to) => {
    while (last < to) {
      while (queue.length > head && sign * values[queue.at(-1)!]! <= sign * values[last]!) queue.pop();
      queue.push(last++);
    }
    while (head < queue.length && queue[head]! < from) head++;
    return head < queue.length ? values[queue[head]!]! : NaN;
  };
}
