import { readFileSync } from 'node:fs';
import type { Answer, AnswerTally, Counted, Metric } from 'clientele/feedback';
import * as feedback from 'clientele/feedback';
import { allIntervals, coverageOf, gridOf, rejectionRates } from '../feedback/enumerate-coverage.ts';
import type { Adapter, CaseContext, Op } from './adapter.ts';

type Metrics = Record<string, Pick<Metric, 'scale' | 'statistic'>>;

const PUBLIC = (
  JSON.parse(readFileSync(new URL('../reference/conformance/feedback.json', import.meta.url), 'utf8')) as {
    about: { metrics: Metrics };
  }
).about.metrics;

/** The metric that a case names: scale and statistic come from its file, else from the public one; the rest is ours. */
function metricOf(name: string, { about }: CaseContext): Metric {
  const { scale, statistic } = { ...PUBLIC, ...(about['metrics'] as Metrics | undefined) }[name]!;
  return {
    kind: 'feedback-metric',
    version: 1,
    id: name,
    scale,
    statistic,
    better: name === 'ces-1' ? 'lower' : 'higher',
  };
}

/** Counts per level as a stored tally. */
function tallyOf(metric: Metric, counts: number[]): AnswerTally {
  return { ...feedback.emptyAnswerTally(metric), counts, answered: counts.reduce((sum, count) => sum + count, 0) };
}

/** A tally of a case: counts per level, or groups. */
function countedOf(metric: Metric, tally: any): any {
  return 'counts' in tally ? tallyOf(metric, tally.counts) : tally;
}

function countedByName(metric: Metric, tallies: Record<string, unknown>): Record<string, Counted> {
  return Object.fromEntries(Object.entries(tallies).map(([name, tally]) => [name, countedOf(metric, tally)]));
}

const answersOf = (rows: any[]): Answer[] => rows.map(({ customer, ...row }) => ({ ...row, customerId: customer }));

/** Leaves out what a case does not give: an option that is null there is absent here. */
function given<T extends Record<string, unknown>>(options: T): any {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined && value !== null));
}

function flat(result: any): any {
  const { interval, ...rest } = result;
  return { ...rest, low: interval?.low ?? null, high: interval?.high ?? null };
}

const pointOf = ({ startAt, endAt, fromAt, toAt, complete, score }: any): any => ({
  fromAt: startAt ?? fromAt,
  toAt: endAt ?? toAt,
  partial: !complete,
  value: score.value,
  denominator: score.denominator,
  reason: score.reason,
});

