import type { SeenEvent } from './account.ts';
import { bodyHash } from './body-hash.ts';
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
    if (one.id === id) return { outcome: 'duplicate', reasons: [{ code: 'duplicate', facts: { id } }] };
    if (key !== undefined && one.key === key) first = one;
  }
  if (first === null) return null;
  const code = first.hash === bodyHash(event) ? 'duplicate' : 'key-conflict';
  return { outcome: code, reasons: [{ code, facts: { key: key!, firstId: first.id } }] };
}
