import { epochOf } from '../time/index.ts';
import { stepCalendar } from './calendar-steps.ts';
import { writable } from './copy-account.ts';
import { ownLot } from './live-lots.ts';
import type { Work } from './work.ts';

/** When all points end for want of activity; Infinity where they do not. */
export function inactivityEnd(work: Work): number {
  const { account, version, compiled } = work;
  const { expiry } = version;
  if (expiry.kind !== 'inactivity' || account.lastActivityAt === null) return Infinity;
  const end = stepCalendar(account.lastActivityAt, expiry, compiled.zone);
  const notBefore =
    expiry.notBefore === undefined ? -Infinity : epochOf(expiry.notBefore, 'program.points.expiry.notBefore');
  return Math.max(end, notBefore, version.from);
}

/**
 * Whether silence has ended all points by an instant. Lots that were spent before have ended as well: what comes back to
 * them later is over, as if it had never been spent.
 */
export function endSpentLots(work: Work, at: number): boolean {
  const end = inactivityEnd(work);
  if (end > at) return false;
  work.account.spentLots.forEach((lot, i) => {
    if (!lot.forever && lot.expiredAt === undefined) ownLot(work, writable(work, 'spentLots'), i).expiredAt = end;
  });
  return true;
}
