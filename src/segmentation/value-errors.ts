import type { FieldKind } from './field-kind.ts';
import type { SegmentProblem } from './segment-problem.ts';
import { segmentError } from './segment-problem.ts';

/** The operators of each kind of field. */
const OPERATORS: Readonly<Record<string, readonly string[]>> = {
  text: ['eq', 'ne', 'in', 'notIn', 'contains', 'startsWith', 'endsWith', 'exists', 'missing'],
  number: ['eq', 'ne', 'in', 'notIn', 'lt', 'lte', 'gt', 'gte', 'between', 'exists', 'missing'],
  boolean: ['eq', 'ne', 'exists', 'missing'],
  instant: ['exists', 'missing'],
  day: ['exists', 'missing'],
  'text[]': ['has', 'hasAny', 'hasAll', 'exists', 'missing'],
  'number[]': ['has', 'hasAny', 'hasAll', 'exists', 'missing'],
};

/** Errors of `op`, `value` and `ignoreCase` of the condition at `path`, compared with a field of that kind. */
export function comparisonErrors(
  condition: { op?: unknown; value?: unknown; ignoreCase?: unknown },
  path: string,
  field: FieldKind,
): SegmentProblem[] {
  const { op, value, ignoreCase } = condition;
  const { kind } = field;
  const operators = OPERATORS[kind]!;
  if (typeof op !== 'string' || !operators.includes(op)) {
    return [
      segmentError(
        'wrong-operator',
        `${path}/op`,
        `${kind === 'instant' ? 'an' : 'a'} ${kind} takes ${operators.join(', ')}`,
      ),
    ];
  }
  const problems: SegmentProblem[] = [];
  if (ignoreCase !== undefined && (kind !== 'text' || ignoreCase !== true)) {
    problems.push(segmentError('wrong-type', `${path}/ignoreCase`, 'expected true, on a text'));
  }
  if (op === 'exists' || op === 'missing') return problems;
  return [...problems, ...valueErrors(op, value, `${path}/value`, field, ignoreCase === true)];
}

function valueErrors(
  op: string,
  value: unknown,
  path: string,
  { kind, values }: FieldKind,
  ignoreCase: boolean,
): SegmentProblem[] {
  const base = kind === 'text[]' ? 'text' : kind === 'number[]' ? 'number' : kind;
  const one = (item: unknown, at: string): SegmentProblem[] => {
    const fits = base === 'number' ? Number.isFinite(item) : typeof item === (base === 'text' ? 'string' : base);
    if (!fits) return [segmentError('wrong-type', at, `expected a ${base}, got ${shown(item)}`)];
    if (values === null || ['contains', 'startsWith', 'endsWith'].includes(op)) return [];
    const fold = (text: string): string => (ignoreCase ? text.toLowerCase() : text);
    if (values.some((allowed) => fold(allowed) === fold(item as string))) return [];
    return [segmentError('unknown-value', at, `expected one of ${values.slice(0, 20).join(', ')}, got ${shown(item)}`)];
  };
  if (op === 'between') {
    if (!Array.isArray(value) || value.length !== 2) {
      return [segmentError('wrong-type', path, 'expected two numbers: the lower and the upper end')];
    }
    return value.flatMap((item, i) => one(item, `${path}/${i}`));
  }
  if (!['in', 'notIn', 'hasAny', 'hasAll'].includes(op)) return one(value, path);
  if (!Array.isArray(value)) return [segmentError('wrong-type', path, `expected a list, got ${shown(value)}`)];
  if (value.length === 0) return [segmentError('empty-list', path, 'expected at least one value')];
  return value.flatMap((item, i) => one(item, `${path}/${i}`));
}

/** A value in a message, cut short. */
export function shown(value: unknown): string {
  return (typeof value === 'string' ? JSON.stringify(value) : String(value)).slice(0, 60);
}
