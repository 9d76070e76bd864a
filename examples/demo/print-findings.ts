import { RFM_ELEVEN_SEGMENTS, type AxisRange } from 'clientele/segmentation';
import { percent, whole } from './charts/svg.ts';
import { HORIZON_DAYS, type Findings } from './river.ts';

/** The findings as a compact table of plain text: what was asked, the answer, and a line of plain words. */
export function printFindings(findings: Findings, rows: { read: number; refused: number }): string {
  const lines: [string, string, string][] = [
    [
      'purchases',
      whole(rows.read - rows.refused),
      `of ${whole(rows.read)} rows, ${whole(rows.refused)} refused; ${findings.firstOn} to ${findings.lastOn}`,
    ],
    [
      'customers',
      whole(findings.customers.length),
      `with at least one purchase before ${findings.asOfOn} (${findings.timeZone})`,
    ],
    repeatLine(findings),
    [
      'model',
      findings.model.fit!.status,
      `MBG/NBD on ${whole(findings.model.fit!.uniqueHistories)} different histories${warningsOf(findings)}`,
    ],
    ['next 90 days', whole(findings.expectedTotal.value ?? 0), `orders expected of them${intervalOf(findings)}`],
    ...holdoutLines(findings),
    ...silenceLines(findings),
    ...npsLines(findings),
    ...tierLines(findings),
  ];
  const [a, b] = [0, 1].map((column) => Math.max(...lines.map((line) => line[column]!.length)));
  return [
    ...lines.map((line) => `${line[0].padEnd(a!)}  ${line[1].padStart(b!)}  ${line[2]}`),
    '',
    ...segmentLines(findings),
    '',
    ...topLines(findings),
    '',
    explained(findings),
  ].join('\n');
}

function repeatLine({ repeat }: Findings): [string, string, string] {
  const between = repeat.interval
    ? `, ${percent(repeat.interval.low, 1)} to ${percent(repeat.interval.high, 1)} at 95 % (Wilson)`
    : '';
  return [
    'bought again',
    repeat.value === null ? '–' : percent(repeat.value, 1),
    `${whole(repeat.numerator)} of ${whole(repeat.denominator)} customers${between}`,
  ];
}

const warningsOf = ({ model }: Findings): string =>
  model.fit!.warnings.map((warning) => `; ${warning.message}`).join('');

function intervalOf({ expectedTotal }: Findings): string {
  const { interval } = expectedTotal;
  return interval ? `, ${whole(interval.low)} to ${whole(interval.high)} as far as the parameters are known` : '';
}

function holdoutLines({ holdout }: Findings): [string, string, string][] {
  if (!holdout) return [];
  const { predictedTotal, actualTotal } = holdout.report;
  const off = actualTotal > 0 ? `, ${percent(predictedTotal / actualTotal - 1, 1)} off` : '';
  return [
    [
      'holdout',
      whole(predictedTotal),
      `expected from ${holdout.splitOn} on by a model that saw only what came before; ${whole(actualTotal)} came${off}`,
    ],
  ];
}

function silenceLines({ inactivity }: Findings): [string, string, string][] {
  if (!inactivity) return [];
  return inactivity.rows
    .filter((row) => row.fromDays === 60 && row.churnRate.value !== null)
    .map((row) => [
      `silent ${row.fromDays}–${(row.toDays ?? 999) - 1} days`,
      percent(row.churnRate.value!),
      `of those with ${strataName(row)} did not come back within ${HORIZON_DAYS} days (${whole(row.churnRate.denominator)} cases)`,
    ]);
}

/** `1 purchase`, `2 to 3 purchases`, `4 or more purchases`. */
export function strataName(row: { fromPurchases: number; toPurchases: number | null }): string {
  if (row.toPurchases === null) return `${row.fromPurchases} or more purchases`;
  return row.fromPurchases === row.toPurchases
    ? `${row.fromPurchases} purchase${row.fromPurchases === 1 ? '' : 's'}`
    : `${row.fromPurchases} to ${row.toPurchases} purchases`;
}

