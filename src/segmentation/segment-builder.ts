import type { Period } from '../time/index.ts';
import type { EventBuilder } from './builder-events.ts';
import { eventBuilder } from './builder-events.ts';
import type { BuilderOf } from './builder-fields.ts';
import { fieldBuilder } from './builder-fields.ts';
import type { CustomerModel, EventModel, FieldType } from './customer-model.ts';
import type {
  ElapsedUnit,
  EarliestCondition,
  LatestCondition,
  PropertyCondition,
  RegularlyCondition,
  SegmentCondition,
  SequenceCondition,
  SequenceStep,
  WindowUnit,
} from './segment-definition.ts';

type Fields = Readonly<Record<string, FieldType>>;
type EventsOf<M extends CustomerModel> = M extends { readonly events: EventModel }
  ? M['events']['types']
  : Record<never, never>;
type Name<T> = Extract<keyof T, string>;

/** Conditions over one event's properties. */
export interface PropertyBuilder<F extends Fields> {
  /** Every one holds. */
  all(...parts: readonly PropertyCondition[]): PropertyCondition;
  /** One holds. */
  any(...parts: readonly PropertyCondition[]): PropertyCondition;
  /** The complement. */
  not(part: PropertyCondition): PropertyCondition;
  /** So many hold. */
  atLeast(count: number, ...parts: readonly PropertyCondition[]): PropertyCondition;
  /** A property, with the operators of its type. */
  field<P extends Name<F>>(path: P): BuilderOf<F[P]>;
}

/** Conditions over a customer, typed by the model. */
export interface SegmentBuilder<M extends CustomerModel> {
  /** Every one holds. */
  all(...parts: readonly SegmentCondition[]): SegmentCondition;
  /** One holds. */
  any(...parts: readonly SegmentCondition[]): SegmentCondition;
  /** The complement. */
  not(part: SegmentCondition): SegmentCondition;
  /** So many hold. */
  atLeast(count: number, ...parts: readonly SegmentCondition[]): SegmentCondition;
  /** Everybody or nobody. */
  always(value: boolean): SegmentCondition;
  /** Members of another segment. */
  segment(name: string): SegmentCondition;
  /** A field, with the operators of its type. */
  field<P extends Name<M['fields']>>(path: P): BuilderOf<M['fields'][P]>;
  /** Events of a name. */
  event<E extends Name<EventsOf<M>>>(
    name: E,
  ): EventBuilder<PropertyBuilder<EventsOf<M>[E] & Fields>, Name<EventsOf<M>[E]>>;
  /** A property of the latest event. */
  latest<E extends Name<EventsOf<M>>>(
    name: E,
    has: (properties: PropertyBuilder<EventsOf<M>[E] & Fields>) => PropertyCondition,
  ): LatestCondition;
  /** A property of the earliest event. */
  earliest<E extends Name<EventsOf<M>>>(
    name: E,
    has: (properties: PropertyBuilder<EventsOf<M>[E] & Fields>) => PropertyCondition,
  ): EarliestCondition;
  /** Events one after the other. */
  sequence(
    steps: readonly (Name<EventsOf<M>> | (SequenceStep & { event: Name<EventsOf<M>> }))[],
    options?: { within: number; unit: ElapsedUnit },
  ): SequenceCondition;
  /** Events in at least so many of the complete periods before the current one. */
  regularly(name: Name<EventsOf<M>>, habit: { periods: number; unit: Period; inAtLeast: number }): RegularlyCondition;
  /** A condition that has held for some time: needs the field with the instant at which it began. */
  heldFor(part: SegmentCondition, amount: number, unit: WindowUnit, since: Name<M['fields']>): SegmentCondition;
}

/**
 * A builder of segment conditions that knows your model: fields, operators, values and events complete and are checked by
 * the compiler.
 *
 * What comes out is the JSON of the language and nothing else: store it, send it, show it.
 *
 * @param model - the customer model, best made by {@link defineModel}
 * @returns the builder
 *
 * @example How do I write a segment without looking up the JSON?
 * ```ts
 * import { segmentBuilder } from 'clientele/segmentation';
 *
 * const s = segmentBuilder({
 *   version: 1, fields: { plan: ['free', 'pro'], lastLogin: 'instant?' },
 *   events: { types: { purchase: { amount: 'number' } } },
 * });
 * s.field('plan').in(['pro']); // => { field: 'plan', op: 'in', value: ['pro'] }
 * s.event('purchase').where((p) => p.field('amount').gte(50)).last(30, 'day').count().gte(3); // => { event: 'purchase', where: { field: 'amount', op: 'gte', value: 50 }, window: { last: 30, unit: 'day' }, op: 'gte', value: 3 }
 * s.not(s.field('lastLogin').last(1, 'week')); // => { not: { field: 'lastLogin', window: { last: 1, unit: 'week' } } }
 * s.event('purchase').stopped({ activeDays: 60, quietDays: 30 }); // => { all: [{ event: 'purchase', window: { between: [30, 90], unit: 'day' } }, { not: { event: 'purchase', window: { last: 30, unit: 'day' } } }] }
 * ```
 */
export function segmentBuilder<const M extends CustomerModel>(model: M): SegmentBuilder<M> {
  // The model only speaks to the compiler: what it allows, the types say.
  void model;
  // At run time one builder has every operator; which of them a field has, only the model's type knows.
  const field = fieldBuilder as unknown as SegmentBuilder<M>['field'] & PropertyBuilder<Fields>['field'];
  const properties: PropertyBuilder<Fields> = {
    all: (...parts) => ({ all: parts }),
    any: (...parts) => ({ any: parts }),
    not: (part) => ({ not: part }),
    atLeast: (count, ...parts) => ({ atLeast: count, of: parts }),
    field,
  };
  return {
    all: (...parts) => ({ all: parts }),
    any: (...parts) => ({ any: parts }),
    not: (part) => ({ not: part }),
    atLeast: (count, ...parts) => ({ atLeast: count, of: parts }),
    always: (value) => ({ always: value }),
    segment: (name) => ({ segment: name }),
    field,
    event: (name) => eventBuilder({ event: name }, properties as never),
    latest: (name, has) => ({ latest: name, has: has(properties as never) }),
    earliest: (name, has) => ({ earliest: name, has: has(properties as never) }),
    sequence: (steps, options) => ({
      sequence: steps.map((step) => (typeof step === 'string' ? { event: step } : step)),
      ...options,
    }),
    regularly: (name, habit) => ({ regularly: name, ...habit }),
    heldFor: (part, amount, unit, since) => ({ all: [part, { field: since, window: { before: amount, unit } }] }),
  };
}
