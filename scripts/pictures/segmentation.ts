/** Pictures of the segmentation guides, from figures of the library: `npx tsx --tsconfig test/tsconfig.json scripts/pictures/segmentation.ts`. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
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

const OUT = join(import.meta.dirname, '../../docs/pictures');
const FILLS = [
  '#4c78a8',
  '#f58518',
  '#54a24b',
  '#b279a2',
  '#e45756',
  '#72b7b2',
  '#9d755d',
  '#bab0ac',
  '#eeca3b',
  '#ff9da6',
  '#79706e',
];

function draw(name: string, width: number, height: number, title: string, body: string[]): void {
  const head = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-label="${title}" font-family="system-ui, sans-serif" font-size="12" fill="currentColor">`;
  const text = [head, `<title>${title}</title>`, label(width / 2, 18, title, 'middle', 14), ...body, '</svg>'].join(
    '\n',
  );
  writeFileSync(join(OUT, `segmentation-${name}.svg`), `${text}\n`);
}
const n1 = (x: number): string => String(Math.round(x * 10) / 10);
const label = (x: number, y: number, text: string, anchor = 'start', size = 12): string =>
  `<text x="${n1(x)}" y="${n1(y)}" text-anchor="${anchor}" font-size="${size}">${text}</text>`;
const rect = (x: number, y: number, w: number, h: number, fill: string): string =>
  `<rect x="${n1(x)}" y="${n1(y)}" width="${n1(w)}" height="${n1(h)}" fill="${fill}"/>`;
const line = (x1: number, y1: number, x2: number, y2: number, extra = ''): string =>
  `<line x1="${n1(x1)}" y1="${n1(y1)}" x2="${n1(x2)}" y2="${n1(y2)}" stroke="currentColor" ${extra}/>`;

const random = createRandom(20);
const rows = Array.from({ length: 2000 }, (_, i) => {
  const purchases = 1 + Math.floor(drawGamma(random, 0.7, 0.35));
  return {
    customerId: `c${i}`,
    daysSinceLast: Math.floor((400 * nextUniform(random)) / Math.sqrt(purchases)),
    purchases,
    totalAmount: Math.round(100 * purchases * drawGamma(random, 2, 0.05)) / 100,
  };
});
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
    return [
      rect(cx - side / 2, cy - side / 2, side, side, fill),
      label(cx, cy + 4, `${(100 * money).toFixed(0)} %`, 'middle'),
    ];
  });
  const axes = [1, 2, 3, 4, 5].flatMap((k) => [
    label(100 + (k - 1) * 80, 495, String(k), 'middle'),
    label(45, 84 + (5 - k) * 80, String(k), 'middle'),
  ]);
  const legend = names.flatMap((name, i) => [
    rect(480, 60 + i * 24, 14, 14, FILLS[i % FILLS.length]!),
    label(502, 72 + i * 24, name),
  ]);
  draw('rfm-grid', 640, 530, 'Customers by RFM: area is customers, number is share of money', [
    ...body,
    ...axes,
    ...legend,
    label(260, 518, 'mean of frequency and monetary score, rounded down', 'middle'),
    label(14, 40, 'recency score'),
  ]);
}

// Lorenz curve.
{
  const amounts = rows.map(({ totalAmount }) => totalAmount);
  const { gini } = measureConcentration(amounts);
  const needed = measureCustomersNeeded(amounts, { amountShare: 0.8 }).customerShare!;
  const at = (x: number, y: number): [number, number] => [60 + 380 * x, 430 - 380 * y];
  const curve = lorenzCurve(amounts).map(({ customerShare, amountShare }) =>
    at(customerShare, amountShare).map(n1).join(','),
  );
  const [px, py] = at(1 - needed, 0.2);
  draw('lorenz', 520, 480, `Lorenz curve: Gini ${gini!.toFixed(2)}`, [
    `<polygon points="${[...curve, '440,50', '60,430'].join(' ')}" fill="${FILLS[0]}" fill-opacity="0.35"/>`,
    `<polyline points="${curve.join(' ')}" fill="none" stroke="${FILLS[0]}" stroke-width="2"/>`,
    line(60, 430, 440, 50, 'stroke-dasharray="4 4"'),
    line(60, 430, 440, 430),
    line(60, 430, 60, 50),
    `<circle cx="${n1(px)}" cy="${n1(py)}" r="5" fill="${FILLS[1]}"/>`,
    label(px + 10, py + 16, `80 % of the money: the richest ${(100 * needed).toFixed(0)} %`),
    ...[0, 0.5, 1].flatMap((s) => [
      label(at(s, 0)[0], 448, `${100 * s} %`, 'middle'),
      label(52, at(0, s)[1] + 4, `${100 * s} %`, 'end'),
    ]),
    label(250, 468, 'share of customers, poorest first', 'middle'),
    label(64, 44, 'share of money'),
  ]);
}

// Thresholds over the histogram of frequency: the tie problem.
{
  const counts = Array.from(
    { length: 12 },
    (_, i) => rows.filter(({ purchases }) => (i < 11 ? purchases === i + 1 : purchases > 11)).length,
  );
  const most = Math.max(...counts);
  const split = rankRfm(rows, { ties: 'split' }).filter(({ frequency }) => frequency === 1).length;
  draw('frequency-ties', 560, 320, 'One customer in two has one order: where may a quintile end?', [
    ...counts.flatMap((count, i) => [
      rect(60 + i * 38, 270 - (210 * count) / most, 30, (210 * count) / most, FILLS[0]!),
      label(75 + i * 38, 288, i < 11 ? String(i + 1) : '12+', 'middle'),
    ]),
    ...model.thresholds.frequency.map((edge) =>
      line(60 + edge * 38 - 4, 40, 60 + edge * 38 - 4, 270, `stroke-dasharray="5 4"`),
    ),
    label(240, 70, `dashed: thresholds of fitRfm (${model.thresholds.frequency.join(', ')} orders)`),
    label(240, 90, `score 1: ${model.fit.scoreCounts.frequency[0]} customers together, ${split} if ties are split`),
    label(280, 310, 'orders', 'middle'),
    label(14, 34, 'customers'),
  ]);
}

// Null logic: naive WHERE and two-valued logic.
draw('null-logic', 600, 200, 'Members of one segment, a tenth to a quarter of the fields missing', [
  rect(150, 50, 252, 40, FILLS[4]!),
  rect(150, 110, 280, 40, FILLS[2]!),
  label(140, 75, 'plain WHERE', 'end'),
  label(140, 135, 'two-valued logic', 'end'),
  label(160, 75, '252'),
  label(160, 135, '280'),
  label(290, 180, 'members selected from the same rows', 'middle'),
]);

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
    spans.push(rect(x(at), 60, x(end) - x(at), 34, now.test(customer) ? FILLS[2]! : FILLS[7]!));
    if (end < start + 200 * day)
      spans.push(
        line(x(end), 52, x(end), 102),
        label(x(end), 118, `day ${Math.round((end - start) / day)}`, 'middle', 10),
      );
    at = end;
  }
  draw('membership-strip', 600, 160, 'Bought in the last 30 days: one customer, and the instants of change', [
    ...spans,
    ...bought.map((at) => `<circle cx="${n1(x(at))}" cy="44" r="4" fill="${FILLS[0]}"/>`),
    label(40, 148, 'dots: purchases · green: member · axis: days of the year'),
  ]);
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
        : `<path d="M120 ${n1(y1)} C 260 ${n1(y1)} 260 ${n1(y2)} 400 ${n1(y2)} L 400 ${n1(y2 + h)} C 260 ${n1(y2 + h)} 260 ${n1(y1 + h)} 120 ${n1(y1 + h)} Z" fill="${FILLS[f]}" fill-opacity="0.55"/>`;
    }),
  );
  draw('migration', 520, 420, 'Recency scores, June to August: where customers went', [
    ...bands,
    ...groups.flatMap((group, g) => [
      label(110, base[g]! + from[g]! / 2 + 4, `score ${group}`, 'end'),
      label(410, target[g]! + to[g]! / 2 + 4, `score ${group}`),
    ]),
    label(120, 405, 'June', 'middle'),
    label(400, 405, 'August', 'middle'),
  ]);
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
  draw('silhouettes', 480, 360, `Silhouettes of three clusters: mean ${mean!.toFixed(2)}`, [
    ...sorted.map(({ value, cluster }, i) =>
      rect(value < 0 ? 120 + 300 * value : 120, 34 + i * 3.2, Math.abs(300 * value), 2.6, FILLS[cluster]!),
    ),
    line(120 + 300 * mean!, 30, 120 + 300 * mean!, 326, 'stroke-dasharray="4 4"'),
    line(120, 326, 420, 326),
    ...[0, 0.5, 1].map((s) => label(120 + 300 * s, 342, String(s), 'middle')),
    label(110, 90, 'each bar one row', 'end'),
    label(270, 356, 'silhouette: 1 far from all others, 0 between two', 'middle'),
  ]);
}
