import type { AnswerTally } from './answer-tally.ts';
import { LOSSES } from './sift-answer.ts';

/** Counts over neighbouring windows. */
export interface RangeCounts {
  /** one more row with this code or level in every window of `[first, next)` */
  add(code: number, first: number, next: number): void;
  /** cells of window k, losses before levels; windows must be read once each, in order */
  at(k: number): Float64Array;
}

/**
 * Adds a row to a whole range of windows in constant time: only where a range begins and ends is written down, and the
 * cells of a window are the running sum. So the cost is rows + windows × levels, however much the windows overlap.
 */
export function createRangeCounts(tally: AnswerTally, windows: number): RangeCounts {
  const width = LOSSES + tally.counts.length;
  const changes = new Float64Array(width * (windows + 1));
  const running = new Float64Array(width);
  return {
    add(code, first, next) {
      changes[first * width + LOSSES + code]!++;
      changes[next * width + LOSSES + code]!--;
    },
    at(k) {
      for (let cell = 0; cell < width; cell++) running[cell]! += changes[k * width + cell]!;
      return running;
    },
  };
}
