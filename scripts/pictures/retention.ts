/** Draws the pictures of the retention guides from the library's own figures. `tsx --tsconfig test/tsconfig.json scripts/pictures/retention.ts` */
import {
  allocateBudget,
  type CohortView,
  expectedProspectValue,
  fitReturnCurve,
  fitSpendResponse,
  recurringRevenueChanges,
  repeatPurchaseRate,
  retentionWhatIf,
  revenueMovementSeries,
  tabulateCohorts,
  tabulateLifecycle,
  tabulateOrderNumbers,
  tallyCohorts,
  tallyOrders,
} from 'clientele/retention';
import { createRandom, nextUniform } from 'clientele/statistics';
import { probabilitySurviving, quantileDays } from 'clientele/survival';
import { readShop, SHOP_AS_OF } from '../../examples/data/read-shop.ts';

import {
  across,
  area,
  BLUE,
  boxKey,
  dot,
  END,
  GREEN,
  GREY,
  INK,
  line,
  MIDDLE,
  ORANGE,
  path,
  percent,
  picture,
  type Point,
  rect,
  RED,
  TEAL,
  round,
  text,
  up,
} from './drawing.ts';

const log = readShop();
const asOf = '2024-06-15T00:00:00Z';
const tally = tallyCohorts(log, { asOf, period: 'quarter' });

/** Cohort heat map: size first, cells that are not over hatched, the average of complete cells at the bottom. */
{
  const table = tabulateCohorts(tally, { metric: 'customers', kind: 'bounded' });
  const [left, top, w, h] = [150, 60, 78, 34];
  const hatch =
    '<defs><pattern id="hatch" width="6" height="6" patternTransform="rotate(45)" patternUnits="userSpaceOnUse">' +
    `<path d="M0 0V6" stroke="${GREY}" stroke-width="2"/></pattern></defs>`;
  const body = [hatch, text(left - 12, top - 10, 'size', END)];
  const columns = Math.max(...table.cohorts.map(({ cells }) => cells.length));
  for (let k = 0; k < columns; k++) body.push(text(left + (k + 0.5) * w, top - 10, `+${k}`, MIDDLE));
  table.cohorts.forEach(({ startOn, customers, cells }, i) => {
    const y = top + i * h;
    body.push(text(10, y + 22, startOn), text(left - 12, y + 22, String(customers), END));
    cells.forEach(({ value, numerator }, k) => {
      const x = left + k * w;
      const fill = value === null ? 'url(#hatch)' : BLUE;
      body.push(
        rect(x + 1, y + 1, w - 2, h - 2, fill, value === null ? '' : `fill-opacity="${round(0.1 + 0.9 * value)}"`),
      );
      body.push(text(x + w / 2, y + 22, value === null ? `${numerator} so far` : percent(value), MIDDLE));
    });
  });
  const y = top + table.cohorts.length * h + 8;
  body.push(text(10, y + 20, 'complete cells'));
  table.averages.forEach(({ value }, k) =>
    body.push(text(left + (k + 0.5) * w, y + 20, percent(value!), `${MIDDLE} font-weight="bold"`)),
  );
  body.push(
    text(
      10,
      y + 46,
      'columns: quarters since; hatched: the quarter is not over, so there is no rate yet, and no average holds it',
    ),
  );
  picture(
    'retention-cohort-heat-map',
    'Who came back, by quarter of the first order',
    left + columns * w + 14,
    y + 60,
    ...body,
  );
}

