import { describe, expect, test } from 'vitest';
import type { SurveyRules } from 'clientele/feedback';
import {
  compareScores,
  csatMetric,
  decideSurvey,
  groupCounts,
  measureAgainstBenchmark,
  measureCredibleInterval,
  measureInterval,
  measureScore,
  netMetric,
  NPS,
  planSampleSizeToCompare,
  roundScore,
  tallyAnswers,
  tallyScores,
  THUMBS,
} from 'clientele/feedback';

const scoreOf = (scores: unknown[]) => measureScore(NPS, tallyScores(NPS, scores as number[]));

describe('R package NPS 1.1', () => {
  test('nps(c(9, NA, 3)) is NA: a missing answer is counted apart, the score is of the rest', () => {
    expect(scoreOf([9, null, 3]).value).toBe(0);
  });
  test('one 11 makes the score NA though the warning says "excluded"', () => {
    expect(scoreOf([9, 9, 11]).value).toBe(100);
  });
  test('breaks= is ignored: {0, 9, 9, 8} with promoters 8-10 and detractors 0-5 gives .25; it is 50 points', () => {
    const metric = netMetric({ id: 'own', scale: { min: 0, max: 10 }, top: [8, 9, 10], bottom: [0, 1, 2, 3, 4, 5] });
    expect(measureScore(metric, tallyScores(metric, [0, 9, 9, 8])).value).toBe(50);
  });
  test('9.5 becomes a promoter while warning "excluded": it is fractional and in no group', () => {
    const tally = tallyScores(NPS, [9.5, 9]);
    expect(tally.invalid.fractional).toBe(1);
    expect(measureScore(NPS, tally).denominator).toBe(1);
  });
  test('intervals come upper before lower, and differences are unsigned up to +1.285: ordered, signed, within ±200', () => {
    const { interval, difference } = compareScores(NPS, {
      reference: { top: 5, middle: 0, bottom: 0 },
      compared: { top: 0, middle: 1, bottom: 4 },
    });
    expect(difference).toBe(-180);
    expect(interval!.low).toBeLessThan(interval!.high);
    expect(interval!.low).toBeGreaterThanOrEqual(-200);
  });
  test('5 of 5 promoters give [1, 1] and p = 0, even for n = 1: [13.1, 100] and [-58.7, 100]', () => {
    const five = measureInterval(NPS, { top: 5, middle: 0, bottom: 0 }).interval!;
    const one = measureInterval(NPS, { top: 1, middle: 0, bottom: 0 }).interval!;
    expect([five.low, five.high].map((end) => Math.round(end * 10) / 10)).toEqual([13.1, 100]);
    expect([one.low, one.high].map((end) => Math.round(end * 10) / 10)).toEqual([-58.7, 100]);
    const pOf = (top: number) =>
      measureAgainstBenchmark(NPS, { top, middle: 0, bottom: 0 }, { benchmark: 0, alternative: 'two-sided' }).pValue;
    expect(pOf(5)).toBeCloseTo(0.0253, 4);
    expect(pOf(1)).toBeCloseTo(0.3173, 4);
  });
});

test('PostHog #19500: every 0-10 question was treated as NPS; a metric is declared and a tally belongs to it', () => {
  const other = { ...NPS, id: 'how-likely-is-rain' };
  expect(() => measureScore(NPS as typeof other, tallyScores(other, [10]))).toThrow(/expected 11 levels of nps/);
});

test('Formbricks PR 9248: 6.5 and 8.5 were in the denominator and in no bucket; parts always add up', () => {
  const { denominator, topShare, middleShare, bottomShare } = scoreOf([6.5, 8.5, 9, 7, 2]);
  expect(denominator).toBe(3);
  expect(topShare! + middleShare! + bottomShare!).toBeCloseTo(1, 12);
});

test('Formbricks summary 034d5a7: dismissals were in the NPS denominator; they are out', () => {
  const rows = [
    { customerId: 'a', at: 0, score: 10 },
    { customerId: 'b', at: 0, score: 10, outcome: 'dismissed' as const },
  ];
  expect(measureScore(NPS, tallyAnswers(NPS, rows, { keep: 'all' })).denominator).toBe(1);
});

test('bigquery-etl PR 9403, va.gov #87053: neutral left out of the CSAT base, unrated added to it; both are explicit', () => {
  const csat = csatMetric({ scale: { min: 1, max: 5 }, satisfied: [4, 5] });
  const answers = [5, 3, null, null];
  expect(measureScore(csat, tallyScores(csat, answers))).toMatchObject({ value: 0.5, denominator: 2 });
  const opinionated = csatMetric({ scale: { min: 1, max: 5 }, satisfied: [4, 5], excluded: [3], id: 'opinionated' });
  expect(measureScore(opinionated, tallyScores(opinionated, answers))).toMatchObject({ value: 1, denominator: 1 });
});

