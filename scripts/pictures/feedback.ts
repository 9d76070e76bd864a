/** Draws the pictures of the feedback guides from the library's own figures. `tsx --tsconfig test/tsconfig.json scripts/pictures/feedback.ts` */
import {
  apportionShares,
  cusumChart,
  decideSurvey,
  decomposeChange,
  measureDrivers,
  measureInterval,
  measureScore,
  NPS,
  shewhartChart,
  type SurveyRules,
} from 'clientele/feedback';
import { allIntervals, coverageOf } from '../../test/feedback/enumerate-coverage.ts';

import {
  across,
  BLUE,
  boxKey,
  DASHED,
  dot,
  END,
  GREEN,
  GREY,
  INK,
  line,
  lineKey,
  MIDDLE,
  ORANGE,
  path,
  picture,
  type Point,
  rect,
  RED,
  text,
  up,
  upward,
} from './drawing.ts';

/** True coverage over all populations, Wald beside the score interval, ten answers. */
function coverageHeat(): void {
  const n = 10;
  const color = (coverage: number): string =>
    coverage >= 0.94
      ? GREEN
      : coverage >= 0.92
        ? '#a9b95a'
        : coverage >= 0.88
          ? '#dfb04e'
          : coverage >= 0.8
            ? ORANGE
            : RED;
  const panel = (method: 'score' | 'wald', left: number, label: string): string => {
    const intervals = allIntervals(method, n, 0.95);
    let cells = '';
    for (let top = 1; top < 40; top++) {
      for (let bottom = 1; top + bottom <= 38; bottom++) {
        const shares = { top: top / 40, bottom: bottom / 40, middle: (40 - top - bottom) / 40 };
        cells += rect(left + 6 * top, 300 - 6 * bottom, 6, 6, color(coverageOf(intervals, n, shares).coverage));
      }
    }
    const axis = line(left + 6, 306, left + 240, 306) + line(left + 6, 306, left + 6, 60);
    return (
      cells +
      axis +
      across(
        [0, 50, 100],
        (p) => left + 6 + 2.34 * p,
        304,
        (p) => `${p} %`,
      ) +
      text(left + 9, 69, '100 %', 'font-size="10"') +
      text(left + 120, 50, label, MIDDLE) +
      text(left + 120, 336, 'promoters', MIDDLE)
    );
  };
  const legend = (
    [
      [GREEN, '94 % or more'],
      ['#a9b95a', '92 to 94'],
      ['#dfb04e', '88 to 92'],
      [ORANGE, '80 to 88'],
      [RED, 'under 80 %'],
    ] as const
  )
    .map(([color, words], i) => boxKey(30 + 108 * i, 363, color, words))
    .join('');
  const body =
    panel('score', 20, 'score interval (Tango), the default') +
    panel('wald', 310, 'estimate ± 1.96 standard errors (Wald)');
  picture(
    'feedback-coverage',
    'How often a 95 % interval of ten answers holds the true NPS',
    580,
    376,
    body + upward(16, 180, 'detractors') + legend,
  );
}

/** True coverage of four methods along populations with one passive in ten, ten answers. */
function coverageCurves(): void {
  const n = 10;
  const x = (nps: number): number => 60 + ((nps + 90) / 180) * 470;
  const y = (coverage: number): number => 300 - (coverage - 0.7) * 830;
  const methods = [
    ['score', BLUE, 'score (default)'],
    ['adjusted-wald', GREEN, 'adjusted Wald'],
    ['t', GREY, 't'],
    ['wald', ORANGE, 'Wald'],
  ] as const;
  let body =
    up([0.7, 0.8, 0.9, 1], y, [60, 530], (share) => `${Math.round(100 * share)} %`) +
    across([-90, -45, 0, 45, 90], x, 300) +
    line(60, y(0.95), 530, y(0.95), INK, DASHED) +
    text(527, y(0.978), 'promised: 95 %', END);
  methods.forEach(([method, color, words], i) => {
    const intervals = allIntervals(method, n, 0.95);
    const points = Array.from({ length: 87 }, (_, k): Point => {
      const top = 0.02 + k * 0.01;
      const shares = { top, middle: 0.1, bottom: 0.9 - top };
      return [x(100 * (2 * top - 0.9)), y(coverageOf(intervals, n, shares).coverage)];
    });
    body += path(points, color) + lineKey(70 + 122 * i, 366, color, words);
  });
  picture(
    'feedback-coverage-curves',
    'How often a 95 % interval of ten answers holds, one passive in ten',
    560,
    378,
    body + text(295, 338, 'true NPS', MIDDLE) + upward(14, 190, 'coverage'),
  );
}

