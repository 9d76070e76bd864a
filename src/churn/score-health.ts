import type { Reason } from '../errors/index.ts';
import { requireFinite, requireObject, throwFirstProblem } from '../errors/index.ts';
import { assignBand } from '../statistics/index.ts';
import { checkHealth } from './check-health.ts';
import type { HealthDefinition, HealthFactor } from './health-definition.ts';
import { rawValue } from './read-feature.ts';

/** What {@link scoreHealth} compares with. */
export interface ScoreHealthOptions {
  /** the customer's score the last time; without it there is no change */
  previousScore?: number;
}

/** What one factor adds. */
export interface HealthPart {
  /** key of the factor */
  key: string;
  /** points 0..100; null where it is missing and counts for nothing */
  points: number | null;
  /** its share of the weights, 0..1 */
  share: number;
  /** share × points: they add up to the score */
  contribution: number;
  /** share × (100 − points): what it takes from a perfect score */
  lostPoints: number;
}

/** A factor that costs points. */
export type HealthReason = Reason<
  'loses-points',
  { factor: string; label: string; points: number; lostPoints: number }
>;

/** A customer's health. */
export interface HealthScore<B extends string = string> {
  /** 0..100; null where too little is known */
  score: number | null;
  /** band of the score; null where there is none */
  band: B | null;
  /** score − previous score; null where one of them is not known */
  change: number | null;
  /** factor by factor, in the order of the definition */
  factors: HealthPart[];
  /** keys of the factors that were missing or had an unknown level */
  missing: string[];
  /** factors that cost points, the costliest first; none without a score */
  reasons: HealthReason[];
  /** why there is no score; absent where there is one */
  reason?: 'too-little-known';
}

/**
 * Scores a customer's health by the shop's own definition: a weighted mean of points, its band, and what costs most.
 *
 * It is an opinion until it is checked: {@link measureHealth} says whether it ranks those who leave at all. Bands are
 * `[from, next)`: a score exactly at a lower end belongs to the upper band.
 *
 * @param definition - factors, weights, bands
 * @param record - the customer's values by key; other keys are ignored
 * @param options - previous score
 * @returns score, band, parts; null, `too-little-known`, where the known weights are below the definition's minimum
 * @throws InputError the first problem of {@link checkHealth}; `wrong-type`, `not-finite` (values, previous score)
 *
 * @example How is this customer doing, and what pulls her down?
 * ```ts
 * import { scoreHealth } from 'clientele/churn';
 *
 * const definition = {
 *   kind: 'health',
 *   version: 1,
 *   factors: [
 *     { key: 'usage', weight: 20, points: [[0, 0], [100, 100]] },
 *     { key: 'support', weight: 15, points: [[0, 0], [100, 100]] },
 *     { key: 'survey', weight: 22, points: [[0, 0], [100, 100]] },
 *   ],
 *   bands: [{ name: 'red', from: 0 }, { name: 'yellow', from: 51 }],
 *   missing: 'reweight',
 * } as const;
 * const health = scoreHealth(definition, { usage: 47, support: 59, survey: 21 });
 * health.score; // => ~40.122807
 * health.band; // => 'red'
 * health.reasons[0].facts.factor; // => 'survey'
 * ```
 */
export function scoreHealth<B extends string>(
  definition: HealthDefinition<B>,
  record: Readonly<Record<string, number | string | null>>,
  options: ScoreHealthOptions = {},
): HealthScore<B> {
  requireObject(options, 'options');
  throwFirstProblem(checkHealth(definition), 'definition');
  const { factors, bands, missing: rule, neutralScore = 50, minimumKnownShare = 0.5 } = definition;
  requireObject(record, 'record');
  const { previousScore } = options;
  if (previousScore !== undefined) requireFinite(previousScore, 'options.previousScore');
  const points = factors.map((factor) => pointsOf(factor, rawValue(record, factor.key)));
  const missing = factors.flatMap(({ key }, f) => (points[f] === null ? [key] : []));
  const total = factors.reduce((sum, { weight }) => sum + weight, 0);
  const known = factors.reduce((sum, { weight }, f) => sum + (points[f] === null ? 0 : weight), 0);
  const base = rule === 'reweight' ? known : total;
  const substitute = rule === 'reweight' ? null : rule === 'neutral' ? neutralScore : 0;
  const parts = factors.map(({ key, weight }, f): HealthPart => {
    const here = points[f] ?? substitute;
    if (here === null) return { key, points: null, share: 0, contribution: 0, lostPoints: 0 };
    const share = weight / base;
    return { key, points: here, share, contribution: share * here, lostPoints: share * (100 - here) };
  });
  if (known === 0 || known / total < minimumKnownShare) {
    const none = { score: null, band: null, change: null, reasons: [] };
    return { ...none, factors: parts, missing, reason: 'too-little-known' };
  }
  // One division: 51 points in every factor are 51, whatever the weights.
  const sum = factors.reduce((all, { weight }, f) => all + weight * (parts[f]!.points ?? 0), 0);
  const score = sum / base;
  const reasons = parts
    .flatMap(({ key, points: here, lostPoints }, f): HealthReason[] =>
      here === null || !(lostPoints > 0)
        ? []
        : [{ code: 'loses-points', facts: { factor: key, label: factors[f]!.label ?? key, points: here, lostPoints } }],
    )
    .sort((a, b) => b.facts.lostPoints - a.facts.lostPoints);
  const change = previousScore === undefined ? null : score - previousScore;
  return { score, band: assignBand(bands, score), change, factors: parts, missing, reasons };
}

function pointsOf(factor: HealthFactor, value: unknown): number | null {
  if (value === null) return null;
  if ('levels' in factor) {
    // A level is text, a number or true/false; anything else is no level of any policy.
    if (!['string', 'number', 'boolean'].includes(typeof value)) return null;
    const level = String(value as string);
    return Object.hasOwn(factor.levels, level) ? factor.levels[level]! : null;
  }
  const x = requireFinite(value as number, `record[${JSON.stringify(factor.key)}]`);
  if ('steps' in factor) {
    let { score } = factor.steps[0]!;
    for (const step of factor.steps) if (step.from <= x) score = step.score;
    return score;
  }
  const { points } = factor;
  const after = points.findIndex(([at]) => at > x);
  if (after === 0) return points[0]![1];
  const [fromX, from] = points[after < 0 ? points.length - 1 : after - 1]!;
  if (after < 0) return from;
  const [toX, to] = points[after]!;
  return from + ((to - from) * (x - fromX)) / (toX - fromX);
}
