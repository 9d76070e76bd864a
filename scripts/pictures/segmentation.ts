/** Pictures of the segmentation guides, from figures of the library: `npx tsx --tsconfig test/tsconfig.json scripts/pictures/segmentation.ts`. */
import {
  assignCluster,
  assignRfm,
  assignSegment,
  compileSegment,
  fitClusters,
  fitRfm,
  lorenzCurve,
  measureConcentration,
  measureCustomersNeeded,
  measureMigration,
  measureSilhouette,
  rankRfm,
  RFM_ELEVEN_SEGMENTS,
} from 'clientele/segmentation';
import { createRandom, drawGamma, nextUniform } from 'clientele/statistics';
import { shopRows } from '../../examples/data/shop-rows.ts';

import {
  across,
  area,
  BLUE,
  boxKey,
  DASHED,
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
  round,
  TEAL,
  text,
  up,
} from './drawing.ts';

const FILLS = [BLUE, ORANGE, GREEN, '#b279a2', RED, TEAL, '#9d755d', GREY, '#c9a227', '#e58a95', '#79706e'];

const random = createRandom(20);
const rows = shopRows(random);
const model = fitRfm(rows);
const scored = rows.map((row) => ({ row, scores: assignRfm(model, row) }));

// RFM grid: area is customers, colour the segment, number the share of money.
{
  const total = rows.reduce((sum, { totalAmount }) => sum + totalAmount, 0);
  const names = [...new Set(RFM_ELEVEN_SEGMENTS.segments.map(({ name }) => name))];
  const cells = Array.from({ length: 25 }, (_, i) => {
    const recency = 5 - Math.floor(i / 5);
    const fm = 1 + (i % 5);
    const inside = scored.filter(
      ({ scores }) => scores.recency === recency && Math.floor(scores.frequencyMonetary!) === fm,
    );
    const money = inside.reduce((sum, { row }) => sum + row.totalAmount, 0) / total;
    return {
      recency,
      fm,
      count: inside.length,
      money,
      name: assignSegment(RFM_ELEVEN_SEGMENTS, { recency, frequencyMonetary: fm }).segment,
    };
  });
  const most = Math.max(...cells.map(({ count }) => count));
  const body = cells.flatMap(({ recency, fm, count, money, name }) => {
    const [cx, cy] = [100 + (fm - 1) * 80, 80 + (5 - recency) * 80];
    const side = 74 * Math.sqrt(count / most);
    const fill = FILLS[names.indexOf(name) % FILLS.length]!;
    return [rect(cx - side / 2, cy - side / 2, side, side, fill), text(cx, cy + 4, percent(money), MIDDLE)];
  });
  const axes = [1, 2, 3, 4, 5].flatMap((k) => [
    text(100 + (k - 1) * 80, 495, String(k), MIDDLE),
    text(45, 84 + (5 - k) * 80, String(k), MIDDLE),
  ]);
  const legend = names.flatMap((name, i) => [boxKey(480, 72 + i * 24, FILLS[i % FILLS.length]!, name)]);
  picture(
    'segmentation-rfm-grid',
    'Customers by RFM: area is customers, number is share of money',
    640,
    530,
    ...body,
    ...axes,
    ...legend,
    text(260, 518, 'mean of frequency and monetary score, rounded down', MIDDLE),
    text(14, 40, 'recency score'),
  );
}

