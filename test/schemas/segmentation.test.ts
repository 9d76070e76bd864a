import { describe, expect, test } from 'vitest';
import type { CustomerModel } from 'clientele/segmentation';
import {
  findNaturalBreaks,
  fitAbc,
  fitClusters,
  fitLookalike,
  fitRfm,
  measureMigration,
  RFM_ELEVEN_SEGMENTS,
  RFM_TEN_SEGMENTS,
} from 'clientele/segmentation';
import {
  parseAbcModel,
  parseClusterModel,
  parseCustomerModel,
  parseLookalikeModel,
  parseMembershipTally,
  parseMigration,
  parseNaturalBreaks,
  parseRfmModel,
  parseRfmRows,
  parseSegment,
  parseSegmentMap,
  SegmentDefinitionSchema,
  segmentDefinitionSchema,
  segmentJsonSchema,
} from 'clientele/schemas';
import { MODEL, createDice, randomDefinition } from '../segmentation/random-segments.ts';

const stored = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
const rows = [1, 2, 3, 4, 5, 6].map((i) => ({
  customerId: `c${i}`,
  daysSinceLast: i,
  purchases: i,
  totalAmount: i * i,
}));

describe('parseSegment', () => {
  test('lets every random definition of the language through, with and without its model', () => {
    const dice = createDice(11);
    const schema = segmentDefinitionSchema(MODEL);
    for (let n = 0; n < 300; n++) {
      const definition = stored(randomDefinition(dice));
      expect(parseSegment(definition).value, JSON.stringify(definition)).toEqual(definition);
      expect(parseSegment(definition, { model: MODEL }).value).toEqual(definition);
      expect(schema.safeParse(definition).success, JSON.stringify(definition)).toBe(true);
    }
  });

  test('20,000 nested conditions are one issue, at every door', () => {
    let where: object = { always: true };
    for (let depth = 0; depth < 20_000; depth++) where = { not: where };
    expect(parseSegment({ version: 1, where }).issues.map(({ code }) => code)).toEqual(['limit']);
    expect(parseSegment({ version: 1, where }, { model: MODEL }).issues.map(({ code }) => code)).toEqual(['limit']);
    expect(SegmentDefinitionSchema.safeParse({ version: 1, where }).success).toBe(false);
  });

  test('whatever comes has issues, never an exception', () => {
    for (const odd of [
      null,
      5,
      'x',
      [],
      {},
      { version: 1 },
      { version: 1, where: { $where: '1' } },
      { version: 1, where: { all: [5] } },
    ]) {
      expect(parseSegment(odd).issues.length, JSON.stringify(odd)).toBeGreaterThan(0);
      expect(parseSegment(odd, { model: MODEL }).issues.length, JSON.stringify(odd)).toBeGreaterThan(0);
    }
    const segments = { a: { version: 1, where: { always: true } } } as const;
    expect(parseSegment({ version: 1, where: { segment: 'a' } }, { model: MODEL, segments }).issues).toEqual([]);
    expect(parseSegment({ version: 1, where: { segment: 'b' } }, { model: MODEL, segments }).issues).toMatchObject([
      { code: 'unknown-segment', path: '/where/segment' },
    ]);
  });

  test('a schema of a model knows its names and operators', () => {
    const schema = segmentDefinitionSchema({ version: 1, fields: { spend: 'number?', renews: 'day?' } });
    const takes = (where: object): boolean => schema.safeParse({ version: 1, where }).success;
    expect(takes({ field: 'spend', op: 'gte', value: 5 })).toBe(true);
    expect(takes({ field: 'renews', window: { next: 5, unit: 'day' } })).toBe(true);
    expect(takes({ field: 'spend', op: 'contains', value: 'x' })).toBe(false);
    expect(takes({ field: 'nope', op: 'exists' })).toBe(false);
    expect(takes({ event: 'purchase' })).toBe(false);
  });

  test('JSON Schema for builder screens names the fields', () => {
    const text = JSON.stringify(segmentJsonSchema(MODEL));
    for (const name of ['spend', 'purchase', 'hasAny', 'previous']) expect(text).toContain(`"${name}"`);
    expect(segmentJsonSchema()['$schema']).toContain('2020-12');
  });
});

