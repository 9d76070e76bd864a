import { describe, expect, test } from 'vitest';
import type { CustomerModel, SegmentCondition } from 'clientele/segmentation';
import { compileSegmentTest } from 'clientele/segmentation';

/** Every operator over values of every kind, against what the operator means. What is no value of its type is missing. */
const MODEL: CustomerModel = {
  version: 1,
  fields: {
    n: 'number?',
    'deep.n': 'number?',
    ['valueOf' as string]: 'number?',
    t: 'text?',
    'deep.t': 'text?',
    b: 'boolean?',
    at: 'instant?',
    'deep.at': 'instant?',
    texts: 'text[]?',
    numbers: 'number[]?',
    'deep.texts': 'text[]?',
  },
  events: { types: { buy: { n: 'number?', t: 'text?' } } },
};
const passes = (where: SegmentCondition, customer: object): boolean =>
  compileSegmentTest<any>({ version: 1, where }, { model: MODEL }).at(0)(customer);

type Meaning<T> = (raw: T, value: never) => boolean;
const NUMBER_OPS: Record<string, Meaning<number>> = {
  eq: (raw, value) => raw === value,
  lt: (raw, value) => raw < value,
  lte: (raw, value) => raw <= value,
  gt: (raw, value) => raw > value,
  gte: (raw, value) => raw >= value,
  between: (raw, [low, high]: [number, number]) => low <= raw && raw <= high,
  in: (raw, values: number[]) => values.includes(raw),
  exists: () => true,
};
const TEXT_OPS: Record<string, Meaning<string>> = {
  eq: (raw, value) => raw === value,
  in: (raw, values: string[]) => values.includes(raw),
  contains: (raw, value: string) => raw.includes(value),
  startsWith: (raw, value: string) => raw.startsWith(value),
  endsWith: (raw, value: string) => raw.endsWith(value),
  exists: () => true,
};
/** The complements: they let through what is missing. */
const NOT: Record<string, string> = { eq: 'ne', in: 'notIn', exists: 'missing' };

/** Where the value may lie: under a plain key, deeper, under a key that every object inherits, in an event. */
const PLACES: [string, (field: string, raw: unknown, condition: object) => [SegmentCondition, object]][] = [
  ['a plain key', (field, raw, rest) => [{ field, ...rest } as SegmentCondition, { [field]: raw }]],
  [
    'a deeper key',
    (field, raw, rest) => [{ field: `deep.${field}`, ...rest } as SegmentCondition, { deep: { [field]: raw } }],
  ],
  [
    'a property of an event',
    (field, raw, rest) => [
      { event: 'buy', where: { field, ...rest } } as SegmentCondition,
      { events: [{ type: 'buy', at: 0, [field]: raw }] },
    ],
  ],
];

/** All that passes otherwise than it should, of all values of an operator and its complement. */
function wrong<T>(
  field: string,
  op: string,
  value: unknown,
  meaning: Meaning<T>,
  isOne: (raw: unknown) => boolean,
  raws: unknown[],
  rest: object = {},
): unknown[] {
  return PLACES.flatMap(([place, put]) =>
    raws.flatMap((raw) => {
      const want = isOne(raw) && meaning(raw as T, value as never);
      return [op, ...(NOT[op] ? [NOT[op]] : [])].flatMap((one, i) => {
        const said = value === undefined ? { op: one } : { op: one, value };
        const isRight = passes(...put(field, raw, { ...said, ...rest })) === (i === 0 ? want : !want);
        return isRight ? [] : [`${place}: ${one} ${JSON.stringify(value)} of ${String(raw)}`];
      });
    }),
  );
}

const ODD = [null, undefined, true, [], {}, [5], new Date(0)];

test.each<[string, unknown]>([
  ...['eq', 'lt', 'lte', 'gt', 'gte'].flatMap((op): [string, unknown][] => [
    [op, 5],
    [op, 0],
    [op, -2.5],
  ]),
  ['between', [2, 5]],
  ['between', [5, 5]],
  ...[1, 2, 3, 8, 9, 12].map((n): [string, unknown] => ['in', Array.from({ length: n }, (_, i) => 5 - i)]),
  ['exists', undefined],
])('a number: %s %j', (op, value) => {
  const raws = [...ODD, -8, -2.5, -2, 0, 1, 2, 4.9, 5, 5.1, 6, 1e300, NaN, Infinity, -Infinity, '5', '', '99', '-99'];
  expect(wrong('n', op, value, NUMBER_OPS[op]!, Number.isFinite, raws)).toEqual([]);
});