/** One log, four lines. */
{
  const [left, base, w, h] = [60, 300, 74, 230];
  const lines = (['rolling', 'bounded', 'unbroken'] as const).map((kind, i) => {
    const view: CohortView = { metric: 'customers', kind };
    return {
      name: kind,
      color: [GREEN, BLUE, ORANGE][i]!,
      values: tabulateCohorts(tally, view).averages.map((rate) => rate.value!),
    };
  });
  const ever = repeatPurchaseRate(tallyOrders(log, { asOf })).value!;
  const at = (k: number, share: number): Point => [left + k * w, base - h * share];
  const longest = lines[0]!.values.length;
  const body = [
    up([0, 0.25, 0.5, 0.75, 1], (share) => at(0, share)[1], [left, at(longest - 1, 0)[0]], percent),
    across(
      [...lines[0]!.values.keys()],
      (k) => at(k, 0)[0],
      base,
      (k) => `+${k}`,
    ),
  ];
  let lowest = 0;
  lines.forEach(({ name, color, values }) => {
    // Labels keep a line apart where the lines end close together.
    lowest = Math.max(lowest + 16, at(0, values.at(-1)!)[1] + 4);
    body.push(
      path(
        values.map((share, k) => at(k, share)),
        color,
      ),
    );
    body.push(text(at(longest - 1, 0)[0] + 8, lowest, `${name} ${percent(values.at(-1)!)}`, `fill="${color}"`));
  });
  body.push(
    line(
      left,
      at(0, ever)[1],
      left + (longest - 1) * w,
      at(0, ever)[1],
      RED,
      'stroke-dasharray="5 4" stroke-width="2"',
    ),
  );
  body.push(text(at(longest - 1, 0)[0] + 8, at(0, ever)[1] + 4, `ever came back ${percent(ever)}`, `fill="${RED}"`));
  body.push(text(left + ((longest - 1) * w) / 2, base + 38, 'quarters since the first order', MIDDLE));
  picture(
    'retention-four-lines',
    'One log, four numbers called retention',
    left + (longest - 1) * w + 170,
    base + 50,
    ...body,
  );
}

/** Subscriptions of a small service by seed: who comes, grows, shrinks, leaves, returns. */
function ledger() {
  const random = createRandom(20261126);
  const [start, month] = [Date.UTC(2023, 6, 1), 30.44 * 86_400_000];
  const plans = [2_000, 5_000, 9_000];
  return Array.from({ length: 240 }, (_, i) => {
    const [begin, stay] = [start + nextUniform(random) * 11 * month, (1 - Math.log(nextUniform(random)) * 7) * month];
    const plan = Math.floor(nextUniform(random) * 3);
    const turn = Math.floor(begin + stay * nextUniform(random));
    const next = Math.max(0, Math.min(2, plan + (nextUniform(random) < 0.65 ? 1 : -1)));
    const end = Math.floor(begin + stay);
    const one = (tier: number, startAt: number, endAt: number) => ({
      customerId: `s${i}`,
      amountMinor: plans[tier]!,
      everyMonths: 1,
      startAt,
      endAt,
    });
    const back = Math.floor(end + 2.5 * month);
    return [
      one(plan, Math.floor(begin), turn),
      one(next, turn, end),
      ...(nextUniform(random) < 0.25 ? [one(plan, back, back + 6 * month)] : []),
    ];
  }).flat();
}
const months = revenueMovementSeries(recurringRevenueChanges(ledger()), {
  from: '2024-01-01T00:00:00Z',
  to: '2024-07-01T00:00:00Z',
  period: 'month',
});
const PARTS = [
  { key: 'newMinor', name: 'new', color: BLUE, sign: 1 },
  { key: 'expansionMinor', name: 'expansion', color: GREEN, sign: 1 },
  { key: 'reactivationMinor', name: 'reactivation', color: TEAL, sign: 1 },
  { key: 'contractionMinor', name: 'contraction', color: ORANGE, sign: -1 },
  { key: 'churnMinor', name: 'churn', color: RED, sign: -1 },
] as const;
const euros = (minor: number): string => Math.round(minor / 100).toLocaleString('en');

