import type { CustomerModel, EventModel, FieldKindName, FieldPath } from './customer-model.ts';
import { fieldKind } from './field-kind.ts';
import type { PlainRecord } from './plain-record.ts';
import { isObject, plainRecord } from './plain-record.ts';
import { propertyTest } from './property-test.ts';
import { compilePath, isPlainKey } from './read-path.ts';
import { dayValue, instantValue } from './read-value.ts';
import type { RecordTest } from './record-test.ts';
import { LAST_INSTANT } from './segment-calendar.ts';
import type { PropertyCondition } from './segment-definition.ts';

/** A property of an event that can be measured. */
export type EventValue = number | string | boolean;

/** Matching events of one customer, in the order of their instants. */
export interface EventFacts {
  times: number[];
  /** the property asked for, of each event, NaN-free; empty when none is asked for */
  values: EventValue[];
  /** the events themselves; empty when they are not asked for */
  events: PlainRecord[];
}

/** Which events a leaf looks at. */
export interface EventQuery {
  readonly name: string;
  readonly nameKey: string;
  readonly atKey: string;
  /** the customer's events, of which name and instant are read by their plain keys */
  readonly list: (customer: PlainRecord) => readonly unknown[];
  readonly readId: ((event: PlainRecord) => unknown) | null;
  readonly where: RecordTest | null;
  /** the property of `of`, undefined where it is missing; null when nothing is asked for */
  readonly of: ((event: PlainRecord) => EventValue | undefined) | null;
  /** are the events themselves asked for? */
  readonly keeps: boolean;
}

const NOTHING: readonly unknown[] = [];

/** Makes the query of a leaf from the model. */
export function eventQuery(
  model: CustomerModel,
  {
    name,
    where,
    of,
    keeps = false,
  }: { name: string; where?: PropertyCondition | undefined; of?: FieldPath | undefined; keeps?: boolean },
): EventQuery {
  const events = model.events as EventModel;
  const types = events.types[name]!;
  const { in: listKey = 'events', name: nameKey = 'type', at: atKey = 'at' } = events;
  const readList = compilePath(listKey);
  const isPlain = isPlainKey(nameKey) && isPlainKey(atKey);
  const readName = compilePath(nameKey);
  const readAt = compilePath(atKey);
  /** What lies deeper is lifted under its literal key, which wins when it is read again. */
  const lifted = (event: unknown): PlainRecord => {
    const record = plainRecord(event);
    return { ...record, [nameKey]: readName(record), [atKey]: readAt(record) };
  };
  return {
    name,
    nameKey,
    atKey,
    list: (customer) => {
      const list = readList(customer);
      return Array.isArray(list) ? (isPlain ? list : list.map(lifted)) : NOTHING;
    },
    readId: events.id === undefined ? null : compilePath(events.id),
    where: where === undefined ? null : propertyTest(where, types),
    of: of === undefined ? null : valueReader(of, fieldKind(types[of]!).kind),
    keeps,
  };
}

/** Amounts beyond this could overflow a sum; nobody spends them. */
export const LARGEST_SUMMED = 1e300;

function valueReader(path: FieldPath, kind: FieldKindName): (event: PlainRecord) => EventValue | undefined {
  const read = compilePath(path);
  return (event) => {
    const raw = read(event);
    if (kind === 'text') return typeof raw === 'string' ? raw : undefined;
    if (kind === 'boolean') return typeof raw === 'boolean' ? raw : undefined;
    if (kind === 'number') return typeof raw === 'number' && Math.abs(raw) <= LARGEST_SUMMED ? raw : undefined;
    const value = kind === 'day' ? dayValue(raw) : instantValue(raw);
    return Number.isNaN(value) ? undefined : value;
  };
}

/**
 * How many matching events lie in `[from, to]`, counted up to `enough`. One pass, which is what the test of most segments
 * spends its time on: the name is asked before anything else is looked at, and ownership only of what counts.
 */
export function countEvents(
  query: EventQuery,
  customer: PlainRecord,
  from: number,
  to: number,
  enough: number,
): number {
  const { name, nameKey, atKey, list, readId, where, of } = query;
  if (where !== null || of !== null || readId !== null) return gatherEvents(query, customer, from, to, enough, null);
  const events = list(customer);
  // A fraction of a millisecond lies in its millisecond.
  const end = to + 1;
  let count = 0;
  for (let i = 0; i < events.length; i++) {
    const raw = events[i];
    if (!isObject(raw) || raw[nameKey] !== name) continue;
    const at = raw[atKey];
    if (typeof at === 'number' ? !(at >= from && at < end) : !isWithin(at, from, end)) continue;
    if (plainRecord(raw) !== raw && !ownsAll(raw, nameKey, atKey)) continue;
    if (++count >= enough) return count;
  }
  return count;
}

/** The rare cases of the loop above, apart from it so that it stays small: instants as texts and dates, records of a class. */
function isWithin(at: unknown, from: number, end: number): boolean {
  const instant = instantValue(at);
  return instant >= from && instant < end;
}

/** What is inherited is not there. */
function ownsAll(record: PlainRecord, nameKey: string, atKey: string): boolean {
  return Object.hasOwn(record, nameKey) && Object.hasOwn(record, atKey);
}

/** The same for events that must satisfy more than their name; they are put into `facts` where it is given. */
function gatherEvents(
  { name, nameKey, atKey, list, readId, where, of, keeps }: EventQuery,
  customer: PlainRecord,
  from: number,
  to: number,
  enough: number,
  facts: EventFacts | null,
): number {
  const events = list(customer);
  const end = to + 1;
  let seen: Set<unknown> | null = null;
  let count = 0;
  for (let i = 0; i < events.length && count < enough; i++) {
    const raw = events[i];
    if (!isObject(raw) || raw[nameKey] !== name) continue;
    let at = raw[atKey];
    if (typeof at !== 'number') at = instantValue(at);
    if (!((at as number) >= from && (at as number) < end)) continue;
    const event = plainRecord(raw);
    if (event !== raw && !ownsAll(raw, nameKey, atKey)) continue;
    if (where !== null && !where(event)) continue;
    const value = of === null ? undefined : of(event);
    if (value === undefined && of !== null) continue;
    if (readId !== null) {
      const id = readId(event);
      seen ??= new Set();
      if (seen.has(id)) continue;
      // Without an id an event stands for itself.
      if (id !== undefined && id !== null) seen.add(id);
    }
    count++;
    if (facts !== null) {
      facts.times.push(Math.floor(at as number));
      if (value !== undefined) facts.values.push(value);
      if (keeps) facts.events.push(event);
    }
  }
  return count;
}

/** The matching events in `[from, to]`, ascending by instant. */
export function collectEvents(query: EventQuery, customer: PlainRecord, from: number, to: number): EventFacts {
  const facts: EventFacts = { times: [], values: [], events: [] };
  gatherEvents(query, customer, from, Math.min(to, LAST_INSTANT), Infinity, facts);
  const { times } = facts;
  let isAscending = true;
  for (let i = 1; i < times.length; i++) if (times[i]! < times[i - 1]!) isAscending = false;
  return isAscending
    ? facts
    : pickFacts(
        facts,
        times.map((_, i) => i).sort((a, b) => times[a]! - times[b]!),
      );
}

/** The facts at some places, in their order. */
export function pickFacts({ times, values, events }: EventFacts, places: readonly number[]): EventFacts {
  const pick = <T>(list: readonly T[]): T[] => (list.length === 0 ? [] : places.map((i) => list[i]!));
  return { times: pick(times), values: pick(values), events: pick(events) };
}
