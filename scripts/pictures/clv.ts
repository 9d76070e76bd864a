/** Pictures of the lifetime-value guides, from figures of the library: `npx tsx --tsconfig test/tsconfig.json scripts/pictures/clv.ts`. */
import {
  customerLifetimeValue,
  expectedSpend,
  fitBdw,
  fitGammaGamma,
  fitMbgNbd,
  fitSbg,
  historicValue,
  measureFrequencyFit,
  probabilityAlive,
  probabilityAlivePath,
  probabilityStillCustomer,
  profileInterval,
  tabulateTracking,
  type MbgNbdModel,
} from 'clientele/clv';
import { splitCalibrationHoldout, summarizePurchases } from 'clientele/purchases';
import { lorenzCurve } from 'clientele/segmentation';
import { readShop, SHOP_AS_OF } from '../../examples/data/read-shop.ts';

import {
  across,
  BLUE,
  boxKey,
  DASHED,
  dot,
  END,
  FAINT,
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

// How much of the value a few customers hold: what they have brought, and what they are expected to bring within a year.
{
  const summaries = summarizePurchases(readShop(), { asOf: SHOP_AS_OF });
  const [orders, spend] = [fitMbgNbd(summaries), fitGammaGamma(summaries)];
  const marginShare = 0.4;
  const coming = summaries.map(
    (summary) =>
      customerLifetimeValue(orders, summary, {
        horizonDays: 365,
        annualDiscountRate: 0.1,
        marginShare,
        spendPerPurchase: expectedSpend(spend, summary),
      }).value,
  );
  const past = summaries.map((summary) => historicValue(summary, { marginShare }).value!);
  const [left, top, side] = [70, 40, 300];
  const x = (share: number): number => left + side * share;
  const y = (share: number): number => top + side * (1 - share);
  const curve = (amounts: readonly number[], color: string): string =>
    path(
      lorenzCurve(amounts).map(({ customerShare, amountShare }) => [x(customerShare), y(amountShare)] as const),
      color,
    );
  const topTenth = (amounts: readonly number[]): string =>
    percent(1 - lorenzCurve(amounts, { customerShares: [0.9] })[0]!.amountShare);
  picture(
    'clv-lorenz',
    'A few customers hold the value: the shop, past and to come',
    640,
    410,
    line(x(0), y(0), x(1), y(1), INK, DASHED),
    curve(past, BLUE),
    curve(coming, ORANGE),
    line(x(0.9), y(0), x(0.9), y(1), INK, FAINT),
    up([0, 0.5, 1], y, [left, left + side], percent),
    across([0, 0.5, 0.9], x, y(0), percent),
    text(x(0.5), y(0) + 36, 'customers, those of least value first', MIDDLE),
    text(left - 50, top - 8, 'share of the value'),
    lineKey(400, 120, BLUE, 'margin received so far'),
    text(428, 138, `the best tenth: ${topTenth(past)}`),
    lineKey(400, 180, ORANGE, 'margin of the coming year'),
    text(428, 198, `the best tenth: ${topTenth(coming)}`),
    lineKey(400, 240, INK, 'if all were worth the same', DASHED),
  );
}

// The ridge of a likelihood: dropout parameters of 45 customers, the purchase parameters at their best at every place.
{
  const row = (repeatPurchases: number, daysToLast: number, customers: number) => ({
    repeatPurchases,
    daysToLast,
    daysObserved: 270,
    customers,
  });
  const few = [row(0, 0, 30), row(1, 60, 6), row(2, 90, 3), row(4, 180, 3), row(9, 255, 2), row(20, 150, 1)];
  const model = fitMbgNbd(few);
  const [left, top, side, columns, rows] = [80, 44, 9, 34, 36];
  const [right, bottom] = [left + side * columns, top + side * rows];
  /** Logarithms to the base 10 at the ends of the axes. */
  const [fromA, toA, fromB, toB] = [-1.6, 1.8, -1.6, 2];
  const x = (a: number): number => left + ((right - left) * (Math.log10(a) - fromA)) / (toA - fromA);
  const y = (b: number): number => bottom - ((bottom - top) * (Math.log10(b) - fromB)) / (toB - fromB);
  /** Twice the loss of log-likelihood is χ²: of one degree of freedom, as an interval of one parameter is judged. */
  const bands = [
    { most: 0.5 * 1.0, opacity: 0.85, words: 'within 68 %' },
    { most: 0.5 * 3.841, opacity: 0.55, words: 'within 95 %' },
    { most: 0.5 * 6.635, opacity: 0.25, words: 'within 99 %' },
  ];
  /** A prior as narrow as this holds a parameter in its place; the fit climbs over the others. */
  const held = (median: number) => ({ median, logSd: 1e-4 });
  const cells = Array.from({ length: rows }, (_, j) =>
    Array.from({ length: columns }, (__, i) => {
      const a = 10 ** (fromA + ((i + 0.5) * (toA - fromA)) / columns);
      const b = 10 ** (fromB + ((j + 0.5) * (toB - fromB)) / rows);
      const { fit } = fitMbgNbd(few, { priors: { dropoutA: held(a), dropoutB: held(b) } });
      const band = bands.find(({ most }) => model.fit!.logLikelihood - fit!.logLikelihood <= most);
      const at = [left + i * side, bottom - (j + 1) * side] as const;
      return band ? rect(...at, side, side, BLUE, `fill-opacity="${band.opacity}"`) : '';
    }),
  ).flat();
  const { low, high } = profileInterval(model, few, { parameter: 'dropoutB' });
  const error = model.fit!.standardErrors[3]! / model.dropoutB;
  const [under, over] = [-1, 1].map((sign) => model.dropoutB * Math.exp(sign * 1.96 * error)) as [number, number];
  const bar = (at: number, from: number, to: number, color: string): string =>
    line(at, y(from), at, y(to), color, 'stroke-width="3"') +
    [from, to].map((end) => line(at - 4, y(end), at + 4, y(end), color, 'stroke-width="3"')).join('');
  const most = 10 ** toB;
  picture(
    'clv-ridge',
    'A ridge: which dropout parameters 45 customers allow',
    620,
    424,
    ...cells,
    dot(x(model.dropoutA), y(model.dropoutB), ORANGE),
    bar(right + 24, under, over, ORANGE),
    bar(right + 48, low!, high ?? most, GREEN),
    ...(high === null ? [text(right + 48, y(most) - 6, '↑', `${MIDDLE} fill="${GREEN}" font-size="16"`)] : []),
    up([0.1, 1, 10, 100], y, [left, right]),
    across([0.1, 1, 10], x, bottom),
    text((left + right) / 2, bottom + 36, 'dropoutA', MIDDLE),
    text(left - 64, top - 14, 'dropoutB'),
    ...bands.map(({ opacity, words }, i) =>
      [
        rect(right + 72, 70 + i * 24, 14, 14, BLUE, `fill-opacity="${opacity}"`),
        text(right + 92, 82 + i * 24, words),
      ].join(''),
    ),
    dot(right + 79, 158, ORANGE),
    text(right + 92, 162, 'the maximum'),
    lineKey(right + 72, 196, ORANGE, 'dropoutB by its'),
    text(right + 100, 212, 'standard error'),
    lineKey(right + 72, 240, GREEN, 'by its profile:'),
    text(right + 100, 256, high === null ? 'no upper end' : 'both ends'),
  );
}