/** Width against answers. */
function widthCurve(): void {
  const x = (n: number): number => 50 + (Math.log10(n) / 4) * 480;
  const y = (width: number): number => 300 - width * 1.3;
  const ns = Array.from({ length: 81 }, (_, i) => Math.round(10 ** (i / 20)));
  const points = ns.map((n): Point => {
    const top = Math.round(0.62 * n);
    const bottom = Math.round(0.14 * n);
    const { low, high } = measureInterval(NPS, { top, middle: n - top - bottom, bottom }).interval!;
    return [x(n), y(high - low)];
  });
  picture(
    'feedback-width',
    'Width of the 95 % interval of an NPS near 48, by answers',
    560,
    345,
    up([0, 50, 100, 150], y, [50, 530]) +
      across([1, 10, 100, 1000, 10_000], x, 301) +
      path(points, BLUE) +
      text(290, 338, 'answers (logarithmic)', MIDDLE) +
      upward(14, 180, 'points'),
  );
}

/** A fall of the score split into mix and rate. */
function waterfall(): void {
  const g = (top: number, middle: number, bottom: number) => ({ top, middle, bottom });
  const split = decomposeChange(
    NPS,
    { small: g(120, 60, 20), medium: g(50, 30, 20), large: g(10, 10, 30) },
    { small: g(80, 50, 20), medium: g(55, 30, 15), large: g(35, 35, 80) },
  );
  const y = (value: number): number => 260 - value * 5.5;
  let at = split.before!;
  let body = '';
  const bar = (i: number, from: number, to: number, label: string, fill: string, figure: string): void => {
    const x = 50 + i * 66;
    body += rect(x, y(Math.max(from, to)), 50, Math.max(1, Math.abs(y(from) - y(to))), fill);
    body +=
      text(x + 25, y(Math.max(from, to)) - 5, figure, `${MIDDLE} font-size="11"`) +
      text(x + 25, 280, label, `${MIDDLE} font-size="10"`);
  };
  bar(0, 0, at, 'before', BLUE, at.toFixed(1));
  let i = 1;
  for (const kind of ['mix', 'rate'] as const) {
    for (const name of ['small', 'medium', 'large'] as const) {
      const step = split.segments[name][kind];
      bar(
        i++,
        at,
        at + step,
        `${name} ${kind}`,
        step >= 0 ? GREEN : RED,
        `${step >= 0 ? '+' : '−'}${Math.abs(step).toFixed(1)}`,
      );
      at += step;
    }
  }
  // 13.75 to the last bit but one: a tie goes up.
  bar(i, 0, at, 'after', BLUE, Number(at.toFixed(9)).toFixed(1));
  picture(
    'feedback-waterfall',
    'Why NPS fell: mix of customers, not their opinions (points)',
    600,
    300,
    body + line(40, y(0), 580, y(0)),
  );
}

/** Monthly NPS with its limits, and the drift that they do not see. */
function charts(): void {
  const months = [48, 44, 51, 47, 45, 50, 18, 49, 46, 44, 47, 50].map((value, i) => {
    const n = 80 + ((i * 37) % 90);
    const bottom = Math.round(n * 0.16);
    const top = Math.round((value / 100) * n) + bottom;
    return { top, middle: n - top - bottom, bottom };
  });
  const chart = shewhartChart(NPS, months);
  const x = (i: number): number => 60 + i * 42;
  const y = (value: number): number => 240 - value * 2.2;
  const band = chart.high
    .map((high, i) => rect(x(i) - 21, y(high!), 42, y(chart.low[i]!) - y(high!), BLUE, 'fill-opacity="0.22"'))
    .join('');
  const values = chart.values.map((value, i) => [x(i), y(value!)] as Point);
  const dots = values.map(([a, b], i) => dot(a, b, chart.beyondLimits.includes(i) ? RED : BLUE)).join('');
  picture(
    'feedback-chart',
    'NPS by month with its control limits: month 7 is a signal',
    580,
    290,
    band +
      line(40, y(chart.center!), 545, y(chart.center!), INK, DASHED) +
      path(values, BLUE) +
      dots +
      up([0, 20, 40, 60, 80], y, [40, 545]) +
      across([...months.keys()], x, 245, (i) => String(i + 1)) +
      text(300, 282, 'month', MIDDLE) +
      upward(12, 150, 'points'),
  );
  const drift = Array.from(
    { length: 24 },
    (_, i) => 48 + [2, -3, 1, 4, -2, -4, 3, -1][i % 8]! - Math.max(0, i - 10) * 0.6,
  );
  const cusum = cusumChart(drift, { mean: 48, standardDeviation: 3, slackSigmas: 0.5, thresholdSigmas: 5 });
  const cx = (i: number): number => 50 + i * 21;
  const cy = (sum: number): number => 230 - sum * 2.5;
  const rows = up([0, 20, 40], cy, [50, 545]) + across([1, 6, 12, 18, 24], (month) => cx(month - 1), 233);
  picture(
    'feedback-drift',
    'A slow drift, as a CUSUM chart sees it',
    580,
    280,
    rows +
      path(
        cusum.low.map((sum, i) => [cx(i), cy(sum)]),
        ORANGE,
      ) +
      line(50, cy(cusum.threshold), 545, cy(cusum.threshold), INK, DASHED) +
      text(545, cy(cusum.threshold) - 6, 'threshold', END) +
      text(
        cx(cusum.beyondLimits[0]!),
        cy(cusum.low[cusum.beyondLimits[0]!]!) - 8,
        `signal in month ${cusum.beyondLimits[0]! + 1}`,
        END,
      ) +
      text(300, 268, 'month', MIDDLE) +
      upward(12, 140, 'sum of falls, points'),
  );
}

