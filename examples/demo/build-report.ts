import { cohortTriangle } from './charts/cohort-triangle.ts';
import { histogram } from './charts/histogram.ts';
import { inactivityCurve } from './charts/inactivity-curve.ts';
import { npsBar } from './charts/nps-bar.ts';
import { rfmGrid, type RfmCell } from './charts/rfm-grid.ts';
import { escape, percent, whole } from './charts/svg.ts';
import { tierBars } from './charts/tier-bars.ts';
import { trackingChart } from './charts/tracking.ts';
import { segmentCounts, strataName, topCustomers } from './print-findings.ts';
import type { RejectedRow } from './rejected.ts';
import { reportPage, type Card, type Headline } from './report.ts';
import { HORIZON_DAYS, type Findings } from './river.ts';
import { assignSegment, RFM_ELEVEN_SEGMENTS } from 'clientele/segmentation';

/** The whole report as one page of HTML. */
export function buildReport(findings: Findings, source: string, rejected: readonly RejectedRow[]): string {
  const cards = [
    cohortCard(findings),
    trackingCard(findings),
    rfmCard(findings),
    aliveCard(findings),
    silenceCard(findings),
    npsCard(findings),
    tierCard(findings),
    topCard(findings),
    rejectedCard(rejected),
  ].filter((card) => card !== null);
  const subtitle = `${source} · ${findings.firstOn} to ${findings.lastOn} · as of ${findings.asOfOn}, ${findings.timeZone}`;
  return reportPage(
    'What your customers are doing',
    subtitle,
    headlines(findings),
    cards,
    'Computed by clientele. Every figure is a plain value that the library returned; the page holds no script.',
  );
}

function headlines(findings: Findings): Headline[] {
  const { repeat, expectedTotal, nps, holdout } = findings;
  const atRisk = segmentCounts(findings)
    .filter(([name]) => name === 'at-risk' || name === 'cannot-lose')
    .reduce((sum, [, count]) => sum + count, 0);
  return [
    { name: 'customers', value: whole(findings.customers.length), note: 'bought at least once' },
    {
      name: 'bought again',
      value: repeat.value === null ? '–' : percent(repeat.value, 1),
      note: repeat.interval
        ? `${percent(repeat.interval.low, 1)} to ${percent(repeat.interval.high, 1)} at 95 %`
        : 'no base',
    },
    {
      name: `orders in the next ${HORIZON_DAYS} days`,
      value: whole(expectedTotal.value ?? 0),
      note: expectedTotal.interval
        ? `${whole(expectedTotal.interval.low)} to ${whole(expectedTotal.interval.high)}`
        : 'no interval at a boundary fit',
    },
    { name: 'slipping away', value: whole(atRisk), note: 'at risk, or not to be lost' },
    ...(holdout && holdout.report.actualTotal > 0
      ? [
          {
            name: 'model on the holdout',
            value: percent(holdout.report.predictedTotal / holdout.report.actualTotal - 1, 1),
            note: `${whole(holdout.report.predictedTotal)} expected, ${whole(holdout.report.actualTotal)} came`,
          },
        ]
      : []),
    ...(nps?.estimate.value != null
      ? [
          {
            name: 'NPS',
            value: nps.estimate.value.toFixed(1),
            note: `${whole(nps.estimate.answers)} customers answered`,
          },
        ]
      : []),
  ];
}

function cohortCard({ cohorts }: Findings): Card {
  return {
    title: `Who came back? Customers by the ${cohorts.period} of their first order`,
    body: cohortTriangle(cohorts, { rows: 18, columns: 18 }),
    words: `Each row is everyone whose first order fell into that ${cohorts.period}; column k is the share of them, in percent, with an order k ${cohorts.period}s later. A dot is a ${cohorts.period} that is not over: unknown, not zero.`,
    wide: true,
  };
}

function trackingCard({ holdout }: Findings): Card | null {
  if (!holdout || holdout.tracking.length === 0) return null;
  return {
    title: 'Can the model be trusted? Repeat orders, expected and counted',
    body: trackingChart(holdout.tracking),
    words: `The model was fitted to what happened before ${holdout.splitOn} and never saw the shaded part. ${whole(holdout.report.predictedTotal)} repeat orders were expected there and ${whole(holdout.report.actualTotal)} came, from customers known at the split. Fit: ${holdout.model.fit!.status}.`,
  };
}

