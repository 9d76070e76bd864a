import { InputError } from '../errors/index.ts';
import type { Account, LadderState } from './account.ts';
import type { CompiledLadder } from './compile-program.ts';
import { isPaused, pauseOf } from './grants.ts';
import type { LoyaltyReason } from './outcome.ts';
import type { LadderId, LevelName, Program } from './program.ts';
import { read } from './records.ts';
import { topGrant } from './refresh-levels.ts';
import type { AsOf } from './settle.ts';
import { findChange, settle } from './settle.ts';
import type { Work } from './work.ts';

/** Which ladder, and when. */
export interface AssignTierOptions<L extends string = string> extends AsOf {
  /** ladder of the program */
  ladderId: L;
}

/** The level of a member at an instant. */
export interface TierAnswer<N extends string = string> {
  /** name of the level */
  level: N;
  /** its index in the ladder, 0 is the base */
  index: number;
  /** since when it is held, epoch ms; null: nothing ever happened */
  sinceAt: number | null;
  /** its end by the longest valid grant, grace included, epoch ms, excluded; null: no end, or paused */
  untilAt: number | null;
  /** why it is held */
  reasons: LoyaltyReason[];
  /** when the level changes by the passage of time alone, epoch ms; null: never, or beyond 25 paid anniversaries or a century of windows */
  nextChangeAt: number | null;
  /** the level it changes to then; null: never */
  nextLevel: N | null;
  /** units in the counter; only in counter ladders */
  counter?: number;
}

/**
 * The level that a member holds at an instant, until when, why, and what it becomes after.
 *
 * A level is the highest valid grant: a qualification, a status match, a soft landing and an extension all say "valid
 * from, until". Use {@link measureProgress} for what is missing to the next level.
 *
 * @param program - the program of the account; a constant lets the names of levels be inferred
 * @param account - the account
 * @param options - `ladderId` and `asOf`, not before the account's `throughAt`
 * @returns the base level for a member without events, with the reason `not-enrolled`
 * @throws InputError `unknown-name` for a ladder that the program does not have, `before-account`, `not-an-instant`
 *
 * @example Is Anna Gold, and until when?
 * ```ts
 * import { assignTier, replayEvents } from 'clientele/loyalty';
 *
 * const program = {
 *   kind: 'loyalty-program', version: 1, id: 'shop', timeZone: 'Europe/Paris',
 *   ladders: [{
 *     kind: 'window', id: 'status', metrics: { spend: { from: 'spend' } },
 *     levels: [{ name: 'Member' }, { name: 'Gold', enter: { metric: 'spend', atLeast: 50000 } }],
 *     window: { kind: 'calendar', unit: 'year' }, validity: { kind: 'end-of-window', plusWindows: 1 },
 *   }],
 * } as const;
 * const account = replayEvents(program, [
 *   { id: 'e1', memberId: 'anna', at: '2025-03-01T12:00:00Z', type: 'purchase', orderId: 'o1', amountMinor: 62000 },
 * ]);
 * const tier = assignTier(program, account, { ladderId: 'status', asOf: '2025-04-01T00:00:00Z' });
 * tier.level; // => 'Gold'
 * new Date(tier.untilAt!).toISOString(); // => '2026-12-31T23:00:00.000Z'
 * tier.nextLevel; // => 'Member'
 * ```
 */
export function assignTier<const P extends Program, L extends LadderId<P>>(
  program: P,
  account: Account<string | number>,
  options: AssignTierOptions<L>,
): TierAnswer<LevelName<P, L>> {
  const { work, asOf } = settle(program, account, options);
  const { ladder, state } = ladderOf(work, options.ladderId);
  const { level: index, grants } = state;
  const level = ladder.levels[index]!.name;
  const pausedAt = pauseOf(work, ladder);
  const top = topGrant(pausedAt, state, index, asOf);
  const paused = grants.some((grant) => grant.level === index && isPaused(pausedAt, grant));
  const reasons: LoyaltyReason[] =
    account.enrolledAt === null
      ? [{ code: 'not-enrolled', facts: {} }]
      : [
          {
            code: top?.why ?? 'base',
            facts: { level, ...(top && { fromAt: top.fromAt, untilAt: top.untilAt, eventId: top.eventId }) },
          },
        ];
  if (paused) reasons.push({ code: 'paused', facts: { pausedAt } });
  const answer: TierAnswer = {
    level,
    index,
    sinceAt: state.sinceAt ?? account.enrolledAt,
    untilAt: paused || index === 0 ? null : (top?.untilAt ?? null),
    reasons,
    nextChangeAt: null,
    nextLevel: null,
  };
  if (state.counter !== null) answer.counter = state.counter;
  // Held while met, or softened by grace: the end is where time takes the level away.
  const openEnd = ladder.kind === 'window' && (top?.untilAt === null || (ladder.graceDays ?? 0) > 0);
  const change = findChange(work, (one) => read(one.account.ladders, options.ladderId)!.level);
  if (change) {
    answer.nextChangeAt = change.at;
    answer.nextLevel = ladder.levels[change.after]!.name;
    // What is lost with its window, or to the base, ends before its own date.
    if (change.after < index && (openEnd || change.at < answer.untilAt!)) answer.untilAt = change.at;
  }
  return answer as TierAnswer<LevelName<P, L>>;
}

/** A ladder of the version in force, with its state. */
export function ladderOf(
  work: Work,
  ladderId: string,
): { compiled: CompiledLadder; ladder: CompiledLadder['ladder']; state: LadderState } {
  const compiled = work.version.ladders.find(({ ladder }) => ladder.id === ladderId);
  const state = read(work.account.ladders, ladderId);
  if (compiled && state) return { compiled, ladder: compiled.ladder, state };
  throw new InputError('unknown-name', 'options.ladderId', `expected a ladder of the program, got ${String(ladderId)}`);
}