function npsLines({ nps }: Findings): [string, string, string][] {
  if (!nps || nps.estimate.value === null) return [];
  const { value, interval, answers } = nps.estimate;
  return [
    [
      'NPS',
      value.toFixed(1),
      `${interval ? `${interval.low.toFixed(1)} to ${interval.high.toFixed(1)} at 95 %, ` : ''}${whole(answers)} customers answered`,
    ],
  ];
}

function tierLines({ tiers }: Findings): [string, string, string][] {
  return [
    [
      'tiers',
      tiers.tiers.map((tier) => whole(tier.members)).join(' / '),
      `${tiers.tiers.map((tier) => tier.level).join(' / ')} on ${tiers.metric} of the calendar year`,
    ],
  ];
}

/** Customers by segment, in the order of the map. */
export function segmentCounts(findings: Findings): [string, number][] {
  const counts = new Map<string, number>(RFM_ELEVEN_SEGMENTS.segments.map(({ name }) => [name, 0]));
  for (const { segment } of findings.customers) counts.set(segment, (counts.get(segment) ?? 0) + 1);
  return [...counts];
}

function segmentLines(findings: Findings): string[] {
  const counts = segmentCounts(findings);
  const most = Math.max(...counts.map(([, count]) => count));
  return [
    'segments',
    ...counts.map(
      ([name, count]) =>
        `  ${name.padEnd(16)} ${whole(count).padStart(7)}  ${'█'.repeat(Math.round((30 * count) / (most || 1)))}`,
    ),
  ];
}

/** The ten customers with the highest expected value, or expected orders where the log has no amounts. */
export function topCustomers(findings: Findings): Findings['customers'] {
  const worth = (customer: Findings['customers'][number]): number => customer.value ?? customer.expectedOrders;
  return findings.customers.toSorted((a, b) => worth(b) - worth(a)).slice(0, 10);
}

function topLines(findings: Findings): string[] {
  const head = `  ${'customer'.padEnd(14)} ${'orders'.padStart(6)} ${'last on'.padStart(11)} ${'alive'.padStart(6)} ${'next 90 d'.padStart(9)} ${'next year'.padStart(10)}  segment`;
  const rows = topCustomers(findings).map(
    ({ summary, alive, expectedOrders, value, segment }) =>
      `  ${summary.customerId.slice(0, 14).padEnd(14)} ${String(summary.purchases).padStart(6)} ${summary.lastOn.padStart(11)} ${percent(alive).padStart(6)} ${expectedOrders.toFixed(2).padStart(9)} ${(value === null ? '–' : whole(value)).padStart(10)}  ${segment}`,
  );
  return ['highest expected value of the next year (revenue, discounted at 10 %)', head, ...rows];
}

function explained(findings: Findings): string {
  const { summary, segment, reasons } = topCustomers(findings)[0]!;
  const scores = reasons.flatMap(({ facts }) => {
    if (!('score' in facts)) return [];
    const { axis, value, score, from, to } = facts;
    const ends = [from === null ? '' : `from ${rounded(from)}`, to === null ? '' : `to ${rounded(to)}`];
    return [`${axis} ${rounded(value!)} scores ${score} (${ends.join(' ').trim()})`];
  });
  const asked = reasons.flatMap(({ facts }) =>
    'range' in facts && facts.range ? [`${facts.axis} ${rangeWords(facts.range)}`] : [],
  );
  return `why ${summary.customerId} is ${segment}: ${scores.join(', ')}; ${segment} have ${asked.join(' and ')}`;
}

const rounded = (value: number): string => String(Number(value.toFixed(2)));

function rangeWords(range: AxisRange): string {
  if (Array.isArray(range)) return range[0] === range[1] ? String(range[0]) : `${range[0]} to ${range[1]}`;
  const signs = { gte: 'at least', gt: 'over', lte: 'up to', lt: 'below' };
  return Object.entries(range)
    .map(([end, value]) => `${signs[end as keyof typeof signs]} ${value}`)
    .join(' and ');
}
