import { endOfPeriod, epochOf } from '../time/index.ts';
import type { Lot } from './account.ts';
import { periodEnd, stepCalendar } from './calendar-steps.ts';
import { append, writable } from './copy-account.ts';
import type { Expiry } from './points-policy.ts';
import type { Work } from './work.ts';
import { begin, lastIndex, liveLots, ownLot, plus, post, STALE } from './work.ts';

/** When points earned at an instant end by the calendar, epoch ms; null: not by the calendar. */
export function expiryOfLot(expiry: Expiry, at: number, zone: string): number | null {
  switch (expiry.kind) {
    case 'after-earning': {
      const end = stepCalendar(at, expiry, zone);
      return expiry.roundUpTo === undefined ? end : periodEnd(end, expiry.roundUpTo, zone);
    }
    case 'end-of-year': {
      const { startsOn, plusYears } = expiry;
      const end =
        startsOn === undefined ? periodEnd(at, 'year', zone) : endOfPeriod(at, 'year', { timeZone: zone, startsOn });
      return plusYears ? stepCalendar(end, { months: 12 * plusYears }, zone) : end;
    }
    case 'on-date':
      return epochOf(expiry.at, 'program.points.expiry.at');
    case 'inactivity':
      return expiry.atMostMonths === undefined ? null : stepCalendar(at, { months: expiry.atMostMonths }, zone);
    default:
      return null;
  }
}

/** Whether points of a lot can be spent at an instant to which time has been settled. */
export function isAvailable(lot: Lot, at: number): boolean {
  return lot.availableAt !== null && lot.availableAt <= at;
}

/** Soonest expiry first, then the earliest earned, then list order; what never expires comes last. */
function comesBefore(a: Lot, b: Lot): boolean {
  const expiryA = a.expiresAt ?? Infinity;
  const expiryB = b.expiresAt ?? Infinity;
  return expiryA === expiryB ? a.earnedAt < b.earnedAt : expiryA < expiryB;
}

/** Puts a lot in its place. Mostly that is the end, so the search begins there. */
export function insertLot(work: Work, lot: Lot): void {
  // Cut in large pieces: one by one, each costs as much as there are lots.
  const lots = work.head > 64 && 2 * work.head > work.account.lots.length ? liveLots(work) : work.account.lots;
  let i = lots.length;
  while (i > work.head && comesBefore(lot, lots[i - 1]!)) i--;
  if (i === lots.length) lots.push(lot);
  else lots.splice(i, 0, lot);
  if (work.nextAt === STALE) return;
  if (lot.expiresAt !== null && lot.expiresAt < work.nextAt) work.nextAt = lot.expiresAt;
  if (lot.availableAt === null) work.nextAt = STALE;
  else if (lot.availableAt > work.account.throughAt! && lot.availableAt < work.nextAt) work.nextAt = lot.availableAt;
}

/** Adds a lot of new points from one of the program's accounts to the member, and repays a debt with them. */
export function addLot(work: Work, lot: Lot, at: number, from: 'issued' | 'transfers' | 'expired' | 'redeemed'): void {
  const { totals } = work.account;
  if (from === 'issued') totals.issued = plus(totals.issued, lot.left);
  else if (from === 'transfers') totals.transferred = plus(totals.transferred, lot.left);
  else totals[from] = plus(totals[from], -lot.left);
  post(work, `program:${from}`, -lot.left, lot);
  if (isAvailable(lot, at)) {
    plus(work.pending, work.available + lot.left);
    work.available = plus(work.available, lot.left);
    post(work, 'member:available', lot.left, lot);
    insertLot(work, lot);
    becameAvailable(work, lot, at);
  } else {
    plus(work.available, work.pending + lot.left);
    work.pending = plus(work.pending, lot.left);
    post(work, 'member:pending', lot.left, lot);
    insertLot(work, lot);
  }
}

