import assert from 'node:assert';
import { describe, expect, test } from 'vitest';
import * as segmentation from 'clientele/segmentation';
import {
  compileSegmentSet,
  fitAbc,
  fitClusters,
  fitLookalike,
  fitRfm,
  measureMigration,
  tallyMemberships,
} from 'clientele/segmentation';

/**
 * Whatever stands in the place of one value of a sound call to a function over populations, the answer is an InputError
 * or plain JSON: never NaN, never Infinity, never a crash. And a value of another type is never taken for a figure.
 */
const FIGURES = [NaN, Infinity, -Infinity, -1, 0, -0, 0.5, 1e300];
const OTHERS = ['5', '', 'x', '__proto__', true, null, undefined, [], [5], {}, 10n, () => 5];

type Args = readonly unknown[];

const RFM_ROWS = [
  { customerId: 'a', daysSinceLast: 3, purchases: 12, totalAmount: 900 },
  { customerId: 'b', daysSinceLast: 40, purchases: 4, totalAmount: 210 },
  { customerId: 'c', daysSinceLast: 200, purchases: 1, totalAmount: 35 },
];
const CUTS = { recency: [30, 90], frequency: [2, 5], monetary: [50, 500] };
const POINTS = [
  { x: 1, y: 2 },
  { x: 2, y: 1 },
  { x: 8, y: 9 },
  { x: 9, y: 8 },
];
const AXES = { x: 'none', y: 'log1p' } as const;
const AMOUNTS = [90, 5, 3, 2];
const BEFORE = [
  { customerId: 'a', group: 'gold' },
  { customerId: 'b', group: 'tin' },
];
const AFTER = [
  { customerId: 'a', group: 'tin' },
  { customerId: 'c', group: 'gold' },
];
const GROUPS = { groups: ['gold', 'tin'] };
const MIGRATION = measureMigration(BEFORE, AFTER, GROUPS);
const SET = compileSegmentSet(
  { big: { version: 1, where: { field: 'spend', op: 'gte', value: 500 } } },
  { model: { version: 1, fields: { spend: 'number?' } } },
).at(0);
const TALLY = tallyMemberships(SET, [{ spend: 900 }, {}]);
const WERE = [{ customerId: 'a', segments: ['active', 'new'] }];
const ARE = [{ customerId: 'b', segments: ['active'] }];
const MAP = {
  kind: 'segment-map',
  version: 1,
  otherwise: 'rest',
  segments: [
    { name: 'high', when: { score: [4, 5], value: { gte: 10, lt: 20 } } },
    { name: 'low', when: { score: { gt: 0, lte: 3 } } },
  ],
} as const;

