/** Draws the pictures of the survival guides from the library's own figures. `tsx --tsconfig test/tsconfig.json scripts/pictures/survival.ts` */
import { createRandom, drawGamma, normalQuantile, nextUniform } from 'clientele/statistics';
import type { CovariateSpell, SurvivalCurve } from 'clientele/survival';
import {
  fitAalenJohansen,
  fitCox,
  fitKaplanMeier,
  measureProportionality,
  probabilityEnded,
  probabilitySurviving,
  quantileDays,
  summarizeSpells,
  tabulateSchoenfeldResiduals,
  tabulateSurvival,
} from 'clientele/survival';

import {
  across,
  area,
  BLUE,
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
  type Point,
  text,
  up,
  upward,
} from './drawing.ts';

const DAY = 86_400_000;

/** Corners of a step line through values that hold from their day on. */
function steps(points: Point[]): Point[] {
  return points.flatMap(([x, y], i): Point[] => (i === 0 ? [[x, y]] : [[x, points[i - 1]![1]], [x, y]])); // prettier-ignore
}

function frame(x: (day: number) => number, y: (share: number) => number, days: readonly number[]): string {
  return up([0, 0.25, 0.5, 0.75, 1], y, [x(0), x(days.at(-1)!)], percent) + across(days, x, y(0));
}

/** A generated shop: monthly and yearly plans, started over two years. */
function shop(): { plan: 'monthly' | 'yearly'; startedAt: number; endedAt: number | null }[] {
  const random = createRandom(20261126);
  const asOf = Date.UTC(2026, 0, 1);
  return Array.from({ length: 400 }, (_, i) => {
    const plan = i % 2 === 0 ? ('monthly' as const) : ('yearly' as const);
    const startedAt = Date.UTC(2024, 0, 1) + Math.floor(nextUniform(random) * 700) * DAY;
    const endedAt = startedAt + Math.ceil(drawGamma(random, 1.4, plan === 'monthly' ? 0.008 : 0.0042)) * DAY;
    return { plan, startedAt, endedAt: endedAt < asOf ? endedAt : null };
  });
}

function curveOf(rows: ReturnType<typeof shop>): SurvivalCurve {
  const memberships = rows.map(({ startedAt, endedAt }, customerId) => ({ customerId, startedAt, endedAt }));
  return fitKaplanMeier(summarizeSpells(memberships, { asOf: Date.UTC(2026, 0, 1), observedFrom: 'beginning' }).spells);
}

/** Two curves with bands, censor ticks and the number at risk below. */
function kaplanMeier(): void {
  const x = (day: number): number => 90 + day * 0.76;
  const y = (share: number): number => 300 - share * 250;
  const rows = shop();
  let body = frame(x, y, [0, 100, 200, 300, 400, 500, 600]);
  (
    [
      ['monthly', ORANGE],
      ['yearly', BLUE],
    ] as const
  ).forEach(([plan, color], k) => {
    // prettier-ignore
    const curve = curveOf(rows.filter((row) => row.plan === plan));
    const atDays = [0, ...curve.steps.map(({ days }) => days).filter((d) => d <= 600), 600];
    const table = tabulateSurvival(curve, { atDays });
    const at = (of: (row: (typeof table)[number]) => number): Point[] =>
      steps(table.map((row) => [x(row.days), y(of(row))]));
    const band = [...at((row) => row.interval!.low), ...at((row) => row.interval!.high).toReversed()];
    body +=
      area(band, color) +
      path(
        at((row) => row.value!),
        color,
      );
    for (const day of curve.quiet.days.filter((d) => d <= 600)) {
      const s = y(probabilitySurviving(curve, { days: day }).value!);
      body += line(x(day), s - 3, x(day), s + 3, color, 'stroke-opacity="0.7"');
    }
    const median = quantileDays(curve, { share: 0.5 }).value!;
    body += line(x(median), y(0.5), x(median), y(0), color, 'stroke-dasharray="4 3"');
    body += text(x(median) + 4, y(0) - 6, `${median} days`, `fill="${color}"`);
    body += text(72, 362 + 16 * k, plan, `fill="${color}" text-anchor="end" font-size="11"`);
    for (const day of [0, 100, 200, 300, 400, 500, 600]) {
      const { atRisk } = probabilitySurviving(curve, { days: day });
      body += text(x(day), 362 + 16 * k, String(atRisk), `fill="${color}" text-anchor="middle" font-size="11"`);
    }
  });
  body += text(x(300), 334, 'days since the start', MIDDLE);
  body += text(72, 348, 'at risk', `${END} font-size="11" font-style="italic"`);
  picture(
    'survival-kaplan-meier',
    'Share still subscribed, with 95 % bands; ticks: last seen as a customer',
    580,
    388,
    body,
  );
}

