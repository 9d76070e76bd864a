import { requireObject } from '../errors/index.ts';
import type { Instant } from '../time/index.ts';
import { epochOf } from '../time/index.ts';
import type { LoyaltyEvent } from './event.ts';
import type { Transaction } from './outcome.ts';
import type { Program } from './program.ts';
import { createRecorder, runEvents } from './run-events.ts';
import { soundProgram } from './sound-program.ts';

/** Which span of the books. */
export interface ListPostingsOptions {
  /** first instant */
  from: Instant;
  /** end, excluded */
  to: Instant;
  /** only what was recorded by this instant; everything when absent */
  knownAt?: Instant;
}

/**
 * The books of one member: every change of points in a span as a transaction whose entries sum to zero, with what time did
 * (expiry, release) at its own instant.
 *
 * @param program - a sound program
 * @param events - facts of one member in any order
 * @param options - the span `[from, to)`, `knownAt`
 * @returns transactions in order; empty where nothing changed
 * @throws InputError `empty` without events, and what `replayEvents` throws
 *
 * @example What happened to Anna's points in 2025?
 * ```ts
 * import { listPostings } from 'clientele/loyalty';
 *
 * const program = { kind: 'loyalty-program', version: 1, id: 'shop', timeZone: 'UTC', points: { expiry: { kind: 'end-of-year' } } } as const;
 * const books = listPostings(program, [
 *   { id: 'c1', memberId: 'anna', at: '2025-03-01T00:00:00Z', type: 'credit', points: 10 },
 * ], { from: '2025-01-01T00:00:00Z', to: '2026-06-01T00:00:00Z' });
 * books.map(({ cause, entries }) => [cause, entries[1].account, entries[1].points]); // => [['event', 'member:available', 10], ['expiry', 'program:expired', 10]]
 * ```
 */
export function listPostings(
  program: Program,
  events: Iterable<LoyaltyEvent<string | number>>,
  options: ListPostingsOptions,
): Transaction[] {
  const { from, to, ...cut } = requireObject(options, 'options');
  const fromAt = epochOf(from, 'options.from');
  const toAt = epochOf(to, 'options.to');
  const recorder = createRecorder();
  // The end is excluded: one millisecond less is the last instant that counts.
  runEvents(soundProgram(program), events, { ...cut, asOf: toAt - 1 }, { recorder });
  return recorder.transactions.filter(({ at }) => at >= fromAt);
}
