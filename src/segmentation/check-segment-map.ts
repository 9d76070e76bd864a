import type { Problem } from '../errors/index.ts';
import type { MeasureSegmentMapOptions } from './measure-segment-map.ts';
import { measureSegmentMap } from './measure-segment-map.ts';
import type { AxisRange, SegmentMap } from './segment-map.ts';
import { boundsOfRange } from './segment-map.ts';

/** What can be wrong with a segment map. */
export type SegmentMapProblemCode = 'hole' | 'overlap' | 'unreachable-segment' | 'empty-range' | 'duplicate';

/**
 * What is wrong with a segment map, as problems with paths: ranges that hold no number, boxes listed twice, boxes that
 * never win, combinations without a segment, and combinations that two segments claim.
 *
 * An overlap is no mistake where the order is meant as a priority, nor a hole where `otherwise` is a real group: both
 * are warnings. The cells themselves are in {@link measureSegmentMap}.
 *
 * @param map - named boxes in the order of their priority
 * @param options - the values of every axis that the map uses
 * @returns problems in the order of the map, holes last; empty when every combination has exactly one segment
 * @throws InputError as {@link measureSegmentMap}
 *
 * @example Which of two overlapping segments wins, and who gets no name?
 * ```ts
 * import { checkSegmentMap } from 'clientele/segmentation';
 *
 * const map = {
 *   kind: 'segment-map', version: 1, otherwise: 'others',
 *   segments: [
 *     { name: 'big', when: { value: { gte: 100 } } },
 *     { name: 'huge', when: { value: { gte: 1000 } } },
 *   ],
 * } as const;
 * const problems = checkSegmentMap(map, { axes: { value: 'continuous' } });
 * problems.map(({ code, path }) => `${code} ${path}`); // => ['unreachable-segment /segments/1', 'overlap /segments/1', 'hole ']
 * ```
 */
export function checkSegmentMap<N extends string, A extends string>(
  map: SegmentMap<N, A>,
  options: MeasureSegmentMapOptions<NoInfer<A>>,
): Problem<SegmentMapProblemCode>[] {
  const found = measureSegmentMap(map, options);
  const problems: Problem<SegmentMapProblemCode>[] = [];
  const boxes = new Map<string, number>();
  map.segments.forEach(({ name, when }, i) => {
    const path = `/segments/${i}`;
    const empty = (Object.keys(when) as A[]).filter((axis) => isEmpty(when[axis] as AxisRange));
    for (const axis of empty) {
      const message = `no number lies in the range of ${axis}`;
      problems.push({ code: 'empty-range', path: `${path}/when/${pointerToken(axis)}`, severity: 'error', message });
    }
    const key = JSON.stringify(Object.entries(when).sort(([a], [b]) => (a < b ? -1 : 1)));
    const twin = boxes.get(key);
    if (twin !== undefined) {
      const message = `the same box stands at place ${twin}, which wins`;
      problems.push({ code: 'duplicate', path, severity: 'warning', message });
    } else {
      boxes.set(key, i);
      if (empty.length === 0 && found.idle.includes(i)) {
        const message = `${name} never wins here: boxes before it take all it could`;
        problems.push({ code: 'unreachable-segment', path, severity: 'warning', message });
      }
    }
    for (const { segments, cells } of found.overlaps) {
      if (segments[1] !== name || map.segments.findIndex((one) => one.name === name) !== i) continue;
      const message = `${segments[0]} and ${name} share ${cells.length} cells; ${segments[0]} wins them`;
      const facts = { segments, cells: cells.length };
      problems.push({ code: 'overlap', path, severity: 'warning', message, facts });
    }
  });
  if (found.holes.length > 0) {
    const message = `${found.holes.length} combinations have no segment and become ${map.otherwise}`;
    const facts = { cells: found.holes.length, first: found.holes[0]! };
    problems.push({ code: 'hole', path: '', severity: 'warning', message, facts });
  }
  return problems;
}

/** Can no number lie in the range? */
function isEmpty(range: AxisRange): boolean {
  const { gte = -Infinity, gt = -Infinity, lte = Infinity, lt = Infinity } = boundsOfRange(range);
  const low = Math.max(gte, gt);
  const high = Math.min(lte, lt);
  // At one single number both ends must be included.
  return low > high || (low === high && (gt === low || lt === high));
}

/** A key inside a JSON Pointer (RFC 6901). */
function pointerToken(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}