/** The same table twice: as if nobody had been deleted, and told from when on leavers were kept. */
function leftTruncation(): void {
  const x = (day: number): number => 60 + day * 0.86;
  const y = (share: number): number => 290 - share * 240;
  const asOf = Date.UTC(2026, 0, 1);
  const keptSince = Date.UTC(2025, 6, 1);
  const all = shop().map(({ startedAt, endedAt }, customerId) => ({ customerId, startedAt, endedAt }));
  const left = all.filter(({ endedAt }) => endedAt === null || endedAt > keptSince);
  const curves = [
    ['the table as it stands', ORANGE, fitKaplanMeier(summarizeSpells(left, { asOf, observedFrom: 'beginning' }).spells)],
    ['told that leavers were kept since July', BLUE, fitKaplanMeier(summarizeSpells(left, { asOf, observedFrom: keptSince }).spells)],
    ['all customers, had nobody been deleted', GREEN, fitKaplanMeier(summarizeSpells(all, { asOf, observedFrom: 'beginning' }).spells)],
  ] as const; // prettier-ignore
  let body = frame(x, y, [0, 100, 200, 300, 400, 500]);
  curves.forEach(([words, color, curve], k) => {
    const atDays = [0, ...curve.steps.map(({ days }) => days).filter((d) => d <= 500), 500];
    const points = tabulateSurvival(curve, { atDays }).map((row): Point => [x(row.days), y(row.value!)]);
    body += path(steps(points), color, k === 2 ? 'stroke-dasharray="5 3"' : '');
    body += lineKey(70, 346 + 16 * k, color, words, k === 2 ? 'stroke-dasharray="5 3"' : '');
  });
  body += text(x(250), 324, 'days since the start', MIDDLE);
  picture('survival-left-truncation', 'A table of survivors flatters', 520, 380, body);
}

/** Spells whose risk depends on three numbers; the plan protects early on only. */
function coxSpells(): CovariateSpell<'yearly plan' | 'ticket' | 'discount'>[] {
  const random = createRandom(12);
  return Array.from({ length: 900 }, () => {
    const yearly = nextUniform(random) < 0.4 ? 1 : 0;
    const ticket = Math.floor(3 * nextUniform(random));
    const discount = nextUniform(random) < 0.3 ? 1 : 0;
    const rate = Math.exp(0.35 * ticket + 0.1 * discount) / 260;
    // Until day 150 a yearly plan holds the risk at a fifth; afterwards it makes no difference.
    const early = drawGamma(random, 1, rate * (yearly ? 0.2 : 1));
    const life = early < 150 ? early : 150 + drawGamma(random, 1, rate);
    const seen = 60 + 500 * nextUniform(random);
    return {
      days: Math.ceil(Math.min(life, seen)),
      ended: life <= seen,
      covariates: { 'yearly plan': yearly, ticket, discount },
    };
  });
}

/** Hazard ratios with intervals on a logarithmic scale. */
function coxEffects(): void {
  const { covariates, fit } = fitCox(coxSpells());
  const z = normalQuantile(0.975);
  const x = (ratio: number): number => 330 + Math.log2(ratio) * 110;
  let body = line(x(1), 40, x(1), 168);
  for (const ratio of [0.25, 0.5, 1, 2]) {
    if (ratio !== 1) body += line(x(ratio), 40, x(ratio), 168, INK, FAINT);
    body += text(x(ratio), 184, `× ${ratio}`, MIDDLE);
  }
  covariates.forEach(({ name, coefficient }, k) => {
    const y = 62 + 40 * k;
    const se = fit.standardErrors[k]!;
    const [low, mid, high] = [-z, 0, z].map((q) => Math.exp(coefficient + q * se)) as [number, number, number];
    const color = high < 1 ? GREEN : low > 1 ? ORANGE : BLUE;
    body += line(x(low), y, x(high), y, color, 'stroke-width="3"');
    body += dot(x(mid), y, color, 'r="5"');
    body += text(20, y + 4, name) + text(470, y + 4, `${mid.toFixed(2)}  [${low.toFixed(2)}, ${high.toFixed(2)}]`);
  });
  body += text(x(1), 204, 'times the risk of leaving, for one more of it', MIDDLE);
  picture('survival-cox-effects', 'What raises and lowers the risk of leaving', 580, 216, body);
}