describe.each([[{}], [{ ignoreCase: true }]])('a text, %j', (rest) => {
  test.each<[string, unknown]>([
    ['eq', 'Ab'],
    ['eq', ''],
    ...[1, 2, 3, 8, 9, 12].map((n): [string, unknown] => ['in', ['Ab', ...'cdefghijklmn'].slice(0, n)]),
    ['contains', 'B'],
    ['contains', ''],
    ['startsWith', 'A'],
    ['endsWith', 'B'],
    ['exists', undefined],
  ])('%s %j', (op, value) => {
    if (op === 'exists' && 'ignoreCase' in rest) return;
    const raws = [...ODD, 'Ab', 'ab', 'AB', 'a', 'b', 'B', 'xAbx', 'c', 'C', 'd', 'm', '', 5, NaN];
    const fold = (one: unknown): unknown => ('ignoreCase' in rest ? String(one).toLowerCase() : one);
    const folded: Meaning<string> = (raw, given) =>
      TEXT_OPS[op]!(
        fold(raw) as string,
        (Array.isArray(given) ? (given as unknown[]).map(fold) : fold(given)) as never,
      );
    expect(wrong('t', op, value, folded, (raw) => typeof raw === 'string', raws, rest)).toEqual([]);
  });
});

test.each([true, false])('a truth: %s', (value) => {
  for (const raw of [true, false, null, undefined, 1, 0, 'true', '']) {
    expect(passes({ field: 'b', op: 'eq', value }, { b: raw })).toBe(raw === value);
    expect(passes({ field: 'b', op: 'ne', value }, { b: raw })).toBe(raw !== value);
    expect(passes({ field: 'b', op: 'exists' }, { b: raw })).toBe(typeof raw === 'boolean');
  }
});

test.each<[string, unknown, (list: unknown[]) => boolean]>([
  ['has', 'a', (list) => list.includes('a')],
  ['hasAny', ['a'], (list) => list.includes('a')],
  ['hasAny', ['a', 'b'], (list) => list.includes('a') || list.includes('b')],
  ['hasAny', [...'abcdefghij'], (list) => list.some((one) => typeof one === 'string' && /^[a-j]$/.test(one))],
  ['hasAll', ['a', 'b'], (list) => list.includes('a') && list.includes('b')],
])('a list: %s %j', (op, value, holds) => {
  for (const raw of [
    [],
    ['a'],
    ['b'],
    ['b', 'a'],
    ['j', 'z'],
    ['z'],
    [['a']],
    [null, 'a'],
    'a',
    'ab',
    { 0: 'a', length: 1 },
    null,
    undefined,
    5,
  ]) {
    const want = Array.isArray(raw) && holds(raw);
    expect(passes({ field: 'texts', op, value } as SegmentCondition, { texts: raw })).toBe(want);
    expect(passes({ field: 'deep.texts', op, value } as SegmentCondition, { deep: { texts: raw } })).toBe(want);
    expect(passes({ field: 'texts', op: 'exists' }, { texts: raw })).toBe(Array.isArray(raw));
  }
  expect(passes({ field: 'numbers', op: 'hasAny', value: [1, 2, 3, 4, 5, 6, 7, 8, 9] }, { numbers: [NaN] })).toBe(
    false,
  );
});

test('a key with dots wins over what lies deeper; what is inherited is not there', () => {
  const five = { op: 'eq', value: 5 } as const;
  expect(passes({ field: 'deep.n', ...five }, { 'deep.n': 5, deep: { n: 1 } })).toBe(true);
  expect(passes({ field: 'deep.n', ...five }, { 'deep.n': 1, deep: { n: 5 } })).toBe(false);
  expect(passes({ field: 'deep.n', ...five }, { deep: Object.create({ n: 5 }) as object })).toBe(false);
  expect(passes({ field: 'deep.n', ...five }, { deep: null })).toBe(false);
  expect(passes({ field: 'valueOf', op: 'missing' }, {})).toBe(true);
  expect(passes({ field: 'valueOf', ...five }, { valueOf: 5 })).toBe(true);
  expect(passes({ field: 'n', ...five }, Object.create({ n: 5 }) as object)).toBe(false);
});

test('an instant in its window, to the millisecond, in any spelling and at any depth', () => {
  const window = { last: 1, unit: 'day' } as const;
  const day = 86_400_000;
  // Asked at 0: later than a day ago, up to now.
  for (const [at, isIn] of [
    [-day, false],
    [-day + 1, true],
    [0, true],
    [1, false],
  ] as const)
    for (const raw of [at, new Date(at), new Date(at).toISOString()]) {
      expect(passes({ field: 'at', window }, { at: raw })).toBe(isIn);
      expect(passes({ field: 'deep.at', window }, { deep: { at: raw } })).toBe(isIn);
    }
  for (const raw of [null, undefined, '', 'soon', NaN, Infinity, -Infinity, true, [], '1970-01-01']) {
    for (const one of [window, { before: 1, unit: 'day' } as const, { from: '1900-01-01' }]) {
      expect(passes({ field: 'at', window: one }, { at: raw })).toBe(false);
      expect(passes({ field: 'deep.at', window: one }, { deep: { at: raw } })).toBe(false);
    }
  }
});
