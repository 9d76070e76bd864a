/**
 * Which numbers of an axis a segment takes: a pair with both ends included, or bounds that say themselves whether they
 * are included. `{}` takes every number, but never a missing one.
 */
export type AxisRange =
  | readonly [low: number, high: number]
  | {
      /** at least */
      readonly gte?: number;
      /** more than */
      readonly gt?: number;
      /** at most */
      readonly lte?: number;
      /** less than */
      readonly lt?: number;
    };

/** One named box of a map. A segment that is not a box stands there several times. */
export interface MappedSegment<N extends string = string, A extends string = string> {
  /** name of the segment */
  readonly name: N;
  /** the range on each axis that matters; all of them must hold */
  readonly when: Readonly<Partial<Record<A, AxisRange>>>;
}

/** Named boxes over scores or other numbers: the first that matches wins. Plain JSON. */
export interface SegmentMap<N extends string = string, A extends string = string> {
  /** tells stored values apart */
  readonly kind: 'segment-map';
  /** version of the shape */
  readonly version: 1;
  /** boxes in the order of their priority */
  readonly segments: readonly MappedSegment<N, A>[];
  /** where nobody matches */
  readonly otherwise: N;
}

/** Lies the number in the range? Missing and non-finite numbers lie in none. */
export function inAxisRange(range: AxisRange, value: number | null | undefined): value is number {
  const { gte, gt, lte, lt } = boundsOfRange(range);
  const x = value as number;
  return Number.isFinite(x) && !(x < gte! || x <= gt! || x > lte! || x >= lt!);
}

/** A range with its bounds by name; a bound that is not there is undefined, which no number is beyond. */
export function boundsOfRange(range: AxisRange): { gte?: number; gt?: number; lte?: number; lt?: number } {
  return isPair(range) ? { gte: range[0], lte: range[1] } : range;
}

/** `Array.isArray` does not narrow readonly tuples. */
function isPair(range: AxisRange): range is readonly [number, number] {
  return Array.isArray(range);
}
