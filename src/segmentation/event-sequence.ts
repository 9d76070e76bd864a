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

/** What chains over a list of instants come to. */
export interface StepChains {
  /** the most steps that a chain has done */
  done: number;
  /** for each instant, the place of the latest first step whose chain is complete by then; −1 without one */
  begins: number[];
}

/** A sequence of events made ready. */
export interface EventSequence {
  /** the instants that may serve as steps, ascending */
  collect: (customer: PlainRecord, from: number, to: number) => StepEvent[];
  /** the chains that the instants make */
  chains: (events: readonly StepEvent[]) => StepChains;
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
  const chains = (events: readonly StepEvent[]): StepChains => {
    // For each number of steps done, the latest first step of a chain that did them: later begins leave more time.
    const latest = sequence.map(() => -1);
    const begins: number[] = [];
    let done = 0;
    events.forEach(({ at, steps }, place) => {
      // From the last step down, so that one instant never serves two steps of a chain.
      for (let s = steps.length - 1; s >= 0; s--) {
        const step = steps[s]!;
        const begin = step === 0 ? place : latest[step - 1]!;
        if (begin < 0 || at - events[begin]!.at >= limit) continue;
        if (begin > latest[step]!) latest[step] = begin;
        if (step + 1 > done) done = step + 1;
      }
      begins.push(latest.at(-1)!);
    });
    return { done, begins };
  };
  return {
    collect,
    chains,
    done: (customer) => chains(collect(customer, bounds.from, bounds.to)).done,
  };
}