/** The bridge of one month, from opening to closing. */
{
  const m = months[3]!;
  const [left, base, w, gap] = [70, 290, 74, 16];
  let level = m.openingMinor;
  const steps = [
    { name: 'opening', from: 0, to: level, color: GREY },
    ...PARTS.map(({ key, name, color, sign }) => {
      const from = level;
      level += sign * m[key];
      return { name, from, to: level, color };
    }),
    { name: 'closing', from: 0, to: m.closingMinor, color: GREY },
  ];
  const top = Math.max(...steps.map(({ from, to }) => Math.max(from, to)));
  const y = (minor: number): number => base - (225 * minor) / top;
  const body = steps.flatMap(({ name, from, to, color }, i) => {
    const x = left + i * (w + gap);
    const amount =
      i === 0 || i === steps.length - 1 ? euros(to) : `${to >= from ? '+' : '−'}${euros(Math.abs(to - from))}`;
    return [
      rect(x, y(Math.max(from, to)), w, Math.max(1, Math.abs(y(from) - y(to))), color),
      text(x + w / 2, y(Math.max(from, to)) - 6, amount, MIDDLE),
      text(x + w / 2, base + 18, name, MIDDLE),
      ...(i < steps.length - 1 ? [line(x + w, y(to), x + w + gap, y(to), INK, 'stroke-opacity="0.5"')] : []),
    ];
  });
  picture(
    'retention-movement-bridge',
    `Recurring revenue in April 2024: every unit is in one bar`,
    left + steps.length * (w + gap) + 20,
    base + 36,
    line(left - 10, base, left + steps.length * (w + gap), base),
    ...body,
  );
}

/** Gains above, losses below, month by month. */
{
  const [left, middleY, w] = [70, 190, 86];
  const most = Math.max(
    ...months.map((m) =>
      Math.max(m.newMinor + m.expansionMinor + m.reactivationMinor, m.contractionMinor + m.churnMinor),
    ),
  );
  const scale = 130 / most;
  const body = [line(left - 10, middleY, left + months.length * w, middleY)];
  months.forEach((m, i) => {
    const x = left + i * w + 12;
    let [up, down] = [middleY, middleY];
    for (const { key, color, sign } of PARTS) {
      const height = m[key] * scale;
      if (sign > 0) up -= height;
      body.push(rect(x, sign > 0 ? up : down, 52, height, color));
      if (sign < 0) down += height;
    }
    body.push(
      text(x + 26, 346, m.startOn!.slice(0, 7), MIDDLE),
      text(x + 26, 362, euros(m.closingMinor), `${MIDDLE} font-weight="bold"`),
    );
  });
  PARTS.forEach(({ name, color }, i) => body.push(boxKey(left + i * 104, 385, color, name)));
  body.push(text(10, 362, 'closing'));
  picture(
    'retention-movement-months',
    'Recurring revenue won and lost, by month',
    left + months.length * w + 20,
    396,
    ...body,
  );
}

/** Lifecycle: where the buyers of each month come from, and who went quiet. */
{
  const rows = tabulateLifecycle(log, { asOf, period: 'month', from: '2023-07-01T00:00:00Z' });
  const [left, middleY, w] = [46, 190, 50];
  const most = Math.max(...rows.map((row) => Math.max(row.active, row.dormant ?? 0)));
  const scale = 140 / most;
  const parts = [['returning', GREEN], ['reactivated', TEAL], ['new', BLUE]] as const; // prettier-ignore
  const body = [line(left - 6, middleY, left + rows.length * w, middleY)];
  rows.forEach((row, i) => {
    const x = left + i * w + 6;
    let up = middleY;
    for (const [key, color] of parts)
      body.push(
        rect(x, (up -= row[key] * scale), 36, row[key] * scale, color, row.complete ? '' : 'fill-opacity="0.5"'),
      );
    if (row.dormant !== null) body.push(rect(x, middleY, 36, row.dormant * scale, GREY));
    body.push(text(x + 18, up - 5, String(row.active), MIDDLE), text(x + 18, 352, row.startOn.slice(2, 7), MIDDLE));
  });
  [...parts, ['dormant', GREY] as const].forEach(([name, color], i) =>
    body.push(boxKey(left + i * 110, 375, color, name)),
  );
  body.push(text(left + 450, 375, 'the last month is open: nobody is dormant yet'));
  picture(
    'retention-lifecycle',
    'Where the buyers of each month come from',
    left + rows.length * w + 120,
    388,
    ...body,
  );
}

