import type { FieldPath, FieldType } from './customer-model.ts';
import type { Literal } from './condition-literal.ts';
import { isWindowInside, literalOf } from './condition-literal.ts';
import type { EventCondition, PropertyCondition, SegmentCondition } from './segment-definition.ts';
import type { SegmentProblem } from './segment-problem.ts';
import { segmentWarning } from './segment-problem.ts';
import type { ValueSet } from './value-set.ts';
import { complementSet, intersectSets, isEmptySet, isSubset } from './value-set.ts';

type Types = Readonly<Record<FieldPath, FieldType>>;
type Condition = SegmentCondition | PropertyCondition;

/** Conditions that hold for nobody together. */
export function isContradiction(parts: readonly Condition[], types: Types): boolean {
  const literals = flatten(parts).map((part) => ({ part, literal: literalOf(part, types) }));
  const sets = new Map<string, Literal>();
  for (const { literal } of literals) {
    if (!literal) continue;
    const before = sets.get(literal.term);
    const set = before ? intersectSets(before.set, literal.set) : literal.set;
    if (before && isEmptySet(set, literal.domain)) return true;
    sets.set(literal.term, { ...literal, set });
  }
  // Many events in a narrow window and few in a wide one.
  const events = literals.filter(({ part, literal }) => literal && isPlainCount(part)) as {
    part: EventCondition;
    literal: Literal;
  }[];
  return events.some(({ part: narrow, literal: many }) =>
    events.some(({ part: wide, literal: few }) => {
      if (narrow === wide || !sameEvents(narrow, wide) || !isWindowInside(narrow.window, wide.window)) return false;
      return leastOf(many.set) > mostOf(few.set);
    }),
  );
}

/** Conditions of which one holds for everybody: what all of them leave out is nothing. */
export function isExhaustive(parts: readonly Condition[], types: Types): boolean {
  const left = new Map<string, Literal | null>();
  for (const part of parts) {
    const literal = literalOf(part, types);
    const outside = literal && complementSet(literal.set);
    if (!literal || !outside) continue;
    const before = left.get(literal.term);
    const set: ValueSet = before ? intersectSets(before.set, outside) : outside;
    if (before && isEmptySet(set, literal.domain)) return true;
    left.set(literal.term, { ...literal, set });
  }
  return false;
}

/** Twins, and branches that change nothing: in `all` the wider of two, in `any` the narrower. */
export function redundancyWarnings(
  parts: readonly Condition[],
  path: string,
  key: 'all' | 'any',
  types: Types,
): SegmentProblem[] {
  const problems: SegmentProblem[] = [];
  const seen = new Map<string, number>();
  const dropped = new Set<number>();
  parts.forEach((part, i) => {
    const text = canonical(part);
    const twin = seen.get(text);
    if (twin === undefined) {
      seen.set(text, i);
      return;
    }
    dropped.add(i);
    const message = `the same condition stands at place ${twin}`;
    problems.push(segmentWarning('duplicate', `${path}/${key}/${i}`, message));
  });
  const literals = parts.map((part) => literalOf(part, types));
  parts.forEach((_, i) => {
    if (dropped.has(i)) return;
    const by = parts.findIndex((__, j) => {
      if (dropped.has(j)) return false;
      const [narrow, wide] = key === 'all' ? [j, i] : [i, j];
      if (!implies(parts[narrow]!, literals[narrow]!, parts[wide]!, literals[wide]!)) return false;
      // Two that say the same in other words, and a condition and itself: the later one goes.
      return i > j || !implies(parts[wide]!, literals[wide]!, parts[narrow]!, literals[narrow]!);
    });
    if (by < 0) return;
    dropped.add(i);
    const message =
      key === 'all' ? `follows from the condition at place ${by}` : `is covered by the condition at place ${by}`;
    problems.push(segmentWarning('subsumed', `${path}/${key}/${i}`, message));
  });
  return problems;
}

function implies(narrow: Condition, a: Literal | null, wide: Condition, b: Literal | null): boolean {
  if (!a || !b) return false;
  if (a.term === b.term) return isSubset(a.set, b.set, a.domain);
  if (!isPlainCount(narrow) || !isPlainCount(wide) || !sameEvents(narrow, wide)) return false;
  if (isWindowInside(narrow.window, wide.window) && mostOf(b.set) === Infinity) {
    return isOneSpan(b.set) && leastOf(a.set) >= leastOf(b.set);
  }
  // Few in a wide window means few in a narrow one inside it.
  if (!isWindowInside(wide.window, narrow.window) || leastOf(b.set) > 0) return false;
  return isOneSpan(b.set) && mostOf(a.set) <= mostOf(b.set);
}

function isPlainCount(condition: Condition): condition is EventCondition {
  return 'event' in condition && (condition.measure ?? 'count') === 'count';
}

function sameEvents(a: EventCondition, b: EventCondition): boolean {
  return canonical([a.event, a.where ?? null, a.of ?? null]) === canonical([b.event, b.where ?? null, b.of ?? null]);
}

function isOneSpan({ cuts }: ValueSet): boolean {
  return cuts!.length === 2;
}

/** Smallest and largest count of a set. */
function leastOf({ cuts }: ValueSet): number {
  const low = cuts![0];
  if (!low) return Infinity;
  return Math.max(0, low.behind ? Math.floor(low.x) + 1 : Math.ceil(low.x));
}

function mostOf({ cuts }: ValueSet): number {
  const high = cuts!.at(-1);
  if (!high) return -Infinity;
  return high.behind ? Math.floor(high.x) : Math.ceil(high.x) - 1;
}

/** Parts of groups inside a group of the same kind are its own parts. */
function flatten(parts: readonly Condition[]): Condition[] {
  return parts.flatMap((part) => ('all' in part ? flatten(part.all) : [part]));
}

/** Equal meaning by equal text: sorted keys, defaults filled in. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_, one: unknown) => {
    if (typeof one !== 'object' || one === null || Array.isArray(one)) return one;
    const filled = 'event' in one ? { measure: 'count', op: 'gte', value: 1, ...one } : one;
    return Object.fromEntries(Object.entries(filled).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}
