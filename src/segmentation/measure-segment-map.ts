import { InputError, requireFinite, requireKind, requireList, requireText } from '../errors/index.ts';
import { requireRecord } from './population-input.ts';
import type { AxisRange, SegmentMap } from './segment-map.ts';
import { boundsOfRange, inAxisRange } from './segment-map.ts';

/** The values that each axis can take. */
export interface MeasureSegmentMapOptions<A extends string = string> {
  /** the values of the axis, or `'continuous'` for any number */
  axes: Readonly<Record<A, readonly number[] | 'continuous'>>;
}

/** One combination of values: a number for each axis. */
export type MapCell<A extends string = string> = Record<A, number>;

/** Two segments that take the same cells. */
export interface MapOverlap<N extends string = string, A extends string = string> {
  /** the two names, the one with priority first */
  segments: [N, N];
  /** the cells that both take */
  cells: MapCell<A>[];
}

/** How a map covers its axes. */
export interface SegmentMapMeasures<N extends string = string, A extends string = string> {
  /** cells of the full grid; null where an axis is continuous: then a cell below stands for a whole block */
  cells: number | null;
  /** cells that no segment takes */
  holes: MapCell<A>[];
  /** cells that two or more boxes take */
  overlapping: number;
  /** the overlaps by pair of segments, in the order of the map */
  overlaps: MapOverlap<N, A>[];
  /** names that win no cell */
  unreachable: N[];
  /** cells that each segment wins as the first match */
  cellsWon: Record<N, number>;
  /** places of the boxes that win no cell, though their name may win elsewhere */
  idle: number[];
}

/** Most cells that are looked at: beyond it the question should be asked of fewer axes. */
const MOST_CELLS = 1_000_000;

/**
 * How a segment map covers the values of its axes: holes, overlaps, and segments that never win.
 *
 * Over listed values every combination is tried. On a `'continuous'` axis the bounds of the map cut the line into
 * elementary intervals and one witness of each is tried, which is exact for boxes. Missing values are not cells: they
 * reach `otherwise` or boxes that do not ask for the axis.
 *
 * @param map - named boxes in the order of their priority
 * @param options - the values of every axis that the map uses
 * @returns the cells of the holes and overlaps, and what each segment wins
 * @throws InputError `unknown-name` for an axis of the map that `axes` lacks, `empty` for an axis without values,
 * `not-finite` for a value or bound, `wrong-kind` and `wrong-type` for a map that is none, `too-many` beyond 1,000,000 cells
 *
 * @example Does every RFM cell of the textbook map have exactly one name?
 * ```ts
 * import { measureSegmentMap, RFM_TEN_SEGMENTS } from 'clientele/segmentation';
 *
 * const scores = [1, 2, 3, 4, 5];
 * const found = measureSegmentMap(RFM_TEN_SEGMENTS, { axes: { recency: scores, frequency: scores, monetary: scores } });
 * [found.cells, found.holes.length, found.overlapping]; // => [125, 10, 58]
 * found.cellsWon['Champions']; // => 1
 * ```
 */
export function measureSegmentMap<N extends string, A extends string>(
  map: SegmentMap<N, A>,
  options: MeasureSegmentMapOptions<NoInfer<A>>,
): SegmentMapMeasures<N, A> {
  requireMap(map);
  const axes = Object.keys(requireRecord(requireRecord(options, 'options').axes, 'options.axes')) as A[];
  map.segments.forEach(({ when }, i) => {
    for (const axis of Object.keys(when)) {
      if (axes.includes(axis as A)) continue;
      throw new InputError('unknown-name', `map.segments[${i}].when.${axis}`, `expected one of ${axes.join(', ')}`);
    }
  });
  const values = axes.map((axis) => valuesOf(map, axis, options.axes[axis]));
  const total = values.reduce((product, { length }) => product * length, 1);
  if (total > MOST_CELLS) {
    throw new InputError('too-many', 'options.axes', `expected ${MOST_CELLS} cells at most, got ${total}`);
  }
  const continuous = axes.some((axis) => options.axes[axis] === 'continuous');
  const holes: MapCell<A>[] = [];
  const overlaps = new Map<string, MapOverlap<N, A>>();
  const won = map.segments.map(() => 0);
  let overlapping = 0;
  const cellAt = (index: number): MapCell<A> => {
    const cell = Object.create(null) as MapCell<A>;
    for (let a = axes.length - 1, rest = index; a >= 0; a--) {
      const { length } = values[a]!;
      cell[axes[a]!] = values[a]![rest % length]!;
      rest = Math.floor(rest / length);
    }
    return { ...cell };
  };
  for (let index = 0; index < total; index++) {
    const cell = cellAt(index);
    const hits: number[] = [];
    map.segments.forEach(({ when }, i) => {
      if ((Object.keys(when) as A[]).every((axis) => inAxisRange(when[axis] as AxisRange, cell[axis]))) hits.push(i);
    });
    if (hits.length === 0) holes.push(cell);
    else won[hits[0]!]!++;
    if (hits.length > 1) overlapping++;
    hits.forEach((first, at) => hits.slice(at + 1).forEach((second) => addOverlap(overlaps, map, first, second, cell)));
  }
  const cellsWon = Object.create(null) as Record<N, number>;
  map.segments.forEach(({ name }, i) => (cellsWon[name] = (cellsWon[name] ?? 0) + won[i]!));
  return {
    cells: continuous ? null : total,
    holes,
    overlapping,
    overlaps: [...overlaps.values()],
    unreachable: (Object.keys(cellsWon) as N[]).filter((name) => cellsWon[name] === 0),
    cellsWon: { ...cellsWon },
    idle: won.flatMap((cells, i) => (cells === 0 ? [i] : [])),
  };
}