/** Survivorship: the average climbs because small spenders leave. */
{
  const rows = tabulateOrderNumbers(tallyOrders(log, { asOf: SHOP_AS_OF, orderNumbersUpTo: 8 }));
  const [left, base, w] = [60, 290, 80];
  const amounts = rows.flatMap((row) => [row.averageAmount!, row.sameCustomersFirstAverage!]);
  const [low, high] = [Math.min(...amounts) - 2, Math.max(...amounts) + 2];
  const at = (k: number, amount: number): Point => [left + 30 + k * w, base - (225 * (amount - low)) / (high - low)];
  const body = [line(left, base, left + rows.length * w, base)];
  for (let amount = Math.ceil(low); amount <= high; amount += 2)
    body.push(text(left - 8, at(0, amount)[1] + 4, String(amount), END));
  body.push(
    path(
      rows.map((row, k) => at(k, row.averageAmount!)),
      BLUE,
    ),
    path(
      rows.map((row, k) => at(k, row.sameCustomersFirstAverage!)),
      ORANGE,
      'stroke-dasharray="6 4"',
    ),
  );
  rows.forEach((row, k) =>
    body.push(
      text(at(k, 0)[0], base + 18, `${row.orderNumber}`, MIDDLE),
      text(at(k, 0)[0], base + 34, `${row.customers}`, `${MIDDLE} font-size="10"`),
    ),
  );
  body.push(text(left, base + 52, 'number of the order, and how many customers reached it'));
  body.push(
    text(left + 20, 48, 'average at that order', `fill="${BLUE}"`),
    text(left + 190, 48, 'first order of the very same customers', `fill="${ORANGE}"`),
  );
  picture(
    'retention-survivorship',
    'Do loyal customers spend more with each order?',
    left + rows.length * w + 30,
    base + 64,
    ...body,
  );
}

/** Return curve after the first and the third order, with its median. */
{
  const orders = tallyOrders(log, { asOf: SHOP_AS_OF });
  const [left, base, w, h, longest] = [60, 290, 560, 230, 240];
  const at = (days: number, share: number): Point => [left + (w * days) / longest, base - h * share];
  const body = [
    up([0, 0.5, 1], (share) => at(0, share)[1], [left, left + w], percent),
    across([0, 30, 60, 90, 120, 150, 180, 210, 240], (days) => at(days, 0)[0], base),
  ];
  (
    [
      [1, BLUE],
      [3, GREEN],
    ] as const
  ).forEach(([afterOrder, color], i) => {
    // prettier-ignore
    const curve = fitReturnCurve(orders, { afterOrder });
    const days = Array.from({ length: longest + 1 }, (_, day) => day).filter((day) => day <= curve.longestDays);
    const found = days.map((day) => probabilitySurviving(curve, { days: day }));
    const band = [
      ...found.map(({ interval }, day) => at(day, interval?.high ?? 1)),
      ...found.map(({ interval }, day) => at(day, interval?.low ?? 1)).toReversed(),
    ];
    body.push(area(band, color));
    body.push(
      path(
        found.flatMap(({ value }, day): Point[] =>
          day === 0 ? [at(0, value!)] : [at(day, found[day - 1]!.value!), at(day, value!)],
        ),
        color,
      ),
    );
    const median = quantileDays(curve, { share: 0.5 }).value;
    if (median !== null)
      body.push(
        line(...at(median, 0), ...at(median, 0.5), color, 'stroke-dasharray="4 3"'),
        text(at(median, 0)[0] + 5, base - 8 - 16 * i, `median ${median} days`, `fill="${color}"`),
      );
    body.push(text(left + 330, 60 + 18 * i, `after order ${afterOrder}`, `fill="${color}"`));
  });
  body.push(text(left + w / 2, base + 38, 'days since that order', MIDDLE));
  picture('retention-return-curve', 'Share of customers who have not come back yet', left + w + 40, base + 50, ...body);
}

