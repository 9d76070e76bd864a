import { InputError } from '../errors/index.ts';
import { mergeExact } from '../statistics/index.ts';
import { addSafe } from '../amounts/index.ts';
import type { DecayedAnswerTally } from './decayed-answer-tally.ts';
import { requireLevels } from './require-counted.ts';

/**
 * The fading tally of two parts together: exact and associative, for any map-reduce engine.
 *
 * @param a - one part
 * @param b - another part of the same metric, scale, half-life and instant
 * @returns their sum
 * @throws InputError `metric-mismatch` when metric or scale differ, `tally-mismatch` when half-life or instant differ,
 *   `overflow`
 *
 * @example Two shards are counted; what is the whole?
 * ```ts
 * import { mergeDecayedTallies, NPS, tallyDecayed } from 'clientele/feedback';
 *
 * const options = { halfLifeDays: 30, asOf: '2025-01-31T00:00:00Z' };
 * const one = tallyDecayed(NPS, [{ customerId: 'ann', at: '2025-01-01T00:00:00Z', score: 9 }], options);
 * const other = tallyDecayed(NPS, [{ customerId: 'bob', at: '2025-01-01T00:00:00Z', score: 9 }], options);
 * mergeDecayedTallies(one, other).weights[9]; // => [1]
 * ```
 */
export function mergeDecayedTallies<Id extends string>(
  a: DecayedAnswerTally<Id>,
  b: DecayedAnswerTally<Id>,
): DecayedAnswerTally<Id> {
  requireLevels({ id: a.metric, scale: a.scale }, b, 'b');
  if (a.halfLifeDays !== b.halfLifeDays || a.asOfAt !== b.asOfAt) {
    throw new InputError('tally-mismatch', 'b', 'expected the same half-life and the same instant');
  }
  return {
    kind: 'decayed-answer-tally',
    version: 1,
    metric: a.metric,
    scale: { min: a.scale.min, max: a.scale.max },
    halfLifeDays: a.halfLifeDays,
    asOfAt: a.asOfAt,
    counts: a.counts.map((count, i) => addSafe(count, b.counts[i]!)),
    weights: a.weights.map((sum, i) => mergeExact(sum, b.weights[i]!)),
    squares: a.squares.map((sum, i) => mergeExact(sum, b.squares[i]!)),
  };
}