/** Starts a new inactivity clock where the old one has run out, and repays a debt before anything else can happen. */
export function becameAvailable(work: Work, lot: Lot, at: number): void {
  const { account, version } = work;
  if (version.expiry.kind === 'inactivity') {
    if (endSpentLots(work, at)) account.lastActivityAt = at;
    work.nextAt = STALE;
  }
  const repaid = Math.min(account.debt, lot.left);
  if (repaid === 0) return;
  account.debt -= repaid;
  work.available -= repaid;
  post(work, 'member:available', -repaid, lot);
  post(work, 'member:debt', repaid, lot);
  const lots = liveLots(work);
  const i = lots.findIndex((one) => one.id === lot.id);
  const own = ownLot(work, lots, i);
  own.left -= repaid;
  if (own.left === 0) closeLot(work, i);
}

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

/** Moves an empty lot to the spent ones. The first one only moves the head: whoever walks on by index looks at it again. */
export function closeLot(work: Work, i: number): void {
  const { lots } = work.account;
  append(work, 'spentLots', lots[i]!);
  if (i === work.head) work.head++;
  else lots.splice(i, 1);
}

/** A lot by id, live or spent, that may be written to. */
export function lotById(work: Work, lotId: string): { lot: Lot; list: Lot[]; index: number } | null {
  const hasId = (one: Lot): boolean => one.id === lotId;
  const lots = liveLots(work);
  let index = lastIndex(lots, hasId);
  if (index >= 0) return { lot: ownLot(work, lots, index), list: lots, index };
  index = lastIndex(work.account.spentLots, hasId);
  if (index < 0) return null;
  const list = writable(work, 'spentLots');
  return { lot: ownLot(work, list, index), list, index };
}

/**
 * Takes available points in spending order, as many as there are, and tells from which lots; returns how many were
 * lacking. The other side of the entries is posted by whoever is told.
 */
export function takeAvailable(
  work: Work,
  points: number,
  at: number,
  tell: (lot: Lot, points: number) => void,
): number {
  const { lots } = work.account;
  const order = work.version.points.spending?.order ?? 'soonest-expiring';
  const most = Math.min(points, work.available);
  if (order !== 'soonest-expiring') takeByAge(work, most, at, order, tell);
  else {
    let rest = most;
    for (let i = work.head; rest > 0 && i < lots.length;) {
      const { left } = lots[i]!;
      if (!isAvailable(lots[i]!, at)) {
        i++;
        continue;
      }
      const part = Math.min(left, rest);
      tell(takeFromLot(work, i, part), part);
      rest -= part;
      if (part < left) break;
      if (i < work.head) i = work.head;
    }
  }
  return points - most;
}

/** Takes from one live lot, at most what is left of it; an empty lot leaves the list. */
export function takeFromLot(work: Work, i: number, points: number): Lot {
  const lot = ownLot(work, work.account.lots, i);
  lot.left -= points;
  const pending = !isAvailable(lot, work.account.throughAt!);
  if (pending) work.pending -= points;
  else work.available -= points;
  post(work, pending ? 'member:pending' : 'member:available', -points, lot);
  if (lot.left === 0) closeLot(work, i);
  return lot;
}

function takeByAge(
  work: Work,
  points: number,
  at: number,
  order: 'oldest' | 'newest',
  tell: (lot: Lot, points: number) => void,
): void {
  const direction = order === 'oldest' ? 1 : -1;
  const aged = liveLots(work)
    .filter((lot) => isAvailable(lot, at))
    .sort((a, b) => direction * (a.earnedAt - b.earnedAt));
  let rest = points;
  for (const { id, left } of aged) {
    if (rest === 0) break;
    const part = Math.min(left, rest);
    const i = liveLots(work).findIndex((lot) => lot.id === id);
    tell(takeFromLot(work, i, part), part);
    rest -= part;
  }
}

/** Lets points of a lot run out. */
export function expireLot(work: Work, i: number, at: number, cause: 'expiry' | 'inactivity'): void {
  const { account } = work;
  const before = account.lots[i]!.left;
  begin(work, at, null, cause);
  const lot = takeFromLot(work, i, before);
  lot.expired += before;
  lot.expiredAt = at;
  account.totals.expired = plus(account.totals.expired, before);
  post(work, 'program:expired', before, lot);
}
