/** Pictures of the loyalty guides, from figures of the library: `npx tsx --tsconfig test/tsconfig.json scripts/pictures/loyalty.ts`. */
import {
  assignTier,
  comparePrograms,
  listLots,
  measureLiability,
  measureRedemptionCurve,
  replayEvents,
  tallyLots,
  tallyRedemptions,
  traceTiers,
  traceWindows,
  type LoyaltyEvent,
} from 'clientele/loyalty';
import { createRandom, nextUniform } from 'clientele/statistics';

import {
  across,
  BLUE,
  DASHED,
  END,
  FAINT,
  GREEN,
  GREY,
  INK,
  line,
  MIDDLE,
  ORANGE,
  percent,
  picture,
  rect,
  RED,
  TEAL,
  text,
  up,
} from './drawing.ts';
import { LEVEL_COLORS, SHOP_PROGRAM as program } from '../../examples/data/shop-program.ts';
import { shopMembers } from '../../examples/loyalty/shop-members.ts';

const FILLS = [BLUE, TEAL, ORANGE, GREEN, '#b279a2', RED];
const DAY = 86_400_000;

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
    return [line(at, 34, at, bottom, INK, FAINT), text(at + 3, bottom + 14, year < 2026 ? String(year) : '')];
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
  body.push(up([0, 500, 1000], y, [left, width - 20]));
  for (const event of life) {
    const at = x(Date.parse(String(event.at)));
    const sign = event.type === 'purchase' ? '+' : event.type === 'redeem' ? '−' : '↩';
    body.push(text(at, 46, sign, `${MIDDLE} font-size="14"`));
  }
  body.push(
    text(
      left,
      bottom + 32,
      '+ purchase, − redemption, ↩ return. Each color is a lot; it ends with the month, a year after its purchase.',
    ),
  );
  picture('loyalty-balance', 'Points of one member, lot by lot', width, 310, ...body);
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
      if (total > 0) body.push(rect(x(since), y(total), x(at) - x(since), bottom - y(total), BLUE));
      if (event?.type === 'purchase') total += event.amountMinor;
      if (event?.type === 'refund') total -= event.amountMinor;
      since = at;
    }
    if (total !== (window.totals['spend'] ?? 0)) throw new Error(`${total} is not the total of the window`);
    body.push(text(x(window.toAt!) - 4, y(total) - 5, `${total / 100} €`, `${END} font-size="11"`));
  }
  for (const { name, enter } of program.ladders[0].levels.filter((level) => 'enter' in level)) {
    body.push(line(left, y(enter.atLeast), width - 20, y(enter.atLeast), INK, DASHED));
    body.push(text(left - 6, y(enter.atLeast) + 4, name, END));
  }
  for (const row of traceTiers(program, life, { ladderId: 'status', asOf })) {
    if (row.fromAt >= to - DAY) continue;
    const end = row.toAt ?? to;
    const size = x(end) - x(row.fromAt) < 60 ? 9 : 12;
    body.push(rect(x(row.fromAt), 252, x(end) - x(row.fromAt), 34, LEVEL_COLORS[row.level]));
    body.push(text(x(row.fromAt) + 4, 267, row.level, `fill="#222" font-size="${size}"`));
    body.push(text(x(row.fromAt) + 5, 281, row.why, 'fill="#222" font-size="10"'));
  }
  body.push(
    text(
      left,
      332,
      'Above: spent in the year so far. Below: the level held, and why. A level lasts to the end of the next year,',
    ),
  );
  body.push(text(left, 348, 'and a fall of two levels is softened to one level a year.'));
  picture('loyalty-levels', 'Levels of one member over the years that earned them', width, 356, ...body);
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
    body.push(rect(at, y(redeemed), step - 3, bottom - y(redeemed), GREEN));
    body.push(rect(at, y(1 - expired), step - 3, y(redeemed) - y(1 - expired), GREY));
    if (expired > 0) body.push(rect(at, y(1), step - 3, y(1 - expired) - y(1), RED));
  }
  body.push(across([...Array(14).keys()], (age) => left + (age + 0.5) * step, bottom));
  body.push(up([0, 0.5, 1], y, [left, left + 14 * step], percent));
  body.push(
    text(
      left,
      bottom + 34,
      `Age in months. Green: redeemed, in the end ${percent(curve.ultimateRedemptionRate!, 1)}. Grey: still there. Red: run out, in the end ${percent(curve.ultimateBreakageRate!, 1)}.`,
    ),
  );
  picture('loyalty-redemption', 'What becomes of points (400 simulated members)', width, 296, ...body);
}

