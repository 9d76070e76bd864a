import type { EventFacts, EventQuery } from './event-query.ts';
import { eventQuery } from './event-query.ts';
import { propertyTest } from './property-test.ts';
import type { EarliestCondition, LatestCondition } from './segment-definition.ts';
import type { SegmentScope } from './segment-program.ts';

/** The events of which the latest or earliest is asked, and the question. */
export interface EndEvent {
  query: EventQuery;
  /** is the property there in the latest (or earliest) of the events `[from, to)`? */
  truthOf: (facts: EventFacts) => (from: number, to: number) => boolean;
}

/** Makes a property of the latest or earliest event ready. Several at that very instant: one is enough. */
export function endEvent(condition: LatestCondition | EarliestCondition, { model }: SegmentScope): EndEvent {
  const isLatest = 'latest' in condition;
  const name = isLatest ? condition.latest : condition.earliest;
  const has = propertyTest(condition.has, model.events!.types[name]!);
  const step = isLatest ? -1 : 1;
  return {
    query: eventQuery(model, { name, where: condition.where, keeps: true }),
    truthOf:
      ({ times, events }) =>
      (from, to) => {
        const end = isLatest ? to - 1 : from;
        for (let i = end; i >= from && i < to && times[i] === times[end]; i += step) if (has(events[i]!)) return true;
        return false;
      },
  };
}
