import * as z from 'zod';
import type { Issue } from '../errors/index.ts';
import { InputError } from '../errors/index.ts';

/** What a door gives back for one value: the value, or null with everything that is wrong with it. */
export interface ParsedValue<T> {
  /** the value, typed; null when there is any issue */
  value: T | null;
  /** what is wrong, in the order of the value; empty when it is sound */
  issues: Issue[];
}

/** What the doors for rows are built on: the sound rows and what is wrong with the others. */
export interface ParsedRows<T> {
  /** the sound rows, in their order */
  values: T[];
  /** what is wrong with each refused row */
  issues: Issue[];
}

/** Parses one untrusted value; never throws. */
export function parseValue<T>(schema: z.ZodType<T>, untrusted: unknown): ParsedValue<T> {
  const { parsed, issues } = attempt(schema, untrusted, null);
  return issues.length === 0 ? { value: parsed as T, issues } : { value: null, issues };
}

/**
 * Parses untrusted rows one by one; never throws and loses no row silently: a row is among the values or has an issue.
 * Something that is no list of rows is one issue of the whole.
 */
export function parseRows<T>(schema: z.ZodType<T>, rows: unknown): ParsedRows<T> {
  const result: ParsedRows<T> = { values: [], issues: [] };
  if (!Array.isArray(rows)) {
    result.issues.push({
      row: null,
      path: '',
      code: 'wrong-type',
      message: `expected a list of rows, got ${nameOf(rows)}`,
    });
    return result;
  }
  for (let row = 0; row < rows.length; row++) {
    const { parsed, issues } = attempt(schema, rows[row], row);
    if (issues.length === 0) result.values.push(parsed as T);
    else for (const issue of issues) result.issues.push(issue);
  }
  return result;
}

/** A check that a schema borrows from the library: what `check` throws as InputError becomes an issue with its code. */
export function refusing<T>(check: (value: T) => void): (context: z.core.ParsePayload<T>) => void {
  return (context) => {
    try {
      check(context.value);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      const { code, argument, message } = error;
      const params = { code, argument };
      context.issues.push({
        code: 'custom',
        input: context.value,
        params,
        message: message.slice(argument.length + 2),
      });
    }
  };
}

/** A schema whose only test is a guard of the library: values that `check` refuses become issues with its code. */
export function guarded<T>(check: (value: T) => void): z.ZodType<T> {
  return z.any().check(refusing<T>(check)) as z.ZodType<T>;
}

function attempt<T>(
  schema: z.ZodType<T>,
  untrusted: unknown,
  row: number | null,
): { parsed: unknown; issues: Issue[] } {
  try {
    const result = schema.safeParse(untrusted);
    if (result.success) return { parsed: result.data, issues: [] };
    return { parsed: null, issues: result.error.issues.flatMap((issue) => issuesOf(issue, untrusted, row)) };
  } catch (error) {
    return { parsed: null, issues: [unreadable(error, row)] };
  }
}

/** A getter of the caller's value, or a value so deep that the stack ends: the row is refused, the door does not throw. */
export function unreadable(error: unknown, row: number | null): Issue {
  const message = error instanceof Error ? error.message : 'the value cannot be read';
  return { row, path: '', code: 'wrong-type', message };
}

/** One issue of zod in our words; an unknown key is one issue each, a failed union is told by its nearest branch. */
function issuesOf(issue: z.core.$ZodIssue, root: unknown, row: number | null, base: PropertyKey[] = []): Issue[] {
  const path = [...base, ...issue.path];
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      row,
      path: pointer([...path, key]),
      code: 'unknown-name',
      message: `no such field: ${key}`,
    }));
  }
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    const nearest = issue.errors.reduce((best, one) => (depth(one) > depth(best) ? one : best));
    if (nearest.length > 0) return nearest.flatMap((one) => issuesOf(one, root, row, path));
  }
  const value = at(root, path);
  return [{ row, path: pointer(path), code: codeOf(issue, value), message: issue.message }];
}

/** How far a branch of a union came before it failed: the deeper, the more likely it was meant. */
function depth(issues: readonly z.core.$ZodIssue[]): number {
  return issues.reduce((deepest, { path }) => Math.max(deepest, path.length), 0) - issues.length / 1e3;
}

function codeOf(issue: z.core.$ZodIssue, value: unknown): string {
  switch (issue.code) {
    case 'invalid_type':
      if (value === undefined) return 'missing-value';
      if (typeof value === 'number' && !Number.isFinite(value)) return 'not-finite';
      return typeof value === 'number' && issue.expected === 'int' ? 'not-an-integer' : 'wrong-type';
    case 'too_big':
    case 'too_small':
      return typeof value === 'number' || typeof value === 'string'
        ? 'out-of-range'
        : issue.code === 'too_big'
          ? 'too-many'
          : 'too-few';
    case 'invalid_value':
    case 'invalid_union':
    case 'invalid_key':
      return value === undefined ? 'missing-value' : typeof value === 'string' ? 'unknown-name' : 'wrong-type';
    case 'custom': {
      if (value === undefined) return 'missing-value';
      const code: unknown = issue.params?.['code'];
      return typeof code === 'string' ? code : 'inconsistent';
    }
    default:
      return 'wrong-type';
  }
}

function at(root: unknown, path: readonly PropertyKey[]): unknown {
  let value = root;
  for (const key of path) {
    if (value === null || typeof value !== 'object' || !Object.hasOwn(value, key)) return undefined;
    value = (value as Record<PropertyKey, unknown>)[key];
  }
  return value;
}

/** RFC 6901. */
function pointer(path: readonly PropertyKey[]): string {
  return path.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

function nameOf(value: unknown): string {
  return value === null ? 'null' : typeof value;
}
