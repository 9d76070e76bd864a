import type { LadderState } from './account.ts';
import type { Contribution } from './contribution.ts';
import { deltaOf } from './contribution.ts';
import type { WindowLadder } from './ladder.ts';
import { plus } from './safe-sums.ts';
import type { Work } from './work.ts';

/** Challenges on grants count on their own, whether a level asks for their metric or not; says whether one was won. */
export function meetChallenges(
  work: Work,
  ladder: WindowLadder,
  state: LadderState,
  what: Contribution,
  at: number,
  bookedAt: number,
): boolean {
  let won = false;
  for (const grant of state.grants.slice()) {
    const { challenge } = grant;
    if (!challenge || bookedAt < challenge.fromAt || bookedAt >= challenge.toAt) continue;
    challenge.has = plus(challenge.has, deltaOf(work, ladder, challenge.metric, what));
    if (challenge.has < challenge.atLeast) continue;
    winChallenge(state, grant, at);
    won = true;
  }
  return won;
}

/** The grant lasts longer; one that is already over begins again. */
export function winChallenge(state: LadderState, grant: LadderState['grants'][number], at: number): void {
  const { challenge, ...rest } = grant;
  if (!challenge) return;
  delete grant.challenge;
  if (grant.untilAt === null || grant.untilAt >= challenge.untilAt) return;
  if (grant.untilAt <= at) state.grants.push({ ...rest, fromAt: at, untilAt: challenge.untilAt });
  else grant.untilAt = challenge.untilAt;
}
