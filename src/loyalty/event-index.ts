import { bodyHash } from './body-hash.ts';
import type { AnyEvent } from './event.ts';
import type { LoyaltyReason } from './outcome.ts';

/** What becomes of an event that was seen before: nothing happens. */
export interface Repetition {
  outcome: 'duplicate' | 'key-conflict';
  reasons: LoyaltyReason[];
}

/** Ids and keys of one member's events, so that a repetition is recognized without a look through all of them. */
export interface EventIndex {
  ids: Set<string>;
  /** the first event with each key */
  keys: Map<string, AnyEvent>;
  /** how many purchases name an order */
  orders: Map<string, number>;
}

/** An index with these events in it. */
export function indexEvents(events: readonly AnyEvent[]): EventIndex {
  const index: EventIndex = { ids: new Set(), keys: new Map(), orders: new Map() };
  for (const event of events) addToIndex(index, event);
  return index;
}

/** Notes an event; of several with one key the first counts. */
export function addToIndex({ ids, keys, orders }: EventIndex, event: AnyEvent): void {
  ids.add(event.id);
  if (event.type === 'purchase') orders.set(event.orderId, (orders.get(event.orderId) ?? 0) + 1);
  if (event.key !== undefined && !keys.has(event.key)) keys.set(event.key, event);
}

/** Whether an event repeats one of the index; null: it is new. */
export function repetitionOf({ ids, keys }: EventIndex, event: AnyEvent): Repetition | null {
  if (ids.has(event.id)) return repeatedId(event.id);
  const first = event.key === undefined ? undefined : keys.get(event.key);
  return first === undefined ? null : repeatedKey(event, { id: first.id, hash: bodyHash(first) });
}

/** The same id: a duplicate, whatever its body says. */
export function repeatedId(id: string): Repetition {
  return { outcome: 'duplicate', reasons: [{ code: 'duplicate', facts: { id } }] };
}

/** The key of an event seen before: a duplicate where the bodies are the same. */
export function repeatedKey(event: AnyEvent, first: { id: string; hash?: string }): Repetition {
  const code = first.hash === bodyHash(event) ? 'duplicate' : 'key-conflict';
  return { outcome: code, reasons: [{ code, facts: { key: event.key!, firstId: first.id } }] };
}
