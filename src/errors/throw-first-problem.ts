import type { Problem } from './explanation.ts';
import { InputError } from './input-error.ts';

/**
 * Refuses a policy by its first problem of severity error; warnings never throw.
 *
 * The path of the problem is turned from a JSON Pointer into code: `/ladders/0/levels/2/enter` of `program` becomes
 * `program.ladders[0].levels[2].enter`.
 *
 * @param problems - what the `check…` function of the policy found
 * @param argument - the policy's parameter name
 * @throws InputError with the code of the first error
 *
 * @example May this programme be used?
 * ```ts
 * import { throwFirstProblem } from 'clientele/errors';
 *
 * const problem = { code: 'unknown-zone', path: '/timeZone', severity: 'error' as const, message: 'no such zone' };
 * throwFirstProblem([problem], 'program'); // => throws 'unknown-zone'
 * throwFirstProblem([{ ...problem, severity: 'warning' }], 'program'); // => undefined
 * ```
 */
export function throwFirstProblem(problems: readonly Problem[], argument: string): void {
  const first = problems.find((problem) => problem.severity === 'error');
  if (first) throw new InputError(first.code, argument + codePath(first.path), first.message);
}

/** RFC 6901 pointer to code notation: array indexes in brackets, names behind a dot, other keys quoted. */
function codePath(pointer: string): string {
  let path = '';
  for (const token of pointer.split('/').slice(1)) {
    const key = token.replaceAll('~1', '/').replaceAll('~0', '~');
    path += /^\d+$/.test(key) ? `[${key}]` : /^[A-Za-z_$][\w$]*$/.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`;
  }
  return path;
}
