import type { SeenEvent } from './account.ts';
import { repeatedId, repeatedKey } from './event-index.ts';
import type { LoyaltyEvent } from './event.ts';
import type { Outcome, Work } from './work.ts';

/** The same id, or the same key: nothing happens. What came lately is asked for most. */
export function seenBefore(work: Work, event: LoyaltyEvent<string | number>): Outcome | null {
  const { ids, keys } = work;
  const { id, key } = event;
  if (ids !== null && !ids.has(id) && (key === undefined || !keys!.has(key))) return null;
  const { seen } = work.account;
  let first: SeenEvent | null = null;
  for (let i = seen.length - 1; i >= 0; i--) {
    const one = seen[i]!;
    if (one.id === id) return repeatedId(id);
    if (key !== undefined && one.key === key) first = one;
  }
  return first === null ? null : repeatedKey(event, first);
}
