import { expectTypeOf } from 'vitest';
import type { AnswerTally, GroupCounts, Metric, NetStatistic } from 'clientele/feedback';
import {
  CES_2,
  compareScores,
  csatMetric,
  ENPS,
  groupCounts,
  measureBySegment,
  measureInterval,
  measureScore,
  netMetric,
  NPS,
  planSampleSize,
  tallyAnswers,
  tallyScores,
  THUMBS,
} from 'clientele/feedback';

const groups: GroupCounts = { top: 1, middle: 1, bottom: 1 };

expectTypeOf(tallyScores(NPS, [9])).toEqualTypeOf<AnswerTally<'nps'>>();
expectTypeOf(netMetric({ id: 'own', scale: { min: 0, max: 1 }, top: [1], bottom: [0] })).toEqualTypeOf<
  Metric<'own', NetStatistic>
>();
expectTypeOf(csatMetric({ scale: { min: 1, max: 5 }, satisfied: [5] }).id).toEqualTypeOf<'csat'>();
expectTypeOf(tallyAnswers(NPS, [{ customerId: 7, at: 0, score: 9 }], { keep: 'all' }).metric).toEqualTypeOf<'nps'>();

// Segment names come from the caller's constant.
expectTypeOf(measureBySegment(NPS, { web: groups, app: groups }).segments).toHaveProperty('web');

export function refused(): void {
  // @ts-expect-error TS2345: a tally of employees is not a tally of customers
  measureScore(NPS, tallyScores(ENPS, [9]));
  // @ts-expect-error TS2345: a mean needs the count of every level
  measureScore(CES_2, groups);
  // @ts-expect-error TS2345: a mean has no groups
  groupCounts(CES_2, tallyScores(CES_2, [1]));
  // @ts-expect-error TS2322: MOVER is for net scores
  measureInterval(THUMBS, groups, { method: 'mover' });
  // @ts-expect-error TS2322: Wilson's relatives are for shares
  measureInterval(NPS, groups, { method: 'agresti-coull' });
  // @ts-expect-error TS2322: Fisher's test is for shares
  compareScores(NPS, { reference: groups, compared: groups }, { test: 'fisher' });
  // @ts-expect-error TS2345: which answers count has no default
  tallyAnswers(NPS, [], {});
  // @ts-expect-error TS2741: a net score is expected by both its shares
  planSampleSize(NPS, { margin: 5, expected: { topShare: 0.4 } });
}
