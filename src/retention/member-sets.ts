import { requireId } from '../errors/index.ts';
import type { ShareCounts } from '../statistics/index.ts';

/** Who was a member at the start of a period and at its end. */
export interface MemberSets<Id extends string | number = string> {
  /** ids at the start */
  atStart: Iterable<Id>;
  /** ids at the end */
  atEnd: Iterable<Id>;
}

/** How sure the interval is. */
export interface LevelChoice {
  /** confidence, 0..1; 0.95 by default */
  level?: number;
}

/** Ids as a set, each a text or a finite number. */
export function idSet<Id extends string | number>(ids: Iterable<Id>, argument: string): Set<Id> {
  // A text would be taken letter by letter, and nothing at all as nobody.
  const set = new Set(typeof ids !== 'string' && ids?.[Symbol.iterator] ? ids : [{} as Id]);
  for (const id of set) requireId(id, argument);
  return set;
}

/** How many of the members of the start are kept; a repeated id counts once. */
export function countKept<Id extends string | number>(members: MemberSets<Id>): ShareCounts {
  const atStart = idSet(members.atStart, 'members.atStart');
  const atEnd = idSet(members.atEnd, 'members.atEnd');
  let numerator = 0;
  for (const id of atStart) if (atEnd.has(id)) numerator++;
  return { numerator, denominator: atStart.size };
}
