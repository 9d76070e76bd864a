import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { InputError } from 'clientele/errors';
import { guarded, parseRows, parseValue } from '../../src/schemas/parse.ts';
import { schemaOf } from '../../src/schemas/schema-of.ts';

interface Visit {
  id: string;
  minutes: number;
  pages: number;
  channel?: 'web' | 'shop';
}

const VisitSchema: z.ZodType<Visit> = schemaOf<Visit>()(
  z.strictObject({
    id: z.string(),
    minutes: z.number(),
    pages: z.int().min(0),
    channel: z.enum(['web', 'shop']).exactOptional(),
  }),
);
const sound: Visit = { id: 'a', minutes: 1.5, pages: 2 };

describe('parseRows', () => {
  test('keeps sound rows in order and names each refused one', () => {
    const parsed = parseRows(VisitSchema, [sound, { ...sound, minutes: 'long' }, { ...sound, id: 'b' }]);
    expect(parsed.values).toEqual([sound, { ...sound, id: 'b' }]);
    expect(parsed.issues).toMatchObject([{ row: 1, path: '/minutes', code: 'wrong-type' }]);
  });

  test.each([
    [{ ...sound, minutes: Number.NaN }, '/minutes', 'not-finite'],
    [{ ...sound, minutes: Number.POSITIVE_INFINITY }, '/minutes', 'not-finite'],
    [{ ...sound, minutes: null }, '/minutes', 'wrong-type'],
    [{ ...sound, pages: 1.5 }, '/pages', 'not-an-integer'],
    [{ ...sound, pages: -1 }, '/pages', 'out-of-range'],
    [{ ...sound, channel: 'fax' }, '/channel', 'unknown-name'],
    [{ id: 'a', pages: 1 }, '/minutes', 'missing-value'],
    [{ ...sound, 'a/b~c': 1 }, '/a~1b~0c', 'unknown-name'],
    [JSON.parse('{"id":"a","minutes":1,"pages":2,"__proto__":{"x":1}}'), '/__proto__', 'unknown-name'],
    [null, '', 'wrong-type'],
    ['text', '', 'wrong-type'],
  ])('%j has an issue at %j with code %j', (row, path, code) => {
    const { values, issues } = parseRows(VisitSchema, [row]);
    expect(values).toEqual([]);
    expect(issues).toContainEqual({ row: 0, path, code, message: expect.any(String) });
  });

  test('tells every issue of a row', () => {
    expect(parseRows(VisitSchema, [{}]).issues.map((issue) => issue.path)).toEqual(['/id', '/minutes', '/pages']);
  });

  test.each([[undefined], [null], [{}], ['rows'], [7]])('%j is no list of rows', (rows) => {
    expect(parseRows(VisitSchema, rows)).toMatchObject({
      values: [],
      issues: [{ row: null, path: '', code: 'wrong-type' }],
    });
  });

  test('takes no rows for no rows', () => {
    expect(parseRows(VisitSchema, [])).toEqual({ values: [], issues: [] });
  });

  test('does not throw when reading a row throws', () => {
    const trap = {
      get id(): string {
        throw new Error('gone');
      },
    };
    expect(parseRows(VisitSchema, [trap]).issues).toEqual([{ row: 0, path: '', code: 'wrong-type', message: 'gone' }]);
  });
});

describe('parseValue', () => {
  test('gives the value or all that is wrong with it', () => {
    expect(parseValue(VisitSchema, sound)).toEqual({ value: sound, issues: [] });
    expect(parseValue(VisitSchema, { ...sound, id: 1 })).toMatchObject({
      value: null,
      issues: [{ row: null, path: '/id' }],
    });
  });

  test('tells a failed union by the branch that came furthest', () => {
    const schema = z.union([z.object({ a: z.object({ b: z.number() }) }), z.string()]);
    expect(parseValue(schema, { a: { b: 'x' } }).issues).toMatchObject([{ path: '/a/b', code: 'wrong-type' }]);
  });

  test('borrows the codes of the guards of the library', () => {
    const schema = guarded<number>((value) => {
      if (value > 9) throw new InputError('overflow', 'value', 'expected less');
    });
    expect(parseValue(z.object({ n: schema }), { n: 10 }).issues).toEqual([
      { row: null, path: '/n', code: 'overflow', message: 'expected less' },
    ]);
    expect(parseValue(z.object({ n: schema }), {}).issues).toMatchObject([{ path: '/n', code: 'missing-value' }]);
  });
});

test('a schema that forgets a key, or has one more, does not compile', () => {
  // @ts-expect-error TS2345: the optional key `channel` is missing
  schemaOf<Visit>()(z.object({ id: z.string(), minutes: z.number(), pages: z.number() }));
  // @ts-expect-error TS2345: `extra` is not a key of Visit
  schemaOf<{ id: string }>()(z.object({ id: z.string(), extra: z.number() }));
});
