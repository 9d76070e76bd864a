import { requireKind } from '../errors/index.ts';
import type { Spell } from '../survival/index.ts';
import { fitKaplanMeier } from '../survival/index.ts';
import type { GapModel } from './gap-model.ts';
import type { GapCount, GapTally } from './gap-tally.ts';

/**
 * Makes the gap model from gaps that were tallied and merged elsewhere; the same as {@link fitGapRisk} on the whole log.
 *
 * @param tally - of {@link tallyGaps}, merged or not
 * @returns one curve a stratum; null curves where no gap was seen
 * @throws InputError `wrong-kind`
 *
 * @example How do I turn the gaps of many shards into one model?
 * ```ts
 * import { fitGapRiskFromTally, probabilityNoReturn, tallyGaps } from 'clientele/churn';
 *
 * const purchases = [
 *   { customerId: 'ann', at: '2024-01-01T10:00:00Z' },
 *   { customerId: 'ann', at: '2024-01-11T10:00:00Z' },
 *   { customerId: 'bob', at: '2024-01-01T10:00:00Z' },
 * ];
 * const gaps = fitGapRiskFromTally(tallyGaps(purchases, { asOf: '2024-03-01T00:00:00Z' }));
 * probabilityNoReturn(gaps, { daysSinceLast: 0, purchases: 1 }, { horizonDays: 30 }).value; // => ~0.666667
 * ```
 * @see Kaplan & Meier (1958), Nonparametric estimation from incomplete observations
 */
export function fitGapRiskFromTally(tally: GapTally): GapModel {
  requireKind(tally, 'gap-tally', 'tally');
  const { timeZone, strata, gaps } = tally;
  const learned = strata.map((fromPurchases, s) => ({
    fromPurchases,
    toPurchases: s + 1 < strata.length ? strata[s + 1]! - 1 : null,
    curve: gaps[s]!.length === 0 ? null : fitKaplanMeier(spellsOf(gaps[s]!)),
  }));
  const n = gaps.reduce((sum, list) => sum + list.reduce((total, { ended, open }) => total + ended + open, 0), 0);
  const silent = learned.filter(({ curve }) => !curve || curve.fit.ended === 0);
  const warnings = silent.map(({ fromPurchases }) => ({
    code: 'nobody-returned',
    message: `From ${fromPurchases} purchases on nobody was seen to buy again, so silence tells nothing there.`,
    facts: { fromPurchases },
  }));
  const status = silent.length > 0 ? 'weak' : 'interior';
  return { kind: 'gap-risk', version: 1, timeZone, strata: learned, fit: { n, status, warnings } };
}

/** One spell a gap, so that the report of the curve counts gaps, not lengths. */
function spellsOf(gaps: readonly GapCount[]): Spell[] {
  const spells: Spell[] = [];
  for (const { days, ended, open } of gaps) {
    const closed = { days, ended: true };
    const silent = { days, ended: false };
    for (let i = 0; i < ended; i++) spells.push(closed);
    for (let i = 0; i < open; i++) spells.push(silent);
  }
  return spells;
}