/** Sound calls of every function that takes a population, what a fit stores, or what such functions answer. */
const CALLS: Record<string, Args[]> = {
  assignAbc: [[fitAbc(AMOUNTS), 5]],
  assignCluster: [[fitClusters(POINTS, { axes: AXES, scale: 'z', clusters: 2, seed: 1 }), { x: 3, y: 3 }]],
  assignRfm: [
    [fitRfm(RFM_ROWS, { bins: 3 }), RFM_ROWS[1]],
    [fitRfm(RFM_ROWS, { bins: 2, nested: true }), RFM_ROWS[0]],
  ],
  assignSegment: [[MAP, { score: 5, value: 12 }]],
  checkSegmentMap: [[MAP, { axes: { score: [1, 2, 3, 4, 5], value: 'continuous' } }]],
  compareClusterCounts: [[POINTS, { axes: AXES, scale: 'z', from: 1, to: 3, seed: 1, restarts: 2, sampleSize: 3 }]],
  compositeRfm: [
    [{ recency: 5, frequency: 4, monetary: 2 }, { weights: { recency: 0.2, frequency: 0.3, monetary: 1 } }],
  ],
  diffMemberships: [[WERE, ARE, { segments: ['active', 'new'] }]],
  findNaturalBreaks: [[AMOUNTS, { classes: 2 }]],
  fitAbc: [[AMOUNTS, { amountShares: [0.8, 0.95] }]],
  fitClusters: [
    [POINTS, { axes: AXES, scale: 'robust', clusters: 2, seed: 1, restarts: 2, maxIterations: 9 }],
    [POINTS, { axes: AXES, scale: 'none', clusters: 2, seed: 1, initialCenters: [POINTS[0], POINTS[3]] }],
  ],
  fitLookalike: [[POINTS, POINTS.slice(2), { axes: AXES, shrinkage: 0.2 }]],
  fitRfm: [
    [RFM_ROWS, { bins: 3, nested: true }],
    [RFM_ROWS, { bins: { recency: 2, frequency: 3, monetary: 2 }, compat: 'r-rfm' }],
    [RFM_ROWS, { cuts: CUTS }],
  ],
  lorenzCurve: [
    [AMOUNTS, { points: 4 }],
    [AMOUNTS, { customerShares: [0.5, 0.75] }],
  ],
  measureConcentration: [[AMOUNTS]],
  measureCustomersNeeded: [[AMOUNTS, { amountShare: 0.8 }]],
  measureLikeness: [[fitLookalike(POINTS, POINTS.slice(2), { axes: AXES }), { x: 3, y: 3 }]],
  measureMigration: [[BEFORE, AFTER, GROUPS]],
  measureSegmentMap: [[MAP, { axes: { score: [1, 2, 3, 4, 5], value: 'continuous' } }]],
  measureSilhouette: [[POINTS, [0, 0, 1, 1], { axes: AXES, scale: 'min-max', sampleSize: 3, seed: 1 }]],
  measureTopShare: [[AMOUNTS, { customerShare: 0.2 }]],
  mergeMembershipTallies: [[TALLY, TALLY]],
  mergeMigrations: [[MIGRATION, MIGRATION]],
  profileSegments: [
    [
      [
        { segment: 'a', spend: 5 },
        { segment: 'b', spend: 7 },
      ],
      { by: 'segment', measures: ['spend'] },
    ],
  ],
  rankRfm: [[RFM_ROWS, { bins: 3, ties: 'mean-rank', nested: true }]],
  tabulateDeciles: [[AMOUNTS, { groups: 2 }]],
  tallyMemberships: [[SET, [{ spend: 900 }, {}]]],
};

/** Their parameters, by which refusals name the odd value. */
const PARAMETERS: Record<string, string> = {
  assignAbc: 'model amount',
  assignCluster: 'model row',
  assignRfm: 'model row',
  assignSegment: 'map subject',
  checkSegmentMap: 'map options',
  compareClusterCounts: 'rows options',
  compositeRfm: 'scores options',
  diffMemberships: 'before after options',
  findNaturalBreaks: 'values options',
  fitAbc: 'amounts options',
  fitClusters: 'rows options',
  fitLookalike: 'population seedRows options',
  fitRfm: 'rows options',
  lorenzCurve: 'amounts options',
  measureConcentration: 'amounts',
  measureCustomersNeeded: 'amounts options',
  measureLikeness: 'model row',
  measureMigration: 'before after options',
  measureSegmentMap: 'map options',
  measureSilhouette: 'rows labels options',
  measureTopShare: 'amounts options',
  mergeMembershipTallies: 'a b',
  mergeMigrations: 'a b',
  profileSegments: 'rows options',
  rankRfm: 'rows options',
  tabulateDeciles: 'amounts options',
  tallyMemberships: 'set customers',
};

/** A path as a caller writes it: `rows[0].spend`. */
function written(name: string, [parameter, ...keys]: readonly string[]): string {
  const inner = keys.map((key) => (/^\d+$/.test(key) ? `[${key}]` : `.${key}`));
  return PARAMETERS[name]!.split(' ')[Number(parameter)]! + inner.join('');
}

/** Stored models are looked at by their doors; here they are replaced as a whole. Tallies are added up, so each cell is tried. */
const OPAQUE = ['abc', 'k-means', 'rfm', 'lookalike'];