describe('models', () => {
  test('customer models', () => {
    expect(parseCustomerModel(stored(MODEL)).value).toEqual(stored(MODEL));
    expect(parseCustomerModel({ version: 1, fields: { a: [] } }).value).toBeNull();
    expect(
      parseCustomerModel({
        version: 1,
        fields: {},
        events: { types: { x: { a: 'money' } } },
      } as unknown as CustomerModel).issues[0]!.path,
    ).toBe('/events/types/x/a');
  });

  test('every stored value comes back through its schema as it was', () => {
    const axes = { purchases: 'log1p', totalAmount: 'none' } as const;
    for (const model of [
      fitRfm(rows),
      fitRfm(rows, { nested: true }),
      fitRfm([]),
      fitRfm(rows, { bins: { recency: 2, frequency: 3, monetary: 4 } }),
    ]) {
      expect(parseRfmModel(stored(model)).value).toEqual(model);
    }
    expect(parseSegmentMap(stored(RFM_TEN_SEGMENTS)).value).toEqual(RFM_TEN_SEGMENTS);
    expect(parseSegmentMap(stored(RFM_ELEVEN_SEGMENTS)).value).toEqual(RFM_ELEVEN_SEGMENTS);
    const clusters = fitClusters(rows, { axes, scale: 'z', clusters: 2, seed: 1 });
    expect(parseClusterModel(stored(clusters)).value).toEqual(clusters);
    const likeness = fitLookalike(rows, rows.slice(0, 3), { axes });
    expect(parseLookalikeModel(stored(likeness)).value).toEqual(likeness);
    for (const abc of [fitAbc([5, 3, 1]), fitAbc([])]) expect(parseAbcModel(stored(abc)).value).toEqual(abc);
    const breaks = findNaturalBreaks([1, 2, 9], { classes: 2 });
    expect(parseNaturalBreaks(stored(breaks)).value).toEqual(breaks);
    const moved = measureMigration([{ customerId: 1, group: 'a' }], [], { groups: ['a'] });
    expect(parseMigration(stored(moved)).value).toEqual(moved);
    const tally = { kind: 'membership-tally', version: 1, customers: 2, members: { a: 1 }, none: 1 };
    expect(parseMembershipTally(stored(tally)).value).toEqual(tally);
  });

  test('a stored value that contradicts itself is refused with its place', () => {
    const where = ({ issues }: { issues: { path: string; code: string }[] }): string[] =>
      issues.map(({ path, code }) => `${path} ${code}`);
    const tally = { kind: 'membership-tally', version: 1, customers: 2, members: { a: 1 }, none: 1 };
    expect(where(parseMembershipTally({ ...tally, members: { a: -1 } }))).toEqual(['/members/a out-of-range']);
    expect(where(parseMembershipTally({ ...tally, members: { a: 2 } }))).toEqual(['/members inconsistent']);
    expect(where(parseMembershipTally({ ...tally, none: 3 }))).toEqual(['/members inconsistent']);
    const rfm = fitRfm(rows, { bins: 3 });
    const lists = rfm.thresholds;
    for (const recency of [[2], [1, 2, 3]]) {
      expect(where(parseRfmModel({ ...rfm, thresholds: { ...lists, recency } }))).toEqual(['/thresholds inconsistent']);
    }
    expect(where(parseRfmModel({ ...rfm, thresholds: { ...lists, monetary: [9, 4] } }))).toEqual([
      '/thresholds/monetary out-of-order',
    ]);
    expect(where(parseRfmModel({ ...rfm, thresholds: { ...lists, monetary: [4, 4] } }))).toEqual([]);
    const nested = fitRfm(rows, { bins: 2, nested: true });
    for (const part of [
      { frequency: nested.nested!.frequency.slice(1) },
      { monetary: [[[1]], [[1]]] },
      { frequency: [[1, 2], [1]] },
    ]) {
      expect(where(parseRfmModel({ ...nested, nested: { ...nested.nested, ...part } }))).toEqual([
        '/thresholds inconsistent',
      ]);
    }
    const clusters = fitClusters(rows, { axes: { purchases: 'none' }, scale: 'z', clusters: 2, seed: 1 });
    for (const part of [
      { centers: [[1]] },
      { centers: [[1], [1, 2]] },
      { scale: { center: [], spread: [1] } },
      { centersInUnits: [{ purchases: 1 }, { other: 1 }] },
      { fit: { ...clusters.fit, sizes: [6] } },
    ]) {
      expect(where(parseClusterModel({ ...clusters, ...part }))).toEqual(['/centers inconsistent']);
    }
    const likeness = fitLookalike(rows, rows.slice(0, 3), { axes: { purchases: 'none' } });
    for (const part of [{ mean: [] }, { precision: [[1, 2]] }, { precision: [] }]) {
      expect(where(parseLookalikeModel({ ...likeness, ...part }))).toEqual(['/precision inconsistent']);
    }
    const breaks = findNaturalBreaks([1, 2, 9], { classes: 2 });
    for (const cuts of [[], [8], [9, 10]]) {
      expect(where(parseNaturalBreaks({ ...breaks, cuts }))).toEqual(['/cuts inconsistent']);
    }
    const moved = measureMigration([{ customerId: 1, group: 'a' }], [], { groups: ['a'] });
    expect(where(parseMigration({ ...moved, entered: [] }))).toEqual([' inconsistent']);
    expect(where(parseAbcModel({ kind: 'abc', version: 1 }))[0]).toBe('/lowestAmount missing-value');
  });

  test('a name is a name, `__proto__` too: no door loses it in silence', () => {
    const read = (text: string): any => JSON.parse(text);
    const map = read(
      '{"kind":"segment-map","version":1,"segments":[{"name":"a","when":{"__proto__":[1,2]}}],"otherwise":"b"}',
    );
    // Without its only axis the box would hold everybody.
    expect(Object.keys(parseSegmentMap(map).value!.segments[0]!.when)).toEqual(['__proto__']);
    map.segments[0].when['x'] = 'wide';
    expect(parseSegmentMap(map).issues.map(({ path }) => path)).toEqual(['/segments/0/when/x']);
    const model = read('{"version":1,"fields":{"a":"number?","__proto__":"text"},"events":{"types":{"__proto__":{}}}}');
    const parsed = parseCustomerModel(model).value!;
    expect([Object.keys(parsed.fields), Object.keys(parsed.events!.types)]).toEqual([
      ['a', '__proto__'],
      ['__proto__'],
    ]);
    const definition = { version: 1, where: { field: '__proto__', op: 'exists' } };
    expect(parseSegment(definition, { model: parsed }).issues).toEqual([]);
    expect(parseSegment(definition, { model: { version: 1, fields: {} } }).issues[0]!.code).toBe('unknown-field');
    const tally = read('{"kind":"membership-tally","version":1,"customers":1,"members":{"__proto__":1},"none":0}');
    expect(Object.entries(parseMembershipTally(tally).value!.members)).toEqual([['__proto__', 1]]);
  });

  test('a definition that cannot be read is an issue', () => {
    const boobyTrapped = {
      get where(): never {
        throw new Error('no');
      },
    };
    expect(parseSegment(boobyTrapped).issues.map(({ code }) => code)).toEqual(['wrong-type']);
    expect(parseSegment(boobyTrapped, { model: MODEL }).value).toBeNull();
  });

  test('rows for RFM: none is lost', () => {
    const found = parseRfmRows([...rows, { customerId: '', daysSinceLast: 1, purchases: 1, totalAmount: 1 }, 5]);
    expect(found.rows).toHaveLength(6);
    expect(found.issues.map(({ row }) => row)).toEqual([6, 7]);
    expect(parseRfmRows('x').issues).toHaveLength(1);
  });
});
