import { collectEvents, eventQuery } from './event-query.ts';
import type { PlainRecord } from './plain-record.ts';
import { elapsedMs } from './segment-calendar.ts';
import type { SequenceCondition } from './segment-definition.ts';
import type { SegmentScope } from './segment-program.ts';
import { eventBounds } from './window-bounds.ts';

/** One instant whose events may serve as one or more steps. */
export interface StepEvent {
  at: number;
  steps: number[];
}

/** A sequence of events made ready. */
export interface EventSequence {
  /** the instants that may serve as steps, ascending */
  collect: (customer: PlainRecord, from: number, to: number) => StepEvent[];
  /** how many steps the instants `[from, to)` make, at most */
  progress: (events: readonly StepEvent[], from: number, to: number) => number;
  /** how many steps the customer has come at the instant of the question */
  done: (customer: PlainRecord) => number;
}

/** Makes events one after the other, at strictly increasing instants, less than `within` apart, ready. */
export function eventSequence(condition: SequenceCondition, { model, asOfAt, calendar }: SegmentScope): EventSequence {
  const { sequence, within, unit, window } = condition;
  const queries = sequence.map(({ event, where }) => eventQuery(model, { name: event, where }));
  const bounds = eventBounds(window, asOfAt, calendar);
  const limit = within === undefined ? Infinity : within * elapsedMs(unit!);
  const collect = (customer: PlainRecord, from: number, to: number): StepEvent[] => {
    const byInstant = new Map<number, StepEvent>();
    queries.forEach((query, step) => {
      for (const at of collectEvents(query, customer, from, to).times) {
        const event = byInstant.get(at);
        if (!event) byInstant.set(at, { at, steps: [step] });
        else if (event.steps.at(-1) !== step) event.steps.push(step);
      }
    });
    return [...byInstant.values()].sort((a, b) => a.at - b.at);
  };
  const progress = (events: readonly StepEvent[], from: number, to: number): number => {
    // For each number of steps done, the latest first instant of a chain that did them: later begins leave more time.
    const latestBegin: number[] = sequence.map(() => -Infinity);
    let done = 0;
    for (let i = from; i < to; i++) {
      const { at, steps } = events[i]!;
      // From the last step down, so that one instant never serves two steps of a chain.
      for (let s = steps.length - 1; s >= 0; s--) {
        const step = steps[s]!;
        const begin = step === 0 ? at : latestBegin[step - 1]!;
        if (begin === -Infinity || at - begin >= limit) continue;
        if (begin > latestBegin[step]!) latestBegin[step] = begin;
        if (step + 1 > done) done = step + 1;
      }
    }
    return done;
  };
  return {
    collect,
    progress,
    done: (customer) => {
      const events = collect(customer, bounds.from, bounds.to);
      return progress(events, 0, events.length);
    },
  };
}
