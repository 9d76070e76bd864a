import { anniversaryOn, civilDay, dayNumberOf, startOfDay } from '../time/index.ts';
import { inactivityEnd } from './inactivity.ts';
import { nextLadderAt } from './next-ladder-at.ts';
import type { Work } from './work.ts';

/** The next instant at which time alone does something; Infinity when it never will again. */
export function nextAt(work: Work): number {
  const { account, compiled, version } = work;
  const now = account.throughAt ?? -Infinity;
  let next = Infinity;
  const { lots } = account;
  // In spending order the soonest end stands first, and where nothing is pending nothing waits for a release.
  if (lots.length > work.head) next = lots[work.head]!.expiresAt ?? Infinity;
  if (work.pending > 0)
    for (let i = work.head; i < lots.length; i++) {
      const lot = lots[i]!;
      if (lot.availableAt === null) next = Math.min(next, lot.hold?.lapsesAt ?? Infinity);
      else if (lot.availableAt > now && lot.availableAt < next) next = lot.availableAt;
    }
  // A silence that has ended its points ends no others: those that come later start a new clock.
  const end = inactivityEnd(work);
  if (end > now) next = Math.min(next, end);
  const following = compiled.versions[version.number + 1];
  if (following) next = Math.min(next, following.from);
  next = Math.min(next, nextAnniversaryAt(work));
  return version.ladders.length > 0 ? Math.min(next, nextLadderAt(work)) : next;
}

/** The next anniversary of the enrollment that pays, epoch ms; Infinity: none. */
export function nextAnniversaryAt(work: Work): number {
  const { account, compiled, version } = work;
  if (version.anniversaries.length === 0 || account.enrolledAt === null || account.closedAt !== null) return Infinity;
  const next = account.anniversaries + 1;
  // The calendar ends in the year 275760; whoever asks about its end is paid until then.
  if (new Date(account.enrolledAt).getUTCFullYear() + next >= 275_760) return Infinity;
  const { anniversary } = work;
  if (anniversary.n !== next || anniversary.enrolledAt !== account.enrolledAt) {
    const on = anniversaryOn(civilDay(account.enrolledAt, compiled.zone), next);
    work.anniversary = { enrolledAt: account.enrolledAt, n: next, at: startOfDay(dayNumberOf(on), compiled.zone) };
  }
  return work.anniversary.at;
}
