import type { EventFacts } from './event-facts.ts';
import type { WindowCalendar } from './segment-calendar.ts';
import type { SegmentWindow } from './segment-definition.ts';
import type { Timeline } from './timeline.ts';
import type { WindowLife } from './window-life.ts';
import { lifeOfInstant } from './window-life.ts';

/**
 * A truth over the events `[from, to)` of a list in the order of time, at an instant. Called with ends and instants that
 * only move forward.
 */
export type RangeTruth = (from: number, to: number, at: number) => boolean;

/** Events that lie in the window at some instant, and from when to when: later ones enter and leave later, or together. */
export interface LivingEvents {
  facts: EventFacts;
  lives: readonly WindowLife[];
}

/** Keeps the events that ever lie in the window: one that never does would stand between those that do. */
export function livingEvents(
  facts: EventFacts,
  window: SegmentWindow | undefined,
  calendar: WindowCalendar,
): LivingEvents {
  const lives = facts.times.map((at) => lifeOfInstant(window, at, calendar, true));
  const isKept = (_: unknown, i: number): boolean => lives[i]!.from < lives[i]!.to;
  return {
    facts: {
      times: facts.times.filter(isKept),
      values: facts.values.filter(isKept),
      events: facts.events.filter(isKept),
    },
    lives: lives.filter(isKept),
  };
}

/**
 * The truth of a condition over events as time goes by: a sweep over the instants at which events enter and leave the
 * window, and, for measures that age, over the instants at which a threshold is passed in between.
 */
export function sweepTruth(
  lives: readonly WindowLife[],
  asOfAt: number,
  truth: RangeTruth,
  passes?: (from: number, to: number) => number[],
): Timeline {
  const instants = new Set<number>();
  for (const { from, to } of lives) {
    if (from > asOfAt && from < Infinity) instants.add(from);
    if (to > asOfAt && to < Infinity) instants.add(to);
  }
  const changes = [...instants].sort((a, b) => a - b);
  let first = 0;
  let last = 0;
  const move = (at: number): void => {
    while (last < lives.length && lives[last]!.from <= at) last++;
    while (first < lives.length && lives[first]!.to <= at) first++;
  };
  move(asOfAt);
  const initial = truth(first, last, asOfAt);
  const flips: number[] = [];
  let held = initial;
  const ask = (at: number): void => {
    if (truth(first, last, at) === held) return;
    held = !held;
    flips.push(at);
  };
  for (let i = -1; i < changes.length; i++) {
    if (i >= 0) {
      move(changes[i]!);
      ask(changes[i]!);
    }
    const next = changes[i + 1] ?? Infinity;
    const now = i < 0 ? asOfAt : changes[i]!;
    const between = passes?.(first, last).filter((at) => at > now && at < next && at <= 8.64e15) ?? [];
    for (const at of between.sort((a, b) => a - b)) ask(at);
  }
  return { initial, flips, until: Infinity };
}
