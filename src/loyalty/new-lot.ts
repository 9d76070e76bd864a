import type { Lot } from './account.ts';
import { stepCalendar } from './calendar-steps.ts';
import { expiryOfLot } from './expiry-of-lot.ts';
import { holdsOne } from './holds-one.ts';
import type { Expiry, Hold } from './points-policy.ts';
import type { Work } from './work.ts';

/** What a new lot needs to know. */
export interface NewLot {
  id: string;
  eventId: string;
  ruleId: string | null;
  points: number;
  expiry?: Expiry | undefined;
  hold?: Hold | undefined;
  /** level by ladder recorded with the purchase */
  tier?: Readonly<Record<string, string>> | undefined;
}

/** A lot by the rules of the version in force. */
export function newLot(work: Work, given: NewLot, at: number): Lot {
  const expiry = given.expiry ?? work.version.expiry;
  const forever =
    given.expiry?.kind === 'never' ||
    (expiry.exceptTiers !== undefined && holdsOne(work, expiry.exceptTiers, given.tier));
  const { zone } = work.compiled;
  const { hold, points } = given;
  const notBefore = hold?.days ? stepCalendar(at, { days: hold.days }, zone) : at;
  const waits = hold?.untilReleased === true;
  const lot: Lot = {
    id: given.id,
    eventId: given.eventId,
    ruleId: given.ruleId,
    left: points,
    granted: points,
    expired: 0,
    earnedAt: at,
    availableAt: waits ? null : notBefore,
    expiresAt: forever ? null : expiryOfLot(expiry, at, zone),
    programVersion: work.version.number,
  };
  if (waits) {
    const { lapseDays: days } = hold;
    lot.hold = { notBefore, lapsesAt: days === undefined ? null : stepCalendar(at, { days }, zone) };
  }
  if (forever) lot.forever = true;
  return lot;
}
