import type { EventFacts, EventQuery } from './event-query.ts';
import { collectEvents, eventQuery } from './event-query.ts';
import type { PlainRecord } from './plain-record.ts';
import { rangeMeasure } from './range-measure.ts';
import { dateOf, firstDay } from './segment-calendar.ts';
import type { RegularlyCondition, SegmentWindow } from './segment-definition.ts';
import type { SegmentScope } from './segment-program.ts';
import { eventBounds } from './window-bounds.ts';

/** Events by the calendar period that they lie in. */
export interface RegularEvents {
  query: EventQuery;
  /** the complete periods before the current one */
  window: SegmentWindow;
  /** the same events, each with its period as its value */
  periodsOf: (facts: EventFacts) => EventFacts;
  /** in how many of the periods there is an event */
  count: (customer: PlainRecord) => number;
}

/** Makes the distinct periods with an event, inside the window of the previous ones, ready. */
export function regularEvents(condition: RegularlyCondition, { model, asOfAt, calendar }: SegmentScope): RegularEvents {
  const { regularly: name, where, periods, unit } = condition;
  const window = { previous: periods, unit };
  const query = eventQuery(model, { name, where });
  const { from, to } = eventBounds(window, asOfAt, calendar);
  const periodsOf = (facts: EventFacts): EventFacts => ({
    ...facts,
    values: facts.times.map((at) => firstDay(dateOf(at, calendar.timeZone), unit, calendar)),
  });
  return {
    query,
    window,
    periodsOf,
    count: (customer) => {
      const facts = periodsOf(collectEvents(query, customer, from, to));
      return rangeMeasure('distinct', facts)(0, facts.times.length, asOfAt);
    },
  };
}
