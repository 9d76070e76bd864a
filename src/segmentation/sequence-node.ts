import type { Json } from '../errors/index.ts';
import { collectEvents, eventQuery } from './event-facts.ts';
import { sweepTruth } from './event-truth.ts';
import type { NodeContext } from './node-context.ts';
import { elapsedMs } from './segment-calendar.ts';
import type { SequenceCondition } from './segment-definition.ts';
import type { SegmentNode } from './segment-node.ts';
import { instantBounds } from './window-bounds.ts';
import { lifeOfInstant } from './window-life.ts';

/** One event that may serve as one or more steps. */
interface StepEvent {
  at: number;
  steps: number[];
}

/** Events one after the other, at strictly increasing instants, less than `within` apart. */
export function sequenceNode(path: string, condition: SequenceCondition, context: NodeContext): SegmentNode {
  const { sequence, within, unit, window } = condition;
  const { asOfAt, calendar } = context;
  const queries = sequence.map(({ event, where }) => eventQuery(context.model, { name: event, where }));
  const bounds = instantBounds(window, asOfAt, calendar, true);
  const limit = within === undefined ? Infinity : within * elapsedMs(unit!);
  const collect = (customer: unknown, from: number, to: number): StepEvent[] => {
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
  /** How many steps the customer has come, at most. */
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
  const stepsDone = (customer: unknown): number => {
    const events = collect(customer, Math.max(bounds.from, -8.64e15), bounds.to);
    return progress(events, 0, events.length);
  };
  return {
    test: (customer) => stepsDone(customer) === sequence.length,
    timeline: (customer) => {
      const all = collect(customer, -8.64e15, Infinity).map((event) => ({
        event,
        life: lifeOfInstant(window, event.at, calendar, true),
      }));
      // What never lies in the window would stand between the others.
      const living = all.filter(({ life }) => life.from < life.to);
      const events = living.map(({ event }) => event);
      return sweepTruth(
        living.map(({ life }) => life),
        asOfAt,
        (i, j) => progress(events, i, j) === sequence.length,
      );
    },
    explain: (customer) => {
      const actual = stepsDone(customer);
      const expected: Record<string, unknown> = { steps: sequence.length };
      if (within !== undefined) Object.assign(expected, { within, unit });
      if (window) expected['window'] = window;
      const state = 'ok' as const;
      return context.leaf(path, condition, actual === sequence.length, state, actual, expected as Json);
    },
  };
}
