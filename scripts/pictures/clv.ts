/** Pictures of the lifetime-value guides, from figures of the library: `npx tsx --tsconfig test/tsconfig.json scripts/pictures/clv.ts`. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
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

const OUT = join(import.meta.dirname, '../../docs/pictures');
const [BLUE, ORANGE, GREEN] = ['#4c78a8', '#f58518', '#54a24b'] as const;

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

function draw(name: string, width: number, height: number, title: string, body: string[]): void {
  const head = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-label="${title}" font-family="system-ui, sans-serif" font-size="12" fill="currentColor">`;
  const text = [head, `<title>${title}</title>`, label(width / 2, 18, title, 'middle', 14), ...body, '</svg>'];
  writeFileSync(join(OUT, `clv-${name}.svg`), `${text.join('\n')}\n`);
}
const n1 = (x: number): string => String(Math.round(x * 10) / 10);
const label = (x: number, y: number, text: string, anchor = 'start', size = 12, fill = 'currentColor'): string =>
  `<text x="${n1(x)}" y="${n1(y)}" text-anchor="${anchor}" font-size="${size}" fill="${fill}">${text}</text>`;
const rect = (x: number, y: number, w: number, h: number, fill: string): string =>
  `<rect x="${n1(x)}" y="${n1(y)}" width="${n1(w)}" height="${n1(h)}" fill="${fill}"/>`;
const line = (x1: number, y1: number, x2: number, y2: number, extra = ''): string =>
  `<line x1="${n1(x1)}" y1="${n1(y1)}" x2="${n1(x2)}" y2="${n1(y2)}" stroke="currentColor" ${extra}/>`;
const curve = (points: readonly (readonly [number, number])[], color: string, extra = ''): string =>
  `<polyline fill="none" stroke="${color}" stroke-width="2" ${extra} points="${points.map(([x, y]) => `${n1(x)},${n1(y)}`).join(' ')}"/>`;
const frame = (left: number, top: number, right: number, bottom: number): string[] => [
  line(left, bottom, right, bottom),
  line(left, top, left, bottom),
];

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
      const fill = `hsl(${Math.round(10 + 200 * alive)} 65% ${Math.round(42 + 18 * Math.abs(alive - 0.5))}%)`;
      return [rect(left + column * side, top + row * high, side, high, fill)];
    }),
  );
  const bottom = top + repeats.length * high;
  const scale = Array.from({ length: 11 }, (_, i) => {
    const alive = i / 10;
    return [
      rect(
        640,
        bottom - 24 - i * 26,
        18,
        26,
        `hsl(${Math.round(10 + 200 * alive)} 65% ${Math.round(42 + 18 * Math.abs(alive - 0.5))}%)`,
      ),
      i % 5 === 0 ? label(664, bottom - 7 - i * 26, `${i * 10} %`) : '',
    ].join('');
  });
  draw('alive-map', 720, bottom + 60, 'Still a customer? Probability by repeat purchases and silence', [
    ...cells,
    ...repeats.map((n, row) => label(left - 8, top + row * high + 16, String(n), 'end')),
    ...[0, 60, 120, 180, 240, 300, 360].map((days) =>
      label(left + (days / 10) * side, bottom + 18, String(days), 'middle'),
    ),
    label(left + 270, bottom + 40, 'days since the last purchase, of 365 watched', 'middle'),
    label(left - 60, top - 6, 'repeat purchases'),
    ...scale,
    label(640, top - 6, 'alive'),
  ]);
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
  const body = customers.flatMap(({ name, days: bought, color }, i) => {
    const path = probabilityAlivePath(CDNOW, bought, { days });
    return [
      curve(
        path.map((alive, day) => [at(day), bottom - alive * (bottom - top)] as const),
        color,
      ),
      line(40 + i * 215, 304, 60 + i * 215, 304, `style="stroke:${color}" stroke-width="3"`),
      label(66 + i * 215, 308, name),
    ];
  });
  draw('alive-path', 640, 320, 'Probability to be a customer, day by day', [
    ...frame(left, top, right, bottom),
    ...body,
    ...[0, 0.5, 1].map((share) => label(left - 8, bottom + 4 - share * (bottom - top), `${share * 100} %`, 'end')),
    ...[0, 90, 180, 270, 365].map((day) => label(at(day), bottom + 18, String(day), 'middle')),
    label((left + right) / 2, bottom + 34, 'days since the first purchase', 'middle'),
  ]);
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
  draw('tracking', 640, 340, 'Repeat orders of the shop: counted, and expected by a model of its first year', [
    ...frame(left, top, right, bottom),
    line(border, top, border, bottom, 'stroke-dasharray="4 4"'),
    label(border + 6, bottom - 10, 'never seen by the model'),
    curve(
      rows.map((row) => [x(row.day), y(row.actualCumulative)] as const),
      BLUE,
    ),
    curve(
      rows.map((row) => [x(row.day), y(row.expectedCumulative)] as const),
      ORANGE,
      'stroke-dasharray="6 3"',
    ),
    ...[0, 500, 1000].filter((n) => n <= most).map((n) => label(left - 8, y(n) + 4, String(n), 'end')),
    ...[0, 182, 364, 546].filter((day) => day <= last).map((day) => label(x(day), bottom + 18, String(day), 'middle')),
    label((left + right) / 2, bottom + 34, 'days since the first purchase of all', 'middle'),
    line(200, 322, 224, 322, `style="stroke:${BLUE}" stroke-width="3"`),
    label(230, 326, 'counted'),
    line(330, 322, 354, 322, `style="stroke:${ORANGE}" stroke-width="3" stroke-dasharray="6 3"`),
    label(360, 326, 'expected'),
  ]);

  const table = measureFrequencyFit(model, split.rows, { top: 9 });
  const high = Math.max(...table.actual, ...table.expected);
  const bar = (n: number): number => (200 * n) / high;
  const bars = table.actual.flatMap((actual, i) => {
    const at = 60 + i * 56;
    return [
      rect(at, 250 - bar(actual), 20, bar(actual), BLUE),
      rect(at + 22, 250 - bar(table.expected[i]!), 20, bar(table.expected[i]!), ORANGE),
      label(at + 21, 268, i === table.actual.length - 1 ? `${i} or more` : String(i), 'middle'),
      label(at + 10, 246 - bar(actual), String(actual), 'middle', 10),
      label(at + 32, 246 - bar(table.expected[i]!), table.expected[i]!.toFixed(0), 'middle', 10),
    ];
  });
  draw('frequency', 640, 320, 'Customers of the shop by repeat purchases in its first year', [
    line(50, 250, 625, 250),
    ...bars,
    label(320, 288, 'repeat purchases', 'middle'),
    rect(200, 300, 14, 10, BLUE),
    label(220, 310, 'counted'),
    rect(330, 300, 14, 10, ORANGE),
    label(350, 310, 'expected'),
  ]);
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
      curve(
        years.map((periods) => [x(periods), y(probabilityStillCustomer(model, { periods }).value!)] as const),
        color,
        extra,
      );
    return [
      of(fitSbg({ survivors }), ''),
      of(fitBdw({ survivors }), 'stroke-dasharray="3 4"'),
      ...seen.map((left_, year) => `<circle cx="${n1(x(year))}" cy="${n1(y(left_ / 1000))}" r="3.5" fill="${color}"/>`),
      label(x(12) - 4, y(seen[12]! / 1000) - 16, name, 'end'),
    ];
  });
  draw('contracts', 640, 330, 'Subscribers left, of two cohorts: fitted to seven years, seen for twelve', [
    ...frame(left, top, right, bottom),
    line(x(7), top, x(7), bottom, 'stroke-dasharray="4 4"'),
    label(x(7) + 6, top + 12, 'never seen by the models'),
    ...body,
    ...[0, 0.5, 1].map((share) => label(left - 6, y(share) + 4, `${share * 100} %`, 'end')),
    ...[0, 3, 6, 9, 12].map((year) => label(x(year), bottom + 18, String(year), 'middle')),
    label((left + right) / 2, bottom + 34, 'years', 'middle'),
    label(120, 318, 'dots: seen   solid: sBG   dotted: BdW'),
  ]);
}
