import { fitInactivityRisk, tabulateInactivity, type InactivityModel, type InactivityRow } from 'clientele/churn';
import {
  customerLifetimeValue,
  estimateInterval,
  expectedPurchases,
  expectedSpend,
  fitGammaGamma,
  fitMbgNbd,
  measureHoldout,
  probabilityAlive,
  tabulateTracking,
  type GammaGammaModel,
  type HoldoutReport,
  type MbgNbdModel,
  type TrackingRow,
} from 'clientele/clv';
import { measureInterval, measureScore, NPS, tallyAnswers, type Answer, type ScoreEstimate } from 'clientele/feedback';
import {
  countPurchases,
  splitCalibrationHoldout,
  summarizePurchases,
  type Purchase,
  type PurchaseSummary,
} from 'clientele/purchases';
import { repeatPurchaseRate, tabulateCohorts, tallyCohorts, tallyOrders, type CohortTable } from 'clientele/retention';
import {
  assignRfm,
  assignSegment,
  fitRfm,
  RFM_ELEVEN_SEGMENTS,
  type MapReason,
  type RfmReason,
} from 'clientele/segmentation';
import type { Rate } from 'clientele/statistics';
import { civilDay, dayNumberOf, dayText, startOfDay, type Period } from 'clientele/time';
import type { Progress } from './progress.ts';
import { scoreTiers, type TierFindings } from './tiers.ts';

export const HORIZON_DAYS = 90;

/** One customer with everything that the river knows about her. */
export interface ScoredCustomer {
  summary: PurchaseSummary;
  alive: number;
  expectedOrders: number;
  /** discounted margin of the next year; null where the log has no amounts */
  value: number | null;
  segment: string;
  recency: number;
  frequencyMonetary: number;
  reasons: readonly (RfmReason | MapReason)[];
}

/** Everything that the demo finds, as plain values. */
export interface Findings {
  asOfOn: string;
  firstOn: string;
  lastOn: string;
  timeZone: string;
  repeat: Rate;
  cohorts: CohortTable;
  model: MbgNbdModel;
  /** null where the log has no amounts */
  spend: GammaGammaModel | null;
  customers: ScoredCustomer[];
  /** expected orders of all customers within the horizon, with its uncertainty */
  expectedTotal: { value: number | null; interval: { low: number; high: number } | null };
  /** null where the log is too short to be cut */
  holdout: { splitOn: string; model: MbgNbdModel; report: HoldoutReport; tracking: TrackingRow[] } | null;
  /** null where no landmark has its horizon behind it */
  inactivity: { model: InactivityModel; rows: InactivityRow[] } | null;
  nps: { estimate: ScoreEstimate; shares: { top: number; middle: number; bottom: number } } | null;
  tiers: TierFindings;
}

/** What the river needs to know beside the facts. */
export interface RiverOptions {
  asOf: string | null;
  splitOn: string | null;
  timeZone: string;
}

/** Runs the whole river, fact to decision; every line of it is a call of the library. */
export function runRiver(
  purchases: readonly Purchase[],
  answers: readonly Answer[],
  options: RiverOptions,
  progress: Progress,
): Findings {
  const { timeZone } = options;
  const counts = countPurchases(purchases, { asOf: END_OF_TIME, timeZone });
  if (counts.firstAt === null || counts.lastAt === null) {
    throw new Error('no purchase with an amount of 0 or more: there is nothing to look at');
  }
  const firstOn = civilDay(counts.firstAt, timeZone);
  const lastOn = civilDay(counts.lastAt, timeZone);
  const asOfOn = options.asOf ?? dayText(dayNumberOf(lastOn) + 1);
  const asOf = startOfDay(dayNumberOf(asOfOn), timeZone);
  const span = dayNumberOf(asOfOn) - dayNumberOf(firstOn);

  const summaries = progress.step(
    'Summarizing histories',
    () => summarizePurchases(purchases, { asOf, timeZone }),
    (rows) => `${rows.length.toLocaleString('en-US')} customers`,
  );
  const repeat = progress.step('Repeat purchase rate', () =>
    repeatPurchaseRate(tallyOrders(purchases, { asOf, timeZone })),
  );
  const cohorts = progress.step('Cohorts', () =>
    tabulateCohorts(tallyCohorts(purchases, { asOf, timeZone, period: periodFor(span) }), {
      metric: 'customers',
      kind: 'bounded',
    }),
  );
  const model = progress.step(
    'Fitting MBG/NBD',
    () => fitMbgNbd(summaries),
    (fitted) => fitted.fit?.status ?? '',
  );
  const hasAmounts = summaries.some((row) => row.totalAmount !== null);
  const spend = hasAmounts
    ? progress.step(
        'Fitting Gamma-Gamma',
        () => fitGammaGamma(summaries),
        (fitted) => fitted.fit?.status ?? '',
      )
    : null;
  const customers = progress.step('Scoring', () => scoreCustomers(summaries, model, spend));
  const expectedTotal = progress.step('Uncertainty of the total', () => estimateTotal(model, summaries));
  const holdout = progress.step('Holdout', () => tryOnHoldout(purchases, options, { firstOn, asOfOn, span }));
  const inactivity = progress.step('Inactivity risk', () => silence(purchases, { asOfOn, asOf, span, timeZone }));
  const tiers = progress.step('Tiers', () => scoreTiers(purchases, asOf, timeZone));
  const nps = answers.length === 0 ? null : progress.step('NPS', () => netPromoterScore(answers));
  return {
    asOfOn,
    firstOn,
    lastOn,
    timeZone,
    repeat,
    cohorts,
    model,
    spend,
    customers,
    expectedTotal,
    holdout,
    inactivity,
    nps,
    tiers,
  };
}