/** What five points are worth, undiscounted and discounted, with the folklore's band. */
{
  const [left, base, w, h] = [60, 290, 520, 230];
  const at = (rate: number, share: number): Point => [
    left + (w * (rate - 0.5)) / 0.42,
    base - (h * Math.min(share, 1.2)) / 1.2,
  ];
  const rates = Array.from({ length: 85 }, (_, i) => 0.5 + 0.005 * i).filter((rate) => rate < 0.907);
  const what = (retentionRate: number) =>
    retentionWhatIf(
      { retentionRate, discountRatePerPeriod: 0.12, firstMargin: 'next-period', margin: 100 },
      { change: { points: 0.05 } },
    );
  const body = [
    rect(left, at(0.5, 0.95)[1], w, at(0.5, 0.25)[1] - at(0.5, 0.95)[1], GREY, 'fill-opacity="0.2"'),
    text(left + 8, at(0.5, 0.95)[1] + 16, 'the quoted 25 to 95 %'),
  ];
  for (const share of [0, 0.25, 0.5, 0.75, 1]) body.push(text(left - 8, at(0.5, share)[1] + 4, percent(share), END));
  body.push(across([0.5, 0.6, 0.7, 0.8, 0.9], (rate) => at(rate, 0)[0], base, percent));
  body.push(line(left, base, left + w, base));
  body.push(
    path(
      rates.map((rate) => at(rate, what(rate).lifetimeGainShare!)),
      BLUE,
    ),
    path(
      rates.map((rate) => at(rate, what(rate).gainShare!)),
      ORANGE,
    ),
  );
  body.push(
    text(left + 300, at(0, 0.85)[1], 'lifetime, nothing discounted', `fill="${BLUE}" ${MIDDLE}`),
    text(left + 400, at(0, 0.18)[1], 'value at 12 % a period', `fill="${ORANGE}" ${MIDDLE}`),
  );
  body.push(text(left + w / 2, base + 38, 'retention before', MIDDLE));
  picture('retention-five-points', 'What five points of retention are worth', left + w + 40, base + 50, ...body);
}

/** Value of a prospect over both spends, with today's point and the best one. */
{
  const plan = {
    margin: 50,
    discountRatePerPeriod: 0.12,
    acquisition: fitSpendResponse({ ceilingRate: 0.4, spend: 5, rate: 0.1 }),
    retention: fitSpendResponse({ ceilingRate: 0.8, spend: 8, rate: 0.6 }),
  };
  const best = allocateBudget(plan);
  const [left, base, w, h, cells] = [60, 400, 420, 340, 24];
  const at = (keep: number, win: number): Point => [left + (w * keep) / 30, base - (h * win) / 30];
  const body: string[] = [];
  for (let i = 0; i < cells; i++) {
    for (let j = 0; j < cells; j++) {
      const spends = { retentionSpend: (30 * (i + 0.5)) / cells, acquisitionSpend: (30 * (j + 0.5)) / cells };
      const share = expectedProspectValue(plan, spends).prospectValue / best.prospectValue;
      const band = Math.floor(10 * Math.max(share, -0.05)) / 10;
      const [x, y] = [left + (w * i) / cells, base - (h * (j + 1)) / cells];
      body.push(
        rect(
          x,
          y,
          w / cells + 0.3,
          h / cells + 0.3,
          share < 0 ? RED : BLUE,
          `fill-opacity="${round(share < 0 ? 0.35 : 0.1 + 0.8 * band)}"`,
        ),
      );
    }
  }
  const mark = (keep: number, win: number, words: string): string => {
    const [x, y] = at(keep, win);
    return dot(x, y, ORANGE, 'r="5" stroke="#fff"') + text(x + 9, y + 4, words, 'font-weight="bold"');
  };
  const { prospectValue } = best.today;
  body.push(
    mark(8, 5, `today ${prospectValue.toFixed(2)}`),
    mark(best.retentionSpend, best.acquisitionSpend, `best ${best.prospectValue.toFixed(2)}`),
  );
  for (const spend of [0, 10, 20, 30])
    body.push(
      text(at(spend, 0)[0], base + 18, String(spend), MIDDLE),
      text(left - 8, at(0, spend)[1] + 4, String(spend), END),
    );
  body.push(
    text(left + w / 2, base + 38, 'spend on keeping, per customer and period', MIDDLE),
    text(left, 46, 'spend on winning, per prospect; red: money is lost'),
  );
  picture(
    'retention-prospect-value',
    'What a prospect is worth, by where the money goes',
    left + w + 40,
    base + 50,
    ...body,
  );
}
