import { InputError, requireList, requireWithin } from '../errors/index.ts';
import { requireRecord } from './population-input.ts';
import type { RfmAxis, RfmBins, RfmRow } from './rfm-model.ts';

/** The axes in the order of every result. */
export const RFM_AXES: readonly ['recency', 'frequency', 'monetary'] = ['recency', 'frequency', 'monetary'];

/** Most scores an axis may have: beyond it thresholds stop being a summary. */
export const MOST_BINS = 1000;

/** The number of scores on each axis, checked. */
export function rfmBins(bins: RfmBins, argument: string): Record<RfmAxis, number> {
  const one = (axis: RfmAxis): number => {
    const isEach = typeof bins === 'object' && bins !== null;
    const name = isEach ? `${argument}.${axis}` : argument;
    const count = requireWithin(isEach ? bins[axis] : bins, { from: 1, to: MOST_BINS }, name);
    if (!Number.isInteger(count)) throw new InputError('not-a-count', name, `expected a whole number, got ${count}`);
    return count;
  };
  return { recency: one('recency'), frequency: one('frequency'), monetary: one('monetary') };
}

/** What is read where there is no row: the rare path refuses it. */
const NOTHING = { daysSinceLast: null, purchases: null, totalAmount: null };

/** The columns of the rows, in the order of the axes, as typed arrays; NaN where a value is missing. */
export function rfmColumns(rows: readonly Omit<RfmRow, 'customerId'>[], argument: string): Float64Array[] {
  const { length } = requireList(rows, argument);
  const [recency, frequency, monetary] = RFM_AXES.map(() => new Float64Array(length));
  // One pass, with each field by its name: the rows are far apart in memory.
  for (let i = 0; i < length; i++) {
    const row = rows[i];
    const { daysSinceLast, purchases, totalAmount } = row ?? NOTHING;
    recency![i] = isFigure(daysSinceLast) ? daysSinceLast + 0 : missingCell(row, argument, i, 'daysSinceLast');
    frequency![i] = isFigure(purchases) ? purchases + 0 : missingCell(row, argument, i, 'purchases');
    monetary![i] = isFigure(totalAmount) ? totalAmount + 0 : missingCell(row, argument, i, 'totalAmount');
  }
  return [recency!, frequency!, monetary!];
}

function isFigure(value: number | null): value is number {
  return typeof value === 'number' && value - value === 0;
}

/** NaN for a value that is missing; everything else is refused. `+ 0` above turns -0 into 0, which JSON does not know. */
function missingCell(
  row: Omit<RfmRow, 'customerId'> | undefined,
  argument: string,
  i: number,
  field: keyof typeof NOTHING,
): number {
  const value = requireRecord(row, `${argument}[${i}]`)?.[field];
  if (value === null || value === undefined) return NaN;
  const code = typeof value === 'number' ? 'not-finite' : 'wrong-type';
  throw new InputError(code, `${argument}[${i}].${field}`, `expected a finite number or null, got ${String(value)}`);
}

/** How many of the ascending thresholds lie below the value. */
export function thresholdsBelow(thresholds: readonly number[], value: number): number {
  let below = 0;
  while (thresholds[below]! < value) below++;
  return below;
}
