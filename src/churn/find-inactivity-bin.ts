import { requireCount, requireWithin } from '../errors/index.ts';
import type { InactivityBin, InactivityModel, InactivityStratum } from './inactivity-model.ts';

/** The stratum of a customer; null for fewer purchases than the model was asked about. */
export function inactivityStratum(
  model: InactivityModel,
  purchases: number,
  argument: string,
): InactivityStratum | null {
  requireCount(purchases, argument);
  return model.strata.filter((stratum) => stratum.fromPurchases <= purchases).at(-1) ?? null;
}

/** The bin of a silence; null below the first edge. */
export function inactivityBin(
  stratum: InactivityStratum,
  daysSinceLast: number,
  argument: string,
): InactivityBin | null {
  requireWithin(daysSinceLast, { from: 0 }, argument);
  return stratum.bins.filter((bin) => bin.fromDays <= daysSinceLast).at(-1) ?? null;
}