// Lorenz curve.
{
  const amounts = rows.map(({ totalAmount }) => totalAmount);
  const { gini } = measureConcentration(amounts);
  const needed = measureCustomersNeeded(amounts, { amountShare: 0.8 }).customerShare!;
  const at = (x: number, y: number): Point => [60 + 380 * x, 430 - 380 * y];
  const curve = lorenzCurve(amounts).map(({ customerShare, amountShare }) => at(customerShare, amountShare));
  const [px, py] = at(1 - needed, 0.2);
  picture(
    'segmentation-lorenz',
    `Lorenz curve: Gini ${gini!.toFixed(2)}`,
    520,
    480,
    area([...curve, at(1, 1), at(0, 0)], BLUE, 0.35),
    path(curve, BLUE),
    line(60, 430, 440, 50, INK, DASHED),
    dot(px, py, ORANGE, 'r="5"'),
    text(px + 10, py + 16, `80 % of the money: the richest ${percent(needed)}`),
    across([0, 0.5, 1], (share) => at(share, 0)[0], 430, percent),
    up([0, 0.5, 1], (share) => at(0, share)[1], [60, 440], percent),
    text(250, 468, 'share of customers, poorest first', MIDDLE),
    text(64, 44, 'share of money'),
  );
}

// Thresholds over the histogram of frequency: the tie problem.
{
  const counts = Array.from(
    { length: 12 },
    (_, i) => rows.filter(({ purchases }) => (i < 11 ? purchases === i + 1 : purchases > 11)).length,
  );
  const most = Math.max(...counts);
  const split = rankRfm(rows, { ties: 'split' }).filter(({ frequency }) => frequency === 1).length;
  picture(
    'segmentation-frequency-ties',
    'One customer in two has one order: where may a quintile end?',
    560,
    320,
    ...counts.flatMap((count, i) => [
      rect(60 + i * 38, 270 - (210 * count) / most, 30, (210 * count) / most, BLUE),
      text(75 + i * 38, 288, i < 11 ? String(i + 1) : '12+', MIDDLE),
    ]),
    ...model.thresholds.frequency.map((edge) => line(60 + edge * 38 - 4, 40, 60 + edge * 38 - 4, 270, INK, DASHED)),
    text(240, 70, `dashed: thresholds of fitRfm (${model.thresholds.frequency.join(', ')} orders)`),
    text(240, 90, `score 1: ${model.fit.scoreCounts.frequency[0]} customers together, ${split} if ties are split`),
    text(280, 310, 'orders', MIDDLE),
    text(14, 34, 'customers'),
  );
}

// Null logic: naive WHERE and two-valued logic.
picture(
  'segmentation-null-logic',
  'Members of one segment, a tenth to a quarter of the fields missing',
  600,
  200,
  rect(150, 50, 252, 40, RED),
  rect(150, 110, 280, 40, GREEN),
  text(140, 75, 'plain WHERE', END),
  text(140, 135, 'two-valued logic', END),
  text(160, 75, '252'),
  text(160, 135, '280'),
  text(290, 180, 'members selected from the same rows', MIDDLE),
);

// Membership of one customer over time.
{
  const rule = compileSegment<object>(
    { version: 1, where: { event: 'purchase', window: { last: 30, unit: 'day' } } },
    { model: { version: 1, fields: {}, events: { types: { purchase: {} } } } },
  );
  const day = 86_400_000;
  const start = Date.UTC(2025, 0, 1);
  const bought = [5, 20, 80, 140, 150].map((d) => start + d * day);
  const customer = { events: bought.map((at) => ({ type: 'purchase', at })) };
  const x = (at: number): number => 40 + ((at - start) / day) * 2.6;
  const spans: string[] = [];
  for (let at = start; at < start + 200 * day;) {
    const now = rule.at(at);
    const end = Math.min(now.nextChangeAt(customer) ?? Infinity, start + 200 * day);
    spans.push(rect(x(at), 60, x(end) - x(at), 34, now.test(customer) ? GREEN : GREY));
    if (end < start + 200 * day)
      spans.push(
        line(x(end), 52, x(end), 102),
        text(x(end), 118, `day ${Math.round((end - start) / day)}`, `${MIDDLE} font-size="10"`),
      );
    at = end;
  }
  picture(
    'segmentation-membership-strip',
    'Bought in the last 30 days: one customer, and the instants of change',
    600,
    160,
    ...spans,
    ...bought.map((at) => dot(x(at), 44, BLUE)),
    text(40, 148, 'dots: purchases · green: member · axis: days of the year'),
  );
}

