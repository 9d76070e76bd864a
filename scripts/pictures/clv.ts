/** Pictures of the lifetime-value guides, from figures of the library: `npx tsx --tsconfig test/tsconfig.json scripts/pictures/clv.ts`. */
import {
  fitBdw,
  fitMbgNbd,
  fitSbg,
  measureFrequencyFit,
  probabilityAlive,
  probabilityAlivePath,
  probabilityStillCustomer,
  tabulateTracking,
  type MbgNbdModel,
} from 'clientele/clv';
import { splitCalibrationHoldout } from 'clientele/purchases';
import { readShop } from '../../examples/data/read-shop.ts';

import {
  across,
  BLUE,
  boxKey,
  DASHED,
  dot,
  END,
  GREEN,
  INK,
  line,
  lineKey,
  MIDDLE,
  ORANGE,
  path,
  percent,
  picture,
  rect,
  text,
  up,
} from './drawing.ts';

/** CDNOW's customers, the data that most papers use (Batislam et al. 2007 on days). */
const CDNOW: MbgNbdModel = {
  kind: 'mbg-nbd',
  version: 1,
  purchaseShape: 0.5248,
  purchaseScaleDays: 43.28,
  dropoutA: 0.8914,
  dropoutB: 1.614,
  fit: null,
};

/** From sure to be gone, over grey doubt, to sure to be there. */
const shade = (alive: number): string =>
  `hsl(${Math.round(10 + 200 * alive)} 65% ${Math.round(42 + 18 * Math.abs(alive - 0.5))}%)`;
// Who is still a customer: repeat purchases against days of silence, each customer watched for a year.
{
  const [left, top, side, high] = [70, 40, 15, 24];
  const silences = Array.from({ length: 36 }, (_, i) => 5 + i * 10);
  const repeats = Array.from({ length: 13 }, (_, i) => 12 - i);
  const cells = repeats.flatMap((repeatPurchases, row) =>
    silences.flatMap((silent, column) => {
      // A customer who never came back was silent all the year: there is one such cell.
      if (repeatPurchases === 0 && column < silences.length - 1) return [];
      const daysToLast = repeatPurchases === 0 ? 0 : 365 - silent;
      const alive = probabilityAlive(CDNOW, { repeatPurchases, daysToLast, daysObserved: 365 });
      return [rect(left + column * side, top + row * high, side, high, shade(alive))];
    }),
  );
  const bottom = top + repeats.length * high;
  const scale = Array.from({ length: 11 }, (_, i) =>
    [
      rect(640, bottom - 24 - i * 26, 18, 26, shade(i / 10)),
      i % 5 === 0 ? text(664, bottom - 7 - i * 26, percent(i / 10)) : '',
    ].join(''),
  );
  picture(
    'clv-alive-map',
    'Still a customer? Probability by repeat purchases and silence',
    720,
    bottom + 60,
    ...cells,
    ...repeats.map((n, row) => text(left - 8, top + row * high + 16, String(n), END)),
    across([0, 60, 120, 180, 240, 300, 360], (days) => left + (days / 10) * side, bottom),
    text(left + 270, bottom + 40, 'days since the last purchase, of 365 watched', MIDDLE),
    text(left - 60, top - 6, 'repeat purchases'),
    ...scale,
    text(640, top - 6, 'alive'),
  );
}

// The path of three customers: silence weighs by the rhythm.
{
  const [left, top, right, bottom] = [50, 40, 610, 250];
  const customers = [
    { name: 'weekly, silent from day 150', days: Array.from({ length: 22 }, (_, i) => i * 7), color: BLUE },
    { name: 'monthly', days: [0, 31, 60, 92, 120, 153, 180, 212, 240, 271, 300, 333], color: ORANGE },
    { name: 'once, and once again', days: [0, 200], color: GREEN },
  ];
  const days = Array.from({ length: 366 }, (_, day) => day);
  const at = (day: number): number => left + ((right - left) * day) / 365;
  const y = (share: number): number => bottom - share * (bottom - top);
  const body = customers.flatMap(({ name, days: bought, color }, i) => {
    const alive = probabilityAlivePath(CDNOW, bought, { days });
    return [
      path(
        alive.map((share, day) => [at(day), y(share)] as const),
        color,
      ),
      lineKey(40 + i * 215, 308, color, name),
    ];
  });
  picture(
    'clv-alive-path',
    'Probability to be a customer, day by day',
    640,
    320,
    ...body,
    up([0, 0.5, 1], y, [left, right], percent),
    across([0, 90, 180, 270, 365], at, bottom),
    text((left + right) / 2, bottom + 34, 'days since the first purchase', MIDDLE),
  );
}

