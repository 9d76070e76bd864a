/**
 * Stands in for `vitest` under mutation: tests put themselves in a list, and `one-process.mjs` runs what it needs of the list
 * again and again without loading a module twice. Expectations are those of vitest itself.
 */
import {
  ASYMMETRIC_MATCHERS_OBJECT,
  GLOBAL_EXPECT,
  JestAsymmetricMatchers,
  JestChaiExpect,
  JestExtend,
} from '@vitest/expect';
import * as chai from 'chai';

type Body = (...values: never[]) => unknown;

chai.use(JestExtend);
chai.use(JestChaiExpect);
chai.use(JestAsymmetricMatchers);
const globals = globalThis as unknown as Record<symbol, object>;
export const expect = Object.assign(
  (value: unknown, message?: string) => chai.expect(value, message),
  chai.expect,
  globals[ASYMMETRIC_MATCHERS_OBJECT],
);
globals[GLOBAL_EXPECT] = expect;

/** In the order of the files that are loaded. */
export const tests: { name: string; body: () => unknown }[] = [];

const rowOf = (row: unknown): never[] => (Array.isArray(row) ? row : [row]) as never[];
const bodyOf = (a: unknown, b: unknown): Body => (typeof a === 'function' ? a : b) as Body;

export const test = Object.assign(
  (name: string, a: unknown, b?: unknown): void => void tests.push({ name, body: bodyOf(a, b) as () => unknown }),
  {
    each: (rows: unknown[]) => (name: string, a: unknown, b?: unknown) =>
      rows.forEach((row, i) => test(`${name} #${i}`, () => bodyOf(a, b)(...rowOf(row)))),
    skip: (): void => undefined,
    skipIf: (skipped: unknown) => (skipped ? test.skip : test),
  },
);

export const describe = Object.assign((_: string, a: unknown, b?: unknown): unknown => bodyOf(a, b)(), {
  each: (rows: unknown[]) => (_: string, a: unknown, b?: unknown) => rows.map((row) => bodyOf(a, b)(...rowOf(row))),
  skipIf: (skipped: unknown) => (skipped ? (): void => undefined : describe),
});

/** How long a test may take is Stryker's to say. */
export const vi = { setConfig: (): void => undefined };

/** Types are the compiler's to check. */
const typed: unknown = new Proxy(() => typed, { get: () => typed });
export const expectTypeOf = (): unknown => typed;