const OPS: Adapter = {
  tally: ({ metric, scores }) => feedback.tallyScores(metric, scores),
  tallyAnswers: ({ metric, answers, keep, from, to }) =>
    feedback.tallyAnswers(metric, answersOf(answers), given({ keep, from, to })),
  merge: ({ metric, otherMetric, parts }) =>
    (parts as any[])
      .map((scores, i) => feedback.tallyScores(i === 1 ? (otherMetric ?? metric) : metric, scores))
      .reduce((a, b) => feedback.mergeAnswerTallies(a, b), feedback.emptyAnswerTally(metric)),
  subtract: ({ metric, whole, part }) => feedback.subtractAnswerTally(tallyOf(metric, whole), tallyOf(metric, part)),
  score: ({ metric, tally }) => feedback.measureScore(metric, countedOf(metric, tally)),
  round: ({ metric, tally, digits }) => {
    const score = feedback.measureScore(metric, countedOf(metric, tally));
    return { rounded: feedback.roundScore(score, given({ digits })) };
  },
  apportion: ({ counts, units }) => {
    const parts = feedback.apportionShares(counts, given({ units }));
    return parts === null ? { parts, reason: 'empty' } : { parts };
  },
  interval: ({ metric, tally, method, level, pseudoAnswers, prior }) => {
    const counted = countedOf(metric, tally);
    if (method === 'bayes') return flat(feedback.measureCredibleInterval(metric, counted, given({ level, prior })));
    if (method === 'bootstrap') return flat(feedback.measureBootstrapInterval(metric, counted, given({ level })));
    const result = feedback.measureInterval(metric, counted, given({ method, level, pseudoAnswers }));
    return { ...flat(result), reason: result.reason ?? result.noInterval };
  },
  difference: ({ metric, a, b, test, level }) => {
    const pair = { reference: countedOf(metric, b), compared: countedOf(metric, a) };
    return flat(feedback.compareScores(metric, pair, given({ test, level })));
  },
  benchmark: ({ metric, tally, benchmark, alternative }) =>
    feedback.measureAgainstBenchmark(metric, countedOf(metric, tally), given({ benchmark, alternative })),
  trend: ({ metric, tallies }) =>
    feedback.measureTrend(
      metric,
      (tallies as any[]).map((tally) => countedOf(metric, tally)),
    ),
  sampleSize: ({ metric, margin, level, method, expected, populationSize }) => ({
    answers: feedback.planSampleSize(metric, given({ margin, level, method, expected, populationSize })),
  }),
  sampleSizeToCompare: ({ metric, difference, level, power, method, expected }) => ({
    answersPerGroup: feedback.planSampleSizeToCompare(metric, given({ difference, level, power, method, expected })),
  }),
  coverage: ({ method, answers, level, shares }) => coverageOf(allIntervals(method, answers, level), answers, shares),
  coverageGrid: ({ method, answers, level, grid }) => {
    const intervals = allIntervals(method, answers, level);
    const coverages = gridOf(grid).map((shares) => coverageOf(intervals, answers, shares).coverage);
    return {
      points: coverages.length,
      minimumCoverage: Math.min(...coverages),
      meanCoverage: coverages.reduce((sum, value) => sum + value, 0) / coverages.length,
      shareBelow93: coverages.filter((value) => value < 0.93).length / coverages.length,
    };
  },
  // A million pairs that together happen once in a thousand million are passed over.
  rejectionRate: ({ test, answersA, answersB, level, shares }) => ({
    rate: rejectionRates(test, { a: answersA, b: answersB }, level, [shares], 1e-15)[0],
  }),
  series: ({ metric, answers, period, timeZone, from, to, minimumAnswers, keep }) => ({
    periods: feedback
      .measureSeries(metric, answersOf(answers), given({ period, timeZone, from, to, minimumAnswers, keep }))
      .map(pointOf),
  }),
  rolling: ({ metric, answers, windowDays, stepDays, timeZone, from, to, minimumAnswers, keep }) => ({
    windows: feedback
      .measureRolling(
        metric,
        answersOf(answers),
        given({ windowDays, stepDays, timeZone, from, to, minimumAnswers, keep }),
      )
      .map(pointOf),
  }),
  decayed: ({ metric, answers, halfLifeDays, asOf }) =>
    feedback.measureDecayed(metric, answersOf(answers), { halfLifeDays, asOf }),
  segments: ({ metric, segments, minimumAnswers }) =>
    feedback.measureBySegment(metric, countedByName(metric, segments), given({ minimumAnswers })),
  decompose: ({ metric, before, after, form, centered }) =>
    feedback.decomposeChange(
      metric,
      countedByName(metric, before),
      countedByName(metric, after),
      given({ form, centered }),
    ),
  weighted: ({ metric, strata, population, finitePopulation, level }) => {
    const options = given({ population, finitePopulation, level });
    return flat(feedback.measureWeighted(metric, countedByName(metric, strata), options));
  },
  shewhartChart: ({ metric, tallies, sigmas, laney, center }) => {
    const counted = (tallies as any[]).map((tally) => countedOf(metric, tally));
    return feedback.shewhartChart(metric, counted, given({ sigmas, laney, center }));
  },
  individualsChart: ({ values }) => feedback.individualsChart(values),
  ewmaChart: ({ values, ...options }) => {
    const chart = feedback.ewmaChart(values, options);
    return { ...chart, firstSignal: chart.beyondLimits[0] ?? null };
  },
  cusumChart: ({ values, ...options }) => {
    const chart = feedback.cusumChart(values, options);
    return { ...chart, firstSignal: chart.beyondLimits[0] ?? null };
  },
  drivers: ({ outcome, predictors, method }) => feedback.measureDrivers({ outcome, predictors }, { method }),
  cronbachAlpha: ({ items, reversed, scale, level }) =>
    flat(feedback.measureCronbachAlpha(items, given({ scale, reversed, level }))),
  kano: ({ answers }) => feedback.measureKano(answers),
  eligibility: ({ rules, customer, events, survey, asOf }) => {
    const policy = { kind: 'survey-rules' as const, version: 1 as const, ...rules };
    const { eligible, reasons, nextChangeAt } = feedback.decideSurvey(
      policy,
      { ...customer, events },
      { survey, asOf },
    );
    return {
      eligible,
      blockedBy: reasons.map(({ code, facts }) => facts.name ?? code).toSorted(),
      nextEligibleAt: eligible ? Date.parse(asOf) : nextChangeAt,
    };
  },
  closedLoop: ({ metric, trigger, contactWithinDays, answers, contacts, asOf, from, to, valuePerCustomer }) => {
    const policy = { metric, trigger, contactWithinDays };
    const rows = answersOf(answers);
    const calls = (contacts as any[]).map(({ answer, at }) => ({ answerId: answer, at }));
    const report = feedback.measureClosedLoop(policy, rows, calls, given({ asOf, from, to, valuePerCustomer }));
    return {
      ...report,
      tasks: feedback
        .listFollowUps(policy, rows, calls, { asOf, from, to })
        .map(({ answerId, dueAt, status, contactedAt }) => ({ answer: answerId, dueAt, status, contactedAt })),
      closeNumerator: report.closeRate.numerator,
      closeDenominator: report.closeRate.denominator,
      closeRate: report.closeRate.value,
      customersContacted: report.rescueRate.denominator,
      rescued: report.rescueRate.numerator,
      rescueRate: report.rescueRate.value,
    };
  },
  earnedGrowth: (revenues) => {
    const { baseRevenueMinor, retainedRevenueMinor, earnedNewRevenueMinor, boughtNewRevenueMinor } = revenues;
    const growth = feedback.measureEarnedGrowth({
      baseRevenueMinor,
      retainedRevenueMinor,
      earnedNewRevenueMinor,
      boughtNewRevenueMinor,
    });
    return { ...growth, netRevenueRetentionRate: growth.netRevenueRetention };
  },
};

/** Cases name their metrics; the operations are given them. */
export const adapter: Adapter = Object.fromEntries(
  Object.entries(OPS).map(([name, op]): [string, Op] => [
    name,
    (input, context) => {
      const metrics = Object.entries(input as object).filter(([key]) => key === 'metric' || key === 'otherMetric');
      return op({ ...input, ...Object.fromEntries(metrics.map(([key, id]) => [key, metricOf(id, context)])) }, context);
    },
  ]),
);
