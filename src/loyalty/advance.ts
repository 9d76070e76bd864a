import { anniversaryOn, civilDay, startOfDay, dayNumberOf } from '../time/index.ts';
import type { Lot } from './account.ts';
import { versionAt } from './compile-program.ts';
import { counterEnds, nextLadderAt, stepLadders } from './ladder-steps.ts';
import { becameAvailable, endSpentLots, expireLot, inactivityEnd, isAvailable, takeFromLot } from './lots.ts';
import { payFlat } from './pay-flat.ts';
import { refreshLevels } from './refresh-levels.ts';
import type { Expiry } from './points-policy.ts';
import type { Work } from './work.ts';
import { begin, liveLots, ownLot, plus, post, STALE } from './work.ts';

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

/** Whether silence would end a lot: not one that never ends and, unless the program says so, not one that is held. */
function isAtStake(work: Work, lot: Lot): boolean {
  const { pendingSurvives = true } = work.version.expiry as Extract<Expiry, { kind: 'inactivity' }>;
  return !lot.forever && (!pendingSurvives || isAvailable(lot, work.account.throughAt!));
}

function nextAnniversaryAt(work: Work): number {
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
    release(work, at, before ?? -Infinity);
    lapse(work, at);
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

function expireInactive(work: Work, at: number): void {
  const { lots } = work.account;
  for (let i = work.head; i < lots.length; i = Math.max(i, work.head)) {
    if (isAtStake(work, lots[i]!)) expireLot(work, i, at, 'inactivity');
    else i++;
  }
}

function release(work: Work, at: number, before: number): void {
  const due = liveLots(work).filter(
    (lot) => lot.availableAt !== null && lot.availableAt > before && lot.availableAt <= at,
  );
  for (const lot of due.sort((a, b) => a.availableAt! - b.availableAt!)) releaseLot(work, lot, at);
}

/** Moves a held lot to the available points. */
export function releaseLot(work: Work, lot: { id: string }, at: number): void {
  const lots = liveLots(work);
  const i = lots.findIndex((one) => one.id === lot.id);
  const own = ownLot(work, lots, i);
  begin(work, at, null, 'release');
  work.pending -= own.left;
  work.available = plus(work.available, own.left);
  post(work, 'member:pending', -own.left, own);
  post(work, 'member:available', own.left, own);
  becameAvailable(work, own, at);
}

function lapse(work: Work, at: number): void {
  const { account } = work;
  for (let i = work.head; i < account.lots.length; i = Math.max(i, work.head)) {
    const lapsesAt = account.lots[i]!.hold?.lapsesAt ?? null;
    if (lapsesAt === null || lapsesAt > at) {
      i++;
      continue;
    }
    begin(work, at, null, 'lapse');
    const points = account.lots[i]!.left;
    const lot = takeFromLot(work, i, points);
    lot.expiredAt = lapsesAt;
    account.totals.reversed = plus(account.totals.reversed, points);
    post(work, 'program:reversed', points, lot);
  }
}
