import type { CustomerModel, EventModel, FieldKindName, FieldPath } from './customer-model.ts';
import { fieldKind } from './field-kind.ts';
import { propertyTest } from './property-test.ts';
import { compilePath, isObject, isPlainKey, ownValue } from './read-path.ts';
import { dayValue, instantValue, numberValue } from './read-value.ts';
import type { PropertyCondition } from './segment-definition.ts';

/** Matching events of one customer, in the order of their instants. */
export interface EventFacts {
  times: number[];
  /** the property asked for, of each event; NaN-free */
  values: (number | string | boolean)[];
  events: unknown[];
}

/** Which events a leaf looks at. */
export interface EventQuery {
  readonly name: string;
  readonly list: (customer: unknown) => readonly unknown[];
  /** keys of name and instant where both are plain keys; null where they have to be read by path */
  readonly keys: { readonly name: string; readonly at: string } | null;
  readonly readName: (event: unknown) => unknown;
  readonly readAt: (event: unknown) => unknown;
  readonly readId: ((event: unknown) => unknown) | null;
  readonly where: ((event: unknown) => boolean) | null;
  /** the property of `of`, undefined where it is missing; null when nothing is asked for */
  readonly of: ((event: unknown) => number | string | boolean | undefined) | null;
}

const NOTHING: readonly unknown[] = [];

/** Makes the query of a leaf from the model. */
export function eventQuery(
  model: CustomerModel,
  { name, where, of }: { name: string; where?: PropertyCondition | undefined; of?: FieldPath | undefined },
): EventQuery {
  const events = model.events as EventModel;
  const types = events.types[name]!;
  const readList = compilePath(events.in ?? 'events');
  const { name: nameKey = 'type', at: atKey = 'at' } = events;
  return {
    name,
    list: (customer) => {
      const list = readList(customer);
      return Array.isArray(list) ? list : NOTHING;
    },
    keys: isPlainKey(nameKey) && isPlainKey(atKey) ? { name: nameKey, at: atKey } : null,
    readName: compilePath(nameKey),
    readAt: compilePath(atKey),
    readId: events.id === undefined ? null : compilePath(events.id),
    where: where === undefined ? null : propertyTest(where, types),
    of: of === undefined ? null : valueReader(of, fieldKind(types[of]!).kind),
  };
}

/** Amounts beyond this could overflow a sum; nobody spends them. */
const LARGEST = 1e300;

function valueReader(path: FieldPath, kind: FieldKindName): (event: unknown) => number | string | boolean | undefined {
  const read = compilePath(path);
  return (event) => {
    const raw = read(event);
    if (kind === 'text') return typeof raw === 'string' ? raw : undefined;
    if (kind === 'boolean') return typeof raw === 'boolean' ? raw : undefined;
    const value = kind === 'number' ? numberValue(raw) : kind === 'day' ? dayValue(raw) : instantValue(raw);
    return Math.abs(value) <= LARGEST ? value : undefined;
  };
}

/**
 * How many matching events lie in `[from, to]`, counted up to `enough`. One pass without making anything: this is what
 * the test of most segments spends its time on.
 */
export function countEvents(query: EventQuery, customer: unknown, from: number, to: number, enough: number): number {
  const { name, keys, readName, readAt, readId, where, of } = query;
  const list = query.list(customer);
  const nameKey = keys?.name ?? '';
  const atKey = keys?.at ?? '';
  let seen: Set<unknown> | null = null;
  let count = 0;
  for (let i = 0; i < list.length && count < enough; i++) {
    const event = list[i];
    let raw: unknown;
    // In a plain object, whose prototype has no such key, the plain read is the own read.
    if (keys !== null && isObject(event) && Object.getPrototypeOf(event) === Object.prototype) {
      if (event[nameKey] !== name) continue;
      raw = event[atKey];
    } else {
      if (readName(event) !== name) continue;
      raw = readAt(event);
    }
    const at = typeof raw === 'number' ? Math.floor(raw) : instantValue(raw);
    if (!(at >= from && at <= to) || (where !== null && !where(event))) continue;
    if (of !== null && of(event) === undefined) continue;
    if (readId !== null) {
      const id = readId(event);
      seen ??= new Set();
      if (seen.has(id)) continue;
      // Without an id an event stands for itself.
      if (id !== undefined && id !== null) seen.add(id);
    }
    count++;
  }
  return count;
}

/**
 * The count of all events of a name in `[from, to]`, as one function over constants; null where keys lie deeper, events
 * have ids, or more is asked than their name.
 */
export function quickCount(
  model: CustomerModel,
  query: EventQuery,
  from: number,
  to: number,
  enough: number,
): ((customer: unknown) => number) | null {
  const listKey = model.events?.in ?? 'events';
  const { keys, name } = query;
  if (!keys || query.readId || query.where || query.of || !isPlainKey(listKey)) return null;
  const { name: nameKey, at: atKey } = keys;
  const end = to + 1;
  return (customer) => {
    const list = ownValue(customer, listKey);
    if (!Array.isArray(list)) return 0;
    let count = 0;
    for (let i = 0; i < list.length; i++) {
      const event: unknown = list[i];
      if (!isObject(event)) continue;
      const plain = Object.getPrototypeOf(event) === Object.prototype;
      if ((plain ? event[nameKey] : ownValue(event, nameKey)) !== name) continue;
      const raw = plain ? event[atKey] : ownValue(event, atKey);
      // A fraction of a millisecond lies in its millisecond.
      if (typeof raw === 'number' ? raw >= from && raw < end : isWithin(raw, from, to)) {
        if (++count >= enough) break;
      }
    }
    return count;
  };
}

function isWithin(raw: unknown, from: number, to: number): boolean {
  const at = instantValue(raw);
  return at >= from && at <= to;
}

/** The matching events in `[from, to]`, ascending by instant. */
export function collectEvents(query: EventQuery, customer: unknown, from: number, to: number): EventFacts {
  const { name, readName, readAt, readId, where, of } = query;
  const found: { at: number; value: number | string | boolean; event: unknown }[] = [];
  const seen = new Set<unknown>();
  for (const event of query.list(customer)) {
    if (readName(event) !== name) continue;
    const at = instantValue(readAt(event));
    if (!(at >= from && at <= to) || (where !== null && !where(event))) continue;
    const value = of === null ? 0 : of(event);
    if (value === undefined) continue;
    const id = readId === null ? undefined : readId(event);
    if (id !== undefined && id !== null) {
      if (seen.has(id)) continue;
      seen.add(id);
    }
    found.push({ at, value, event });
  }
  found.sort((a, b) => a.at - b.at);
  return {
    times: found.map(({ at }) => at),
    values: found.map(({ value }) => value),
    events: found.map(({ event }) => event),
  };
}
