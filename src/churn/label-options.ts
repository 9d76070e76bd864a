import { InputError, requireObject, requireWithin } from '../errors/index.ts';
import type { Instant } from '../time/index.ts';
import { epochOf } from '../time/index.ts';

/** Milliseconds of a day of elapsed time. */
const DAY = 86_400_000;

/** When the question is asked, how far it looks ahead, and until when the facts are known. */
export interface LabelOptions {
  /** the instant at which the question is asked: facts before it are history, facts from it on are outcome */
  landmarkAt: Instant;
  /** how far the question looks ahead, days of 86,400,000 ms, more than 0 */
  horizonDays: number;
  /** until when the facts are known: facts before it count */
  asOf: Instant;
}

/** The options as epoch ms. `complete`: the outcome window `[landmarkAt, endAt)` is over. */
export interface LabelWindow {
  landmarkAt: number;
  endAt: number;
  asOf: number;
  horizonDays: number;
  complete: boolean;
}

/** Reads and checks the options that both label functions share. */
export function labelWindow(options: LabelOptions): LabelWindow {
  requireObject(options, 'options');
  const landmarkAt = epochOf(options.landmarkAt, 'options.landmarkAt');
  const horizonDays = requireWithin(options.horizonDays, { from: 0, fromOpen: true }, 'options.horizonDays');
  const asOf = epochOf(options.asOf, 'options.asOf');
  const endAt = landmarkAt + horizonDays * DAY;
  if (!Number.isFinite(endAt)) {
    throw new InputError('out-of-range', 'options.horizonDays', `expected a span of days, got ${horizonDays}`);
  }
  return { landmarkAt, endAt, asOf, horizonDays, complete: endAt <= asOf };
}
