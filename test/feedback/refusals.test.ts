import { describe, test } from 'vitest';
import { expectRefusal } from '../refusal.ts';
import * as feedback from 'clientele/feedback';
import { CES_2, ENPS, NPS, tallyScores, THUMBS } from 'clientele/feedback';

const groups = { top: 5, middle: 3, bottom: 2 };
const at = '2025-03-01T09:00:00Z';
const column = [1, 2, 3, 4];
const fading = feedback.tallyDecayed(NPS, [{ customerId: 'a', at: 0, score: 9 }], { halfLifeDays: 9, asOf: 1 });
const tally = tallyScores(NPS, [9, 10, 3]);
const rules = { kind: 'survey-rules' as const, version: 1 as const, coolDowns: [], surveys: {} };
const march = { from: '2025-03-01T00:00:00Z', to: '2025-04-01T00:00:00Z', asOf: '2025-04-01T00:00:00Z' };
const rolling = { ...march, keep: 'all' as const, windowDays: 7, stepDays: 7 };
const cusum = { mean: 0, standardDeviation: 1, slackSigmas: 0, thresholdSigmas: 4 };
const ewma = { mean: 0, standardDeviation: 1, lambda: 0.1, widthSigmas: 3 };
const plan = (options: object) => () => feedback.planSampleSizeToCompare(NPS, { difference: 5, ...options });
const planMean = (options: object) => () => feedback.planSampleSize(CES_2, { margin: 0.5, ...options });
const alpha =
  (items: object, more: object = {}) =>
  () =>
    feedback.measureCronbachAlpha(items as { a: number[] }, { scale: { min: 1, max: 5 }, ...more });
const drivers =
  (predictors: object, method: 'johnson' | 'shapley' = 'johnson', outcome: unknown[] = column) =>
  () =>
    feedback.measureDrivers({ outcome: outcome as number[], predictors: predictors as { a: number[] } }, { method });