/** Paths to every value of a call, lists and records included. */
function pathsOf(value: unknown, path: string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return [path];
  const { kind, memberships } = value as { kind?: string; memberships?: unknown };
  if (OPAQUE.includes(kind!) || memberships) return [path];
  const inner = Object.entries(value).flatMap(([key, one]) => pathsOf(one, [...path, key]));
  return path.length === 0 ? inner : [path, ...inner];
}

function valueAt(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((inner, key) => (inner as Record<string, unknown>)[key], value);
}

function withValue(value: unknown, path: readonly string[], odd: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return odd;
  const copy = Array.isArray(value) ? [...(value as unknown[])] : { ...(value as object) };
  (copy as Record<string, unknown>)[key] = withValue((value as Record<string, unknown>)[key], rest, odd);
  return copy;
}

type Refusal = { code: string; argument: string; message: string };
type Outcome = { refused: Refusal } | { wrong: string } | { answer: unknown };

function outcomeOf(name: string, args: Args): Outcome {
  let answer: unknown;
  try {
    answer = (segmentation as unknown as Record<string, (...all: Args) => unknown>)[name]!(...args);
  } catch (error) {
    const { name: kind, code, argument, message } = error as Error & { code: string; argument: string };
    if (kind === 'InputError') return { refused: { code, argument, message } };
    return { wrong: `${kind}: ${message}` };
  }
  try {
    // NaN and Infinity become null, what is undefined goes away.
    assert.deepStrictEqual(JSON.parse(JSON.stringify(answer)), answer);
  } catch (error) {
    return { wrong: `no JSON: ${(error as Error).message.slice(0, 80).replaceAll('\n', ' ')}` };
  }
  return { answer };
}

const shown = (value: unknown): string =>
  typeof value === 'function' || typeof value === 'bigint'
    ? typeof value
    : Object.is(value, -0)
      ? '-0'
      : String(JSON.stringify(value) ?? value);

/** Where something else than the sound value is taken, and why. */
const MAY: { [what: string]: { at: RegExp; takes: (odd: unknown) => boolean } } = {
  'figures that may be missing': {
    at: /^(fitRfm|rankRfm|assignRfm) .*(daysSinceLast|purchases|totalAmount)$|^profileSegments .*spend$|^compositeRfm 0\.|^assignSegment 1\./,
    takes: (odd) => odd === null || odd === undefined,
  },
  'fields that a function does not read': { at: /^(fitRfm|assignRfm) .*customerId$/, takes: () => true },
  'ids, and segments of a profile, which are texts or numbers': {
    at: /(customerId|\.segment)$/,
    takes: (odd) => typeof odd === 'string' || Number.isFinite(odd),
  },
  'names that the caller chooses': {
    at: /^diffMemberships .*segments\.\d$|^profileSegments 1\.|\.name$|\.otherwise$/,
    takes: (odd) => typeof odd === 'string',
  },
  'options that have a default': {
    at: /^\w+ [12]\.(restarts|maxIterations|initialCenters|sampleSize|shrinkage|points|customerShares|groups|bins|nested|compat|cuts|seed)$|^fitAbc 1\.amountShares$/,
    takes: (odd) => odd === undefined,
  },
  'options as a whole that have a default': {
    at: /^(fitRfm|fitAbc|lorenzCurve|tabulateDeciles) 1$/,
    takes: (odd) => odd === undefined || isPlain(odd),
  },
  'lists that may be empty': { at: /./, takes: (odd) => Array.isArray(odd) && odd.length === 0 },
  'bounds of a range, each of which may be missing': { at: /\.(gte|gt|lte|lt)$/, takes: (odd) => odd === undefined },
  'values of an axis that is continuous otherwise': { at: /axes\.value$/, takes: Array.isArray },
  'figures of a table that follow from its counts': {
    at: /^mergeMigrations [01]\.(inBoth|stayShare|rowShares|netFlow|version)/,
    takes: () => true,
  },
  'customers of any kind': { at: /^tallyMemberships 1$/, takes: Array.isArray },
  'a range without bounds, which every number lies in': { at: /\.when(\.\w+)?$/, takes: isPlain },
  'a subject without numbers, or with texts, which lies in no range': { at: /^assignSegment 1/, takes: () => true },
  'customers that are none: they are in no segment': { at: /^tallyMemberships 1\./, takes: () => true },
  'rows without what is read, which is missing': {
    at: /^(fitRfm 0\.\d|assignRfm 1|profileSegments 0\.\d|compositeRfm 0)$/,
    takes: (odd) => typeof odd === 'object' && odd !== null,
  },
};

