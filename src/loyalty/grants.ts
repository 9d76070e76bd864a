import type { Grant, GrantWhy, LadderState } from './account.ts';
import type { Ladder } from './ladder.ts';
import type { Work } from './work.ts';

/** Start of the running pause where the ladder rests in it, epoch ms; null: none, or the ladder goes on. */
export function pauseOf(work: Work, ladder: Ladder): number | null {
  return ladder.kind === 'window' && ladder.pause === 'ignore' ? null : work.account.pausedAt;
}

/** The highest level valid at an instant. What was in force when a pause began stays in force until it ends. */
export function levelOf(pausedAt: number | null, state: LadderState, at: number): number {
  let level = 0;
  for (const grant of state.grants) if (grant.level > level && isValid(pausedAt, grant, at)) level = grant.level;
  return level;
}

/** Whether a grant is in force at an instant. */
export function isValid(pausedAt: number | null, grant: Grant, at: number): boolean {
  if (grant.fromAt > at) return false;
  return grant.untilAt === null || grant.untilAt > at || isPaused(pausedAt, grant);
}

/** Whether a running pause keeps a grant in force. */
export function isPaused(pausedAt: number | null, grant: Grant): boolean {
  return pausedAt !== null && grant.fromAt <= pausedAt && (grant.untilAt === null || grant.untilAt > pausedAt);
}

const EARNED: readonly GrantWhy[] = ['qualified', 'retained', 'reentered'];

/** Whether a window earned this grant. */
export function isEarned(grant: Grant): boolean {
  return EARNED.includes(grant.why);
}