/** Whoever reads a log sees the whole sentence: which argument, what was expected, what came. */
describe('a refusal says where, what was expected and what came', () => {
  test.each<[string, string, string, () => unknown]>([
    [
      'unsupported',
      'metric.statistic',
      'expected a net metric',
      () => feedback.measureBootstrapInterval(THUMBS as never, groups),
    ],
    [
      'too-many',
      'counted',
      'expected at most 100000 answers, got 100001',
      () => feedback.measureBootstrapInterval(NPS, { top: 100_001, middle: 0, bottom: 0 }),
    ],
    [
      'unsupported',
      'metric.statistic',
      'expected a net or share metric: a mean has no groups',
      () => feedback.groupCounts(CES_2 as never, tallyScores(CES_2, [])),
    ],
    [
      'wrong-type',
      'counted',
      'expected a tally: a mean needs every level',
      () => feedback.measureScore(CES_2 as feedback.Metric, groups),
    ],
    ['empty', 'data.predictors', 'expected at least one driver', drivers({})],
    [
      'too-many',
      'data.predictors',
      'expected at most 15 drivers, got 16',
      drivers(Object.fromEntries(Array.from({ length: 16 }, (_, i) => [`p${i}`, column])), 'shapley'),
    ],
    ['inconsistent', 'data.predictors.a', 'expected 4 rows like the first column, got 2', drivers({ a: [1, 2] })],
    ['wrong-type', 'data.outcome[1]', 'expected a finite number', drivers({ a: column }, 'johnson', [1, '2', 3, 4])],
    ['wrong-type', 'data.predictors.a[2]', 'expected a finite number', drivers({ a: [1, 2, '3', 4] })],
    ['empty', 'items', 'expected at least one item', alpha({})],
    ['unknown-name', 'options.reversed', 'expected an item, got c', alpha({ a: column }, { reversed: ['c'] })],
    ['out-of-range', 'items.b', 'got 6', alpha({ a: column, b: [1, 2, 3, 6] })],
    [
      'too-many',
      'options',
      'expected at most 100000 windows',
      () => feedback.measureRolling(NPS, [], { ...rolling, stepDays: 1, from: 0, to: 100_000 * 86_400_000 }),
    ],
    ['out-of-range', 'options.stepDays', 'got 0', () => feedback.measureRolling(NPS, [], { ...rolling, stepDays: 0 })],
    [
      'out-of-range',
      'options.windowDays',
      'got 0',
      () => feedback.measureRolling(NPS, [], { ...rolling, windowDays: 0 }),
    ],
    [
      'out-of-order',
      'options.to',
      'expected an instant after options.from',
      () => feedback.measureSeries(NPS, [], { ...march, to: march.from, period: 'month', keep: 'all' }),
    ],
    [
      'out-of-order',
      'options.to',
      'expected an instant not before options.from',
      () => feedback.tallyAnswers(NPS, [], { keep: 'all', from: march.to, to: march.from }),
    ],
    [
      'out-of-range',
      'options.standardDeviation',
      'got 0',
      () => feedback.cusumChart([], { ...cusum, standardDeviation: 0 }),
    ],
    [
      'out-of-range',
      'options.standardDeviation',
      'got -1',
      () => feedback.cusumChart([], { ...cusum, standardDeviation: -1 }),
    ],
    [
      'out-of-range',
      'options.thresholdSigmas',
      'got 0',
      () => feedback.cusumChart([], { ...cusum, thresholdSigmas: 0 }),
    ],
    [
      'out-of-range',
      'options.thresholdSigmas',
      'got -4',
      () => feedback.cusumChart([], { ...cusum, thresholdSigmas: -4 }),
    ],
    ['out-of-range', 'options.widthSigmas', 'got 0', () => feedback.ewmaChart([], { ...ewma, widthSigmas: 0 })],
    ['out-of-range', 'options.widthSigmas', 'got -3', () => feedback.ewmaChart([], { ...ewma, widthSigmas: -3 })],
    [
      'metric-mismatch',
      'b',
      'expected 11 levels of nps on 0 to 10, got 11 levels of enps on 0 to 10',
      () => feedback.mergeAnswerTallies(tally, tallyScores(ENPS, []) as never),
    ],
    [
      'metric-mismatch',
      'part',
      'expected 11 levels of nps on 0 to 10, got 11 levels of enps on 0 to 10',
      () => feedback.subtractAnswerTally(tally, tallyScores(ENPS, []) as never),
    ],
    [
      'negative-count',
      'part.unanswered',
      'expected at most 0, got 1',
      () => feedback.subtractAnswerTally(tally, tallyScores(NPS, [null])),
    ],
    [
      'overflow',
      'unanswered',
      'expected counts below 2^53',
      () => feedback.mergeAnswerTallies({ ...tally, unanswered: Number.MAX_SAFE_INTEGER }, tallyScores(NPS, [null])),
    ],
    [
      'tally-mismatch',
      'b',
      'expected the same half-life and the same instant',
      () => feedback.mergeDecayedTallies(fading, { ...fading, asOfAt: 2 }),
    ],
    [
      'inconsistent',
      'tally.weights',
      'expected a weight above 0 for every counted answer',
      () =>
        feedback.measureDecayedTally(NPS, {
          ...fading,
          weights: fading.weights.map(() => []),
          squares: fading.squares.map(() => []),
        }),
    ],
    ['unknown-name', 'options.method', 'expected one of wald, adjusted-wald, got exact', plan({ method: 'exact' })],
    ['unknown-name', 'options.method', 'expected one of wald, adjusted-wald, got exact', planMean({ method: 'exact' })],
    ['out-of-range', 'options.power', 'got 0', plan({ power: 0 })],
    ['out-of-range', 'options.power', 'got 1', plan({ power: 1 })],
    ['out-of-range', 'options.expected.standardDeviation', 'got -1', planMean({ expected: { standardDeviation: -1 } })],
    [
      'inconsistent',
      'options.expected',
      'expected shares that add up to at most 1, got 1.25',
      plan({ expected: { topShare: 0.75, bottomShare: 0.5 } }),
    ],
    [
      'out-of-range',
      'options.digits',
      'got 14',
      () => feedback.roundScore(feedback.measureScore(NPS, groups), { digits: 14 }),
    ],
    [
      'not-an-integer',
      'metric.scale',
      'expected whole levels, at most 1000 apart, got 0 to 0.5',
      () => feedback.emptyAnswerTally({ ...NPS, scale: { min: 0, max: 0.5 } }),
    ],
    [
      'duplicate',
      'metric.statistic.bottom',
      'expected levels of the scale, each once, got 9',
      () => feedback.measureScore({ ...NPS, statistic: { ...NPS.statistic, bottom: [9] } }, tally),
    ],
    [
      'missing-value',
      'options.population.b',
      'expected a population for every stratum',
      () => feedback.measureWeighted(NPS, { a: groups, b: groups }, { population: { a: 1 } as never }),
    ],
    [
      'inconsistent',
      'options.population',
      'expected at least 10 that answered, got 9',
      () => feedback.measureWeighted(NPS, { a: groups }, { population: { a: 9 }, finitePopulation: true }),
    ],
    [
      'missing-value',
      'customer.customerId',
      'expected an id: only a sample of customers is asked',
      () => feedback.decideSurvey({ ...rules, sampleShare: 0.5, seed: 1 }, { events: [] }, { survey: 'a', asOf: 0 }),
    ],
    [
      'wrong-kind',
      'rules.kind',
      'the kind is survey-rules',
      () => feedback.decideSurvey({ ...rules, kind: 'rules' as never }, { events: [] }, { survey: 'a', asOf: 0 }),
    ],
    [
      'out-of-range',
      'revenues.baseRevenueMinor',
      'got -1',
      () =>
        feedback.measureEarnedGrowth({
          baseRevenueMinor: -1,
          retainedRevenueMinor: 0,
          earnedNewRevenueMinor: 0,
          boughtNewRevenueMinor: 0,
        }),
    ],
    [
      'out-of-range',
      'answers[1].present',
      'got 6',
      () =>
        feedback.measureKano([
          { present: 1, absent: 5 },
          { present: 6, absent: 5 },
        ]),
    ],
    [
      'not-an-instant',
      'contacts[1].at',
      'expected',
      () =>
        feedback.listFollowUps(
          { metric: NPS, trigger: [0], contactWithinDays: 1 },
          [],
          [
            { answerId: 'a', at },
            { answerId: 'a', at: 'soon' },
          ],
          march,
        ),
    ],
    [
      'unknown-name',
      'answers[0].outcome',
      'expected one of answered, dismissed, unanswered, got lost',
      () => feedback.tallyAnswers(NPS, [{ customerId: 'a', at, score: 1, outcome: 'lost' as never }], { keep: 'all' }),
    ],
    [
      'unknown-name',
      'options.keep',
      'expected one of all, latest, first, got some',
      () => feedback.tallyBySegment(NPS, [], () => 'x', { keep: 'some' as 'all' }),
    ],
    [
      'not-an-instant',
      'answers[0].at',
      'expected',
      () => feedback.tallyAnswers(NPS, [{ customerId: 'a', at: 8.64e15 + 2, score: 1 }], { keep: 'all' }),
    ],
    [
      'empty',
      'metric.statistic.top',
      'without a top level',
      () => feedback.csatMetric({ scale: { min: 1, max: 5 }, satisfied: [] }),
    ],
    [
      'empty',
      'metric.statistic.top',
      'without a top level',
      () => feedback.shareMetric({ id: 's', scale: { min: 1, max: 5 }, top: [] }),
    ],
    [
      'empty',
      'metric.statistic.bottom',
      'without a bottom level',
      () => feedback.netMetric({ id: 'n', scale: { min: 1, max: 5 }, top: [5], bottom: [] }),
    ],
    [
      'out-of-order',
      'metric.scale',
      'below the highest',
      () => feedback.meanMetric({ id: 'm', scale: { min: 5, max: 1 }, better: 'higher' }),
    ],
  ])('%s %s: %s', (code, argument, words, run) => {
    expectRefusal(run, code, argument, words);
  });
});