/** Later than every purchase, to learn where the log ends before anything is asked as of an instant. */
const END_OF_TIME = '9000-01-01T00:00:00Z';

function periodFor(spanDays: number): Period {
  if (spanDays <= 100) return 'week';
  if (spanDays <= 800) return 'month';
  return spanDays <= 2600 ? 'quarter' : 'year';
}

function scoreCustomers(
  summaries: readonly PurchaseSummary[],
  model: MbgNbdModel,
  spend: GammaGammaModel | null,
): ScoredCustomer[] {
  // Without amounts the money axis repeats the orders, so that R × FM still tells who is who.
  const row = (summary: PurchaseSummary) => ({ ...summary, totalAmount: summary.totalAmount ?? summary.purchases });
  const rfm = fitRfm(summaries.map(row), { bins: 5 });
  return summaries.map((summary) => {
    const scores = assignRfm(rfm, row(summary));
    const frequencyMonetary = Math.floor(scores.frequencyMonetary!);
    const group = assignSegment(RFM_ELEVEN_SEGMENTS, { recency: scores.recency, frequencyMonetary });
    const lifetime = spend
      ? customerLifetimeValue(model, summary, {
          horizonDays: 365,
          annualDiscountRate: 0.1,
          marginShare: 1,
          spendPerPurchase: expectedSpend(spend, summary),
        })
      : null;
    return {
      summary,
      alive: probabilityAlive(model, summary),
      expectedOrders: expectedPurchases(model, summary, { horizonDays: HORIZON_DAYS }),
      value: lifetime?.value ?? null,
      segment: group.segment,
      recency: scores.recency!,
      frequencyMonetary,
      reasons: [...scores.reasons, ...group.reasons],
    };
  });
}

function estimateTotal(model: MbgNbdModel, summaries: readonly PurchaseSummary[]): Findings['expectedTotal'] {
  // A quarter of a million terms would be summed again at each step of the numeric gradient: equal histories are one term.
  const unique = new Map<string, { summary: PurchaseSummary; customers: number }>();
  for (const summary of summaries) {
    const key = `${summary.repeatPurchases}/${summary.daysToLast}/${summary.daysObserved}`;
    const known = unique.get(key);
    if (known) known.customers++;
    else unique.set(key, { summary, customers: 1 });
  }
  const total = (m: MbgNbdModel): number => {
    let sum = 0;
    for (const { summary, customers } of unique.values())
      sum += customers * expectedPurchases(m, summary, { horizonDays: HORIZON_DAYS });
    return sum;
  };
  return estimateInterval(model, total, { scale: 'log' });
}

function tryOnHoldout(
  purchases: readonly Purchase[],
  options: RiverOptions,
  log: { firstOn: string; asOfOn: string; span: number },
): Findings['holdout'] {
  if (log.span < 30 && options.splitOn === null) return null;
  const splitOn = options.splitOn ?? dayText(dayNumberOf(log.firstOn) + Math.round((log.span * 2) / 3));
  const cut = { splitOn, endOn: log.asOfOn, timeZone: options.timeZone };
  const split = splitCalibrationHoldout(purchases, cut);
  if (split.rows.length === 0) return null;
  const model = fitMbgNbd(split.rows);
  // A curve needs no more than about 120 points, however long the log.
  const everyDays = Math.max(1, Math.ceil(log.span / 120));
  // Customers who appear in the holdout are counted by neither line: the model does not know them.
  const known = new Set(split.rows.map((row) => row.customerId));
  const ofKnown = purchases.filter((purchase) => known.has(purchase.customerId));
  return {
    splitOn,
    model,
    report: measureHoldout(model, split),
    tracking: tabulateTracking(model, ofKnown, { ...cut, everyDays }),
  };
}

function silence(
  purchases: readonly Purchase[],
  log: { asOfOn: string; asOf: number; span: number; timeZone: string },
): Findings['inactivity'] {
  // A landmark every 30 days, each with its whole horizon behind it and some past before it.
  const last = dayNumberOf(log.asOfOn) - HORIZON_DAYS;
  const landmarks: number[] = [];
  for (let day = last; day > dayNumberOf(log.asOfOn) - log.span + 60; day -= 30)
    landmarks.push(startOfDay(day, log.timeZone));
  if (landmarks.length === 0) return null;
  const model = fitInactivityRisk(purchases, {
    landmarks: landmarks.toReversed(),
    horizonDays: HORIZON_DAYS,
    asOf: log.asOf,
    timeZone: log.timeZone,
    strata: [1, 2, 4],
  });
  return { model, rows: tabulateInactivity(model) };
}

function netPromoterScore(answers: readonly Answer[]): Findings['nps'] {
  const tally = tallyAnswers(NPS, answers, { keep: 'latest' });
  const estimate = measureInterval(NPS, tally);
  const { topShare = 0, middleShare = 0, bottomShare = 0 } = measureScore(NPS, tally);
  return estimate.value === null
    ? null
    : { estimate, shares: { top: topShare, middle: middleShare, bottom: bottomShare } };
}