test('freescout #2064: satisfaction as good minus bad showed 14 % for 65 %; that is another metric', () => {
  const share = csatMetric({ scale: { min: 1, max: 3 }, satisfied: [3] });
  const net = netMetric({ id: 'net-satisfaction', scale: { min: 1, max: 3 }, top: [3], bottom: [1] });
  const groups = { top: 65, middle: 0, bottom: 35 };
  expect(measureScore(share, groups).value).toBe(0.65);
  expect(measureScore(net, { top: 65, middle: -0, bottom: 35 }).value).toBe(30);
});

test('fx-private-relay PR 1013: the index was the score and nobody could be "9"; levels are values', () => {
  expect(scoreOf([9, 9]).value).toBe(100);
  const oneToTen = netMetric({
    id: 'one-to-ten',
    scale: { min: 1, max: 10 },
    top: [9, 10],
    bottom: [1, 2, 3, 4, 5, 6],
  });
  const tally = tallyScores(oneToTen, [9, 1, 0]);
  expect(tally.counts).toEqual([1, 0, 0, 0, 0, 0, 0, 0, 1, 0]);
  expect(tally.invalid.offScale).toBe(1);
});

describe('survey pauses', () => {
  const rules = (scope: 'all' | 'survey', days: number): SurveyRules => ({
    kind: 'survey-rules',
    version: 1,
    coolDowns: [{ name: 'pause', scope, counts: ['sent'], days }],
    surveys: {},
  });
  test('Formbricks #4586: the cool-down saw this survey only; scopes say which', () => {
    const events = [{ survey: 'a', kind: 'sent' as const, at: '2025-01-01T00:00:00Z' }];
    const asked = { survey: 'b', asOf: '2025-01-02T00:00:00Z' };
    expect(decideSurvey(rules('all', 30), { events }, asked).eligible).toBe(false);
    expect(decideSurvey(rules('survey', 30), { events }, asked).eligible).toBe(true);
  });
  test('PostHog #30379, #25565, #22099: a calendar repeat left a gap shorter than the interval; it is counted from the event', () => {
    const events = [{ survey: 'a', kind: 'sent' as const, at: '2025-01-31T20:00:00Z' }];
    const asked = (asOf: string) => decideSurvey(rules('survey', 30), { events }, { survey: 'a', asOf });
    expect(asked('2025-02-01T00:00:00Z').eligible).toBe(false);
    expect(asked('2025-03-02T19:59:59.999Z').eligible).toBe(false);
    expect(asked('2025-03-02T20:00:00Z').eligible).toBe(true);
  });
});

test('posthog-js #2075: the same user was counted many times; keep says how often', () => {
  const rows = [1, 2, 3].map((at) => ({ customerId: 'a', at, score: 9 }));
  expect(tallyAnswers(NPS, rows, { keep: 'latest' })).toMatchObject({ answered: 1, superseded: 2 });
});

test('Formbricks PR 7688, breatheco-de #2928: rounded inside and different per metric; never inside', () => {
  expect(scoreOf([10, 8, 8]).value).toBeCloseTo(100 / 3, 12);
  expect(measureScore(THUMBS, { top: 1, middle: 0, bottom: 2 }).value).toBeCloseTo(1 / 3, 15);
});

test('gist jdmaturen 2995b27: independent shares give 14.3..20.5 for 250/675/75; Wald 14.14..20.86, score 14.14..20.88', () => {
  const groups = { top: 250, middle: 675, bottom: 75 };
  const rounded = (method: 'wald' | 'score') => {
    const { low, high } = measureInterval(NPS, groups, { method }).interval!;
    return [low, high].map((end) => Math.round(end * 100) / 100);
  };
  expect(rounded('wald')).toEqual([14.14, 20.86]);
  expect(rounded('score')).toEqual([14.14, 20.88]);
});

test('prime-reportstream #5281: 2 + 11 + 18 beside "32 provided NPS"; the parts are the base, 31', () => {
  const scores = [...Array<number>(18).fill(9), ...Array<number>(11).fill(8), 1, 2];
  const tally = tallyScores(NPS, [...scores, null]);
  expect([tally.answered, tally.unanswered]).toEqual([31, 1]);
  expect(measureScore(NPS, tally).denominator).toBe(31);
  expect(groupCounts(NPS, tally)).toEqual({ top: 18, middle: 11, bottom: 2 });
});

test('hivehr enps, PostHog, Formbricks: floor for "nearest", 0 for no data; half away from zero, null', () => {
  expect(roundScore(measureScore(NPS, { top: 0, middle: 7, bottom: 1 }))).toBe(-13);
  expect(roundScore(measureScore(NPS, { top: 2, middle: 1, bottom: 0 }))).toBe(67);
  expect(scoreOf([]).value).toBeNull();
});

test('statsmodels 0.13.5: Jeffreys at x = 0 leaves .0000479; ends are fixed (Brown, Cai & DasGupta 2001), a named divergence', () => {
  expect(measureCredibleInterval(THUMBS, { top: 0, middle: 0, bottom: 10 }).interval!.low).toBe(0);
});

test('MeasuringU, n per group: s² unexplained halves the sample; here it is twice the variance', () => {
  const expected = { topShare: 0.4, bottomShare: 0.28 };
  expect(planSampleSizeToCompare(NPS, { difference: 10, expected })).toBe(1045);
});
