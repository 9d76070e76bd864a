import type { Json } from '../errors/index.ts';
import { addCalendar, anniversariesBetween, anniversaryOn, dayNumberOf, dayText } from '../time/index.ts';
import { fieldKind } from './field-kind.ts';
import type { NodeContext } from './node-context.ts';
import { compilePath, isPlainKey, ownValue } from './read-path.ts';
import { dayValue, factOf, instantValue, jsonOf, stateOfValue } from './read-value.ts';
import { dateOf, shiftDay } from './segment-calendar.ts';
import type { FieldCondition, FieldWindowCondition } from './segment-definition.ts';
import type { SegmentNode } from './segment-node.ts';
import type { Timeline } from './timeline.ts';
import { constantTruth, spanTruth, thresholdTruth } from './timeline.ts';
import { recordTest, valueTest } from './value-test.ts';
import { dayBounds, instantBounds, isRelative } from './window-bounds.ts';
import { lifeOfDay, lifeOfInstant } from './window-life.ts';

/** Years that yearly returns are followed into the future. */
const YEARS_AHEAD = 8;

/** A comparison of a field with a value: time does not change it. */
export function fieldNode(path: string, condition: FieldCondition, context: NodeContext): SegmentNode {
  const { kind } = fieldKind(context.model.fields[condition.field]!);
  const read = compilePath(condition.field);
  const holds = valueTest(condition, kind);
  const test = recordTest(condition, kind);
  const { field: _, ...expected } = condition;
  return {
    test,
    timeline: (customer) => constantTruth(test(customer)),
    explain: (customer) => {
      const raw = read(customer);
      return context.leaf(path, condition, holds(raw), stateOfValue(raw, kind), factOf(raw), expected as Json);
    },
  };
}

/** An instant or day field in a window. */
export function fieldWindowNode(path: string, condition: FieldWindowCondition, context: NodeContext): SegmentNode {
  const { window, anniversary } = condition;
  const { asOfAt, calendar } = context;
  const { kind } = fieldKind(context.model.fields[condition.field]!);
  const read = compilePath(condition.field);
  const isDay = kind === 'day';
  const today = dateOf(asOfAt, calendar.timeZone);
  const days = isDay || anniversary ? dayBounds(window, today, calendar) : null;
  const bounds = days ?? instantBounds(window, asOfAt, calendar, false);
  const valueOf = isDay ? dayValue : instantValue;
  /** The civil day of a value, for yearly returns. */
  const dayOf = (value: number): number => (isDay ? value : dateOf(value, calendar.timeZone));
  const holds = (raw: unknown): boolean => {
    const value = valueOf(raw);
    if (anniversary) return value === value && returnsWithin(dayOf(value), bounds.from, bounds.to);
    return value >= bounds.from && value <= bounds.to;
  };
  const key = condition.field;
  const from = Math.max(bounds.from, -8.64e15);
  const { to } = bounds;
  const quick = !isDay && !anniversary && isPlainKey(key);
  return {
    test: quick
      ? (customer) => {
          const raw = ownValue(customer, key);
          const at = typeof raw === 'number' ? Math.floor(raw) : instantValue(raw);
          return at >= from && at <= to;
        }
      : (customer) => holds(read(customer)),
    timeline: (customer) => {
      const value = valueOf(read(customer));
      if (value !== value) return constantTruth(false);
      if (anniversary) {
        // A fixed window does not move, and neither do past returns.
        if (!isRelative(window)) return constantTruth(holds(read(customer)));
        return yearlyTruth(dayOf(value), window, context);
      }
      const life = isDay ? lifeOfDay(window, value, calendar) : lifeOfInstant(window, value, calendar, false);
      return spanTruth(asOfAt, life.from, life.to);
    },
    explain: (customer) => {
      const raw = read(customer);
      const expected = anniversary ? { window, anniversary } : { window };
      return context.leaf(path, condition, holds(raw), stateOfValue(raw, kind), factOf(raw), jsonOf(expected));
    },
  };
}

/** Does some yearly return of the day, the day itself not counted, lie between two days, both included? */
function returnsWithin(day: number, from: number, to: number): boolean {
  const first = nthReturn(day, 1);
  if (first > to || from > to) return false;
  // A year has a return in it; so has everything from before the first one.
  if (first >= from || to - from >= 366) return true;
  return anniversariesBetween(dayText(day), { fromOn: dayText(from), toOn: dayText(to + 1) }).length > 0;
}

function nthReturn(day: number, n: number): number {
  // Years beyond 9999 have no text to count from.
  if (day > 2_900_000 || day < -719_000) return shiftDay(day, n, 'year');
  return dayNumberOf(anniversaryOn(dayText(day), n));
}

/** The truth of "some yearly return lies in the window" over the coming years. */
function yearlyTruth(day: number, window: FieldWindowCondition['window'], context: NodeContext): Timeline {
  const { asOfAt, calendar } = context;
  const until = addCalendar(asOfAt, { years: YEARS_AHEAD }, calendar.timeZone);
  const parts: Timeline[] = [];
  for (let n = 1; ; n++) {
    const { from, to } = lifeOfDay(window, nthReturn(day, n), calendar);
    if (from > until) break;
    if (to > asOfAt) parts.push(spanTruth(asOfAt, from, to));
    // Open for ever: later returns change nothing.
    if (to === Infinity) return thresholdTruth(parts, 1);
  }
  return { ...thresholdTruth(parts, 1), until };
}
