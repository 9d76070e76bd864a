import { describe, expect, test } from 'vitest';
import {
  InputError,
  kindOf,
  requireAscending,
  requireCount,
  requireFinite,
  requireInteger,
  requireId,
  requireIterable,
  requireKind,
  requireLevel,
  requireList,
  requireObject,
  requireOneOf,
  requireProbability,
  requireText,
  requireWithin,
  throwFirstProblem,
} from 'clientele/errors';
import type { Problem } from 'clientele/errors';

/** The code that a call throws, with the argument it blames. */
function refusal(call: () => unknown): string {
  try {
    call();
  } catch (error) {
    const { code, argument, message } = error as InputError;
    expect(error).toBeInstanceOf(InputError);
    expect(message.startsWith(`${argument}: `)).toBe(true);
    return `${code} ${argument}`;
  }
  return 'accepted';
}

const text = '5' as unknown as number;
const NOT_NUMBERS = [text, null, undefined, {}, [], true].map((value) => value as unknown as number);

test('an InputError is a RangeError with a name, a code, an argument and a message', () => {
  const error = new InputError('empty', 'purchases', 'expected one or more, got none');
  expect(error).toBeInstanceOf(RangeError);
  expect({ ...error, name: error.name, message: error.message }).toEqual({
    name: 'InputError',
    code: 'empty',
    argument: 'purchases',
    message: 'purchases: expected one or more, got none',
  });
});

describe('requireFinite', () => {
  test.each([0, -0, 1e308, -5e-324])('lets %d through', (value) => {
    expect(requireFinite(value, 'x')).toBe(value);
  });
  test.each([NaN, Infinity, -Infinity])('refuses %d as not finite', (value) => {
    expect(refusal(() => requireFinite(value, 'x'))).toBe('not-finite x');
  });
  test.each(NOT_NUMBERS)('refuses %o as of the wrong type', (value) => {
    expect(refusal(() => requireFinite(value, 'x'))).toBe('wrong-type x');
  });
});

describe('requireWithin', () => {
  test.each([
    [0, { from: 0 }],
    [5, { to: 5 }],
    [1e-9, { from: 0, fromOpen: true }],
    [-7, {}],
  ])('lets %d through %j', (value, bounds) => {
    expect(requireWithin(value, bounds, 'x')).toBe(value);
  });
  test.each([
    [-1e-9, { from: 0 }],
    [0, { from: 0, fromOpen: true }],
    [5, { to: 5, toOpen: true }],
    [6, { from: 0, to: 5 }],
  ])('refuses %d by %j', (value, bounds) => {
    expect(refusal(() => requireWithin(value, bounds, 'x'))).toBe('out-of-range x');
  });
  test('never lets an infinity or NaN through, whatever the bounds', () => {
    for (const value of [NaN, Infinity, -Infinity])
      expect(refusal(() => requireWithin(value, {}, 'x'))).toBe('not-finite x');
  });
  test.each(NOT_NUMBERS)('refuses %o as of the wrong type', (value) => {
    expect(refusal(() => requireWithin(value, {}, 'x'))).toBe('wrong-type x');
  });
  test('says which ends are included', () => {
    expect(() => requireWithin(1, { from: 0, to: 1, fromOpen: true, toOpen: true }, 'x')).toThrow(
      'x: expected a number above 0 to below 1, got 1',
    );
  });
});

describe('requireCount and requireInteger', () => {
  test('let whole numbers through', () => {
    expect(requireCount(2 ** 53 - 1, 'n')).toBe(2 ** 53 - 1);
    expect(requireInteger(-(2 ** 53) + 1, 'n')).toBe(-(2 ** 53) + 1);
  });
  test.each([-1, 0.5, NaN, Infinity, 2 ** 53, ...NOT_NUMBERS])('a count is not %s', (value) => {
    expect(refusal(() => requireCount(value, 'n'))).toBe('not-a-count n');
  });
  test.each([0.5, NaN, Infinity, -(2 ** 53), ...NOT_NUMBERS])('an integer is not %s', (value) => {
    expect(refusal(() => requireInteger(value, 'n'))).toBe('not-an-integer n');
  });
});

describe('requireProbability and requireLevel', () => {
  test('let numbers from 0 to 1 through; a level excludes its ends', () => {
    expect([requireProbability(0, 'p'), requireProbability(1, 'p'), requireLevel(0.95, 'p')]).toEqual([0, 1, 0.95]);
  });
  test.each([-1e-17, 1 + 2e-16, 40, NaN, ...NOT_NUMBERS])('a probability is not %s', (value) => {
    expect(refusal(() => requireProbability(value, 'p'))).toBe('not-a-probability p');
  });
  test.each([0, 1, 95, NaN, ...NOT_NUMBERS])('a level is not %s', (value) => {
    expect(refusal(() => requireLevel(value, 'level'))).toBe('out-of-range level');
  });
  test('asks whether a percent was meant', () => {
    expect(() => requireProbability(40, 'p')).toThrow('is it a percent?');
  });
});

