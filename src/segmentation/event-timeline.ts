import { endEvent } from './end-event.ts';
import { eventMeasure } from './event-measure.ts';
import type { EventFacts, EventQuery } from './event-query.ts';
import { collectEvents, pickFacts } from './event-query.ts';
import { eventSequence } from './event-sequence.ts';
import type { LivingSpans, RangeTruth } from './event-truth.ts';
import { livingSpans, sweepTruth } from './event-truth.ts';
import { rangeMeasure } from './range-measure.ts';
import { regularEvents } from './regular-events.ts';
import type {
  EarliestCondition,
  EventCondition,
  LatestCondition,
  RegularlyCondition,
  SegmentWindow,
  SequenceCondition,
} from './segment-definition.ts';
import type { Bound, SegmentScope } from './segment-program.ts';
import type { Timeline } from './timeline.ts';
import { eventBounds } from './window-bounds.ts';

/** The truth of a condition over events, as time goes by: stored events of the future take effect when they are reached. */
export function eventTimeline(
  condition: EventCondition | LatestCondition | EarliestCondition | SequenceCondition | RegularlyCondition,
  scope: SegmentScope,
): Bound<Timeline> {
  if ('event' in condition) return measureTimeline(condition, scope);
  if ('sequence' in condition) return sequenceTimeline(condition, scope);
  const { asOfAt } = scope;
  if ('regularly' in condition) {
    const { query, window, periodsOf } = regularEvents(condition, scope);
    const { inAtLeast } = condition;
    const living = livingFacts(query, window, scope);
    return (customer) => {
      const { facts, spans } = living(customer);
      const range = rangeMeasure('distinct', periodsOf(facts));
      return sweepTruth(spans, asOfAt, (i, j, at) => range(i, j, at) >= inAtLeast);
    };
  }
  const { query, truthOf } = endEvent(condition, scope);
  const living = livingFacts(query, condition.window, scope);
  return (customer) => {
    const { facts, spans } = living(customer);
    return sweepTruth(spans, asOfAt, truthOf(facts));
  };
}

function measureTimeline(condition: EventCondition, scope: SegmentScope): Bound<Timeline> {
  const { window, measure = 'count', value = 1 } = condition;
  const { query, scale, holds } = eventMeasure(condition, scope);
  const { asOfAt } = scope;
  const thresholds = [value].flat().map((x) => (x as number) * scale);
  const living = livingFacts(query, window, scope);
  return (customer) => {
    const { facts, spans } = living(customer);
    const range = rangeMeasure(measure, facts);
    const truth: RangeTruth = (i, j, at) => holds(range(i, j, at));
    if (scale === 1) return sweepTruth(spans, asOfAt, truth);
    return sweepTruth(spans, asOfAt, truth, (i, j) => {
      // Of no events there is none: NaN passes nothing.
      const origin = facts.times[measure === 'daysSinceFirst' ? i : j - 1] ?? NaN;
      return thresholds.flatMap((ms) => [Math.ceil(origin + ms), Math.floor(origin + ms) + 1]);
    });
  };
}

function sequenceTimeline(condition: SequenceCondition, scope: SegmentScope): Bound<Timeline> {
  const { collect, chains } = eventSequence(condition, scope);
  const { window } = condition;
  const { asOfAt, calendar } = scope;
  const { from } = eventBounds(window, asOfAt, calendar);
  const living = livingSpans(window, calendar);
  return (customer) => {
    const all = collect(customer, from, Infinity);
    const { kept, spans } = living(all.map(({ at }) => at));
    const events = kept === null ? all : kept.map((i) => all[i]!);
    // A chain lies in [i, j) when the latest one that is complete by then begins there: one pass for all ranges.
    const { begins } = chains(events);
    return sweepTruth(spans, asOfAt, (i, j) => (begins[j - 1] ?? -1) >= i);
  };
}

/** The events that lie in the window now or will, and when: what has left it does not come back. */
function livingFacts(
  query: EventQuery,
  window: SegmentWindow | undefined,
  { asOfAt, calendar }: SegmentScope,
): Bound<{ facts: EventFacts; spans: LivingSpans }> {
  const { from } = eventBounds(window, asOfAt, calendar);
  const living = livingSpans(window, calendar);
  return (customer) => {
    const facts = collectEvents(query, customer, from, Infinity);
    const { kept, spans } = living(facts.times);
    return { facts: kept === null ? facts : pickFacts(facts, kept), spans };
  };
}
