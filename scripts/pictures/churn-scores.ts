/**
 * Draws the pictures of the guides about using churn scores, from the library's own figures.
 * `tsx --tsconfig test/tsconfig.json scripts/pictures/churn-scores.ts`
 */
import {
  fitLogistic,
  gainCurve,
  measureMaximumProfit,
  measureStability,
  probabilityChurn,
  scoreChurn,
  tabulateLift,
  tallyChurnScores,
} from 'clientele/churn';
import type { ScoredRow } from 'clientele/churn';
import { createRandom, drawPoisson, nextUniform, sigmoid } from 'clientele/statistics';

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
  percent,
  picture,
  type Point,
  rect,
  text,
  up,
  upward,
} from './drawing.ts';

const FEATURES = [
  { name: 'visits', kind: 'number', label: 'Visits in 30 days' },
  { name: 'tickets', kind: 'number', label: 'Open tickets' },
  { name: 'daysHere', kind: 'number', transform: 'log1p', label: 'Days here' },
  { name: 'plan', kind: 'category', reference: 'yearly', label: 'Plan' },
] as const;

/** Generated customers; about one in six leaves. Fewer visits are what moves them. */
function customers(n: number, seed: number, visits = 6) {
  const random = createRandom(seed);
  return Array.from({ length: n }, () => {
    const features = {
      visits: drawPoisson(random, visits),
      tickets: drawPoisson(random, 0.8),
      daysHere: Math.ceil(-200 * Math.log(1 - nextUniform(random))),
      plan: nextUniform(random) < 0.6 ? 'monthly' : 'yearly',
    };
    const logit =
      1.4 -
      0.3 * features.visits +
      0.6 * features.tickets -
      0.45 * Math.log1p(features.daysHere) +
      (features.plan === 'monthly' ? 0.9 : 0);
    return { features, churned: nextUniform(random) < sigmoid(logit) };
  });
}

const model = fitLogistic(customers(5000, 20261126), { features: FEATURES, horizonDays: 30 });
const scored = (list: ReturnType<typeof customers>): ScoredRow[] =>
  list.map(({ features, churned }) => ({ probability: probabilityChurn(model, features), churned }));
const judged = scored(customers(5000, 20261127));

/** Lift by tenth of the customers, and of everybody down to it. */
function lift(): void {
  const groups = tabulateLift(judged, { groups: 10 });
  const x = (group: number): number => 60 + 42 * group;
  const y = (times: number): number => 300 - 82 * times;
  const body =
    up([0, 1, 2, 3], y, [60, 480], (times) => `× ${times}`) +
    groups.map((group, i) => rect(x(i) + 4, y(group.lift!), 34, y(0) - y(group.lift!), BLUE)).join('') +
    // Inside the bar where there is room, else above it.
    groups
      .map(({ lift: times }, i) =>
        text(x(i) + 21, Math.min(y(0), y(times!) + (times! < 0.25 ? 0 : 400)) - 5, times!.toFixed(1), MIDDLE),
      )
      .join('') +
    line(60, y(1), 480, y(1), INK, DASHED) +
    path(
      groups.map((group, i): Point => [x(i) + 21, y(group.cumulativeLift!)]),
      ORANGE,
    ) +
    groups.map((group, i) => dot(x(i) + 21, y(group.cumulativeLift!), ORANGE)).join('') +
    groups.map((_, i) => text(x(i) + 21, 317, String(i + 1), MIDDLE)).join('') +
    text(270, 338, 'tenths of the customers, by falling score', MIDDLE) +
    upward(16, 176, 'times the churn rate of all') +
    boxKey(500, 90, BLUE, 'this tenth') +
    lineKey(500, 112, ORANGE, 'down to here') +
    text(500, 140, 'dashed: drawing lots', 'font-size="11"');
  picture('churn-lift', 'How much richer in leavers is each tenth of the list?', 640, 352, body);
}