describe('requireAscending', () => {
  test('lets rising lists through, also short ones', () => {
    for (const list of [[], [3], [-Infinity, 0, 1]]) expect(requireAscending(list, 'edges')).toBe(list);
  });
  test.each([
    [[1, 1], 'edges[1]'],
    [[1, 3, 2], 'edges[2]'],
    [[NaN], 'edges[0]'],
    [[1, NaN, 3], 'edges[1]'],
  ])('refuses %j at %s', (list, argument) => {
    expect(refusal(() => requireAscending(list, 'edges'))).toBe(`out-of-order ${argument}`);
  });
});

describe('requireKind', () => {
  const cox = { kind: 'cox', version: 1 };

  test('lets a stored value of the kind through, itself', () => {
    expect(requireKind(cox, 'cox', 'model')).toBe(cox);
  });
  test.each([
    ['another kind', { ...cox, kind: 'aft' }],
    ['a later version', { ...cox, version: 2 }],
    ['no version', { kind: 'cox' }],
    ['null', null],
    ['nothing', undefined],
    ['text', '{"kind":"cox","version":1}'],
  ])('refuses %s', (_, stored) => {
    expect(refusal(() => requireKind(stored as typeof cox, 'cox', 'model'))).toBe('wrong-kind model');
  });
});

describe('requireObject and requireIterable', () => {
  test('let what has fields, and what can be read one by one, through as it is', () => {
    const rows = [1];
    const once = (function* () {
      yield 1;
    })();
    for (const value of [rows, {}, once, new Map()]) expect(requireObject(value, 'o')).toBe(value);
    for (const value of [rows, new Set(rows), new Map(), once]) expect(requireIterable(value, 'o')).toBe(value);
    // Nothing of the generator was used up.
    expect([...once]).toEqual([1]);
  });
  test.each([[null], [undefined], [5], ['text'], [true], [10n], [() => []]])('refuse %s', (value) => {
    expect(refusal(() => requireObject(value, 'o'))).toBe('wrong-type o');
    expect(refusal(() => requireIterable(value as never, 'o'))).toBe('wrong-type o');
  });
  test('a record is no list', () => {
    expect(refusal(() => requireIterable({ length: 1, 0: 1 } as never, 'o'))).toBe('wrong-type o');
  });
});

describe('requireList and requireText', () => {
  const bare = Object.create(null) as never;
  test('let lists and texts through as they are, also empty ones', () => {
    for (const list of [[], [1]]) expect(requireList(list, 'o')).toBe(list);
    for (const words of ['', 'vip']) expect(requireText(words, 'o')).toBe(words);
  });
  test('refuse all else, a set and a record without a prototype too', () => {
    for (const value of [null, undefined, 5, true, 10n, {}, bare, new Set(), new Float64Array(1), Symbol('s')]) {
      expect(refusal(() => requireList(value as never, 'o'))).toBe('wrong-type o');
      expect(refusal(() => requireText(value as never, 'o'))).toBe('wrong-type o');
    }
    expect(refusal(() => requireList('ab' as never, 'o'))).toBe('wrong-type o');
    expect(refusal(() => requireText(['a'] as never, 'o'))).toBe('wrong-type o');
  });
  test('no guard of shapes breaks on a record without a prototype', () => {
    expect(refusal(() => requireIterable(bare, 'o'))).toBe('wrong-type o');
    expect(refusal(() => requireId(bare, 'o'))).toBe('wrong-type o');
  });
});

test('kindOf tells numbers, and never what a text says', () => {
  expect([1.5, Number.NaN, null, undefined, 'ann', true, [], {}, new Set()].map(kindOf)).toEqual([
    '1.5',
    'NaN',
    'null',
    'undefined',
    'string',
    'boolean',
    'a list',
    'an object',
    'an object',
  ]);
});

describe('requireId', () => {
  test('text and finite numbers are ids, also the empty text and 0', () => {
    for (const id of ['c', '', 0, -1.5]) expect(requireId(id, 'o')).toBe(id);
    for (const id of [undefined, null, Number.NaN, Infinity, 10n, {}, true])
      expect(refusal(() => requireId(id as never, 'o'))).toBe('wrong-type o');
  });
});

describe('requireOneOf', () => {
  test('types a known name and refuses any other, also names of Object.prototype', () => {
    expect(requireOneOf('b', ['a', 'b'], 'o')).toBe('b');
    for (const name of ['c', '__proto__', 'toString', ''])
      expect(refusal(() => requireOneOf(name, ['a', 'b'], 'o'))).toBe('unknown-name o');
  });
});

describe('throwFirstProblem', () => {
  const problem = (path: string, severity: Problem['severity'] = 'error'): Problem => ({
    code: 'duplicate',
    path,
    severity,
    message: 'expected once',
  });

  test('is silent about nothing and about warnings', () => {
    expect(throwFirstProblem([], 'program')).toBeUndefined();
    expect(throwFirstProblem([problem('/a', 'warning')], 'program')).toBeUndefined();
  });
  test.each([
    ['', 'program'],
    ['/ladders/0/levels/2/enter', 'program.ladders[0].levels[2].enter'],
    ['/a~1b/x~0y', 'program["a/b"]["x~y"]'],
    ['/01x', 'program["01x"]'],
  ])('turns %j into %s', (path, argument) => {
    expect(
      refusal(() => throwFirstProblem([problem('/w', 'warning'), problem(path), problem('/later')], 'program')),
    ).toBe(`duplicate ${argument}`);
  });
});