function isPlain(odd: unknown): boolean {
  return typeof odd === 'object' && odd !== null && !Array.isArray(odd);
}

function isTaken(where: string, odd: unknown): boolean {
  return Object.values(MAY).some(({ at, takes }) => at.test(where) && takes(odd));
}

/** Is it a figure, or a list of figures, that may stand where the other one stood? */
function isAlike(odd: unknown, was: unknown): boolean {
  const [a, b] = Array.isArray(odd) && Array.isArray(was) ? ([odd[0], was[0]] as unknown[]) : [odd, was];
  return typeof a === 'number' && typeof b === 'number' && Number.isFinite(a);
}

/** Two things that do not fit together: the refusal may name the other one. */
const TWO = ['unknown-name', 'out-of-order', 'inconsistent', 'tally-mismatch', 'duplicate'];

/** A refusal names the odd value as written in code, or what lies in it, and says what was expected. */
function misnamed({ code, argument, message }: Refusal, place: string): string[] {
  const wanted = /\.(kind|version)$|\.when\.\w+(\[\d\]|\.\w+)$/.test(place)
    ? place.replace(/(\.\w+|\[\d\])$/, '')
    : place;
  const isNear = argument === wanted || argument.startsWith(`${wanted}.`) || argument.startsWith(`${wanted}[`);
  const isSaid =
    /^[a-z-]+$/.test(code) && message.startsWith(`${argument}: `) && /: (expected .+|got .+ twice)$/.test(message);
  // What a profile reads of its rows is named by options: rows may not have it.
  const isOther =
    TWO.includes(code) || (/^options\.(by|measures\[0\])$/.test(place) && argument.startsWith('rows[0].'));
  return isSaid && (isNear || (isOther && argument !== '')) ? [] : [`${place}: ${code} of ${argument}: ${message}`];
}

function complaintsOf(name: string, args: Args): string[] {
  const complaints: string[] = [];
  for (const path of pathsOf(args)) {
    // The smallest function of all asks nothing of its map: `checkSegmentMap` and the door of schemas do.
    if (name === 'assignSegment' && path[0] === '0') continue;
    const was = valueAt(args, path);
    const where = `${name} ${path.join('.')}`;
    for (const odd of [...FIGURES, ...OTHERS]) {
      // Ids come back as they went in; JSON knows no -0.
      if (Object.is(odd, was) || (Object.is(odd, -0) && where.endsWith('customerId'))) continue;
      const found = outcomeOf(name, withValue(args, path, odd) as Args);
      if ('refused' in found) complaints.push(...misnamed(found.refused, written(name, path)));
      else if ('wrong' in found) complaints.push(`${where} = ${shown(odd)}: ${found.wrong}`);
      else if (!isAlike(odd, was) && !isTaken(where, odd)) complaints.push(`${where} = ${shown(odd)} was taken`);
    }
  }
  return complaints;
}

describe('one odd value in a sound call', () => {
  test('every function over populations is looked at', () => {
    const functions = Object.entries(segmentation).flatMap(([name, value]) =>
      typeof value === 'function' ? [name] : [],
    );
    // Doors of definitions have a sweep of their own.
    const definitions = /^(compileSegment|checkSegment$|checkSegmentSize|describeSegment|defineModel|segmentBuilder)/;
    expect(functions.filter((name) => !definitions.test(name)).toSorted()).toEqual(Object.keys(CALLS).toSorted());
  });

  for (const [name, calls] of Object.entries(CALLS)) {
    test(`${name} answers in JSON or refuses with an InputError that names the odd value`, () => {
      for (const args of calls) expect(outcomeOf(name, args)).toHaveProperty('answer');
      expect(calls.flatMap((args) => complaintsOf(name, args))).toEqual([]);
    });
  }
});