/** A map whose names are texts and whose bounds are finite numbers; whether they make sense is asked afterwards. */
function requireMap(map: SegmentMap): void {
  requireKind(map, 'segment-map', 'map');
  requireText(map.otherwise, 'map.otherwise');
  requireList(map.segments, 'map.segments').forEach((segment, i) => {
    const { name, when } = requireRecord(segment, `map.segments[${i}]`);
    requireText(name, `map.segments[${i}].name`);
    for (const [axis, range] of Object.entries(requireRecord(when, `map.segments[${i}].when`))) {
      const argument = `map.segments[${i}].when.${axis}`;
      const isPair = Array.isArray(range);
      if (isPair && range.length !== 2) {
        throw new InputError('wrong-type', argument, `expected two bounds, got ${range.length}`);
      }
      for (const bound of Object.values(isPair ? range : requireRecord(range as object, argument))) {
        if (isPair || bound !== undefined) requireFinite(bound as number, argument);
      }
    }
  });
}

function addOverlap<N extends string, A extends string>(
  overlaps: Map<string, MapOverlap<N, A>>,
  map: SegmentMap<N, A>,
  first: number,
  second: number,
  cell: MapCell<A>,
): void {
  const segments: [N, N] = [map.segments[first]!.name, map.segments[second]!.name];
  const key = JSON.stringify(segments);
  const overlap = overlaps.get(key);
  if (!overlap) overlaps.set(key, { segments, cells: [cell] });
  // Boxes of one name can meet a third in the same cell twice: the cell counts once.
  else if (overlap.cells.at(-1) !== cell) overlap.cells.push(cell);
}

/** The listed values without repetition, or the bounds of a continuous axis with one witness between and beyond them. */
function valuesOf<N extends string, A extends string>(
  map: SegmentMap<N, A>,
  axis: A,
  given: readonly number[] | 'continuous',
): number[] {
  if (given !== 'continuous') {
    if (requireList(given, `options.axes.${axis}`).length === 0)
      throw new InputError('empty', `options.axes.${axis}`, 'expected values, got none');
    return [...new Set(given.map((value, i) => requireFinite(value, `options.axes.${axis}[${i}]`) + 0))];
  }
  const bounds = new Set<number>();
  map.segments.forEach(({ when }) => {
    const range = Object.hasOwn(when, axis) ? when[axis] : undefined;
    if (!range) return;
    for (const bound of Object.values(boundsOfRange(range as AxisRange))) {
      if (bound !== undefined) bounds.add(bound + 0);
    }
  });
  const sorted = [...bounds].sort((a, b) => a - b);
  if (sorted.length === 0) return [0];
  const first = sorted[0]!;
  const last = sorted.at(-1)!;
  const witnesses = [first - Math.max(1, Math.abs(first)), last + Math.max(1, Math.abs(last))];
  // Between two neighbouring doubles lies nothing, and the middle falls on one of them.
  sorted.slice(1).forEach((bound, i) => witnesses.push(sorted[i]! / 2 + bound / 2));
  return [...new Set([...sorted, ...witnesses.filter(Number.isFinite)])].sort((a, b) => a - b);
}