function rfmCard(findings: Findings): Card {
  const counts = new Map<string, number>();
  for (const { recency, frequencyMonetary } of findings.customers) {
    const key = `${recency}-${frequencyMonetary}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const cells: RfmCell[] = [1, 2, 3, 4, 5].flatMap((recency) =>
    [1, 2, 3, 4, 5].map((frequencyMonetary) => ({
      recency,
      frequencyMonetary,
      segment: assignSegment(RFM_ELEVEN_SEGMENTS, { recency, frequencyMonetary }).segment,
      customers: counts.get(`${recency}-${frequencyMonetary}`) ?? 0,
    })),
  );
  return {
    title: 'Who are they? Recency against frequency and money',
    body: rfmGrid(cells),
    words:
      'Every customer stands in one box. Upwards: bought more recently. To the right: buys more often and for more. Green is yours, blue may become so, yellow and orange are slipping, gray is gone.',
  };
}

function aliveCard({ customers, model }: Findings): Card {
  const bins = Array.from({ length: 10 }, () => 0);
  for (const { alive } of customers) bins[Math.min(9, Math.floor(alive * 10))]!++;
  const alive = customers.reduce((sum, customer) => sum + customer.alive, 0);
  return {
    title: 'Who is still a customer? Probability alive',
    body: histogram(
      'Customers by probability alive',
      bins.map((value, i) => ({
        name: `${i * 10}+`,
        value,
        tip: `${whole(value)} customers between ${i * 10} and ${i * 10 + 10} %`,
      })),
      'probability alive, %',
      'customers',
    ),
    words: `${whole(alive)} of ${whole(customers.length)} are expected to be customers still. Nobody says goodbye in a shop: silence is judged against each customer's own rhythm. ${model.fit!.warnings.map((warning) => warning.message).join(' ')}`,
  };
}

function silenceCard({ inactivity }: Findings): Card | null {
  if (!inactivity) return null;
  const points = inactivity.rows.map((row) => ({
    stratum: strataName(row),
    fromDays: row.fromDays,
    toDays: row.toDays,
    value: row.churnRate.value,
    low: row.churnRate.interval?.low ?? null,
    high: row.churnRate.interval?.high ?? null,
  }));
  return {
    title: 'When does silence mean goodbye? Inactivity risk',
    body: inactivityCurve(points, inactivity.model.horizonDays),
    words: `Share of customers without an order in the following ${inactivity.model.horizonDays} days, by how long they had been silent and how often they had bought, with 95 % intervals. The same silence means different things: that is why “60 days means churn” is no rule.`,
  };
}

function npsCard({ nps }: Findings): Card | null {
  if (!nps || nps.estimate.value === null || !nps.estimate.interval) return null;
  const { value, interval, answers } = nps.estimate;
  return {
    title: 'Would they recommend you? NPS, and how sure it is',
    body: npsBar({
      value,
      low: interval.low,
      high: interval.high,
      promoterShare: nps.shares.top,
      passiveShare: nps.shares.middle,
      detractorShare: nps.shares.bottom,
      answers,
    }),
    words: `Latest answer of each customer. With ${whole(answers)} answers the true score may lie anywhere in the band (${interval.method} interval): a change inside it is no news.`,
  };
}

function tierCard({ tiers }: Findings): Card {
  const unit = (n: number): string => (tiers.metric === 'spend' ? whole(n / 100) : whole(n));
  const steps = tiers.thresholds
    .map((threshold, i) => `${tiers.tiers[i + 1]!.level} from ${unit(threshold)}`)
    .join(', ');
  const { example } = tiers;
  const nearest =
    example && example.missing !== null
      ? ` Nearest to the next tier: ${example.customerId} (${example.level}) lacks ${tiers.metric === 'spend' ? (example.missing / 100).toFixed(2) : example.missing} for ${example.next}.`
      : '';
  return {
    title: 'Where do they stand? Tiers and progress',
    body: tierBars(tiers.tiers),
    words: `${tiers.metric === 'spend' ? 'Spend' : 'Orders'} of the calendar year: ${steps}; a tier lasts to the end of the next year.${nearest}`,
  };
}

function topCard(findings: Findings): Card {
  const rows = topCustomers(findings).map(
    ({ summary, alive, expectedOrders, value, segment }) =>
      `<tr><td>${escape(summary.customerId)}</td><td>${summary.purchases}</td><td>${summary.lastOn}</td><td>${percent(alive)}</td><td>${expectedOrders.toFixed(2)}</td><td>${value === null ? '–' : whole(value)}</td><td>${escape(segment.replaceAll('-', ' '))}</td></tr>`,
  );
  return {
    title: 'Who will matter most next year?',
    body: `<div class="scroll"><table class="list"><thead><tr><th>customer</th><th>orders</th><th>last order</th><th>alive</th><th>next ${HORIZON_DAYS} days</th><th>next year</th><th>segment</th></tr></thead><tbody>${rows.join('')}</tbody></table></div>`,
    words:
      'Expected revenue of the next 365 days, discounted at 10 % a year. The future only: what they have already paid is not in it.',
    wide: true,
  };
}

function rejectedCard(rejected: readonly RejectedRow[]): Card | null {
  if (rejected.length === 0) return null;
  const rows = rejected.map(
    ({ line, reason, text }) =>
      `<tr><td>${line}</td><td>${escape(reason)}</td><td><code>${escape(text)}</code></td></tr>`,
  );
  return {
    title: `${whole(rejected.length)} rows were refused`,
    body: `<details><summary>every one of them, with its reason</summary><div class="scroll"><table class="list"><thead><tr><th>line</th><th>reason</th><th>row</th></tr></thead><tbody>${rows.join('')}</tbody></table></div></details>`,
    words: 'A refused row counts nowhere. Nothing else was left out.',
    wide: true,
  };
}
