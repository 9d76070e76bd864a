import type { CustomerModel } from './customer-model.ts';
import type { SegmentLibrary } from './definition-errors.ts';
import type { SegmentDefinition, SegmentWindow } from './segment-definition.ts';
import { isByDate, isRelative } from './window-bounds.ts';

/** What a rule reads. */
export interface SegmentReads {
  /** fields of the customer, sorted */
  fields: string[];
  /** names of events, sorted */
  events: string[];
  /** names of other segments, sorted */
  segments: string[];
  /** how many days of events the answer needs; 0 without events, null when it needs all of them */
  lookbackDays: number | null;
  /** time alone can change the answer */
  timeDependent: boolean;
}

/** Longest that a unit can be, in minutes. */
const LONGEST_MINUTES: Readonly<Record<string, number>> = {
  minute: 1,
  hour: 60,
  day: 1_440,
  week: 10_080,
  month: 44_640,
  quarter: 132_480,
  year: 527_040,
};

/** Collects what a checked definition reads, referred segments included. */
export function segmentReads(
  definition: SegmentDefinition,
  model: CustomerModel,
  segments: SegmentLibrary,
): SegmentReads {
  const fields = new Set<string>();
  const events = new Set<string>();
  const named = new Set<string>();
  let lookback = 0;
  let timeDependent = false;
  const visit = (part: object): void => {
    // Every key is asked for by its name, whatever the kind of the condition.
    const condition = part as Readonly<Record<string, unknown>>;
    for (const group of [condition['all'], condition['any'], 'atLeast' in condition ? condition['of'] : null]) {
      if (Array.isArray(group)) group.forEach(visit);
    }
    if ('not' in condition) visit(condition['not'] as object);
    if ('segment' in condition) refer(condition['segment'] as string);
    const window = condition['window'] as SegmentWindow | undefined;
    if ('field' in condition) {
      fields.add(condition['field'] as string);
      if (window && isRelative(window)) timeDependent = true;
      return;
    }
    const steps = (condition['sequence'] ?? [condition]) as readonly Record<string, unknown>[];
    for (const step of steps) {
      const name = step['event'] ?? step['latest'] ?? step['earliest'] ?? step['regularly'];
      if (typeof name !== 'string') continue;
      events.add(name);
      // Without a window time still brings stored events of the future, and ages grow.
      timeDependent = true;
      const regular = { previous: condition['periods'] as number, unit: condition['unit'] as 'day' };
      lookback = Math.max(lookback, lookbackOf('regularly' in condition ? regular : window));
    }
  };
  const refer = (name: string): void => {
    if (named.has(name)) return;
    named.add(name);
    start(segments[name]!);
  };
  const start = ({ timeZone, where }: SegmentDefinition): void => {
    if (typeof timeZone === 'object') fields.add(timeZone.field);
    visit(where);
  };
  start(definition);
  const sorted = (names: Set<string>): string[] => [...names].sort();
  return {
    fields: sorted(fields),
    events: sorted(events),
    segments: sorted(named),
    lookbackDays: Number.isFinite(lookback) ? lookback : null,
    timeDependent,
  };
}

/** Days back from the instant of the question to the farthest event that can count. */
export function lookbackOf(window: SegmentWindow | undefined): number {
  if (!window || !isRelative(window)) return Infinity;
  const { last, between, current, previous, unit } = window;
  const units = last ?? between?.[1] ?? current ?? (previous === undefined ? Infinity : previous + 1);
  // By date the first day counts from its start: at most a day more, of 25 hours.
  return Math.ceil((units * LONGEST_MINUTES[unit]!) / 1_440) + (isByDate(window) ? 2 : 0);
}
