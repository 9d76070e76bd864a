import type { Json } from '../errors/index.ts';
import { collectEvents, countEvents, eventQuery, quickCount } from './event-facts.ts';
import type { EventFacts } from './event-facts.ts';
import { livingEvents, sweepTruth } from './event-truth.ts';
import type { NodeContext } from './node-context.ts';
import { propertyTest } from './property-test.ts';
import { jsonOf } from './read-value.ts';
import { rangeMeasure } from './range-measure.ts';
import { DAY_MS, dateOf, firstDay } from './segment-calendar.ts';
import type {
  EarliestCondition,
  EventCondition,
  LatestCondition,
  NumberOp,
  RegularlyCondition,
} from './segment-definition.ts';
import type { SegmentNode } from './segment-node.ts';
import { numberTest } from './value-test.ts';
import { instantBounds } from './window-bounds.ts';

/** Earliest instant that can be told. */
const FIRST = -8.64e15;

/** A measure of the customer's events compared with a number. */
export function eventNode(path: string, condition: EventCondition, context: NodeContext): SegmentNode {
  const { event: name, where, window, measure = 'count', of, op = 'gte', value = 1 } = condition;
  const { asOfAt, calendar } = context;
  const query = eventQuery(context.model, { name, where, of });
  const bounds = instantBounds(window, asOfAt, calendar, true);
  const from = Math.max(bounds.from, FIRST);
  const to = bounds.to;
  const ages = measure === 'daysSinceFirst' || measure === 'daysSinceLast';
  // Ages are compared in milliseconds, so that a day more is exactly 86,400,000 of them.
  const scale = ages ? DAY_MS : 1;
  const holds = numberTest(
    op,
    Array.isArray(value) ? value.map((x) => (x as number) * scale) : (value as number) * scale,
  );
  const measureAt = (facts: EventFacts): number => rangeMeasure(measure, facts)(0, facts.times.length, asOfAt);
  const enough = enoughFor(op, value);
  const quick = measure === 'count' ? quickCount(context.model, query, from, to, enough) : null;
  let test = (customer: unknown): boolean => holds(ageOf(measureAt(collectEvents(query, customer, from, to)), scale));
  if (quick) test = op === 'gte' ? (customer) => quick(customer) >= enough : (customer) => holds(quick(customer));
  else if (measure === 'count') test = (customer) => holds(countEvents(query, customer, from, to, enough));
  const expected = { op, value, ...(measure !== 'count' && { measure }), ...(of && { of }), ...(window && { window }) };
  return {
    test,
    timeline: (customer) => {
      const { facts, lives } = livingEvents(collectEvents(query, customer, FIRST, Infinity), window, calendar);
      const range = rangeMeasure(measure, facts);
      const thresholds = [value].flat().map((x) => (x as number) * scale);
      return sweepTruth(
        lives,
        asOfAt,
        (i, j, at) => holds(ageOf(range(i, j, at), scale)),
        ages
          ? (i, j) => {
              if (i >= j) return [];
              const origin = facts.times[measure === 'daysSinceFirst' ? i : j - 1]!;
              return thresholds.flatMap((ms) => [Math.ceil(origin + ms), Math.floor(origin + ms) + 1]);
            }
          : undefined,
      );
    },
    explain: (customer) => {
      const actual = measureAt(collectEvents(query, customer, from, to));
      const state = actual === actual ? 'ok' : 'missing';
      const result = holds(ageOf(actual, scale));
      return context.leaf(path, condition, result, state, state === 'ok' ? actual : null, jsonOf(expected));
    },
  };
}

/** Back from days to whole milliseconds, exactly: instants are whole, and the quotient is off by less than half of one. */
function ageOf(value: number, scale: number): number {
  return scale === 1 ? value : Math.round(value * scale);
}

/** From which count on the answer cannot change any more. */
function enoughFor(op: NumberOp, value: Json): number {
  const values = [value].flat() as number[];
  return op === 'gte' ? values[0]! : Math.max(...values, 0) + 1;
}

/** A property of the latest or earliest event. */
export function latestNode(
  path: string,
  condition: LatestCondition | EarliestCondition,
  context: NodeContext,
): SegmentNode {
  const { where, window } = condition;
  const isLatest = 'latest' in condition;
  const name = isLatest ? condition.latest : condition.earliest;
  const { asOfAt, calendar } = context;
  const query = eventQuery(context.model, { name, where });
  const has = propertyTest(condition.has, context.model.events!.types[name]!);
  const bounds = instantBounds(window, asOfAt, calendar, true);
  const from = Math.max(bounds.from, FIRST);
  const truthOf =
    (facts: EventFacts) =>
    (i: number, j: number): boolean => {
      if (i >= j) return false;
      const { times, events } = facts;
      const at = isLatest ? times[j - 1] : times[i];
      // Several at that very instant: one is enough.
      if (isLatest) for (let k = j - 1; k >= i && times[k] === at; k--) if (has(events[k])) return true;
      if (!isLatest) for (let k = i; k < j && times[k] === at; k++) if (has(events[k])) return true;
      return false;
    };
  const test = (customer: unknown): boolean => {
    const facts = collectEvents(query, customer, from, bounds.to);
    return truthOf(facts)(0, facts.times.length);
  };
  return {
    test,
    timeline: (customer) => {
      const { facts, lives } = livingEvents(collectEvents(query, customer, FIRST, Infinity), window, calendar);
      return sweepTruth(lives, asOfAt, truthOf(facts));
    },
    explain: (customer) => {
      const { times } = collectEvents(query, customer, from, bounds.to);
      const at = (isLatest ? times.at(-1) : times[0]) ?? null;
      const expected = { has: condition.has, ...(window && { window }) };
      const state = at === null ? 'missing' : 'ok';
      return context.leaf(path, condition, test(customer), state, at, jsonOf(expected));
    },
  };
}

/** Events in at least so many complete calendar periods: distinct periods inside the window of the previous ones. */
export function regularlyNode(path: string, condition: RegularlyCondition, context: NodeContext): SegmentNode {
  const { regularly: name, where, periods, unit, inAtLeast } = condition;
  const { asOfAt, calendar } = context;
  const window = { previous: periods, unit };
  const query = eventQuery(context.model, { name, where });
  const bounds = instantBounds(window, asOfAt, calendar, true);
  const periodsOf = (facts: EventFacts): EventFacts => ({
    ...facts,
    values: facts.times.map((at) => firstDay(dateOf(at, calendar.timeZone), unit, calendar)),
  });
  const count = (customer: unknown): number => {
    const facts = periodsOf(collectEvents(query, customer, bounds.from, bounds.to));
    return rangeMeasure('distinct', facts)(0, facts.times.length, asOfAt);
  };
  return {
    test: (customer) => count(customer) >= inAtLeast,
    timeline: (customer) => {
      const { facts, lives } = livingEvents(collectEvents(query, customer, FIRST, Infinity), window, calendar);
      const range = rangeMeasure('distinct', periodsOf(facts));
      return sweepTruth(lives, asOfAt, (i, j, at) => range(i, j, at) >= inAtLeast);
    },
    explain: (customer) => {
      const actual = count(customer);
      const expected = { periods, unit, inAtLeast };
      return context.leaf(path, condition, actual >= inAtLeast, 'ok', actual, expected);
    },
  };
}
