import type { FitReport } from '../statistics/index.ts';
import type { SurvivalCurve } from '../survival/index.ts';

/** Customers who had made so many purchases, and how long they then stayed away. */
export interface GapStratum {
  /** fewest purchases at the beginning of the gap */
  fromPurchases: number;
  /** most purchases at the beginning of the gap; null is open */
  toPurchases: number | null;
  /** share still silent by days since the purchase; null where no gap was seen */
  curve: SurvivalCurve | null;
}

/** How long customers stay away between purchases: plain JSON, answers for every day of silence and every horizon. */
export interface GapModel {
  /** what this stored value is */
  kind: 'gap-risk';
  /** version of its form */
  version: 1;
  /** whose civil days purchases were merged by */
  timeZone: string;
  /** by purchases at the beginning of the gap, ascending */
  strata: GapStratum[];
  /** `n` gaps, closed and open; `weak` when some stratum saw no purchase follow */
  fit: FitReport;
}

/** The stratum of a number of purchases; undefined where the model has none. */
export function gapStratum(model: GapModel, purchases: number): GapStratum | undefined {
  return model.strata.find(
    ({ fromPurchases, toPurchases }) =>
      purchases >= fromPurchases && (toPurchases === null || purchases <= toPurchases),
  );
}