// Migration between two instants.
{
  const groups = [1, 2, 3, 4, 5];
  const later = rows.map((row) => ({
    ...row,
    daysSinceLast: nextUniform(random) < 0.35 ? Math.floor(30 * nextUniform(random)) : row.daysSinceLast + 60,
  }));
  const of = (list: typeof rows) =>
    list.map((row) => ({ customerId: row.customerId, group: assignRfm(model, row).recency! }));
  const { counts } = measureMigration(of(rows), of(later), { groups });
  const height = (count: number): number => (300 * count) / rows.length;
  const from = [0, 0, 0, 0, 0];
  const to = [0, 0, 0, 0, 0];
  const base = groups.map(
    (_, g) =>
      50 +
      g * 8 +
      height(
        counts
          .slice(0, g)
          .flat()
          .reduce((a, b) => a + b, 0),
      ),
  );
  const target = groups.map(
    (_, g) =>
      50 + g * 8 + height(counts.map((row) => row.slice(0, g).reduce((a, b) => a + b, 0)).reduce((a, b) => a + b, 0)),
  );
  const bands = counts.flatMap((row, f) =>
    row.map((count, t) => {
      const h = height(count);
      const y1 = base[f]! + from[f]!;
      const y2 = target[t]! + to[t]!;
      from[f]! += h;
      to[t]! += h;
      return count === 0
        ? ''
        : `<path d="M120 ${round(y1)} C 260 ${round(y1)} 260 ${round(y2)} 400 ${round(y2)} L 400 ${round(y2 + h)} C 260 ${round(y2 + h)} 260 ${round(y1 + h)} 120 ${round(y1 + h)} Z" fill="${FILLS[f]}" fill-opacity="0.55"/>`;
    }),
  );
  picture(
    'segmentation-migration',
    'Recency scores, June to August: where customers went',
    520,
    420,
    ...bands,
    ...groups.flatMap((group, g) => [
      text(110, base[g]! + from[g]! / 2 + 4, `score ${group}`, END),
      text(410, target[g]! + to[g]! / 2 + 4, `score ${group}`),
    ]),
    text(120, 405, 'June', MIDDLE),
    text(400, 405, 'August', MIDDLE),
  );
}

// Silhouettes by cluster.
{
  const points = Array.from({ length: 90 }, (_, i) => ({
    x: (i % 3) * 6 + drawGamma(random, 4, 2),
    y: ((i % 3) - 1) ** 2 * 5 + drawGamma(random, 4, 2),
  }));
  const space = { axes: { x: 'none', y: 'none' }, scale: 'none' } as const;
  const clusters = fitClusters(points, { ...space, clusters: 3, seed: 1 });
  const labels = points.map((point) => assignCluster(clusters, point).cluster!);
  const { values, mean } = measureSilhouette(points, labels, space);
  const sorted = values!
    .map((value, i) => ({ value, cluster: labels[i]! }))
    .toSorted((a, b) => a.cluster - b.cluster || b.value - a.value);
  picture(
    'segmentation-silhouettes',
    `Silhouettes of three clusters: mean ${mean!.toFixed(2)}`,
    480,
    360,
    ...sorted.map(({ value, cluster }, i) =>
      rect(value < 0 ? 120 + 300 * value : 120, 34 + i * 3.2, Math.abs(300 * value), 2.6, FILLS[cluster]!),
    ),
    line(120 + 300 * mean!, 30, 120 + 300 * mean!, 326, INK, DASHED),
    line(120, 326, 420, 326),
    across([0, 0.5, 1], (value) => 120 + 300 * value, 325),
    text(110, 90, 'each bar one row', END),
    text(270, 356, 'silhouette: 1 far from all others, 0 between two', MIDDLE),
  );
}
