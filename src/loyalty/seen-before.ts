import { repeatedId, repeatedKey } from './event-index.ts';
import type { AnyEvent } from './event.ts';
import type { Outcome } from './event-outcome.ts';
import type { Work } from './work.ts';

/** The same id, or the same key: nothing happens. What came lately is asked for most. */
export function seenBefore(work: Work, event: AnyEvent): Outcome | null {
  const { ids, keys } = work;
  const { id, key } = event;
  if (ids !== null && !ids.has(id) && (key === undefined || !keys!.has(key))) return null;
  const { seen } = work.account;
  for (let i = seen.length - 1; i >= 0; i--) if (seen[i]!.id === id) return repeatedId(id);
  const first = key === undefined ? undefined : seen.find((one) => one.key === key);
  return first === undefined ? null : repeatedKey(event, first);
}