/** Scaled Schoenfeld residuals of the plan: its effect as it is on each day, with a running mean. */
function drift(): void {
  const spells = coxSpells();
  const model = fitCox(spells);
  const rows = tabulateSchoenfeldResiduals(model, spells);
  const { coefficient } = model.covariates[0]!;
  const p = measureProportionality(model, spells, { transform: 'identity' }).terms[0]!.pValue;
  const x = (day: number): number => 60 + day * 1.1;
  const y = (beta: number): number => 170 - beta * 22;
  let body = up([-4, -2, 0, 2, 4], y, [60, 500]) + across([0, 100, 200, 300, 400], x, 281);
  const shown = rows.filter(({ days }) => days <= 400).toSorted((a, b) => a.days - b.days);
  for (const { days, scaled } of shown) {
    body += dot(x(days), y(Math.max(-5, Math.min(5, scaled['yearly plan']))), BLUE, 'r="2" fill-opacity="0.5"');
  }
  const half = 60;
  const smooth = shown.flatMap(({ days }, i): Point[] => {
    if (i < half || i + half >= shown.length) return [];
    const near = shown.slice(i - half, i + half + 1);
    return [[x(days), y(near.reduce((sum, row) => sum + row.scaled['yearly plan'], 0) / near.length)]];
  });
  body += path(smooth, ORANGE, 'stroke-linejoin="round"');
  body += line(60, y(coefficient), 500, y(coefficient), GREEN, 'stroke-width="2" stroke-dasharray="6 4"');
  body += text(404, y(coefficient) + 16, `the model: ${coefficient.toFixed(2)}`, `fill="${GREEN}"`);
  body += text(280, 316, 'days since the start', MIDDLE);
  body += upward(16, 170, 'effect on ln risk');
  const words = p < 0.001 ? 'p below 0.001' : `p = ${p.toFixed(3)}`;
  picture('survival-effect-over-time', `The yearly plan protects early on only (${words})`, 520, 328, body);
}

/** Shares stacked: here, cancelled, card failed; and what 1 − Kaplan–Meier would have said. */
function competing(): void {
  const random = createRandom(11);
  const spells = Array.from({ length: 800 }, () => {
    const cancels = drawGamma(random, 1.2, 0.004);
    const cardFails = drawGamma(random, 1, 0.0035);
    const seen = 60 + 400 * nextUniform(random);
    const days = Math.ceil(Math.min(cancels, cardFails, seen));
    const cause = seen <= Math.min(cancels, cardFails) ? null : cancels < cardFails ? 'cancelled' : 'card failed';
    return { days, cause } as { days: number; cause: 'cancelled' | 'card failed' | null };
  });
  const curve = fitAalenJohansen(spells);
  const alone = fitKaplanMeier(spells.map(({ days, cause }) => ({ days, ended: cause === 'cancelled' })));
  const x = (day: number): number => 60 + day * 1.1;
  const y = (share: number): number => 290 - share * 240;
  const days = Array.from({ length: 201 }, (_, i) => 2 * i);
  const share = (day: number, cause: 'cancelled' | 'card failed'): number =>
    probabilityEnded(curve, { days: day, cause }).value!;
  const cancelled = days.map((d): Point => [x(d), y(share(d, 'cancelled'))]);
  const both = days.map((d): Point => [x(d), y(share(d, 'cancelled') + share(d, 'card failed'))]);
  const floor: Point[] = [[x(400), y(0)], [x(0), y(0)]]; // prettier-ignore
  const pretended = days.map((d): Point => [x(d), y(1 - probabilitySurviving(alone, { days: d }).value!)]);
  const body =
    area([...both, [x(400), y(1)], [x(0), y(1)]], GREEN, 0.35) +
    area([...both, ...cancelled.toReversed()], ORANGE, 0.55) +
    area([...cancelled, ...floor], BLUE, 0.55) +
    frame(x, y, [0, 100, 200, 300, 400]) +
    path(pretended, 'currentColor', 'stroke-dasharray="5 4"') +
    text(x(60), y(0.8), 'still here') +
    text(x(310), y(0.71), 'card failed') +
    text(x(300), y(0.15), 'cancelled') +
    text(x(230), 324, 'days since the start', MIDDLE) +
    lineKey(
      70,
      344,
      INK,
      '"cancelled" by 1 − Kaplan–Meier with failed cards as lost from sight',
      'stroke-dasharray="5 4"',
    );
  picture('survival-competing-causes', 'Two ways to leave add up with those who stay', 520, 354, body);
}

kaplanMeier();
leftTruncation();
coxEffects();
drift();
competing();