describe('populations at the edge', () => {
  const none = { seed: 1, axes: AXES, scale: 'z' } as const;

  test('nobody: null, empty or failed, never 0 and never NaN', () => {
    expect(segmentation.measureConcentration([])).toMatchObject({ gini: null, reason: 'empty' });
    expect(segmentation.measureTopShare([], { customerShare: 0.2 })).toMatchObject({ value: null, reason: 'empty' });
    expect(segmentation.measureCustomersNeeded([], { amountShare: 0.8 })).toMatchObject({
      value: null,
      reason: 'empty',
    });
    expect(segmentation.lorenzCurve([])).toEqual([]);
    expect(segmentation.tabulateDeciles([], { groups: 2 }).map(({ amountShare }) => amountShare)).toEqual([null, null]);
    expect(fitAbc([]).fit.status).toBe('failed');
    expect(fitRfm([]).fit.status).toBe('failed');
    expect(segmentation.rankRfm([], { ties: 'split' })).toEqual([]);
    expect(fitClusters([], { ...none, clusters: 2 })).toMatchObject({ centers: [], fit: { status: 'failed' } });
    expect(segmentation.compareClusterCounts([], { ...none, from: 1, to: 3 })).toEqual({
      counts: [],
      suggested: null,
      elbow: null,
    });
    expect(segmentation.measureSilhouette([], [], none).mean).toBeNull();
    expect(segmentation.findNaturalBreaks([], { classes: 3 }).fit.status).toBe('failed');
    expect(measureMigration([], [], { groups: ['a'] })).toMatchObject({
      inBoth: 0,
      stayShare: null,
      rowShares: [[null]],
    });
    expect(segmentation.diffMemberships([], [], { segments: ['a'] })).toEqual({
      a: { entered: [], left: [], stayed: [] },
    });
    expect(segmentation.profileSegments([], { by: 'segment', measures: ['spend'] })).toEqual({});
    expect(tallyMemberships(SET, [])).toMatchObject({ customers: 0, members: { big: 0 }, none: 0 });
  });

  test('one customer', () => {
    expect(segmentation.measureConcentration([5])).toMatchObject({ gini: 0, giniSample: null, herfindahl: 1 });
    expect(segmentation.measureCustomersNeeded([5], { amountShare: 0.8 })).toMatchObject({
      value: 1,
      customerShare: 1,
    });
    expect(fitAbc([5]).fit.counts).toEqual({ A: 1, B: 0, C: 0 });
    expect(fitRfm([RFM_ROWS[0]!]).fit.warnings.map(({ code }) => code)).toContain('few-customers');
    expect(segmentation.rankRfm([RFM_ROWS[0]!], { ties: 'split' })[0]!.cell).toBe('5-1-1');
    expect(fitClusters([POINTS[0]!], { ...none, clusters: 2 }).fit.warnings.map(({ code }) => code)).toEqual([
      'fewer-points',
    ]);
    expect(segmentation.measureSilhouette([POINTS[0]!], [0], none).mean).toBe(0);
    expect(segmentation.findNaturalBreaks([5], { classes: 2 })).toMatchObject({ cuts: [], goodnessOfFit: null });
    expect(() => fitLookalike(POINTS, [POINTS[0]!], { axes: AXES })).toThrow('expected 2 or more');
  });

  test('the same customer twice is refused where it would be counted twice', () => {
    const twice = [RFM_ROWS[0]!, RFM_ROWS[0]!];
    expect(() => segmentation.rankRfm(twice, { ties: 'split' })).toThrow('got a twice');
    expect(() => measureMigration([BEFORE[0]!, BEFORE[0]!], AFTER, GROUPS)).toThrow('got a twice');
    expect(() => measureMigration([], [], { groups: ['a', 'a'] })).toThrow('got a twice');
    // Memberships are sets: a second row adds to the first.
    const rows = [...WERE, { customerId: 'a', segments: ['new', 'active'] }];
    expect(segmentation.diffMemberships(rows, [], { segments: ['active'] }).active!.left).toEqual(['a']);
  });

  test('__proto__ and constructor are names like others', () => {
    const names = ['__proto__', 'constructor'];
    const rows = names.map((customerId, i) => ({ customerId, group: names[i]!, segments: [customerId], spend: i + 1 }));
    expect(measureMigration(rows, rows, { groups: names })).toMatchObject({ inBoth: 2, stayShare: 1 });
    const diff = segmentation.diffMemberships(rows, rows, { segments: names });
    expect(names.map((name) => diff[name]!.stayed)).toEqual([['__proto__'], ['constructor']]);
    expect(Object.keys(segmentation.profileSegments(rows, { by: 'group', measures: ['spend'] }))).toEqual(names);
    const tally = { ...TALLY, members: JSON.parse('{"__proto__": 1, "constructor": 1}') as Record<string, number> };
    expect(Object.entries(segmentation.mergeMembershipTallies(tally, tally).members)).toEqual([
      ['__proto__', 2],
      ['constructor', 2],
    ]);
    const axes = JSON.parse('{"__proto__": "none", "constructor": "none"}') as Record<string, 'none'>;
    const points = [1, 2, 9].map(
      (x) => JSON.parse(`{"__proto__": ${x}, "constructor": ${x}}`) as Record<string, number>,
    );
    const model = fitClusters(points, { axes, scale: 'none', clusters: 2, seed: 1 });
    expect(Object.keys(model.centersInUnits[0]!)).toEqual(names);
    expect(segmentation.assignCluster(model, points[2]!).distance).toBe(0);
    // A row that does not own an axis has no value there, not an inherited one.
    expect(() => fitClusters([{}] as any, { axes, scale: 'none', clusters: 1, seed: 1 })).toThrow('rows[0].__proto__');
  });

  test('what would overflow is refused, at every size', () => {
    for (const huge of [1e151, 1e200, 1e300]) {
      expect(() => segmentation.findNaturalBreaks([1, huge], { classes: 2 })).toThrow('expected at most 1e+150');
      expect(() => fitClusters([{ x: huge, y: 1 }], { ...none, clusters: 1 })).toThrow('expected at most 1e+150');
    }
    expect(() => segmentation.measureConcentration([1e301])).toThrow('expected at most 1e+300');
    expect(segmentation.measureConcentration([1e300, 1e300])).toMatchObject({ total: 2e300, gini: 0, herfindahl: 0.5 });
    const tight = fitClusters([{ x: 1e-140 }, { x: 2e-140 }], {
      axes: { x: 'none' },
      scale: 'z',
      clusters: 1,
      seed: 1,
    });
    expect(() => segmentation.assignCluster(tight, { x: 1e150 })).toThrow('row: expected a row near enough');
  });

  test('typed arrays and other iterables are lists of amounts; texts are not', () => {
    const amounts = Float64Array.from(AMOUNTS);
    const { gini } = segmentation.measureConcentration(AMOUNTS);
    expect(segmentation.measureConcentration(amounts).gini).toBe(gini);
    expect(segmentation.measureConcentration(new Set(AMOUNTS)).gini).toBe(gini);
    expect(segmentation.measureConcentration(Int32Array.from(AMOUNTS)).gini).toBe(gini);
    expect(amounts).toEqual(Float64Array.from(AMOUNTS));
    expect(() => segmentation.measureConcentration('123' as any)).toThrow('amounts: expected a list, got string');
    // Float64Array.from would have made 5, 0, 0 and 1 of these.
    for (const odd of ['5', null, '', true]) {
      expect(() => segmentation.measureConcentration([odd] as any)).toThrow('amounts[0]: expected a finite number');
    }
  });
});
