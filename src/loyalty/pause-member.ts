import { addCalendar, dayNumber } from '../time/index.ts';
import { counterEnds } from './counter-ladder.ts';
import type { Outcome } from './event-outcome.ts';
import { applied, rejected } from './event-outcome.ts';
import { isEarned, isPaused, pauseOf } from './grants.ts';
import { read } from './records.ts';
import { refreshLevels } from './refresh-levels.ts';
import type { Work } from './work.ts';
import { STALE } from './work.ts';

/** Lets the membership rest: levels in force stay until it goes on. */
export function pauseMember(work: Work, at: number): Outcome {
  if (work.account.pausedAt !== null) return rejected('paused');
  work.account.pausedAt = at;
  work.nextAt = STALE;
  return applied();
}

/** Goes on: every level in force at the pause moves by the local calendar days between. */
export function resumeMember(work: Work, at: number): Outcome {
  const { account, compiled } = work;
  if (account.pausedAt === null) return rejected('not-paused');
  const days = dayNumber(at, compiled.zone) - dayNumber(account.pausedAt, compiled.zone);
  for (const { ladder } of work.version.ladders) {
    const pausedAt = pauseOf(work, ladder);
    for (const grant of read(account.ladders, ladder.id)?.grants ?? []) {
      if (!isPaused(pausedAt, grant) || grant.untilAt === null) continue;
      // Where it would have ended earlier on this day, it ends now.
      grant.untilAt = Math.max(at, addCalendar(grant.untilAt, { days }, compiled.zone));
      // The ends of a counter level are counted from its own beginning, which moves with it.
      if (!isEarned(grant) && grant.windowAt !== null)
        grant.windowAt = addCalendar(grant.windowAt, { days }, compiled.zone);
    }
  }
  account.pausedAt = null;
  work.nextAt = STALE;
  counterEnds(work, at);
  refreshLevels(work, at, null, true);
  return applied();
}
