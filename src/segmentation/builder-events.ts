import type { NumberBuilder } from './builder-fields.ts';
import { numberBuilder } from './builder-fields.ts';
import type { BuilderWindows } from './builder-windows.ts';
import { builderWindows } from './builder-windows.ts';
import type { EventCondition, PropertyCondition, SegmentCondition, SegmentMeasure } from './segment-definition.ts';

/** Days of activity and of silence, for rules about habits. */
export interface HabitDays {
  /** days in which the customer was (or is again) active */
  activeDays: number;
  /** days without an event */
  quietDays: number;
}

/** Events of one name: which of them, when, and what about them. Ends in a measure, or in one of the short forms. */
export interface EventBuilder<Properties, Of extends string> extends BuilderWindows<EventBuilder<Properties, Of>> {
  /** Only events that satisfy a condition over their properties. */
  where(make: (properties: Properties) => PropertyCondition): EventBuilder<Properties, Of>;
  /** At least one. */
  happened(): EventCondition;
  /** None. */
  never(): EventCondition;
  /** How many. */
  count(): NumberBuilder<EventCondition>;
  /** Sum of a property. */
  sum(of: Of): NumberBuilder<EventCondition>;
  /** Mean of a property. */
  average(of: Of): NumberBuilder<EventCondition>;
  /** Smallest value of a property. */
  min(of: Of): NumberBuilder<EventCondition>;
  /** Largest value of a property. */
  max(of: Of): NumberBuilder<EventCondition>;
  /** How many different values of a property. */
  distinct(of: Of): NumberBuilder<EventCondition>;
  /** Elapsed days since the first one. */
  daysSinceFirst(): NumberBuilder<EventCondition>;
  /** Elapsed days since the last one. */
  daysSinceLast(): NumberBuilder<EventCondition>;
  /** Was active, and has been quiet since: some in the active days before the quiet ones, none in the quiet ones. */
  stopped(days: HabitDays): SegmentCondition;
  /** Is back: some in the last active days, none in the quiet days before, and some before those. */
  restarted(days: HabitDays): SegmentCondition;
  /** The first event of all lies in a window `last`. */
  firstTime(): Pick<BuilderWindows<SegmentCondition>, 'last'>;
}

/** Makes the builder of events; `parts` is what has been said so far. */
export function eventBuilder<Properties, Of extends string>(
  parts: Pick<EventCondition, 'event' | 'where' | 'window'>,
  properties: Properties,
): EventBuilder<Properties, Of> {
  const measure = (name: SegmentMeasure, of?: Of): NumberBuilder<EventCondition> =>
    numberBuilder((op, value) => ({
      ...parts,
      ...(name !== 'count' && { measure: name }),
      ...(of !== undefined && { of }),
      op: op,
      ...(value !== undefined && { value }),
    }));
  const inDays = (
    window: { last: number } | { before: number } | { between: readonly [number, number] },
  ): EventCondition => ({
    ...parts,
    window: { ...window, unit: 'day' },
  });
  return {
    ...builderWindows((window) => eventBuilder<Properties, Of>({ ...parts, window }, properties)),
    where: (make) => eventBuilder({ ...parts, where: make(properties) }, properties),
    happened: () => ({ ...parts }),
    never: () => ({ ...parts, op: 'eq', value: 0 }),
    count: () => measure('count'),
    sum: (of) => measure('sum', of),
    average: (of) => measure('average', of),
    min: (of) => measure('min', of),
    max: (of) => measure('max', of),
    distinct: (of) => measure('distinct', of),
    daysSinceFirst: () => measure('daysSinceFirst'),
    daysSinceLast: () => measure('daysSinceLast'),
    stopped: ({ activeDays, quietDays }) => ({
      all: [inDays({ between: [quietDays, quietDays + activeDays] }), { not: inDays({ last: quietDays }) }],
    }),
    restarted: ({ activeDays, quietDays }) => ({
      all: [
        inDays({ last: activeDays }),
        { not: inDays({ between: [activeDays, activeDays + quietDays] }) },
        inDays({ before: activeDays + quietDays }),
      ],
    }),
    firstTime: () => ({
      last: (amount, unit, options) => ({
        all: [
          { ...parts, window: { last: amount, unit, ...options } },
          { not: { ...parts, window: { before: amount, unit, ...options } } },
        ],
      }),
    }),
  };
}
