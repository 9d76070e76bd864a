import type { CustomerModel, FieldPath, FieldType } from './customer-model.ts';
import { literalOf } from './condition-literal.ts';
import { fieldKind } from './field-kind.ts';
import { isContradiction, isExhaustive, redundancyWarnings } from './group-warnings.ts';
import type { PropertyCondition, SegmentCondition, SegmentWindow } from './segment-definition.ts';
import type { SegmentProblem } from './segment-problem.ts';
import { segmentWarning } from './segment-problem.ts';
import { lookbackOf } from './segment-reads.ts';
import { complementSet, isEmptySet } from './value-set.ts';

type Types = Readonly<Record<FieldPath, FieldType>>;
type Condition = SegmentCondition | PropertyCondition;

/** What the warnings know. */
export interface WarningContext {
  model: CustomerModel;
  /** how many days of events the host keeps; null where that is not said */
  retentionDays: number | null;
}

/** What is suspicious in a checked condition that can be used all the same. */
export function definitionWarnings(condition: Condition, path: string, context: WarningContext): SegmentProblem[] {
  return warningsOf(condition, path, context, context.model.fields, { positive: true, siblings: [] }).problems;
}

/** What is known of a part: it never holds (and that has been told), always holds, or it depends. */
interface Found {
  problems: SegmentProblem[];
  state: 'never' | 'always' | 'open';
}

interface Place {
  /** an even number of `not` above */
  positive: boolean;
  /** parts of the same `all` */
  siblings: readonly Condition[];
}

function warningsOf(condition: Condition, path: string, context: WarningContext, types: Types, place: Place): Found {
  if ('always' in condition) return { problems: [], state: condition.always ? 'always' : 'never' };
  if ('not' in condition) {
    const inner = warningsOf(condition.not, `${path}/not`, context, types, { positive: !place.positive, siblings: [] });
    const state = inner.state === 'never' ? 'always' : inner.state === 'always' ? 'never' : 'open';
    return { problems: inner.problems, state };
  }
  if ('all' in condition) return groupWarnings(condition.all, 'all', path, context, types, place);
  if ('any' in condition) return groupWarnings(condition.any, 'any', path, context, types, place);
  if ('atLeast' in condition) {
    const { atLeast, of } = condition;
    if (of.length > 0 && atLeast > of.length) {
      return never(path, `${of.length} conditions cannot hold ${atLeast} times`);
    }
    const inner = of.map((part, i) => warningsOf(part, `${path}/of/${i}`, context, types, { ...place, siblings: [] }));
    return { problems: inner.flatMap(({ problems }) => problems), state: atLeast === 0 ? 'always' : 'open' };
  }
  return leafWarnings(condition, path, context, types, place);
}

function never(path: string, message: string): Found {
  return { problems: [segmentWarning('never-true', path, message)], state: 'never' };
}

function groupWarnings(
  parts: readonly Condition[],
  key: 'all' | 'any',
  path: string,
  context: WarningContext,
  types: Types,
  { positive }: Place,
): Found {
  const isAll = key === 'all';
  if (parts.length === 0) return { problems: [], state: isAll ? 'always' : 'never' };
  const inner = parts.map((part, i) =>
    warningsOf(part, `${path}/${key}/${i}`, context, types, { positive, siblings: isAll ? parts : [] }),
  );
  const problems = inner.flatMap((found) => found.problems);
  const states = inner.map(({ state }) => state);
  if (states.includes(isAll ? 'never' : 'always')) return { problems, state: isAll ? 'never' : 'always' };
  if (isAll && isContradiction(parts, types)) return never(path, 'these conditions hold for nobody together');
  if (!isAll && isExhaustive(parts, types)) {
    const message = 'one of these conditions holds for everybody';
    return { problems: [...problems, segmentWarning('always-true', path, message)], state: 'always' };
  }
  const open = states.some((state) => state === 'open');
  const state = open ? 'open' : isAll ? 'always' : 'never';
  return { problems: [...problems, ...redundancyWarnings(parts, path, key, types)], state };
}

function leafWarnings(condition: Condition, path: string, context: WarningContext, types: Types, place: Place): Found {
  const problems = innerWarnings(condition, path, context);
  const literal = literalOf(condition, types);
  if (literal && isEmptySet(literal.set, literal.domain)) return never(path, 'no value can satisfy this');
  const outside = literal && complementSet(literal.set);
  if (literal && outside && isEmptySet(outside, literal.domain)) {
    problems.push(segmentWarning('always-true', path, 'every value satisfies this'));
    return { problems, state: 'always' };
  }
  if ('regularly' in condition) {
    const { periods, inAtLeast } = condition;
    if (inAtLeast > periods) return never(path, `${periods} periods cannot hold events ${inAtLeast} times`);
    if (inAtLeast === 0) {
      problems.push(segmentWarning('always-true', path, 'every history satisfies this'));
      return { problems, state: 'always' };
    }
  }
  if (
    'field' in condition &&
    'op' in condition &&
    place.positive &&
    (condition.op === 'ne' || condition.op === 'notIn')
  ) {
    const { field } = condition;
    const guarded = place.siblings.some(
      (one) => 'field' in one && one.field === field && 'op' in one && one.op === 'exists',
    );
    if (fieldKind(types[field]!).optional && !guarded) {
      const message = `customers without ${field} pass too; add { field: "${field}", op: "exists" } to leave them out`;
      problems.push(segmentWarning('ne-keeps-missing', path, message));
    }
  }
  return { problems, state: 'open' };
}

/** Warnings of the conditions inside an event, and of windows that look back farther than events are kept. */
function innerWarnings(condition: Condition, path: string, context: WarningContext): SegmentProblem[] {
  if ('field' in condition || 'segment' in condition) return [];
  const node = condition as Readonly<Record<string, unknown>>;
  const problems: SegmentProblem[] = [];
  const inside = (step: Readonly<Record<string, unknown>>, at: string): void => {
    const name = (step['event'] ?? step['latest'] ?? step['earliest'] ?? step['regularly']) as string;
    const types = context.model.events!.types[name]!;
    for (const key of ['where', 'has']) {
      const inner = step[key] as PropertyCondition | undefined;
      if (inner) {
        problems.push(...warningsOf(inner, `${at}/${key}`, context, types, { positive: true, siblings: [] }).problems);
      }
    }
  };
  const steps = node['sequence'] as readonly Readonly<Record<string, unknown>>[] | undefined;
  if (steps) steps.forEach((step, i) => inside(step, `${path}/sequence/${i}`));
  else inside(node, path);
  const { retentionDays } = context;
  const window = ('regularly' in node ? { previous: node['periods'], unit: node['unit'] } : node['window']) as
    SegmentWindow | undefined;
  if (retentionDays !== null && window && reachOf(window) > retentionDays) {
    const message = `looks back farther than the ${retentionDays} days that events are kept`;
    problems.push(segmentWarning('beyond-retention', path, message));
  }
  return problems;
}

/** Days that a relative window looks back; a window without an end at least to its near edge. */
function reachOf(window: SegmentWindow): number {
  if ('before' in window && window.before !== undefined) return lookbackOf({ last: window.before, unit: window.unit });
  const days = lookbackOf(window);
  return Number.isFinite(days) ? days : 0;
}