/** What a campaign brings by how many are called, at three costs of a call; the best of each is marked. */
function profit(): void {
  const rate = judged.filter(({ churned }) => churned).length / judged.length;
  const points = gainCurve(judged);
  const x = (share: number): number => 70 + 380 * share;
  const y = (money: number): number => 190 - 24 * money;
  let body =
    up([-4, -2, 0, 2, 4], y, [70, 450], String) +
    line(70, y(0), 450, y(0)) +
    across([0, 0.25, 0.5, 0.75, 1], x, 300, percent) +
    text(260, 340, 'customers called, by falling score', MIDDLE) +
    upward(24, 180, 'profit per customer of the base');
  (
    [
      [1, BLUE],
      [3, GREEN],
      [8, ORANGE],
    ] as const
  ).forEach(([contactCost, color], k) => {
    const costs = { value: 200, offerCost: 15, contactCost };
    const best = measureMaximumProfit(judged, costs);
    const kept = (0.3 * (costs.value - costs.offerCost) - contactCost) * rate;
    const wasted = costs.offerCost + contactCost;
    const earned = points.map(({ share, gain }): Point => [share, kept * gain - wasted * (share - rate * gain)]);
    // Every so many corners are enough for the eye.
    const seen = earned.filter(([, money], i) => money >= -4.6 && (i % 8 === 0 || i === earned.length - 1));
    body += path(
      seen.map(([share, money]): Point => [x(share), y(money)]),
      color,
    );
    body += dot(x(best.share!), y(best.maximumProfit!), color, 'r="5"');
    body += lineKey(466, 80 + 38 * k, color, `a call costs ${contactCost}`);
    body += text(494, 96 + 38 * k, `call ${percent(best.share!)}, from ${best.threshold!.toFixed(2)} on`, 'font-size="11"'); // prettier-ignore
  });
  body += text(466, 206, 'A customer is worth 200,', 'font-size="11"');
  body += text(466, 221, 'the offer costs 15, three in', 'font-size="11"');
  body += text(466, 236, 'ten leavers accept it.', 'font-size="11"');
  picture('churn-profit', 'Where does calling stop paying?', 660, 356, body);
}

/** From the average customer to this one, reason by reason, on the scale of the logit with the probabilities below. */
function reasons(): void {
  const record = { visits: 1, tickets: 2, daysHere: 400, plan: 'monthly' };
  const { base, logit, probability, reasons: found } = scoreChurn(model, record, { top: 4 });
  const x = (value: number): number => 430 + 110 * value;
  const shares = [0.1, 0.2, 0.4, 0.6, 0.8];
  let body = '';
  for (const share of shares) {
    const at = x(Math.log(share / (1 - share)));
    body += line(at, 36, at, 240, INK, 'stroke-opacity="0.15"') + text(at, 258, percent(share), MIDDLE);
  }
  const row = (k: number): number => 44 + 32 * k;
  const bar = (k: number, words: string, from: number, to: number, color: string, value: string): void => {
    const [left, right] = [Math.min(x(from), x(to)), Math.max(x(from), x(to))];
    body += rect(left, row(k), Math.max(2, right - left), 22, color) + text(168, row(k) + 15, words, END);
    body += text(right + 6, row(k) + 15, value, 'font-size="11"');
  };
  bar(0, 'the average customer', base - 0.02, base + 0.02, GREY, percent(sigmoid(base), 1));
  let at = base;
  found.forEach(({ facts: { label, value, contribution } }, k) => {
    const to = at + contribution;
    const signed = `${contribution > 0 ? '+' : '−'}${Math.abs(contribution).toFixed(2)}`;
    bar(k + 1, `${label}: ${String(value)}`, at, to, contribution > 0 ? ORANGE : GREEN, signed);
    body += line(x(at), row(k) + 22, x(at), row(k + 1), INK, 'stroke-opacity="0.6"');
    at = to;
  });
  bar(found.length + 1, 'this customer', logit - 0.02, logit + 0.02, GREY, percent(probability, 1));
  body += line(x(at), row(found.length) + 22, x(at), row(found.length + 1), INK, 'stroke-opacity="0.6"');
  body += text(390, 282, 'probability of leaving within 30 days; equal lengths are equal steps of the logit', MIDDLE);
  picture('churn-reasons', 'Why is this customer likely to leave?', 660, 294, body);
}

/** Scores of the training beside those of today, with what every bin adds to the index. */
function drift(): void {
  const bins = model.training.scores.bins.length;
  const today = tallyChurnScores(scored(customers(3000, 20261128, 4.5)), { bins });
  const { value, verdict, parts } = measureStability(model.training.scores, today);
  const x = (bin: number): number => 60 + 27 * bin;
  const y = (share: number): number => 260 - 1050 * share;
  const shown = parts.slice(0, 20);
  const body =
    up([0, 0.05, 0.1, 0.15, 0.2], y, [60, 600], percent) +
    shown
      .map(
        ({ reference, current, part }, i) =>
          rect(x(i) + 3, y(reference), 10, y(0) - y(reference), GREY) +
          rect(x(i) + 14, y(current), 10, y(0) - y(current), BLUE) +
          (part >= 0.01
            ? text(x(i) + 13, y(Math.max(reference, current)) - 5, part.toFixed(2), `${MIDDLE} font-size="10"`)
            : ''),
      )
      .join('') +
    [0, 0.2, 0.4, 0.6, 0.8, 1].map((p) => text(x(20 * p), 277, String(p), MIDDLE)).join('') +
    text(330, 298, 'probability that the model says', MIDDLE) +
    boxKey(370, 70, GREY, 'when it was trained') +
    boxKey(370, 90, BLUE, 'today: fewer visits') +
    text(370, 118, `index ${value!.toFixed(2)}: ${verdict}`, 'font-weight="bold"') +
    text(370, 135, 'small numbers: what a bin adds', 'font-size="11"');
  picture('churn-drift', 'Have the scores moved?', 640, 310, body);
}

lift();
profit();
reasons();
drift();