// Tracking and frequencies of the bundled shop, fitted to its first year.
{
  const cut = { splitOn: '2024-01-01', endOn: '2024-07-01' };
  const log = readShop();
  const split = splitCalibrationHoldout(log, cut);
  const model = fitMbgNbd(split.rows);
  const rows = tabulateTracking(model, log, { ...cut, everyDays: 7 });
  const [left, top, right, bottom] = [60, 40, 610, 270];
  const most = Math.max(...rows.flatMap((row) => [row.actualCumulative, row.expectedCumulative]));
  const last = rows.at(-1)!.day;
  const x = (day: number): number => left + ((right - left) * day) / last;
  const y = (orders: number): number => bottom - ((bottom - top) * orders) / (most * 1.05);
  const border = x(rows.find((row) => row.holdout)!.day);
  picture(
    'clv-tracking',
    'Repeat orders of the shop: counted, and expected by a model of its first year',
    640,
    340,
    line(border, top, border, bottom, INK, DASHED),
    text(border + 6, bottom - 10, 'never seen by the model'),
    path(
      rows.map((row) => [x(row.day), y(row.actualCumulative)] as const),
      BLUE,
    ),
    path(
      rows.map((row) => [x(row.day), y(row.expectedCumulative)] as const),
      ORANGE,
      'stroke-dasharray="6 3"',
    ),
    up(
      [0, 500, 1000].filter((n) => n <= most),
      y,
      [left, right],
    ),
    across(
      [0, 182, 364, 546].filter((day) => day <= last),
      x,
      bottom,
    ),
    text((left + right) / 2, bottom + 34, 'days since the first purchase of all', MIDDLE),
    lineKey(200, 328, BLUE, 'counted'),
    lineKey(330, 328, ORANGE, 'expected', 'stroke-dasharray="6 3"'),
  );

  const table = measureFrequencyFit(model, split.rows, { top: 9 });
  const high = Math.max(...table.actual, ...table.expected);
  const bar = (n: number): number => (200 * n) / high;
  const bars = table.actual.flatMap((actual, i) => {
    const at = 60 + i * 56;
    return [
      rect(at, 250 - bar(actual), 20, bar(actual), BLUE),
      rect(at + 22, 250 - bar(table.expected[i]!), 20, bar(table.expected[i]!), ORANGE),
      text(at + 21, 268, i === table.actual.length - 1 ? `${i} or more` : String(i), MIDDLE),
      text(at + 10, 246 - bar(actual), String(actual), `${MIDDLE} font-size="10"`),
      text(at + 32, 246 - bar(table.expected[i]!), table.expected[i]!.toFixed(0), `${MIDDLE} font-size="10"`),
    ];
  });
  picture(
    'clv-frequency',
    'Customers of the shop by repeat purchases in its first year',
    640,
    320,
    line(50, 250, 625, 250),
    ...bars,
    text(320, 288, 'repeat purchases', MIDDLE),
    boxKey(200, 310, BLUE, 'counted'),
    boxKey(330, 310, ORANGE, 'expected'),
  );
}

// Two cohorts of contracts (Fader & Hardie 2007): fitted to seven years, held against twelve.
{
  const cohorts = [
    { name: 'high end', seen: [1000, 869, 743, 653, 593, 551, 517, 491, 468, 445, 427, 409, 394], color: BLUE },
    { name: 'regular', seen: [1000, 631, 468, 382, 326, 289, 262, 241, 223, 207, 194, 183, 173], color: ORANGE },
  ];
  const [left, top, right, bottom] = [50, 40, 610, 260];
  const x = (year: number): number => left + ((right - left) * year) / 12;
  const y = (share: number): number => bottom - (bottom - top) * share;
  const body = cohorts.flatMap(({ name, seen, color }) => {
    const survivors = seen.slice(0, 8);
    const years = seen.map((_, year) => year);
    const of = (model: ReturnType<typeof fitSbg> | ReturnType<typeof fitBdw>, extra: string): string =>
      path(
        years.map((periods) => [x(periods), y(probabilityStillCustomer(model, { periods }).value!)] as const),
        color,
        extra,
      );
    return [
      of(fitSbg({ survivors }), ''),
      of(fitBdw({ survivors }), 'stroke-dasharray="3 4"'),
      ...seen.map((count, year) => dot(x(year), y(count / 1000), color)),
      text(x(12) - 4, y(seen[12]! / 1000) - 16, name, END),
    ];
  });
  picture(
    'clv-contracts',
    'Subscribers left, of two cohorts: fitted to seven years, seen for twelve',
    640,
    330,
    line(x(7), top, x(7), bottom, INK, DASHED),
    text(x(7) + 6, top + 12, 'never seen by the models'),
    ...body,
    up([0, 0.5, 1], y, [left, right], percent),
    across([0, 3, 6, 9, 12], x, bottom),
    text((left + right) / 2, bottom + 34, 'years', MIDDLE),
    text(120, 318, 'dots: seen   solid: sBG   dotted: BdW'),
  );
}
