import { requireKind, requireObject } from '../errors/index.ts';
import type { Reason } from '../errors/index.ts';
import { binLabel } from './bin-weight-of-evidence.ts';
import type { EncodingFlag } from './encoder.ts';
import type { FeatureValue } from './feature.ts';
import { rawValue } from './read-feature.ts';
import type { ScorecardModel } from './scorecard.ts';

/** Which points a variable gives, and how many its best bin would. */
export type PointsReason = Reason<'points', { variable: string; bin: string; points: number; lostPoints: number }>;

/** A customer's points with their reasons. */
export interface PointsScore {
  /** sum of the points; more is safer */
  points: number;
  /** a reason for every variable, those that lose most first */
  reasons: PointsReason[];
  /** variables whose value training did not have; they count as no information */
  flags: EncodingFlag[];
}

/**
 * Adds the points of a customer up, and says which variables lose most against their best bin.
 *
 * More points are safer: they go the other way than the weight of evidence, which is positive where a bin is riskier.
 *
 * @param card - of {@link fitScorecard}
 * @param record - the customer's values by name; other keys are ignored
 * @returns points, reasons and what was not known
 * @throws InputError `wrong-type`, `not-finite`
 *
 * @example What costs this customer points?
 * ```ts
 * import { fitScorecard, scorePoints } from 'clientele/churn';
 *
 * const examples = ['basic', 'basic', 'basic', 'pro', 'pro', 'pro'].map((plan, i) => ({
 *   features: { plan },
 *   churned: i < 2 || i === 3,
 * }));
 * const card = fitScorecard(examples, { variables: [{ name: 'plan' }], basePoints: 100, baseOdds: 1 });
 * scorePoints(card, { plan: 'basic' }).reasons[0].facts.lostPoints; // => ~40
 * scorePoints(card, { plan: 'gold' }).flags; // => [{ feature: 'plan', code: 'unknown-level' }]
 * ```
 */
export function scorePoints(card: ScorecardModel, record: Readonly<Record<string, FeatureValue>>): PointsScore {
  requireKind(card, 'scorecard', 'card');
  requireObject(record, 'record');
  const flags: EncodingFlag[] = [];
  const reasons = card.variables.map(({ name, edges, bins, neutralPoints }): PointsReason => {
    const value = rawValue(record, name) as FeatureValue;
    const label = binLabel(value, edges, `record[${JSON.stringify(name)}]`);
    const bin = bins.find((one) => one.label === label);
    if (!bin) flags.push({ feature: name, code: value === null ? 'missing' : 'unknown-level' });
    const points = bin ? bin.points : neutralPoints;
    const most = bins.reduce((best, one) => Math.max(best, one.points), -Infinity);
    return { code: 'points', facts: { variable: name, bin: label, points, lostPoints: Math.max(0, most - points) } };
  });
  const points = reasons.reduce((sum, { facts }) => sum + facts.points, 0);
  return { points, reasons: reasons.sort((a, b) => b.facts.lostPoints - a.facts.lostPoints), flags };
}
