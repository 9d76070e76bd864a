import type { Json } from '../errors/index.ts';
import type { EventQuery } from './event-query.ts';
import { collectEvents, countEvents, eventQuery } from './event-query.ts';
import type { PlainRecord } from './plain-record.ts';
import { rangeMeasure } from './range-measure.ts';
import type { RecordTest } from './record-test.ts';
import { numberTest } from './record-test.ts';
import { DAY_MS } from './segment-calendar.ts';
import type { EventCondition } from './segment-definition.ts';
import type { SegmentScope } from './segment-program.ts';
import { eventBounds } from './window-bounds.ts';

/** A measure of events made ready for an instant. */
export interface EventMeasure {
  query: EventQuery;
  /** what the measure is multiplied by before it is compared: ages are compared in milliseconds */
  scale: number;
  /** the comparison, of a measure that is NaN where there is none */
  holds: (measure: number) => boolean;
  /** the measure at the instant of the question, NaN where there is none */
  at: (customer: PlainRecord) => number;
  /** whether the condition holds at the instant of the question */
  test: RecordTest;
}

/** Makes a measure of the customer's events, compared with a number, ready for the instant of the scope. */
export function eventMeasure(condition: EventCondition, { model, asOfAt, calendar }: SegmentScope): EventMeasure {
  const { event: name, where, window, measure = 'count', of, op = 'gte', value = 1 } = condition;
  const query = eventQuery(model, { name, where, of });
  const { from, to } = eventBounds(window, asOfAt, calendar);
  // A day more is exactly 86,400,000 ms more.
  const scale = measure === 'daysSinceFirst' || measure === 'daysSinceLast' ? DAY_MS : 1;
  const times = (x: Json): number => (x as number) * scale;
  const isLarge = numberTest(op, Array.isArray(value) ? value.map(times) : times(value as number));
  const holds =
    scale === 1
      ? isLarge
      : // Back from days to whole milliseconds, exactly: the quotient is off by less than half of one.
        (days: number): boolean => isLarge(Math.round(days * scale));
  if (measure === 'count') {
    // From this count on the answer cannot change any more.
    const enough = op === 'gte' ? (value as number) : Math.max(...[value as number | number[]].flat(), 0) + 1;
    const at = (customer: PlainRecord): number => countEvents(query, customer, from, to, Infinity);
    const test: RecordTest =
      op === 'gte'
        ? (customer) => countEvents(query, customer, from, to, enough) >= enough
        : (customer) => holds(countEvents(query, customer, from, to, enough));
    return { query, scale, holds, at, test };
  }
  const at = (customer: PlainRecord): number => {
    const facts = collectEvents(query, customer, from, to);
    return rangeMeasure(measure, facts)(0, facts.times.length, asOfAt);
  };
  return { query, scale, holds, at, test: (customer) => holds(at(customer)) };
}
