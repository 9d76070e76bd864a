/** Draws the pictures of the churn guides from the library's own figures. `tsx --tsconfig test/tsconfig.json scripts/pictures/churn.ts` */
import {
  fitGapRisk,
  fitInactivityRisk,
  fitLogistic,
  gainCurve,
  measureCalibration,
  probabilityChurn,
  probabilityNoReturn,
  shiftPrior,
  tabulateInactivity,
} from 'clientele/churn';
import type { ScoredRow } from 'clientele/churn';
import { createRandom, drawGamma, drawNormal, nextUniform } from 'clientele/statistics';

import {
  across,
  area,
  BLUE,
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
  type Point,
  rect,
  text,
  up,
  upward,
} from './drawing.ts';

const DAY = 86_400_000;

/** The frame of a chart with percent on both sides. */
function frame(x: (share: number) => number, y: (share: number) => number, words: string, upwards: string): string {
  const shares = [0, 0.25, 0.5, 0.75, 1];
  return (
    across(shares, x, y(0), percent) +
    up(shares, y, [x(0), x(1)], percent) +
    text(x(0.5), y(0) + 38, words, MIDDLE) +
    upward(x(0) - 48, y(0.5), upwards)
  );
}

const legend = (entries: readonly (readonly [string, string])[], left: number, top: number): string =>
  entries.map(([color, words], i) => lineKey(left, top + 18 * i, color, words)).join('');

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
  const x = (share: number): number => 76 + 320 * share;
  const y = (share: number): number => 350 - 310 * share;
  const curve = (rows: ScoredRow[], color: string, more = ''): string => {
    const points = measureCalibration(rows, { bins: 10 }).bins.map(({ meanProbability, churnRate }): Point => [
      x(meanProbability),
      y(churnRate),
    ]);
    return path(points, color, more) + points.map(([a, b]) => dot(a, b, color)).join('');
  };
  const ece = (rows: ScoredRow[]): string => measureCalibration(rows).ece!.toFixed(3);
  const body =
    frame(x, y, 'probability that the model said', 'share that left') +
    line(x(0), y(0), x(1), y(1), INK, DASHED) +
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
  picture('churn-calibration', 'Do the probabilities mean what they say?', 660, 400, body);
}

function gains({ plain }: ReturnType<typeof models>): void {
  const x = (share: number): number => 76 + 320 * share;
  const y = (share: number): number => 350 - 310 * share;
  const points = gainCurve(plain).map(({ share, gain }): Point => [x(share), y(gain)]);
  const rate = plain.filter(({ churned }) => churned).length / plain.length;
  const best: Point[] = [
    [x(0), y(0)],
    [x(rate), y(1)],
    [x(1), y(1)],
  ];
  const at = gainCurve(plain).findLast(({ share }) => share <= 0.2)!;
  const body =
    frame(x, y, 'customers called, by falling score', 'leavers reached') +
    line(x(0), y(0), x(1), y(1), INK, DASHED) +
    path(best, GREEN, 'stroke-dasharray="6 4"') +
    path(points, BLUE) +
    line(x(at.share), y(0), x(at.share), y(at.gain), ORANGE, 'stroke-width="2"') +
    line(x(0), y(at.gain), x(at.share), y(at.gain), ORANGE, 'stroke-width="2"') +
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
  picture('churn-gain', 'How many of the leavers does a list reach?', 660, 400, body);
}

/** Orders of a generated shop: many come once, those who come again come for long. */
function orders(asOf: number): { customerId: number; at: number }[] {
  const random = createRandom(3);
  return Array.from({ length: 4000 }, (_, customerId) => {
    const own: { customerId: number; at: number }[] = [];
    let at = Date.UTC(2023, 0, 1) + nextUniform(random) * 800 * DAY;
    for (let more = true; more && at < asOf; more = nextUniform(random) < (own.length === 1 ? 0.4 : 0.85)) {
      own.push({ customerId, at: Math.floor(at) });
      at += drawGamma(random, 1.5, 0.03) * DAY;
    }
    return own;
  }).flat();
}

