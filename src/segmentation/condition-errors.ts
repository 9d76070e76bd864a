import type { CustomerModel, FieldPath, FieldType } from './customer-model.ts';
import { SEGMENT_LIMITS } from './definition-limits.ts';
import { fieldKind } from './field-kind.ts';
import { isObject } from './plain-record.ts';
import type { SegmentProblem } from './segment-problem.ts';
import { segmentError } from './segment-problem.ts';
import { comparisonErrors, shown } from './value-errors.ts';
import { windowErrors } from './window-errors.ts';

/** What a condition is checked against. */
export interface CheckContext {
  model: CustomerModel;
  timeZone: string;
  /** told of each reference to another segment; its errors are added */
  refer(name: string, path: string): SegmentProblem[];
}

/** The one key that tells what a condition is, and the keys that may stand beside it. */
const SHAPES: Readonly<Record<string, readonly string[]>> = {
  all: [],
  any: [],
  not: [],
  atLeast: ['of'],
  always: [],
  segment: [],
  field: ['op', 'value', 'ignoreCase', 'window', 'anniversary'],
  event: ['where', 'window', 'measure', 'of', 'op', 'value'],
  latest: ['where', 'window', 'has'],
  earliest: ['where', 'window', 'has'],
  sequence: ['within', 'unit', 'window'],
  regularly: ['where', 'periods', 'unit', 'inAtLeast'],
};

const MEASURES: readonly unknown[] = [
  'sum',
  'average',
  'min',
  'max',
  'distinct',
  'count',
  'daysSinceFirst',
  'daysSinceLast',
];
const NUMBER = { kind: 'number', optional: false, values: null, currency: null } as const;

type Types = Readonly<Record<FieldPath, FieldType>>;
type Node = Record<string, unknown>;

/** Errors of a condition at `path`; with `types` it is a condition over one event's properties. */
export function conditionErrors(
  condition: unknown,
  path: string,
  context: CheckContext,
  types: Types | null = null,
): SegmentProblem[] {
  const kind = isObject(condition) ? Object.keys(SHAPES).find((key) => Object.hasOwn(condition, key)) : undefined;
  if (kind === undefined) return [segmentError('wrong-type', path, 'expected a condition')];
  const node = condition as Node;
  const strange = Object.keys(node).find((key) => key !== kind && !SHAPES[kind]!.includes(key));
  // A misspelled key would widen the segment in silence.
  if (strange !== undefined) return [segmentError('wrong-type', `${path}/${strange}`, `${kind} has no key ${strange}`)];
  const parts = (key: string): SegmentProblem[] => {
    if (!Array.isArray(node[key]))
      return [segmentError('wrong-type', `${path}/${key}`, 'expected a list of conditions')];
    return node[key].flatMap((part, i) => conditionErrors(part, `${path}/${key}/${i}`, context, types));
  };
  switch (kind) {
    case 'all':
    case 'any':
      return parts(kind);
    case 'not':
      return conditionErrors(node['not'], `${path}/not`, context, types);
    case 'atLeast':
      return [...countErrors(node['atLeast'], `${path}/atLeast`, 0), ...parts('of')];
    case 'always':
      return typeof node['always'] === 'boolean'
        ? []
        : [segmentError('wrong-type', `${path}/always`, 'expected true or false')];
    case 'field':
      return fieldErrors(node, path, context, types);
  }
  if (types) return [segmentError('wrong-type', path, `${kind} cannot stand inside an event`)];
  if (kind === 'segment') {
    const name = node['segment'];
    if (typeof name !== 'string') return [segmentError('wrong-type', `${path}/segment`, 'expected a name')];
    return context.refer(name, `${path}/segment`);
  }
  return eventErrors(kind, node, path, context);
}

function fieldErrors(node: Node, path: string, context: CheckContext, types: Types | null): SegmentProblem[] {
  const { field, window, anniversary } = node;
  const known = types ?? context.model.fields;
  if (typeof field !== 'string' || !Object.hasOwn(known, field)) {
    return [segmentError('unknown-field', `${path}/field`, `expected one of ${names(known)}, got ${shown(field)}`)];
  }
  const kind = fieldKind(known[field]!);
  if (!Object.hasOwn(node, 'window')) {
    if (anniversary === undefined) return comparisonErrors(node, path, kind);
    return [segmentError('wrong-type', `${path}/anniversary`, 'a yearly return needs a window')];
  }
  if (types || (kind.kind !== 'instant' && kind.kind !== 'day')) {
    const message = types ? 'a window cannot stand inside an event' : `a ${kind.kind} lies in no window`;
    return [segmentError('wrong-window', `${path}/window`, message)];
  }
  if (Object.hasOwn(node, 'op')) return [segmentError('wrong-operator', `${path}/op`, 'a window takes no operator')];
  if (anniversary !== undefined && anniversary !== true) {
    return [segmentError('wrong-type', `${path}/anniversary`, 'expected true')];
  }
  return windowErrors(
    window,
    `${path}/window`,
    anniversary ? 'day' : (kind.kind as 'instant' | 'day'),
    context.timeZone,
  );
}

