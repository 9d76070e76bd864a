import { InputError } from '../errors/index.ts';
import type { Account } from './account.ts';
import type { LoyaltyEvent } from './event.ts';

/** A member's facts with checkpoints: takes late facts at a cost proportional to what comes after them. Plain JSON. */
export interface Journal<Id extends string | number = string> {
  /** what this value is */
  kind: 'loyalty-journal';
  /** version of this shape */
  version: 1;
  /** whose facts */
  memberId: Id;
  /** facts in the order in which they apply */
  events: LoyaltyEvent<Id>[];
  /** accounts after so many events, ascending; the last stands after all of them. Their `seen` is empty: the events say it */
  checkpoints: {
    /** events applied */
    count: number;
    /** the account after them */
    account: Account<Id>;
  }[];
}

/** Refuses what is no journal, or one of another version. */
export function requireJournal({ kind, version }: Journal<string | number>): void {
  if (kind !== 'loyalty-journal' || version !== 1)
    throw new InputError('wrong-kind', 'journal', `expected a loyalty journal of version 1, got ${String(kind)}`);
}

/** Checkpoints are kept this far apart at the end and twice as far with each step back, so that there are few. */
const NEAR = 64;

/** Keeps the checkpoints that matter: the last one, and ever fewer the further back. */
export function thin<Id extends string | number>(
  checkpoints: Journal<Id>['checkpoints'],
  total: number,
): Journal<Id>['checkpoints'] {
  const kept: Journal<Id>['checkpoints'] = [];
  let gap = NEAR;
  let next = Infinity;
  for (let i = checkpoints.length - 1; i >= 0; i--) {
    const one = checkpoints[i]!;
    if (i !== checkpoints.length - 1 && one.count > next) continue;
    kept.push(one);
    next = Math.min(one.count, total) - gap;
    if (i !== checkpoints.length - 1) gap *= 2;
  }
  return kept.reverse();
}
