import type { Reason } from '../errors/index.ts';
import type { AxisRange, SegmentMap } from './segment-map.ts';
import { inAxisRange } from './segment-map.ts';

/** What a reason of {@link assignSegment} used. */
export interface MapFacts<A extends string = string> {
  /** the axis; absent for `no-match` */
  axis?: A;
  /** the subject's value on it */
  value?: number | null;
  /** the range that it lies in */
  range?: AxisRange;
}

/** Why a subject is in its segment: the ranges it lies in, or that nothing matched and what was missing. */
export type MapReason<A extends string = string> = Reason<'in-range' | 'no-match' | 'missing', MapFacts<A>>;

/** The segment of one subject. */
export interface AssignedSegment<N extends string = string, A extends string = string> {
  /** name of the segment, or the map's `otherwise` */
  segment: N;
  /** place of the box that won, 0 first; null where none matched */
  position: number | null;
  /** one for each axis of the box that won; else the missing axes and `no-match` */
  reasons: MapReason<A>[];
}

/**
 * The segment of one subject: the first box of the map whose every range holds.
 *
 * Works on RFM scores as on any other numbers (`{ alive, value }`, a health score). A missing number lies in no range,
 * so a subject without it reaches only boxes that do not ask for it. Whether every combination has a segment, and
 * which never win, {@link checkSegmentMap} says before a map goes live.
 *
 * @param map - named boxes in the order of their priority; names are inferred from a constant
 * @param subject - numbers by axis; further fields do no harm
 * @returns the name, the place of the box and the reasons; the map's `otherwise` where no box matches
 *
 * @example Which group is this customer in, and why?
 * ```ts
 * import { assignSegment } from 'clientele/segmentation';
 *
 * const map = {
 *   kind: 'segment-map', version: 1, otherwise: 'lost',
 *   segments: [
 *     { name: 'champion', when: { alive: { gte: 0.8 }, value: { gte: 500 } } },
 *     { name: 'lapsing', when: { alive: { gte: 0.3, lt: 0.8 } } },
 *   ],
 * } as const;
 * assignSegment(map, { alive: 0.9, value: 620 }).segment; // => 'champion'
 * assignSegment(map, { alive: 0.5, value: null }).reasons; // => [{ code: 'in-range', facts: { axis: 'alive', value: 0.5, range: { gte: 0.3, lt: 0.8 } } }]
 * assignSegment(map, { alive: null, value: 620 }); // => { segment: 'lost', position: null, reasons: [{ code: 'missing', facts: { axis: 'alive' } }, { code: 'no-match', facts: {} }] }
 * ```
 */
export function assignSegment<N extends string, A extends string>(
  map: SegmentMap<N, A>,
  subject: { readonly [K in NoInfer<A>]?: number | null },
): AssignedSegment<N, A> {
  const missing = new Set<A>();
  for (const [position, { name, when }] of map.segments.entries()) {
    const ranges = Object.entries(when) as [A, AxisRange][];
    const reasons: MapReason<A>[] = [];
    for (const [axis, range] of ranges) {
      const value: number | null | undefined = Object.hasOwn(Object(subject) as object, axis) ? subject[axis] : null;
      if (inAxisRange(range, value)) reasons.push({ code: 'in-range', facts: { axis, value, range } });
      else if (!Number.isFinite(value)) missing.add(axis);
    }
    if (reasons.length === ranges.length) return { segment: name, position, reasons };
  }
  const absent = [...missing].map((axis): MapReason<A> => ({ code: 'missing', facts: { axis } }));
  return { segment: map.otherwise, position: null, reasons: [...absent, { code: 'no-match', facts: {} }] };
}
