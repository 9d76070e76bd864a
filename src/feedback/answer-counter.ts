import type { Answer, Keep } from './answer.ts';
import type { AnswerTally } from './answer-tally.ts';
import { tieIdOf, whoAnswered } from './each-answer.ts';
import { emptyAnswerTally } from './empty-answer-tally.ts';
import type { Metric } from './metric.ts';
import { LOSSES, siftAnswer, SUPERSEDED } from './sift-answer.ts';
import { tallyOfCells } from './tally-of-cells.ts';

/** The answer of a customer that is kept so far. */
interface Kept {
  at: number;
  id: string;
  level: number;
}

/** Counts rows of one group under one policy; the caller has already looked at the window. */
export interface AnswerCounter<Id extends string> {
  add(answer: Answer<string | number>, at: number, row: number): void;
  tally(outsideWindow: number): AnswerTally<Id>;
}

/**
 * The one place where rows become counts, shared by tallies, segments and series.
 *
 * Order-free by construction: the kept row of a customer is the greatest (or least) in a total order of instant, id by
 * code units (a row without an id comes before all ids), then the lower level, under both policies.
 */
export function createAnswerCounter<Id extends string>(metric: Metric<Id>, keep: Keep): AnswerCounter<Id> {
  const { scale } = emptyAnswerTally(metric);
  // Losses stand before the levels, so that one array and one index serve both.
  const cells = new Float64Array(LOSSES + scale.max - scale.min + 1);
  const kept = keep === 'all' ? null : new Map<string | number, Kept>();
  const sign = keep === 'first' ? -1 : 1;
  return {
    add(answer, at, row) {
      const level = siftAnswer(answer, scale, row);
      if (level < 0 || kept === null) {
        cells[LOSSES + level]!++;
        return;
      }
      const customerId = whoAnswered(answer, row);
      const id = tieIdOf(answer, row);
      const rival = kept.get(customerId);
      if (rival === undefined) {
        kept.set(customerId, { at, id, level });
        return;
      }
      cells[LOSSES + SUPERSEDED]!++;
      const ahead =
        at === rival.at ? (id === rival.id ? 0 : id > rival.id ? sign : -sign) : at > rival.at ? sign : -sign;
      if (ahead > 0 || (ahead === 0 && level < rival.level)) {
        rival.at = at;
        rival.id = id;
        rival.level = level;
      }
    },
    tally(outsideWindow) {
      const total = cells.slice();
      if (kept) for (const { level } of kept.values()) total[LOSSES + level]!++;
      return tallyOfCells(metric, total, outsideWindow);
    },
  };
}
