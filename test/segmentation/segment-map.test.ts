import { describe, expect, test } from 'vitest';
import type { SegmentMap } from 'clientele/segmentation';
import { assignSegment, checkSegmentMap, measureSegmentMap } from 'clientele/segmentation';

const map = (segments: SegmentMap['segments']): SegmentMap => ({
  kind: 'segment-map',
  version: 1,
  segments,
  otherwise: 'rest',
});
const code = (value: string): unknown => expect.objectContaining({ code: value });

describe('assignSegment', () => {
  const bands = map([
    { name: 'low', when: { x: { lt: 10 } } },
    { name: 'mid', when: { x: [10, 20] } },
    { name: 'any', when: {} },
  ]);

  test('first match wins, ends as they say, a box without ranges takes everybody', () => {
    expect(assignSegment(bands, { x: 9.99 })).toMatchObject({ segment: 'low', position: 0 });
    expect(assignSegment(bands, { x: 20 }).segment).toBe('mid');
    expect(assignSegment(bands, {}).segment).toBe('any');
  });

  test('null, NaN, infinity and inherited values lie in no range', () => {
    const every = map([{ name: 'known', when: { x: {} } }]);
    for (const x of [null, NaN, Infinity, undefined as never]) expect(assignSegment(every, { x }).segment).toBe('rest');
    expect(assignSegment(every, Object.create({ x: 1 }) as { x: number }).segment).toBe('rest');
    expect(assignSegment(map([{ name: 'p', when: { constructor: {} } }]), {} as never).segment).toBe('rest');
  });
});

describe('measureSegmentMap', () => {
  test('a continuous axis is cut at every bound: one witness for each point and each gap', () => {
    const found = measureSegmentMap(
      map([
        { name: 'a', when: { x: { gt: 0, lte: 10 } } },
        { name: 'b', when: { x: { gte: 10 } } },
      ]),
      { axes: { x: 'continuous' } },
    );
    expect(found.cells).toBeNull();
    expect(found.holes).toEqual([{ x: -1 }, { x: 0 }]);
    expect(found.overlaps).toEqual([{ segments: ['a', 'b'], cells: [{ x: 10 }] }]);
    expect(found.cellsWon).toEqual({ a: 2, b: 1 });
  });

  test('an axis that no box bounds has one witness; extreme bounds have none beyond', () => {
    expect(measureSegmentMap(map([]), { axes: { x: 'continuous' } }).holes).toEqual([{ x: 0 }]);
    const extreme = measureSegmentMap(map([{ name: 'a', when: { x: [-1.7e308, 1.7e308] } }]), {
      axes: { x: 'continuous' },
    });
    expect(extreme.holes).toEqual([]);
  });

  test('refuses axes that are not given, values that are none, and grids without end', () => {
    expect(() => measureSegmentMap(map([{ name: 'a', when: { y: [1, 2] } }]), { axes: { x: [1] } })).toThrow(
      code('unknown-name'),
    );
    expect(() => measureSegmentMap(map([]), { axes: { x: [] } })).toThrow(code('empty'));
    expect(() => measureSegmentMap(map([]), { axes: { x: [NaN] } })).toThrow(code('not-finite'));
    const thousand = Array.from({ length: 1001 }, (_, i) => i);
    expect(() => measureSegmentMap(map([]), { axes: { x: thousand, y: thousand } })).toThrow(code('too-many'));
  });
});

describe('checkSegmentMap', () => {
  test('says what is empty, twice there, never wins, overlaps and is left out', () => {
    const problems = checkSegmentMap(
      map([
        { name: 'a', when: { x: [1, 2] } },
        { name: 'b', when: { x: [3, 2] } },
        { name: 'c', when: { x: [1, 2] } },
        { name: 'd', when: { x: [2, 2] } },
        { name: 'e', when: { x: [2, 3] } },
        { name: 'f', when: { x: { gt: 5, lte: 5 } } },
      ]),
      { axes: { x: [1, 2, 3, 4] } },
    );
    expect(problems.map(({ code: name, path, severity }) => `${name} ${path} ${severity}`)).toEqual([
      'empty-range /segments/1/when/x error',
      'duplicate /segments/2 warning',
      'overlap /segments/2 warning',
      'unreachable-segment /segments/3 warning',
      'overlap /segments/3 warning',
      'overlap /segments/3 warning',
      'overlap /segments/4 warning',
      'overlap /segments/4 warning',
      'overlap /segments/4 warning',
      'empty-range /segments/5/when/x error',
      'hole  warning',
    ]);
    expect(problems.at(-1)!.facts).toEqual({ cells: 1, first: { x: 4 } });
  });

  test('a perfect tiling has no problem', () => {
    const tiles = map([
      { name: 'a', when: { x: { lt: 0 } } },
      { name: 'b', when: { x: { gte: 0 } } },
    ]);
    expect(checkSegmentMap(tiles, { axes: { x: 'continuous' } })).toEqual([]);
  });
});
