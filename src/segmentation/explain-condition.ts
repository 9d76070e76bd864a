import type { Json } from '../errors/index.ts';
import { conditionTest } from './condition-test.ts';
import { endEvent } from './end-event.ts';
import { eventMeasure } from './event-measure.ts';
import { collectEvents } from './event-query.ts';
import { eventSequence } from './event-sequence.ts';
import { fieldKind } from './field-kind.ts';
import { compilePath } from './read-path.ts';
import { factOf, jsonOf, stateOfValue } from './read-value.ts';
import { regularEvents } from './regular-events.ts';
import type { SegmentCondition } from './segment-definition.ts';
import type { Bound, SegmentScope } from './segment-program.ts';
import { referProgram } from './segment-program.ts';
import { eventBounds } from './window-bounds.ts';

/** One node of an explanation: what it asked, what it found, and whether the whole answer hangs on it. */
export interface ExplainNode {
  /** JSON Pointer into the definition; parts of a referred segment begin with `/segments/<name>` */
  path: string;
  /** whether the node holds */
  result: boolean;
  /** whether the whole answer would turn if this node turned */
  decisive: boolean;
  /** why a value did not count: it was missing or of the wrong type */
  state: 'ok' | 'missing' | 'wrong-type';
  /** what was found; null for groups */
  actual: Json;
  /** what was asked; null for groups */
  expected: Json;
  /** parts of a group; absent for a single condition */
  children?: ExplainNode[];
}

/** Explains a checked condition, bound to the instant and calendar of a scope; what is decisive is settled afterwards. */
export function explainCondition(condition: SegmentCondition, scope: SegmentScope, path: string): Bound<ExplainNode> {
  const group = (parts: readonly SegmentCondition[], key: string, least: number): Bound<ExplainNode> => {
    const inner = parts.map((part, i) => explainCondition(part, scope, `${path}/${key}/${i}`));
    return (customer) => {
      // A list that is mapped is as long as it has to be, one that is pushed to is made four times as large.
      const children = inner.map((explain) => explain(customer));
      let held = 0;
      for (let i = 0; i < children.length; i++) if (children[i]!.result) held++;
      return groupNode(path, held >= least, null, null, children);
    };
  };
  if ('all' in condition) return group(condition.all, 'all', condition.all.length);
  if ('any' in condition) return group(condition.any, 'any', 1);
  if ('atLeast' in condition) return group(condition.of, 'of', condition.atLeast);
  if ('not' in condition) {
    const inner = explainCondition(condition.not, scope, `${path}/not`);
    return (customer) => {
      const child = inner(customer);
      return groupNode(path, !child.result, null, null, [child]);
    };
  }
  if ('always' in condition) return () => leafNode(path, condition.always, 'ok', null, null);
  if ('segment' in condition) {
    // A reference stands in the tree as a group of one: the other segment, in its own calendar.
    const inner = referProgram(condition.segment, scope, explainCondition);
    return (customer) => {
      const child = inner(customer);
      return groupNode(path, child.result, child.result, condition.segment, [child]);
    };
  }
  return explainLeaf(condition, path, scope);
}

type LeafCondition = Exclude<
  SegmentCondition,
  | { all: unknown }
  | { any: unknown }
  | { not: unknown }
  | { atLeast: unknown }
  | { always: unknown }
  | { segment: unknown }
>;

function explainLeaf(condition: LeafCondition, path: string, scope: SegmentScope): Bound<ExplainNode> {
  const expected = jsonOf(expectedOf(condition));
  if ('event' in condition) {
    const { at, holds } = eventMeasure(condition, scope);
    return (customer) => {
      const actual = at(customer);
      const isThere = actual === actual;
      return leafNode(path, holds(actual), isThere ? 'ok' : 'missing', isThere ? actual : null, expected);
    };
  }
  if ('sequence' in condition) {
    const { done } = eventSequence(condition, scope);
    return (customer) => {
      const actual = done(customer);
      return leafNode(path, actual === condition.sequence.length, 'ok', actual, expected);
    };
  }
  if ('regularly' in condition) {
    const { count } = regularEvents(condition, scope);
    return (customer) => {
      const actual = count(customer);
      return leafNode(path, actual >= condition.inAtLeast, 'ok', actual, expected);
    };
  }
  if ('field' in condition) {
    const test = conditionTest(condition, scope);
    const read = compilePath(condition.field);
    const { kind } = fieldKind(scope.model.fields[condition.field]!);
    return (customer) => {
      const raw = read(customer);
      return leafNode(path, test(customer), stateOfValue(raw, kind), factOf(raw), expected);
    };
  }
  const { query, truthOf } = endEvent(condition, scope);
  const { from, to } = eventBounds(condition.window, scope.asOfAt, scope.calendar);
  return (customer) => {
    const facts = collectEvents(query, customer, from, to);
    const actual = facts.times.at('latest' in condition ? -1 : 0) ?? null;
    return leafNode(path, truthOf(facts)(0, facts.times.length), actual === null ? 'missing' : 'ok', actual, expected);
  };
}

/** What a condition asks, without where it asks it. */
function expectedOf(condition: LeafCondition): object {
  if ('event' in condition) {
    const { measure = 'count', of, window, op = 'gte', value = 1 } = condition;
    return { op, value, ...(measure !== 'count' && { measure }), ...(of && { of }), ...(window && { window }) };
  }
  if ('sequence' in condition) {
    const { sequence, within, unit, window } = condition;
    return {
      steps: sequence.length,
      ...(within !== undefined && { within, unit }),
      ...(window && { window }),
    };
  }
  if ('regularly' in condition) {
    const { periods, unit, inAtLeast } = condition;
    return { periods, unit, inAtLeast };
  }
  if ('field' in condition) {
    const { field: _, ...rest } = condition;
    return rest;
  }
  const { has, window } = condition;
  return { has, ...(window && { window }) };
}

function leafNode(
  path: string,
  result: boolean,
  state: ExplainNode['state'],
  actual: Json,
  expected: Json,
): ExplainNode {
  return { path, result, decisive: false, state, actual, expected };
}

function groupNode(path: string, result: boolean, actual: Json, expected: Json, children: ExplainNode[]): ExplainNode {
  return { path, result, decisive: false, state: 'ok', actual, expected, children };
}
