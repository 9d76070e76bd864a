import { InputError } from '../errors/index.ts';
import { logGamma } from '../statistics/index.ts';
import type { HistoryColumns } from './history-columns.ts';

/** What the density of a regular history has beside its parameters: (k − 1)·Σ ln gap − Σx·ln Γ(k). */
export function gapConstant({ sumLogGapDays, totalRepeats }: HistoryColumns, stages: number): number {
  if (stages === 1) return 0;
  if (sumLogGapDays === null) {
    const detail = 'expected sumLogGapDays in every history with a repeat purchase (two orders at one time have none)';
    throw new InputError('missing-value', 'histories', `${detail}, got histories without`);
  }
  return (stages - 1) * sumLogGapDays - totalRepeats * logGamma(stages);
}
