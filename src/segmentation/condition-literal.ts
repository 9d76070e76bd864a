import type { FieldPath, FieldType } from './customer-model.ts';
import { fieldKind } from './field-kind.ts';
import { elapsedMs } from './segment-calendar.ts';
import type { PropertyCondition, SegmentCondition, SegmentWindow } from './segment-definition.ts';
import type { NumberDomain, ValueSet } from './value-set.ts';
import { complementSet, cut, mergeCuts, numberSet, textSet } from './value-set.ts';
import { isByDate, isRelative } from './window-bounds.ts';

/** A single condition as a set over one quantity, so that conditions over the same quantity can be compared. */
export interface Literal {
  /** names the quantity: equal text, equal quantity */
  term: string;
  set: ValueSet;
  domain: NumberDomain | null;
}

/** False is 0, true is 1: of the two truths what is not the one is the other. */
const TRUTHS: NumberDomain = { whole: true, from: 0, to: 1, missing: true };
/** Days are whole, in the past and to come. */
const DAYS: NumberDomain = { whole: true, from: -Infinity, to: Infinity, missing: true };

type Types = Readonly<Record<FieldPath, FieldType>>;
type Condition = SegmentCondition | PropertyCondition;

/** The literal of a checked condition or its negation; null where it says nothing that can be compared. */
export function literalOf(condition: Condition, types: Types): Literal | null {
  if ('not' in condition) {
    const inner = literalOf(condition.not, types);
    const set = inner && complementSet(inner.set);
    return inner && set ? { ...inner, set } : null;
  }
  if ('field' in condition) {
    if ('window' in condition)
      return windowLiteral(condition.field, condition.window, condition.anniversary === true, types);
    const { field, op, value, ignoreCase } = condition as {
      field: string;
      op: string;
      value?: unknown;
      ignoreCase?: true;
    };
    const { kind } = fieldKind(types[field]!);
    const term = JSON.stringify(['field', field]);
    if (kind === 'number') return { term, set: comparedSet(op, value), domain: null };
    if (kind === 'boolean') return { term, set: comparedSet(op, Number(value)), domain: TRUTHS };
    if (op === 'exists' || op === 'missing') {
      const missing = op === 'missing';
      return { term, set: textSet([], missing, missing), domain: null };
    }
    return { term, set: listedSet(op, value, kind === 'text' && !ignoreCase), domain: null };
  }
  if ('event' in condition) {
    const { event, where, window, measure = 'count', of, op = 'gte', value = 1 } = condition;
    const counts = measure === 'count' || measure === 'distinct';
    const ages = measure === 'daysSinceFirst' || measure === 'daysSinceLast';
    const missing = !counts && measure !== 'sum';
    const domain = { whole: counts, from: counts || ages ? 0 : -Infinity, to: Infinity, missing };
    const term = JSON.stringify(['event', event, where ?? null, window ?? null, measure, of ?? null]);
    return { term, set: comparedSet(op, value), domain };
  }
  return null;
}

function listedSet(op: string, value: unknown, exact: boolean): ValueSet {
  const values = Array.isArray(value) ? value : [value];
  if (exact && (op === 'eq' || op === 'in')) return textSet(values, true, false);
  if (exact && (op === 'ne' || op === 'notIn')) return textSet(values, false, true);
  // Parts of texts, folded texts and lists: only that the value is there, or may be missing.
  return textSet([], false, op === 'ne' || op === 'notIn', false);
}

function everything(): [ReturnType<typeof cut>, ReturnType<typeof cut>] {
  return [cut(-Infinity, false), cut(Infinity, true)];
}

/** The numbers that pass a comparison. */
function comparedSet(op: string, value: unknown): ValueSet {
  const x = value as number;
  const points = (xs: readonly number[]): ValueSet => ({
    ...numberSet([], false),
    cuts: xs.reduce<ReturnType<typeof mergeCuts>>((joined, n) => mergeCuts(joined, [cut(n, false), cut(n, true)]), []),
  });
  switch (op) {
    case 'lt':
      return numberSet([[cut(-Infinity, false), cut(x, false)]], false);
    case 'lte':
      return numberSet([[cut(-Infinity, false), cut(x, true)]], false);
    case 'gt':
      return numberSet([[cut(x, true), cut(Infinity, true)]], false);
    case 'gte':
      return numberSet([[cut(x, false), cut(Infinity, true)]], false);
    case 'between': {
      const [low, high] = value as [number, number];
      return numberSet(low <= high ? [[cut(low, false), cut(high, true)]] : [], false);
    }
    case 'exists':
      return numberSet([everything()], false);
    case 'missing':
      return numberSet([], true);
    case 'eq':
      return points([x]);
    case 'ne':
      return complementSet(points([x]))!;
    default: {
      const listed = points(value as number[]);
      return op === 'in' ? listed : complementSet(listed)!;
    }
  }
}

/** A window as the ages that lie in it: elapsed milliseconds, or days where both count by days. */
function windowLiteral(field: string, window: SegmentWindow, anniversary: boolean, types: Types): Literal | null {
  if (anniversary || !isRelative(window)) return null;
  const { last, before, between, next, unit } = window;
  const isDay = fieldKind(types[field]!).kind === 'day';
  if (isDay && unit !== 'day' && unit !== 'week') return null;
  if (!isDay && isByDate(window)) return null;
  if (isDay && next === undefined && last === undefined && before === undefined && !between) return null;
  const size = isDay ? (unit === 'week' ? 7 : 1) : elapsedMs(unit);
  const span = (from: number, to: number): ValueSet =>
    numberSet([[cut(from, false), to === Infinity ? cut(to, true) : cut(to, false)]], false);
  const term = JSON.stringify(['age', field]);
  const domain = isDay ? DAYS : null;
  if (last !== undefined) return { term, set: span(0, last * size), domain };
  if (before !== undefined) return { term, set: span(before * size, Infinity), domain };
  if (between) return { term, set: span(between[0] * size, between[1] * size), domain };
  // The coming n units: ages from just above −n to 0 for days, from −n to just below 0 for instants.
  const set: ValueSet = isDay ? numberSet([[cut(-next! * size, true), cut(0, true)]], false) : span(-next! * size, 0);
  return { term, set, domain };
}

/** Do all events of the first window lie in the second, whatever the instant? Only said when it is sure. */
export function isWindowInside(inner: SegmentWindow | undefined, outer: SegmentWindow | undefined): boolean {
  if (outer === undefined) return true;
  if (!inner || !isRelative(inner) || !isRelative(outer) || isByDate(inner) || isByDate(outer)) return false;
  const ages = ({ last, before, between, unit }: typeof inner): [number, number] => {
    const ms = elapsedMs(unit);
    if (last !== undefined) return [0, last * ms];
    return before !== undefined ? [before * ms, Infinity] : [between![0] * ms, between![1] * ms];
  };
  const [a, b] = [ages(inner), ages(outer)];
  return a[0] >= b[0] && a[1] <= b[1];
}
