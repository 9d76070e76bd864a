import { InputError, requireFinite, requireList, requireOneOf } from '../errors/index.ts';
import { requireRecord } from './population-input.ts';

/** Numbers of each row by axis. */
export type AxisRow<Axis extends string = string> = Readonly<Record<Axis, number>>;

/** What is done to an axis before distances are taken. */
export type AxisTransform = 'none' | 'log1p';

/** How axes are made comparable. */
export type AxisScale = 'z' | 'min-max' | 'robust' | 'none';

/** Centers and spreads of the axes, in the order of their names, after the transforms. */
export interface ScaleOfAxes {
  center: number[];
  spread: number[];
}

/**
 * The axes in the order of their names: stored lists of numbers follow it, and a store (Postgres' jsonb) may give the keys of
 * an object back in another order than they went in.
 */
export function axisNames<Axis extends string>(axes: Readonly<Record<Axis, unknown>>): Axis[] {
  return (Object.keys(axes) as Axis[]).sort();
}

/** The largest number whose square, and sums of squares, are finite. */
export const LARGEST_SQUARED = 1e150;

/** Rows as points, one after the other, with the transforms done. */
export function transformedPoints<Axis extends string>(
  rows: readonly AxisRow<Axis>[],
  axes: Readonly<Record<Axis, AxisTransform>>,
  argument: string,
): { names: Axis[]; points: Float64Array } {
  requireList(rows, argument);
  const names = axisNames(requireRecord(axes, 'options.axes'));
  for (const axis of names) requireOneOf(axes[axis], ['none', 'log1p'], `options.axes.${axis}`);
  if (names.length === 0) throw new InputError('empty', 'options.axes', 'expected at least one axis');
  const points = new Float64Array(rows.length * names.length);
  names.forEach((axis, a) => {
    const transform = axes[axis];
    for (let i = 0, at = a; i < rows.length; i++, at += names.length) {
      const row = rows[i]!;
      const value = row && row[axis];
      const plain =
        typeof value === 'number' && value <= LARGEST_SQUARED && value >= -LARGEST_SQUARED && transform === 'none';
      points[at] = plain ? value : transformCell(row, axis, transform, `${argument}[${i}]`);
    }
  });
  return { names, points };
}

function transformCell<Axis extends string>(
  row: AxisRow<Axis>,
  axis: Axis,
  transform: AxisTransform,
  argument: string,
): number {
  return transformValue(requireRecord(row, argument)[axis], transform, `${argument}.${axis}`);
}

/** One transformed value; log1p is ln(1 + x), which keeps customers with 0. */
export function transformValue(value: number, transform: AxisTransform, argument: string): number {
  if (!(Math.abs(requireFinite(value, argument)) <= LARGEST_SQUARED)) {
    throw new InputError('out-of-range', argument, `expected at most ${LARGEST_SQUARED} either way, got ${value}`);
  }
  if (transform === 'none') return value + 0;
  if (value <= -1) throw new InputError('out-of-range', argument, `expected more than -1 for log1p, got ${value}`);
  return Math.log1p(value);
}

/** Center and spread of each axis; an axis that does not vary has spread 1. */
export function scaleOfAxes(points: Float64Array, dimensions: number, scale: AxisScale): ScaleOfAxes {
  const n = points.length / dimensions;
  const result: ScaleOfAxes = { center: [], spread: [] };
  for (let a = 0; a < dimensions; a++) {
    const column = new Float64Array(scale === 'none' ? 0 : n);
    for (let i = 0; i < column.length; i++) column[i] = points[i * dimensions + a]!;
    const [center, spread] = column.length === 0 ? [0, 1] : centerAndSpread(column, scale);
    result.center.push(center);
    result.spread.push(spread > 0 ? spread : 1);
  }
  return result;
}

function centerAndSpread(column: Float64Array, scale: AxisScale): [number, number] {
  const sorted = column.slice().sort();
  const n = sorted.length;
  if (scale === 'min-max') return [sorted[0]!, sorted[n - 1]! - sorted[0]!];
  if (scale === 'robust') {
    const at = (p: number): number => {
      const position = (n - 1) * p;
      const below = Math.floor(position);
      return sorted[below]! + (position - below) * (sorted[Math.min(n - 1, below + 1)]! - sorted[below]!);
    };
    return [at(0.5), at(0.75) - at(0.25)];
  }
  let sum = 0;
  for (const x of sorted) sum += x - sorted[0]!;
  const mean = sum / n;
  let squares = 0;
  for (const x of sorted) squares += (x - sorted[0]! - mean) ** 2;
  return [sorted[0]! + mean, Math.sqrt(squares / n)];
}

/** Points in the space in which distances are taken, in place. */
export function scalePoints(points: Float64Array, { center, spread }: ScaleOfAxes): Float64Array {
  const dimensions = center.length;
  for (let a = 0; a < dimensions; a++) {
    const [middle, width] = [center[a]!, spread[a]!];
    if (middle === 0 && width === 1) continue;
    for (let i = a; i < points.length; i += dimensions) points[i] = (points[i]! - middle) / width;
  }
  return points;
}