/** Risk by silence, for customers with few and with many purchases. */
function riskByGap(): void {
  const asOf = Date.UTC(2026, 0, 1);
  const purchases = orders(asOf);
  const gaps = fitGapRisk(purchases, { asOf, strata: [1, 2, 4] });
  const days = Array.from({ length: 41 }, (_, i) => 5 * i);
  const x = (day: number): number => 76 + (day / 200) * 400;
  const y = (share: number): number => 330 - 280 * share;
  const shares = [0, 0.25, 0.5, 0.75, 1];
  let body = up(shares, y, [x(0), x(200)], percent) + across([0, 50, 100, 150, 200], x, y(0));
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
      ...known.map(({ day, interval }): Point => [x(day), y(interval!.high)]),
      ...known.toReversed().map(({ day, interval }): Point => [x(day), y(interval!.low)]),
    ];
    body +=
      area(band, color, 0.25) +
      path(
        known.map(({ day, value }): Point => [x(day), y(value!)]),
        color,
      );
  }
  body +=
    line(x(60), y(0), x(60), y(1), INK, DASHED) +
    text(x(60) + 4, y(1) + 12, '60 days', 'font-size="11"') +
    text(x(100), 366, 'days of silence', MIDDLE) +
    upward(22, 190, 'stays away 90 days more') +
    legend(
      strata.map(([, color, words]) => [color, words] as const),
      490,
      80,
    );
  picture('churn-gap', 'What a silence means depends on whose it is', 680, 380, body);
}

/** The table of silence as a map: the share that stayed away, and of how many. */
function silenceMap(): void {
  const asOf = Date.UTC(2026, 0, 1);
  const risk = fitInactivityRisk(orders(asOf), {
    landmarks: Array.from({ length: 8 }, (_, i) => Date.UTC(2024, 3 * i, 1)),
    horizonDays: 90,
    asOf,
    silenceEdgesDays: [0, 15, 30, 60, 90, 120, 180, 365],
    strata: [1, 2, 3, 4, 6, 10],
    monotone: false,
  });
  const rows = tabulateInactivity(risk);
  const silences = [...new Set(rows.map(({ fromDays }) => fromDays))];
  const strata = [...new Set(rows.map(({ fromPurchases }) => fromPurchases))];
  const [width, height] = [66, 40];
  const x = (column: number): number => 90 + width * column;
  const y = (row: number): number => 44 + height * row;
  let body = '';
  for (const { fromPurchases, toPurchases, fromDays, toDays, churnRate } of rows) {
    const [column, row] = [silences.indexOf(fromDays), strata.indexOf(fromPurchases)];
    const { value, denominator } = churnRate;
    const middle = x(column) + width / 2;
    body += rect(x(column) + 1, y(row) + 1, width - 2, height - 2, value === null ? INK : ORANGE, `fill-opacity="${value === null ? 0.06 : (0.75 * value ** 2).toFixed(3)}"`); // prettier-ignore
    body += text(middle, y(row) + 18, value === null ? '–' : percent(value), `${MIDDLE} font-size="13"`);
    body += text(middle, y(row) + 32, `of ${denominator}`, `${MIDDLE} font-size="10"`);
    if (column === 0) {
      const most = toPurchases === null ? '+' : toPurchases === fromPurchases ? '' : `–${toPurchases}`;
      body += text(x(0) - 8, y(row) + 25, `${fromPurchases}${most}`, END);
    }
    if (row === 0) {
      body += text(middle, y(strata.length) + 16, toDays === null ? `${fromDays}+` : `${fromDays}–${toDays}`, MIDDLE);
    }
  }
  body +=
    text(x(silences.length / 2), y(strata.length) + 38, 'days of silence', MIDDLE) +
    upward(24, y(strata.length / 2), 'purchases so far');
  picture('churn-silence', 'Who stays away for the next 90 days, and of how many?', 640, y(strata.length) + 52, body);
}

const rows = models();
calibrationCurve(rows);
gains(rows);
riskByGap();
silenceMap();
