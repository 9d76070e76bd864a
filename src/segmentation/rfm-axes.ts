import { InputError, requireWithin } from '../errors/index.ts';
import type { RfmAxis, RfmBins } from './rfm-model.ts';

/** The axes in the order of every result. */
export const RFM_AXES: readonly ['recency', 'frequency', 'monetary'] = ['recency', 'frequency', 'monetary'];

/** The field of a row that each axis reads. */
export const RFM_FIELDS: {
  readonly recency: 'daysSinceLast';
  readonly frequency: 'purchases';
  readonly monetary: 'totalAmount';
} = { recency: 'daysSinceLast', frequency: 'purchases', monetary: 'totalAmount' };

/** Most scores an axis may have: beyond it thresholds stop being a summary. */
const MOST_BINS = 1000;

/** The number of scores on each axis, checked. */
export function rfmBins(bins: RfmBins, argument: string): Record<RfmAxis, number> {
  const one = (axis: RfmAxis): number => {
    const name = typeof bins === 'object' ? `${argument}.${axis}` : argument;
    const count = requireWithin(typeof bins === 'object' ? bins[axis] : bins, { from: 1, to: MOST_BINS }, name);
    if (!Number.isInteger(count)) throw new InputError('not-a-count', name, `expected a whole number, got ${count}`);
    return count;
  };
  return { recency: one('recency'), frequency: one('frequency'), monetary: one('monetary') };
}

/** One column of the rows as a typed array, NaN where the value is missing. */
export function rfmColumn(
  rows: readonly { [K in (typeof RFM_FIELDS)[RfmAxis]]: number | null }[],
  axis: RfmAxis,
  argument: string,
): Float64Array {
  const field = RFM_FIELDS[axis];
  const column = new Float64Array(rows.length);
  for (let i = 0; i < rows.length; i++) {
    const value = rows[i]![field];
    // `+ 0` turns -0 into 0, which JSON does not know.
    if (typeof value === 'number' && value - value === 0) column[i] = value + 0;
    else if (value === null || value === undefined) column[i] = NaN;
    else {
      const code = typeof value === 'number' ? 'not-finite' : 'wrong-type';
      throw new InputError(
        code,
        `${argument}[${i}].${field}`,
        `expected a finite number or null, got ${String(value)}`,
      );
    }
  }
  return column;
}

/** How many thresholds lie below the value; a threshold equal to it counts for lower-inclusive edges only. */
export function thresholdsBelow(thresholds: readonly number[], value: number, edges: 'upper' | 'lower'): number {
  let below = 0;
  while (
    below < thresholds.length &&
    (thresholds[below]! < value || (edges === 'lower' && thresholds[below] === value))
  ) {
    below++;
  }
  return below;
}