// Who moves when thresholds change: the members of the bundled shop under both programs.
{
  const withThresholds = (silver: number, gold: number) => ({
    ...program,
    ladders: [
      {
        ...program.ladders[0],
        levels: [
          { name: 'Member' },
          { name: 'Silver', enter: { metric: 'spend', atLeast: silver } },
          { name: 'Gold', enter: { metric: 'spend', atLeast: gold } },
        ],
      },
    ],
  });
  const [now, then] = [withThresholds(20_000, 30_000), withThresholds(15_000, 40_000)];
  const asOf = '2024-07-01T00:00:00+02:00';
  const members = shopMembers();
  const { movements } = comparePrograms(now, then, members, { asOf });
  const names = ['Member', 'Silver', 'Gold'] as const;
  const held = members.map(
    ({ events }) => assignTier(now, replayEvents(now, events, { asOf }), { ladderId: 'status', asOf }).level,
  );
  const size = 92;
  const [x0, y0] = [190, 84];
  const body: string[] = [text(x0 + 1.5 * size, y0 - 30, 'level under the new program', MIDDLE)];
  names.forEach((from, row) => {
    const all = held.filter((level) => level === from).length;
    const moved = movements.filter((one) => one.from === from);
    const stay = all - moved.reduce((sum, one) => sum + one.members, 0);
    body.push(text(x0 + (row + 0.5) * size, y0 - 10, from, MIDDLE));
    body.push(text(x0 - 12, y0 + (row + 0.5) * size + 4, `${from} (${all})`, END));
    names.forEach((to, column) => {
      const count = from === to ? stay : (moved.find((one) => one.to === to)?.members ?? 0);
      const color = row === column ? GREY : column > row ? GREEN : RED;
      const strength = count === 0 ? 0.05 : 0.15 + (0.35 * count) / all;
      const [x1, y1] = [x0 + column * size, y0 + row * size];
      body.push(rect(x1 + 1, y1 + 1, size - 2, size - 2, color, `fill-opacity="${strength.toFixed(2)}"`));
      body.push(text(x1 + size / 2, y1 + size / 2 + 6, String(count), `${MIDDLE} font-size="17"`));
    });
  });
  const bottom = y0 + 3 * size;
  body.push(
    text(x0 - 160, y0 + 12, 'level now'),
    text(30, bottom + 26, 'Silver from 150 € instead of 200 €, Gold from 400 € instead of 300 €.'),
    text(
      30,
      bottom + 44,
      'Green: higher. Red: lower. Grey: as before. A row adds up to the members who hold that level now.',
    ),
  );
  picture('loyalty-movement', 'Who moves if the thresholds change', 620, bottom + 56, ...body);
}

// Points that are out there, by the month after which they end.
{
  const asOf = '2024-07-01T00:00:00+02:00';
  const members = shopMembers();
  const tally = tallyLots(
    program,
    members.map(({ events }) => replayEvents(program, events, { asOf })),
    { asOf },
  );
  const curve = measureRedemptionCurve(tallyRedemptions(program, members, { asOf }));
  const { byExpiry, grossMinor, expectedMinor } = measureLiability(tally, {
    valuePerPoint: '1',
    redemptionRate: curve,
  });
  const months = Object.entries(byExpiry);
  const bottom = 240;
  const step = (width - left - 30) / months.length;
  const y = (points: number): number => bottom - points / 20;
  const body = [up([0, 1000, 2000, 3000, 4000], y, [left, width - 30])];
  months.forEach(([month, points], i) => {
    body.push(rect(left + i * step + 3, y(points), step - 6, bottom - y(points), BLUE));
    body.push(text(left + (i + 0.5) * step, bottom + 17, month, `${MIDDLE} font-size="11"`));
  });
  const euro = (minor: number): string => `${(minor / 100).toFixed(2)} €`;
  body.push(
    text(
      left,
      bottom + 42,
      `Points by the last month in which they can be spent. All of them: ${euro(grossMinor)}; as members go on: ${euro(expectedMinor)}.`,
    ),
  );
  picture('loyalty-liability', 'When the points of a shop end (320 members, 30 June 2024)', width, 296, ...body);
}
