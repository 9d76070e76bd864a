import type { Lot } from './account.ts';

/** A lot that may be written to. Not spread: a spread makes a shape of its own for every copy, which slows all who read lots. */
export function copyLot(lot: Lot): Lot {
  const { id, eventId, ruleId, left, granted, expired, earnedAt, availableAt, expiresAt, programVersion } = lot;
  const copy: Lot = { id, eventId, ruleId, left, granted, expired, earnedAt, availableAt, expiresAt, programVersion };
  if (lot.hold) copy.hold = lot.hold;
  if (lot.forever) copy.forever = true;
  if (lot.expiredAt !== undefined) copy.expiredAt = lot.expiredAt;
  return copy;
}
