import { throwFirstProblem } from '../errors/index.ts';
import { checkMetric } from './check-metric.ts';
import type { Metric, Scale, ShareStatistic } from './metric.ts';

/** What makes a satisfaction metric. */
export interface CsatOptions<Id extends string = string> {
  /** levels of the question */
  scale: Scale;
  /** levels that count as satisfied; always explicit, because conventions differ */
  satisfied: readonly number[];
  /** levels that leave the base; by default neutral answers stay in it */
  excluded?: readonly number[];
  /** name of the metric, `'csat'` by default; give each question its own */
  id?: Id;
}

/**
 * Customer satisfaction as the share of satisfied answers, 0..1.
 *
 * The satisfied set is never guessed from the scale, because the field does not agree. Conventions met: 1–2: 2;
 * 1–3: 3; 1–4: 3, 4; 1–5: 4, 5; 1–6: 5, 6; 1–7: 6, 7; 1–10: 8, 9, 10. Neutral answers stay in the base unless they are
 * named in `excluded`. "Satisfied minus dissatisfied" is another metric: {@link netMetric} with its own name.
 *
 * @param options - scale, satisfied levels, levels that leave the base, name
 * @returns the metric, a share, higher is better
 * @throws InputError with the code of the first problem of {@link checkMetric}
 *
 * @example What share of our customers is satisfied, with 4 and 5 of five stars?
 * ```ts
 * import { csatMetric, measureScore, tallyScores } from 'clientele/feedback';
 *
 * const csat = csatMetric({ scale: { min: 1, max: 5 }, satisfied: [4, 5] });
 * measureScore(csat, tallyScores(csat, [5, 4, 4, 3, 1])).value; // => 0.6
 * ```
 */
export function csatMetric<const Id extends string = 'csat'>(options: CsatOptions<Id>): Metric<Id, ShareStatistic> {
  const { scale, satisfied, excluded, id } = options;
  const metric: Metric<Id, ShareStatistic> = {
    kind: 'feedback-metric',
    version: 1,
    id: id ?? ('csat' as Id),
    scale: { min: scale.min, max: scale.max },
    statistic: excluded ? { kind: 'share', top: satisfied, excluded } : { kind: 'share', top: satisfied },
    better: 'higher',
  };
  throwFirstProblem(checkMetric(metric), 'metric');
  return metric;
}
