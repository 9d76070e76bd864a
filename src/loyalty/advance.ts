import { versionAt } from './compile-program.ts';
import { counterEnds } from './counter-ladder.ts';
import { expireLot } from './expire-lot.ts';
import { endSpentLots, inactivityEnd } from './inactivity.ts';
import { nextAnniversaryAt, nextAt } from './next-at.ts';
import { payFlat } from './pay-flat.ts';
import { refreshLevels } from './refresh-levels.ts';
import { stepLadders } from './step-ladders.ts';
import { expireInactive, lapseHolds, releaseDue } from './step-points.ts';
import type { Work } from './work.ts';
import { STALE } from './work.ts';

/**
 * Lets time pass up to and including an instant: lots expire and become available, windows end, levels begin and end,
 * each at its own instant and in the order of time. Nothing has to run at midnight; whoever asks lets time pass.
 */
export function advance(work: Work, to: number): void {
  for (;;) {
    if (work.nextAt === STALE) work.nextAt = nextAt(work);
    // Written so that what is no number ends it.
    if (!(work.nextAt <= to)) break;
    step(work, Math.max(work.nextAt, work.account.throughAt ?? work.nextAt));
    work.nextAt = STALE;
  }
  if (work.account.throughAt === null || to > work.account.throughAt) setTime(work, to);
}

function setTime(work: Work, at: number): void {
  const { account, compiled } = work;
  account.throughAt = at;
  if (compiled.versions.length === 1) return;
  work.version = versionAt(compiled, at);
  account.programVersion = work.version.number;
}

/** Everything that time does at one instant: expiry, then release, then what the ladders and the calendar do. */
function step(work: Work, at: number): void {
  const { account } = work;
  // Versions first: what happens at an instant happens under the version that begins at it.
  const before = account.throughAt;
  if (work.compiled.versions.length > 1) work.version = versionAt(work.compiled, at);
  const end = inactivityEnd(work);
  const inactive = end <= at && end > (before ?? -Infinity);
  while (account.lots.length > work.head && (account.lots[work.head]!.expiresAt ?? Infinity) <= at)
    expireLot(work, work.head, at, 'expiry');
  if (inactive) {
    expireInactive(work, at);
    // Now, not when something comes back to them: another version may have ended the rule by then.
    endSpentLots(work, at);
  }
  setTime(work, at);
  if (work.pending > 0) {
    releaseDue(work, at, before ?? -Infinity);
    lapseHolds(work, at);
  }
  stepLadders(work, at);
  while (nextAnniversaryAt(work) <= at) {
    // A rule that begins in the fifth year does not pay the four before.
    const due = nextAnniversaryAt(work) === at;
    account.anniversaries++;
    if (due) for (const one of work.version.anniversaries) payFlat(work, one, at, null);
  }
  counterEnds(work, at);
  refreshLevels(work, at, null, true);
}
