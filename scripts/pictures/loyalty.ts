/** Pictures of the loyalty guides, from figures of the library: `npx tsx --tsconfig test/tsconfig.json scripts/pictures/loyalty.ts`. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  listLots,
  measureRedemptionCurve,
  replayEvents,
  tallyRedemptions,
  traceTiers,
  traceWindows,
  type LoyaltyEvent,
  type Program,
} from 'clientele/loyalty';
import { createRandom, nextUniform } from 'clientele/statistics';

const OUT = join(import.meta.dirname, '../../docs/pictures');
const FILLS = ['#4c78a8', '#72b7b2', '#f58518', '#54a24b', '#b279a2', '#e45756'];
const LEVELS: Record<string, string> = { Member: '#bab0ac', Silver: '#8aa0b8', Gold: '#e0b02f' };
const DAY = 86_400_000;

function draw(name: string, width: number, height: number, title: string, body: string[]): void {
  const head = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-label="${title}" font-family="system-ui, sans-serif" font-size="12" fill="currentColor">`;
  const text = [head, `<title>${title}</title>`, label(width / 2, 18, title, 'middle', 14), ...body, '</svg>'];
  writeFileSync(join(OUT, `loyalty-${name}.svg`), `${text.join('\n')}\n`);
}
const n1 = (x: number): string => String(Math.round(x * 10) / 10);
const label = (x: number, y: number, text: string, anchor = 'start', size = 12): string =>
  `<text x="${n1(x)}" y="${n1(y)}" text-anchor="${anchor}" font-size="${size}">${text}</text>`;
const rect = (x: number, y: number, w: number, h: number, fill: string): string =>
  `<rect x="${n1(x)}" y="${n1(y)}" width="${n1(w)}" height="${n1(h)}" fill="${fill}"/>`;
const line = (x1: number, y1: number, x2: number, y2: number, extra = ''): string =>
  `<line x1="${n1(x1)}" y1="${n1(y1)}" x2="${n1(x2)}" y2="${n1(y2)}" stroke="currentColor" ${extra}/>`;

const program: Program = {
  kind: 'loyalty-program',
  version: 1,
  id: 'shop',
  timeZone: 'Europe/Paris',
  points: {
    earn: [{ id: 'base', kind: 'spend', points: '1', perMinor: 100 }],
    expiry: { kind: 'after-earning', months: 12, roundUpTo: 'month' },
  },
  ladders: [
    {
      kind: 'window',
      id: 'status',
      metrics: { spend: { from: 'spend' } },
      levels: [
        { name: 'Member' },
        { name: 'Silver', enter: { metric: 'spend', atLeast: 40_000 } },
        { name: 'Gold', enter: { metric: 'spend', atLeast: 100_000 } },
      ],
      window: { kind: 'calendar', unit: 'year' },
      validity: { kind: 'end-of-window', plusWindows: 1 },
      downgrade: { kind: 'one-level', months: 12 },
    },
  ],
};
const bought = (on: string, amountMinor: number): LoyaltyEvent => ({
  id: on,
  memberId: 'anna',
  at: `${on}T12:00:00Z`,
  type: 'purchase',
  orderId: on,
  amountMinor,
});
const life: LoyaltyEvent[] = [
  bought('2023-02-10', 30_000),
  bought('2023-04-20', 45_000),
  bought('2023-09-05', 40_000),
  { id: 'r1', memberId: 'anna', at: '2023-11-15T12:00:00Z', type: 'redeem', points: 400 },
  bought('2024-03-12', 20_000),
  { id: 'f1', memberId: 'anna', at: '2024-04-02T12:00:00Z', type: 'refund', orderId: '2024-03-12', amountMinor: 8000 },
  bought('2024-06-01', 15_000),
  { id: 'r2', memberId: 'anna', at: '2024-08-01T12:00:00Z', type: 'redeem', points: 300 },
  bought('2024-11-20', 6000),
];
const from = Date.UTC(2023, 0, 1);
const to = Date.UTC(2026, 0, 1);
const left = 60;
const width = 720;
const x = (at: number): number => left + ((Math.min(at, to) - from) / (to - from)) * (width - left - 20);
const years = (bottom: number): string[] =>
  [2023, 2024, 2025, 2026].flatMap((year) => {
    const at = x(Date.UTC(year, 0, 1));
    return [
      line(at, 34, at, bottom, 'stroke-opacity="0.25"'),
      label(at + 3, bottom + 14, year < 2026 ? String(year) : ''),
    ];
  });

// The balance, lot by lot, asked anew for every day. Each lot keeps its color from the purchase to its end.
{
  const bottom = 270;
  const y = (points: number): number => bottom - points / 6;
  const colors = new Map<string, string>();
  const body = years(bottom);
  for (let at = from; at < to; at += 3 * DAY) {
    const known = life.filter((event) => Date.parse(String(event.at)) <= at);
    if (known.length === 0) continue;
    let under = 0;
    for (const lot of listLots(program, replayEvents(program, known, { asOf: at }), { asOf: at })) {
      if (!colors.has(lot.id)) colors.set(lot.id, FILLS[colors.size % FILLS.length]!);
      body.push(rect(x(at), y(under + lot.left), x(at + 3 * DAY) - x(at) + 0.3, lot.left / 6, colors.get(lot.id)!));
      under += lot.left;
    }
  }
  for (const points of [0, 500, 1000]) {
    body.push(line(left, y(points), width - 20, y(points), 'stroke-opacity="0.25"'));
    body.push(label(left - 6, y(points) + 4, String(points), 'end'));
  }
  for (const event of life) {
    const at = x(Date.parse(String(event.at)));
    const sign = event.type === 'purchase' ? '+' : event.type === 'redeem' ? '−' : '↩';
    body.push(label(at, 46, sign, 'middle', 14));
  }
  body.push(
    label(
      left,
      bottom + 32,
      '+ purchase, − redemption, ↩ return. Each color is a lot; it ends with the month, a year after its purchase.',
    ),
  );
  draw('balance', width, 310, 'Points of one member, lot by lot', body);
}

// Levels over the totals of the windows that earned them.
{
  const bottom = 230;
  const y = (minor: number): number => bottom - minor / 700;
  const asOf = to;
  const body = years(300);
  for (const window of traceWindows(program, life, { ladderId: 'status', asOf })) {
    if (window.fromAt === null || window.fromAt >= to) continue;
    let total = 0;
    let since = window.fromAt;
    const steps = life
      .filter((event) => event.type === 'purchase' || event.type === 'refund')
      .map((event) => ({ at: Date.parse(String(event.at)), event }))
      .filter(({ at }) => at >= window.fromAt! && at < window.toAt!);
    for (const { at, event } of [...steps, { at: window.toAt!, event: null }]) {
      if (total > 0) body.push(rect(x(since), y(total), x(at) - x(since), bottom - y(total), '#4c78a8'));
      if (event?.type === 'purchase') total += event.amountMinor;
      if (event?.type === 'refund') total -= event.amountMinor;
      since = at;
    }
    if (total !== (window.totals['spend'] ?? 0)) throw new Error(`${total} is not the total of the window`);
    body.push(label(x(window.toAt!) - 4, y(total) - 5, `${total / 100} €`, 'end', 11));
  }
  for (const [name, minor] of [
    ['Silver', 40_000],
    ['Gold', 100_000],
  ] as const) {
    body.push(line(left, y(minor), width - 20, y(minor), 'stroke-dasharray="4 3"'));
    body.push(label(left - 6, y(minor) + 4, name, 'end'));
  }
  for (const row of traceTiers(program, life, { ladderId: 'status', asOf })) {
    if (row.fromAt >= to - DAY) continue;
    const end = row.toAt ?? to;
    const size = x(end) - x(row.fromAt) < 60 ? 9 : 12;
    body.push(rect(x(row.fromAt), 252, x(end) - x(row.fromAt), 34, LEVELS[row.level]!));
    body.push(`<text x="${n1(x(row.fromAt) + 4)}" y="267" font-size="${size}" fill="#222">${row.level}</text>`);
    body.push(`<text x="${n1(x(row.fromAt) + 5)}" y="281" font-size="10" fill="#222">${row.why}</text>`);
  }
  body.push(
    label(
      left,
      332,
      'Above: spent in the year so far. Below: the level held, and why. A level lasts to the end of the next year,',
    ),
  );
  body.push(label(left, 348, 'and a fall of two levels is softened to one level a year.'));
  draw('levels', width, 356, 'Levels of one member over the years that earned them', body);
}

// What becomes of points: 400 members by seed.
{
  const random = createRandom(7);
  const histories = Array.from({ length: 400 }, (_, m) => {
    const memberId = `m${m}`;
    const events: LoyaltyEvent[] = [];
    const keen = nextUniform(random);
    for (let month = 0; month < 30; month++) {
      const at = Date.UTC(2023, month, 1 + Math.floor(27 * nextUniform(random)));
      if (nextUniform(random) < 0.4)
        events.push({
          id: `p${month}`,
          memberId,
          at,
          type: 'purchase',
          orderId: `o${month}`,
          amountMinor: Math.floor(20_000 * nextUniform(random)),
        });
      if (nextUniform(random) < 0.25 * keen)
        events.push({
          id: `r${month}`,
          memberId,
          at: at + DAY,
          type: 'redeem',
          points: 50 + Math.floor(200 * nextUniform(random)),
        });
    }
    return { memberId, events };
  });
  const curve = measureRedemptionCurve(tallyRedemptions(program, histories, { asOf: Date.UTC(2025, 7, 1) }));
  const bottom = 250;
  const body: string[] = [];
  const step = (width - left - 60) / 14;
  const y = (share: number): number => bottom - 200 * share;
  let redeemed = 0;
  let expired = 0;
  for (const { age, survivingShare, redemptionRate, breakageRate } of curve.ages.slice(0, 14)) {
    redeemed += survivingShare * redemptionRate;
    expired += survivingShare * breakageRate;
    const at = left + age * step;
    body.push(rect(at, y(redeemed), step - 3, bottom - y(redeemed), '#54a24b'));
    body.push(rect(at, y(1 - expired), step - 3, y(redeemed) - y(1 - expired), '#bab0ac'));
    if (expired > 0) body.push(rect(at, y(1), step - 3, y(1 - expired) - y(1), '#e45756'));
    body.push(label(at + step / 2, bottom + 15, String(age), 'middle'));
  }
  for (const share of [0, 0.5, 1]) body.push(label(left - 6, y(share) + 4, `${share * 100} %`, 'end'));
  const percent = (share: number | null): string => `${(100 * share!).toFixed(1)} %`;
  body.push(
    label(
      left,
      bottom + 34,
      `Age in months. Green: redeemed, in the end ${percent(curve.ultimateRedemptionRate)}. Grey: still there. Red: run out, in the end ${percent(curve.ultimateBreakageRate)}.`,
    ),
  );
  draw('redemption', width, 296, 'What becomes of points (400 simulated members)', body);
}
