import type { Adapter, CaseContext } from './adapter.ts';
import { MissingData } from './adapter.ts';
import type { Tolerance } from './compare.ts';
import { compare } from './compare.ts';

/** One engine-neutral case; its file may state a tolerance for all that have none of their own. */
export interface Case {
  id: string;
  op: string;
  input: unknown;
  expect: Record<string, unknown>;
  tolerance?: Tolerance;
}

/** `true` or the code that the call must throw; undefined where an answer is expected. */
function wantedError(expect: Record<string, unknown>): true | string | undefined {
  const wanted = expect['throws'] ?? expect['error'];
  return wanted === true || typeof wanted === 'string' ? wanted : undefined;
}

/**
 * What an adapter's answer to a case differs in from what the case expects, a line each; empty where it agrees.
 *
 * Only what nobody can judge is thrown: `MissingData`.
 */
export function differencesOf(
  adapter: Adapter,
  one: Case,
  tolerance: Tolerance,
  context: Omit<CaseContext, 'expect'>,
): string[] {
  const op = Object.hasOwn(adapter, one.op) ? adapter[one.op] : undefined;
  if (!op) return ['no such op in the adapter: not built yet'];
  const wanted = wantedError(one.expect);
  try {
    const got = op(one.input, { ...context, expect: one.expect });
    if (wanted !== undefined) return [`got ${JSON.stringify(got)}, want an error (${wanted})`];
    return compare(got, one.expect, tolerance);
  } catch (error) {
    if (error instanceof MissingData) throw error;
    const { code, message } = error as { code?: string; message: string };
    if (code === undefined || wanted === undefined) return [`threw ${(error as Error).stack ?? message}`];
    return wanted === true || wanted === code ? [] : [`threw ${code} (${message}), want ${wanted}`];
  }
}
