import type { Json } from '../errors/index.ts';
import type { CustomerModel, FieldPath, FieldType } from './customer-model.ts';
import { fieldKind } from './field-kind.ts';
import type { PropertyCondition, SegmentCondition, SegmentWindow } from './segment-definition.ts';
import { isRelative } from './window-bounds.ts';

const WORDS: Readonly<Record<string, string>> = {
  eq: 'is',
  ne: 'is not',
  in: 'is one of',
  notIn: 'is none of',
  lt: 'is less than',
  lte: 'is at most',
  gt: 'is more than',
  gte: 'is at least',
  between: 'is between',
  contains: 'contains',
  startsWith: 'starts with',
  endsWith: 'ends with',
  has: 'has',
  hasAny: 'has any of',
  hasAll: 'has all of',
  exists: 'is known',
  missing: 'is missing',
};

const COUNTS: Readonly<Record<string, string>> = {
  eq: 'exactly',
  lt: 'fewer than',
  lte: 'at most',
  gt: 'more than',
  gte: 'at least',
};

const MEASURES: Readonly<Record<string, string>> = {
  sum: 'sum of',
  average: 'average',
  min: 'smallest',
  max: 'largest',
  distinct: 'number of different',
};

type Types = Readonly<Record<FieldPath, FieldType>>;

/** One condition in plain English, on one line; groups in brackets. Total: a condition that is wrong is said as it stands. */
export function describeCondition(condition: SegmentCondition | PropertyCondition, model?: CustomerModel): string {
  return clause(condition, model?.fields, model);
}

function clause(condition: SegmentCondition | PropertyCondition, types?: Types, model?: CustomerModel): string {
  const list = (parts: readonly (SegmentCondition | PropertyCondition)[], word: string): string =>
    `(${parts.map((part) => clause(part, types, model)).join(` ${word} `)})`;
  if ('all' in condition) return condition.all.length > 0 ? list(condition.all, 'and') : 'everybody';
  if ('any' in condition) return condition.any.length > 0 ? list(condition.any, 'or') : 'nobody';
  if ('not' in condition) return `not: ${clause(condition.not, types, model)}`;
  if ('atLeast' in condition) return `at least ${condition.atLeast} of ${list(condition.of, ',')}`;
  if ('always' in condition) return condition.always ? 'everybody' : 'nobody';
  if ('segment' in condition) return `is in segment ${condition.segment}`;
  if ('field' in condition) {
    if ('window' in condition) {
      const return_ = condition.anniversary ? `a yearly return of ${condition.field}` : condition.field;
      return `${return_} is ${windowWords(condition.window)}`;
    }
    const { field, op, value, ignoreCase } = condition as {
      field: string;
      op: string;
      value?: Json;
      ignoreCase?: true;
    };
    const type = types && Object.hasOwn(types, field) ? fieldKind(types[field]!) : null;
    const money = type?.currency ? ` ${type.currency}` : '';
    const words = op === 'exists' || op === 'missing' ? '' : ` ${valueWords(op, value)}${money}`;
    return `${field} ${wordOf(WORDS, op) ?? op}${words}${ignoreCase ? ' (in any case)' : ''}`;
  }
  if ('sequence' in condition) {
    const steps = condition.sequence.map((step) => `${step.event}${whereWords(step, model)}`).join(', then ');
    const within =
      condition.within === undefined ? '' : `, all in less than ${units(condition.within, condition.unit!)}`;
    return `${steps}${within}${during(condition.window)}`;
  }
  if ('regularly' in condition) {
    const { regularly, periods, unit, inAtLeast } = condition;
    return `${regularly}${whereWords({ event: regularly, ...condition }, model)} in at least ${inAtLeast} of the previous ${units(periods, unit)}`;
  }
  if ('latest' in condition || 'earliest' in condition) {
    const [word, name] = 'latest' in condition ? ['latest', condition.latest] : ['earliest', condition.earliest];
    const has = clause(condition.has, eventTypesOf(name, model), model);
    return `the ${word} ${name}${whereWords({ event: name, ...condition }, model)}${during(condition.window)}: ${has}`;
  }
  return eventWords(condition as Extract<SegmentCondition, { event: string }>, model);
}

function eventWords(condition: Extract<SegmentCondition, { event: string }>, model?: CustomerModel): string {
  const { event, measure = 'count', of, op = 'gte', value = 1, window } = condition;
  const which = (noun: string): string => `${event} ${noun}${whereWords(condition, model)}${during(window)}`;
  const compared = `${wordOf(WORDS, op) ?? op}${op === 'exists' || op === 'missing' ? '' : ` ${valueWords(op, value)}`}`;
  if (measure === 'count') {
    const known = of ? ` with known ${of}` : '';
    const count = wordOf(COUNTS, op);
    return count
      ? `has ${count} ${valueWords(op, value)} ${which(value === 1 ? 'event' : 'events')}${known}`
      : `number of ${which('events')}${known} ${compared}`;
  }
  if (measure === 'daysSinceFirst' || measure === 'daysSinceLast') {
    return `days since the ${measure === 'daysSinceFirst' ? 'first' : 'last'} ${which('event')} ${compared}`;
  }
  return `${wordOf(MEASURES, measure) ?? measure} ${of} of ${which('events')} ${compared}`;
}

/** A word of a table, undefined for what a definition should not say, such as `constructor`. */
function wordOf(table: Readonly<Record<string, string>>, key: string): string | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}

function whereWords({ event, where }: { event: string; where?: PropertyCondition }, model?: CustomerModel): string {
  return where ? ` where ${clause(where, eventTypesOf(event, model), model)}` : '';
}

function eventTypesOf(name: string, model?: CustomerModel): Types | undefined {
  const types = model?.events?.types;
  return types && Object.hasOwn(types, name) ? types[name] : undefined;
}

function valueWords(op: string, value: Json | undefined): string {
  const one = (item: Json): string => JSON.stringify(item);
  if (!Array.isArray(value)) return one(value ?? null);
  if (op === 'between') return `${one(value[0] ?? null)} and ${one(value[1] ?? null)}`;
  const shown = value.slice(0, 5).map(one).join(', ');
  return value.length > 5 ? `${shown} and ${value.length - 5} more` : shown;
}

function during(window: SegmentWindow | undefined): string {
  return window ? ` ${windowWords(window)}` : '';
}

/** A window in words. */
export function windowWords(window: SegmentWindow): string {
  if (!isRelative(window)) {
    const { from, to } = window;
    const day = (bound: string | number): string => (typeof bound === 'number' ? new Date(bound).toISOString() : bound);
    if (from === undefined) return `before ${day(to!)}`;
    return to === undefined ? `from ${day(from)} on` : `from ${day(from)} to before ${day(to)}`;
  }
  const { last, before, between, next, current, previous, unit, by } = window;
  const dates = by === 'date' ? ' by date' : '';
  if (last !== undefined) return `in the last ${units(last, unit)}${dates}`;
  if (before !== undefined) return `${units(before, unit)} ago or longer${dates}`;
  if (between) return `between ${between[0]} and ${units(between[1], unit)} ago${dates}`;
  if (next !== undefined) return `in the next ${units(next, unit)}${dates}`;
  if (current !== undefined) {
    if (unit === 'day' && current === 1) return 'today';
    return current === 1 ? `in the current ${unit}` : `in the current and the ${units(current - 1, unit)} before`;
  }
  return previous === 1 ? `in the previous ${unit}` : `in the previous ${units(previous!, unit)}`;
}

function units(amount: number, unit: string): string {
  return `${amount} ${unit}${amount === 1 ? '' : 's'}`;
}
