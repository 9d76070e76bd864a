/** Draws the pictures of the churn guides from the library's own figures. `tsx --tsconfig test/tsconfig.json scripts/pictures/churn.ts` */
import { mkdirSync, writeFileSync } from 'node:fs';
import {
  fitGapRisk,
  fitLogistic,
  gainCurve,
  measureCalibration,
  probabilityChurn,
  probabilityNoReturn,
  shiftPrior,
} from 'clientele/churn';
import type { ScoredRow } from 'clientele/churn';
import { createRandom, drawGamma, drawNormal, nextUniform } from 'clientele/statistics';

const OUT = 'docs/pictures';
const BLUE = '#5b8fc9';
const ORANGE = '#d0773c';
const GREEN = '#4f9a6a';
const DAY = 86_400_000;

/** A picture that is legible on light and dark pages: text in the color of the page, lines in middle tones. */
function picture(name: string, title: string, width: number, height: number, body: string): void {
  mkdirSync(OUT, { recursive: true });
  const head = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="12" role="img" fill="currentColor"><title>${title}</title><style>svg{color:#333}@media(prefers-color-scheme:dark){svg{color:#ddd}}</style>`;
  const heading = `<text x="${width / 2}" y="20" text-anchor="middle" font-size="15" font-weight="bold">${title}</text>`;
  writeFileSync(`${OUT}/churn-${name}.svg`, `${head}${heading}${body}</svg>\n`);
}

const f = (x: number): string => x.toFixed(1);
const text = (x: number, y: number, words: string, more = ''): string =>
  `<text x="${f(x)}" y="${f(y)}" ${more}>${words}</text>`;
const line = (x1: number, y1: number, x2: number, y2: number, more = 'stroke="currentColor"'): string =>
  `<line x1="${f(x1)}" y1="${f(y1)}" x2="${f(x2)}" y2="${f(y2)}" ${more}/>`;
const path = (points: [number, number][], color: string, more = ''): string =>
  `<path d="M${points.map(([x, y]) => `${f(x)} ${f(y)}`).join('L')}" fill="none" stroke="${color}" stroke-width="2" ${more}/>`;
const dot = (x: number, y: number, color: string): string =>
  `<circle cx="${f(x)}" cy="${f(y)}" r="4" fill="${color}"/>`;

/** The frame of a chart with percent on both sides. */
function frame(x: (share: number) => number, y: (share: number) => number, across: string, up: string): string {
  const ticks = [0, 0.25, 0.5, 0.75, 1].map(
    (share) =>
      text(x(share), y(0) + 16, `${100 * share} %`, 'text-anchor="middle" font-size="10"') +
      text(x(0) - 6, y(share) + 4, `${100 * share} %`, 'text-anchor="end" font-size="10"') +
      line(x(0), y(share), x(1), y(share), 'stroke="currentColor" stroke-opacity="0.2"'),
  );
  const middle = (y(0) + y(1)) / 2;
  return (
    ticks.join('') +
    text((x(0) + x(1)) / 2, y(0) + 36, across, 'text-anchor="middle"') +
    text(x(0) - 44, middle, up, `transform="rotate(-90 ${f(x(0) - 44)} ${f(middle)})" text-anchor="middle"`)
  );
}

const legend = (entries: readonly (readonly [string, string])[], left: number, top: number): string =>
  entries
    .map(
      ([color, words], i) =>
        line(left, top + 18 * i - 4, left + 18, top + 18 * i - 4, `stroke="${color}" stroke-width="3"`) +
        text(left + 24, top + 18 * i, words),
    )
    .join('');

/** A generated base of 6,000 customers, one in five leaves; half of them train two models, the others judge. */
function models(): { plain: ScoredRow[]; balanced: ScoredRow[]; repaired: ScoredRow[] } {
  const random = createRandom(20261126);
  const features = [
    { name: 'visits', kind: 'number' },
    { name: 'tickets', kind: 'number' },
  ] as const;
  const rows = Array.from({ length: 6000 }, () => {
    const record = { visits: drawNormal(random), tickets: drawNormal(random) };
    const logit = -2 - 1.2 * record.visits + 0.8 * record.tickets;
    return { features: record, churned: nextUniform(random) < 1 / (1 + Math.exp(-logit)) };
  });
  const [train, test] = [rows.slice(0, 3000), rows.slice(3000)];
  const rate = train.filter(({ churned }) => churned).length / train.length;
  const model = fitLogistic(train, { features, horizonDays: 30 });
  const weighted = fitLogistic(
    train.map((row) => ({ ...row, weight: row.churned ? 0.5 / rate : 0.5 / (1 - rate) })),
    { features, horizonDays: 30 },
  );
  const scored = (score: (record: (typeof rows)[number]['features']) => number): ScoredRow[] =>
    test.map(({ features: record, churned }) => ({ probability: score(record), churned }));
  return {
    plain: scored((record) => probabilityChurn(model, record)),
    balanced: scored((record) => probabilityChurn(weighted, record)),
    repaired: scored((record) => shiftPrior(probabilityChurn(weighted, record), { trainRate: 0.5, trueRate: rate })),
  };
}

function calibrationCurve({ plain, balanced, repaired }: ReturnType<typeof models>): void {
  const x = (share: number): number => 70 + 320 * share;
  const y = (share: number): number => 350 - 310 * share;
  const curve = (rows: ScoredRow[], color: string, more = ''): string => {
    const points = measureCalibration(rows, { bins: 10 }).bins.map(
      ({ meanProbability, churnRate }): [number, number] => [x(meanProbability), y(churnRate)],
    );
    return path(points, color, more) + points.map(([a, b]) => dot(a, b, color)).join('');
  };
  const ece = (rows: ScoredRow[]): string => measureCalibration(rows).ece!.toFixed(3);
  const body =
    frame(x, y, 'probability that the model said', 'share that left') +
    line(x(0), y(0), x(1), y(1), 'stroke="currentColor" stroke-dasharray="4 4"') +
    curve(balanced, ORANGE) +
    curve(plain, BLUE) +
    curve(repaired, GREEN, 'stroke-dasharray="5 6"') +
    legend(
      [
        [BLUE, `rows as they are: off by ${ece(plain)}`],
        [ORANGE, `balanced weights: off by ${ece(balanced)}`],
        [GREEN, `balanced, then shiftPrior: off by ${ece(repaired)}`],
      ],
      410,
      80,
    ) +
    text(410, 150, 'On the dashed line a probability', 'font-size="11"') +
    text(410, 165, 'means what it says. All three', 'font-size="11"') +
    text(410, 180, 'models rank alike.', 'font-size="11"');
  picture('calibration', 'Do the probabilities mean what they say?', 660, 400, body);
}

function gains({ plain }: ReturnType<typeof models>): void {
  const x = (share: number): number => 70 + 320 * share;
  const y = (share: number): number => 350 - 310 * share;
  const points = gainCurve(plain).map(({ share, gain }): [number, number] => [x(share), y(gain)]);
  const rate = plain.filter(({ churned }) => churned).length / plain.length;
  const best: [number, number][] = [
    [x(0), y(0)],
    [x(rate), y(1)],
    [x(1), y(1)],
  ];
  const at = gainCurve(plain).findLast(({ share }) => share <= 0.2)!;
  const body =
    frame(x, y, 'customers called, by falling score', 'leavers reached') +
    line(x(0), y(0), x(1), y(1), 'stroke="currentColor" stroke-dasharray="4 4"') +
    path(best, GREEN, 'stroke-dasharray="6 4"') +
    path(points, BLUE) +
    line(x(at.share), y(0), x(at.share), y(at.gain), `stroke="${ORANGE}" stroke-width="2"`) +
    line(x(0), y(at.gain), x(at.share), y(at.gain), `stroke="${ORANGE}" stroke-width="2"`) +
    dot(x(at.share), y(at.gain), ORANGE) +
    legend(
      [
        [BLUE, 'the model'],
        [GREEN, 'the best there can be'],
        [ORANGE, `${(100 * at.share).toFixed(0)} % called reach ${(100 * at.gain).toFixed(0)} % of the leavers`],
      ],
      410,
      80,
    ) +
    text(410, 150, 'dashed: drawing lots', 'font-size="11"');
  picture('gain', 'How many of the leavers does a list reach?', 660, 400, body);
}

/** Risk by silence, for customers with few and with many purchases, of a generated shop. */
function riskByGap(): void {
  const random = createRandom(3);
  const asOf = Date.UTC(2026, 0, 1);
  const purchases = Array.from({ length: 4000 }, (_, customerId) => {
    const orders: { customerId: number; at: number }[] = [];
    let at = Date.UTC(2023, 0, 1) + nextUniform(random) * 800 * DAY;
    for (let more = true; more && at < asOf; more = nextUniform(random) < (orders.length === 1 ? 0.4 : 0.85)) {
      orders.push({ customerId, at: Math.floor(at) });
      at += drawGamma(random, 1.5, 0.03) * DAY;
    }
    return orders;
  }).flat();
  const gaps = fitGapRisk(purchases, { asOf, strata: [1, 2, 4] });
  const days = Array.from({ length: 41 }, (_, i) => 5 * i);
  const x = (day: number): number => 70 + (day / 200) * 400;
  const y = (share: number): number => 330 - 280 * share;
  let body = '';
  for (const share of [0, 0.25, 0.5, 0.75, 1]) {
    body +=
      line(x(0), y(share), x(200), y(share), 'stroke="currentColor" stroke-opacity="0.2"') +
      text(x(0) - 6, y(share) + 4, `${100 * share} %`, 'text-anchor="end" font-size="10"');
  }
  for (const day of [0, 50, 100, 150, 200]) {
    body += text(x(day), y(0) + 16, String(day), 'text-anchor="middle" font-size="10"');
  }
  const strata = [
    [1, ORANGE, 'after the first purchase'],
    [2, GREEN, 'after two or three'],
    [4, BLUE, 'after four or more'],
  ] as const;
  for (const [count, color] of strata) {
    const found = days.map((day) => ({
      day,
      ...probabilityNoReturn(gaps, { daysSinceLast: day, purchases: count }, { horizonDays: 90 }),
    }));
    const known = found.filter(({ value, interval }) => value !== null && interval !== null);
    const band = [
      ...known.map(({ day, interval }): [number, number] => [x(day), y(interval!.high)]),
      ...known.toReversed().map(({ day, interval }): [number, number] => [x(day), y(interval!.low)]),
    ];
    body +=
      `<path d="M${band.map(([a, b]) => `${f(a)} ${f(b)}`).join('L')}Z" fill="${color}" fill-opacity="0.25"/>` +
      path(
        known.map(({ day, value }): [number, number] => [x(day), y(value!)]),
        color,
      );
  }
  body +=
    line(x(60), y(0), x(60), y(1), 'stroke="currentColor" stroke-dasharray="3 3"') +
    text(x(60) + 4, y(1) + 12, '60 days', 'font-size="11"') +
    text((x(0) + x(200)) / 2, 366, 'days of silence', 'text-anchor="middle"') +
    text(22, 190, 'stays away 90 days more', 'transform="rotate(-90 22 190)" text-anchor="middle"') +
    legend(
      strata.map(([, color, words]) => [color, words] as const),
      490,
      80,
    );
  picture('gap', 'What a silence means depends on whose it is', 680, 380, body);
}

const rows = models();
calibrationCurve(rows);
gains(rows);
riskByGap();
