import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { compare } from '../conformance/compare.ts';
import { ROOT } from './source-files.ts';

describe('comparing an answer with what is wanted', () => {
  test.each([
    [1.0001, 1, { abs: 1e-3 }],
    [1.0001, 1, { rel: 1e-3 }],
    [{ a: 1, b: 2 }, { a: 1 }, {}],
    [[1, null, 'x', true], [1, null, 'x', true], {}],
    [Infinity, Infinity, {}],
  ])('%j agrees with %j within %j', (got, want, tolerance) => {
    expect(compare(got, want, tolerance)).toEqual([]);
  });

  test.each([
    [1.0001, 1, {}],
    [NaN, 1, { abs: 10 }],
    [NaN, 0, { rel: 1 }],
    [null, 1, { abs: 10 }],
    ['1', 1, { abs: 10 }],
    [undefined, null, {}],
    [1, null, {}],
    [{ a: 1 }, { a: 1, b: 2 }, {}],
    [[1, 2], [1], {}],
    [{ 0: 1, length: 1 }, [1], {}],
    ['a', 'b', {}],
    [1, true, {}],
  ])('%j differs from %j within %j', (got, want, tolerance) => {
    expect(compare(got, want, tolerance)).toHaveLength(1);
  });

  test('names the path of each difference', () => {
    expect(compare({ a: [1, { b: 2 }] }, { a: [1, { b: 3 }], c: 1 }, {})).toEqual([
      'a[1].b: got 2, want 3',
      'c: got undefined, want 1',
    ]);
  });
});

describe('the runner', () => {
  const folder = join(ROOT, '.cache/conformance');
  const file = join(folder, 'planted.json');
  const run = (cases: unknown[]): { status: number | null; out: string } => {
    mkdirSync(folder, { recursive: true });
    writeFileSync(file, JSON.stringify({ suite: 'retention', version: 1, cases }));
    const { status, stdout } = spawnSync('npm', ['run', '-s', 'conformance', '--', 'retention', file], {
      cwd: ROOT,
      encoding: 'utf8',
    });
    return { status, out: stdout };
  };

  test('counts an unknown op as failed and names it, also one that is a name of Object.prototype', () => {
    const { status, out } = run([
      { id: 'x1', op: 'no_such_op', input: {}, expect: {} },
      { id: 'x2', op: 'toString', input: {}, expect: {} },
    ]);
    expect(status).toBe(1);
    expect(out).toContain('FAIL retention x1 (no_such_op)');
    expect(out.trim().split('\n').at(-1)).toBe('0 passed, 2 failed');
  });

  test('passes what agrees, fails what does not, and skips what lacks its data', () => {
    const input = { numerator: 1, denominator: 4 };
    const { status, out } = run([
      { id: 'good', op: 'rate', input, expect: { value: 0.25 }, tolerance: { rel: 0, abs: 0 } },
      { id: 'bad', op: 'rate', input, expect: { value: 0.26 }, tolerance: { rel: 0, abs: 0.001 } },
      { id: 'no-throw', op: 'rate', input, expect: { throws: true } },
      { id: 'throws', op: 'rate', input: { numerator: 5, denominator: 4 }, expect: { throws: true } },
      { id: 'absent', op: 'order_stats', input: { data: 'no/such.csv', asOf: '2024-01-01T00:00:00Z' }, expect: {} },
    ]);
    expect(status).toBe(1);
    expect(out).toMatch(/FAIL retention bad \(rate\).*\n\s+value: got 0.25, want 0.26/);
    expect(out).toContain('FAIL retention no-throw');
    expect(out).toContain('skip retention absent');
    expect(out.trim().split('\n').at(-1)).toBe('2 passed, 2 failed');
  });
});

describe('the lock', () => {
  test('has an entry for every optional package', () => {
    expect(execFileSync('npm', ['run', '-s', 'check:lock'], { cwd: ROOT, encoding: 'utf8' })).toContain(
      'every optional package',
    );
  });
});
