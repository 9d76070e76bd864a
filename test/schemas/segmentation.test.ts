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
  AbcModelSchema,
  ClusterModelSchema,
  LookalikeModelSchema,
  MembershipTallySchema,
  MigrationSchema,
  NaturalBreaksSchema,
  parseCustomerModel,
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
    expect(ClusterModelSchema.parse(stored(clusters))).toEqual(clusters);
    const likeness = fitLookalike(rows, rows.slice(0, 3), { axes });
    expect(LookalikeModelSchema.parse(stored(likeness))).toEqual(likeness);
    for (const abc of [fitAbc([5, 3, 1]), fitAbc([])]) expect(AbcModelSchema.parse(stored(abc))).toEqual(abc);
    const breaks = findNaturalBreaks([1, 2, 9], { classes: 2 });
    expect(NaturalBreaksSchema.parse(stored(breaks))).toEqual(breaks);
    const moved = measureMigration([{ customerId: 1, group: 'a' }], [], { groups: ['a'] });
    expect(MigrationSchema.parse(stored(moved))).toEqual(moved);
    expect(
      MembershipTallySchema.safeParse({
        kind: 'membership-tally',
        version: 1,
        customers: 1,
        members: { a: -1 },
        none: 0,
      }).success,
    ).toBe(false);
  });

  test('rows for RFM: none is lost', () => {
    const found = parseRfmRows([...rows, { customerId: '', daysSinceLast: 1, purchases: 1, totalAmount: 1 }, 5]);
    expect(found.rows).toHaveLength(6);
    expect(found.issues.map(({ row }) => row)).toEqual([6, 7]);
    expect(parseRfmRows('x').issues).toHaveLength(1);
  });
});