function eventErrors(kind: string, node: Node, path: string, context: CheckContext): SegmentProblem[] {
  if (kind === 'sequence') return sequenceErrors(node, path, context);
  const types = eventTypes(context.model, node[kind]);
  if (!types) return [unknownEvent(context.model, `${path}/${kind}`, node[kind])];
  const problems: SegmentProblem[] = [];
  if (Object.hasOwn(node, 'where')) problems.push(...conditionErrors(node['where'], `${path}/where`, context, types));
  if (kind === 'regularly') {
    problems.push(
      ...countErrors(node['periods'], `${path}/periods`, 1),
      ...countErrors(node['inAtLeast'], `${path}/inAtLeast`, 0),
    );
    if (!['day', 'week', 'month', 'quarter', 'year'].includes(node['unit'] as string)) {
      problems.push(segmentError('wrong-unit', `${path}/unit`, 'expected day, week, month, quarter or year'));
    }
    return problems;
  }
  if (Object.hasOwn(node, 'window')) {
    problems.push(...windowErrors(node['window'], `${path}/window`, 'event', context.timeZone));
  }
  if (kind !== 'event') return [...problems, ...conditionErrors(node['has'], `${path}/has`, context, types)];
  return [...problems, ...measureErrors(node, path, types)];
}

function measureErrors(node: Node, path: string, types: Types): SegmentProblem[] {
  const { measure = 'count', of, op = 'gte', value = 1 } = node;
  if (!MEASURES.includes(measure)) {
    return [segmentError('wrong-type', `${path}/measure`, `expected one of ${MEASURES.join(', ')}`)];
  }
  const problems: SegmentProblem[] = [];
  const needs = MEASURES.indexOf(measure) < 5;
  if (of === undefined) {
    if (needs)
      problems.push(segmentError('wrong-type', `${path}/of`, `${String(measure)} needs a property to look at`));
  } else if (typeof of !== 'string' || !Object.hasOwn(types, of)) {
    problems.push(segmentError('unknown-field', `${path}/of`, `expected one of ${names(types)}, got ${shown(of)}`));
  } else {
    const { kind } = fieldKind(types[of]!);
    const isList = kind === 'text[]' || kind === 'number[]';
    if (isList || (needs && measure !== 'distinct' && kind !== 'number')) {
      problems.push(segmentError('wrong-type', `${path}/of`, `${String(measure)} cannot work on a ${kind}`));
    }
  }
  return [...problems, ...comparisonErrors({ op, value }, path, NUMBER)];
}

function sequenceErrors(node: Node, path: string, context: CheckContext): SegmentProblem[] {
  const { sequence, within, unit } = node;
  if (!Array.isArray(sequence)) return [segmentError('wrong-type', `${path}/sequence`, 'expected a list of steps')];
  if (sequence.length === 0) return [segmentError('empty-list', `${path}/sequence`, 'expected at least one step')];
  const problems = sequence.flatMap((step: unknown, i): SegmentProblem[] => {
    const at = `${path}/sequence/${i}`;
    if (!isObject(step)) return [segmentError('wrong-type', at, 'expected { event, where? }')];
    const strange = Object.keys(step).find((key) => key !== 'event' && key !== 'where');
    if (strange !== undefined) return [segmentError('wrong-type', `${at}/${strange}`, `a step has no key ${strange}`)];
    const types = eventTypes(context.model, step['event']);
    if (!types) return [unknownEvent(context.model, `${at}/event`, step['event'])];
    return Object.hasOwn(step, 'where') ? conditionErrors(step['where'], `${at}/where`, context, types) : [];
  });
  if (Object.hasOwn(node, 'within')) {
    if (!Number.isFinite(within) || (within as number) <= 0) {
      problems.push(segmentError('wrong-type', `${path}/within`, 'expected a number of units above 0'));
    } else if ((within as number) > SEGMENT_LIMITS.windowUnits) {
      problems.push(segmentError('limit', `${path}/within`, `at most ${SEGMENT_LIMITS.windowUnits} units`));
    }
  }
  if (Object.hasOwn(node, 'within') || unit !== undefined) {
    if (!['minute', 'hour', 'day', 'week'].includes(unit as string)) {
      problems.push(segmentError('wrong-unit', `${path}/unit`, 'expected minute, hour, day or week'));
    }
  }
  if (!Object.hasOwn(node, 'window')) return problems;
  return [...problems, ...windowErrors(node['window'], `${path}/window`, 'event', context.timeZone)];
}

function eventTypes(model: CustomerModel, name: unknown): Types | null {
  const types = model.events?.types;
  return types && typeof name === 'string' && Object.hasOwn(types, name) ? types[name]! : null;
}

function unknownEvent(model: CustomerModel, path: string, name: unknown): SegmentProblem {
  return segmentError('unknown-event', path, `expected one of ${names(model.events?.types ?? {})}, got ${shown(name)}`);
}

function countErrors(value: unknown, path: string, least: number): SegmentProblem[] {
  if (!Number.isSafeInteger(value) || (value as number) < least) {
    return [segmentError('wrong-type', path, `expected a whole number, ${least} or more`)];
  }
  if ((value as number) <= SEGMENT_LIMITS.windowUnits) return [];
  return [segmentError('limit', path, `at most ${SEGMENT_LIMITS.windowUnits}`)];
}

function names(known: object): string {
  return Object.keys(known).slice(0, 20).join(', ') || 'none';
}