/** Driver importance by two methods. */
function driverBars(): void {
  const outcome = [9, 8, 4, 6, 2, 7, 10, 5, 3, 8, 6, 9];
  const predictors = {
    service: [9, 8, 3, 6, 2, 8, 9, 5, 4, 7, 6, 9],
    delivery: [8, 8, 5, 5, 3, 6, 9, 6, 4, 8, 5, 7],
    price: [5, 6, 4, 7, 4, 5, 6, 3, 5, 6, 7, 4],
  };
  let body = '';
  (['johnson', 'shapley'] as const).forEach((method, m) => {
    const { importanceShare } = measureDrivers({ outcome, predictors }, { method });
    const names = ['service', 'delivery', 'price'] as const;
    // Whole percents that add up to 100.
    const percents = apportionShares(names.map((name) => Math.round(1e6 * importanceShare![name])))!;
    names.forEach((name, i) => {
      const y = 45 + i * 56 + m * 20;
      const width = importanceShare![name] * 560;
      body += rect(90, y, width, 17, m === 0 ? BLUE : ORANGE) + text(96 + width, y + 13, `${percents[i]} %`);
      if (m === 0) body += text(82, y + 22, name, END);
    });
    body += boxKey(330 + 100 * m, 207, m === 0 ? BLUE : ORANGE, m === 0 ? 'Johnson' : 'Shapley');
  });
  picture('feedback-drivers', 'What drives satisfaction: share of what is explained', 560, 220, body);
}

/** When a customer may be asked, and why not before. */
function timeLine(): void {
  const rules: SurveyRules = {
    kind: 'survey-rules',
    version: 1,
    newCustomerDays: 14,
    coolDowns: [
      { name: 'one-a-month', scope: 'all', counts: ['sent'], days: 30 },
      { name: 'answered-recently', scope: 'survey', counts: ['answered'], days: 60 },
    ],
    surveys: {},
  };
  const DAY = 86_400_000;
  const events = [
    { survey: 'nps', kind: 'sent' as const, at: 30 * DAY },
    { survey: 'nps', kind: 'answered' as const, at: 32 * DAY },
    { survey: 'ces', kind: 'sent' as const, at: 100 * DAY },
  ];
  const x = (day: number): number => 120 + day * 3;
  const rows = ['new-customer', 'one-a-month', 'answered-recently'];
  let body =
    rows.map((name, i) => text(112, 58 + i * 30, name, `${END} font-size="11"`)).join('') +
    text(112, 158, 'may ask', `${END} font-weight="bold"`);
  const days = Array.from({ length: 150 }, (_, day) => {
    const { eligible, reasons } = decideSurvey(rules, { events, firstSeenAt: 0 }, { survey: 'nps', asOf: day * DAY });
    return { eligible, names: reasons.map(({ code, facts }) => facts.name ?? code) };
  });
  /** Days that follow each other are one bar: no hairlines between them. */
  const bars = (y: number, holds: (day: (typeof days)[number]) => boolean, fill: string, more = ''): void => {
    for (let from = 0, to; from < days.length; from = to + 1) {
      for (to = from; to < days.length && holds(days[to]!); to++);
      if (to > from) body += rect(x(from), y, x(to) - x(from), 16, fill, more);
    }
  };
  rows.forEach((name, i) => bars(46 + 30 * i, ({ names }) => names.includes(name), ORANGE));
  bars(146, ({ eligible }) => eligible, GREEN);
  bars(146, ({ eligible }) => !eligible, GREY, 'fill-opacity="0.4"');
  body += across([0, 30, 60, 90, 120, 150], x, 165) + text(345, 198, 'days since first seen', MIDDLE);
  picture('feedback-eligibility', 'When this customer may be asked for NPS', 600, 206, body);
}

coverageHeat();
coverageCurves();
widthCurve();
waterfall();
charts();
driverBars();
timeLine();
console.log(`NPS of the example: ${measureScore(NPS, { top: 62, middle: 24, bottom: 14 }).value}`);
