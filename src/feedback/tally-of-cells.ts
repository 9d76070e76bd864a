import type { AnswerTally } from './answer-tally.ts';
import type { Metric } from './metric.ts';
import { DISMISSED, FRACTIONAL, LOSSES, NOT_NUMBER, OFF_SCALE, SUPERSEDED, UNANSWERED } from './sift-answer.ts';

/** A tally from cells in which the losses stand before the levels. */
export function tallyOfCells<Id extends string>(
  metric: Metric<Id>,
  cells: Float64Array,
  outsideWindow: number,
): AnswerTally<Id> {
  const counts = Array.from(cells.subarray(LOSSES));
  const lost = (code: number): number => cells[LOSSES + code]!;
  return {
    kind: 'answer-tally',
    version: 1,
    metric: metric.id,
    scale: { min: metric.scale.min, max: metric.scale.max },
    counts,
    answered: counts.reduce((sum, count) => sum + count, 0),
    unanswered: lost(UNANSWERED),
    dismissed: lost(DISMISSED),
    superseded: lost(SUPERSEDED),
    outsideWindow,
    invalid: { offScale: lost(OFF_SCALE), fractional: lost(FRACTIONAL), notNumber: lost(NOT_NUMBER) },
  };
}
