import type { ScoredRow } from 'clientele/churn';
import {
  calibrate,
  checkHealth,
  findThreshold,
  fitCalibration,
  fitGapRiskFromTally,
  fitGapRisk,
  fitInactivityRisk,
  fitLogistic,
  gainCurve,
  measureBrier,
  measureCalibration,
  measureChurnModel,
  measureFeatureStability,
  measureKs,
  measureMaximumProfit,
  measureRocAuc,
  measureTallyCalibration,
  measureTopLift,
  mergeChurnScoreTallies,
  mergeGapTallies,
  mergeInactivityTallies,
  probabilityChurn,
  probabilityNoReturn,
  proposeBins,
  rawCoefficients,
  rocCurve,
  scoreHealth,
  tabulateInactivity,
  tabulateLift,
  tallyChurnScores,
  tallyGaps,
  tallyInactivity,
} from 'clientele/churn';
import fc from 'fast-check';
import { expect, test } from 'vitest';

const RUNS = { seed: 20261126, numRuns: 80 };
const FEW = { seed: 20261126, numRuns: 30 };
const probability = fc.integer({ min: 0, max: 40 }).map((n) => n / 40);
const rows = fc.array(fc.record({ probability, churned: fc.boolean() }), { minLength: 0, maxLength: 60 });
const stored = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

/** Area below a polygon. */
const area = (points: [number, number][]): number =>
  points.reduce((sum, [x, y], i) => (i === 0 ? 0 : sum + ((x - points[i - 1]![0]) * (y + points[i - 1]![1])) / 2), 0);

test('the area below the ROC polygon is the AUC, its widest point KS, and both ends are corners', () => {
  fc.assert(
    fc.property(rows, (list) => {
      const curve = rocCurve(list);
      const auc = measureRocAuc(list).value;
      if (auc === null) {
        expect(curve).toEqual([]);
        return;
      }
      const points = curve.map((p): [number, number] => [p.falsePositiveRate, p.truePositiveRate]);
      expect(area(points)).toBeCloseTo(auc, 10);
      expect(Math.max(...points.map(([x, y]) => y - x))).toBeCloseTo(measureKs(list).value!, 10);
      expect(points[0]).toEqual([0, 0]);
      expect(points.at(-1)).toEqual([1, 1]);
    }),
    RUNS,
  );
});

test('curves rise; a gain curve between its corners is the lift at every share', () => {
  fc.assert(
    fc.property(rows, fc.integer({ min: 1, max: 99 }), (list, percent) => {
      const curve = gainCurve(list);
      const share = percent / 100;
      const top = measureTopLift(list, { share });
      if (top.value === null) {
        expect(curve).toEqual([]);
        return;
      }
      for (let i = 1; i < curve.length; i++) {
        expect(curve[i]!.share).toBeGreaterThan(curve[i - 1]!.share);
        expect(curve[i]!.gain).toBeGreaterThanOrEqual(curve[i - 1]!.gain);
      }
      const after = curve.findIndex((point) => point.share >= share);
      const [a, b] = [curve[after - 1]!, curve[after]!];
      const gain = a.gain + ((b.gain - a.gain) * (share - a.share)) / (b.share - a.share);
      expect(top.gain).toBeCloseTo(gain, 9);
      expect(top.value).toBeCloseTo(gain / share, 8);
      expect(top.value).toBeLessThanOrEqual(1 / share + 1e-9);
    }),
    RUNS,
  );
});

test('ranking does not change under a rising map; nothing depends on row order', () => {
  fc.assert(
    fc.property(rows, fc.integer(), (list, turn) => {
      const bent = list.map((row) => ({ ...row, probability: row.probability ** 3 / 2 }));
      expect(measureRocAuc(bent)).toEqual(measureRocAuc(list));
      expect(measureTopLift(bent)).toEqual(measureTopLift(list));
      expect(tabulateLift(bent).map(({ lift }) => lift)).toEqual(tabulateLift(list).map(({ lift }) => lift));
      const k = list.length === 0 ? 0 : Math.abs(turn) % list.length;
      const turned = [...list.slice(k), ...list.slice(0, k)];
      expect(measureChurnModel(turned)).toEqual(measureChurnModel(list));
    }),
    RUNS,
  );
});

test('a report is plain JSON with shares inside 0 and 1, and null exactly with a reason', () => {
  fc.assert(
    fc.property(rows, (list) => {
      const report = measureChurnModel(list);
      expect(stored(report)).toEqual(report);
      for (const figure of [report.rocAuc, report.averagePrecision, report.ks, report.brier, report.churnRate]) {
        expect(figure.value === null).toBe('reason' in figure);
        if (figure.value !== null) expect(figure.value >= 0 && figure.value <= 1).toBe(true);
      }
      expect(report.calibration.bins.reduce((sum, { n }) => sum + n, 0)).toBe(list.length);
    }),
    RUNS,
  );
});

test('the Brier score is reliability − resolution + uncertainty', () => {
  fc.assert(
    fc.property(rows, (list) => {
      const { value, reliability, resolution, uncertainty } = measureBrier(list);
      if (value !== null) expect(reliability! - resolution! + uncertainty!).toBeCloseTo(value, 10);
    }),
    RUNS,
  );
});

test('tallies of scores: any grouping merges to the same; calibration reads them like the rows', () => {
  fc.assert(
    fc.property(rows, rows, rows, (a, b, c) => {
      const [x, y, z] = [a, b, c].map((part) => tallyChurnScores(part, { bins: 8 }));
      const left = mergeChurnScoreTallies(mergeChurnScoreTallies(x!, y!), z!);
      expect(mergeChurnScoreTallies(x!, mergeChurnScoreTallies(y!, z!))).toEqual(left);
      expect(left).toEqual(tallyChurnScores([...c, ...a, ...b], { bins: 8 }));
      const want = measureCalibration([...a, ...b, ...c], { bins: 8 });
      const ours = measureTallyCalibration(left);
      expect(ours.bins).toHaveLength(want.bins.length);
      if (want.ece !== null) expect(ours.ece).toBeCloseTo(want.ece, 8);
    }),
    RUNS,
  );
});

const purchases = fc.array(
  fc.record({ customerId: fc.integer({ min: 0, max: 7 }), at: fc.integer({ min: 0, max: 300 }) }),
  {
    maxLength: 60,
  },
);
const DAY = 86_400_000;
const log = (list: { customerId: number; at: number }[]) =>
  list.map(({ customerId, at }) => ({ customerId, at: at * DAY }));

test('tallies of silence and gaps: parts with different customers make the model of the whole', () => {
  fc.assert(
    fc.property(purchases, fc.integer({ min: 0, max: 7 }), (list, border) => {
      const all = log(list);
      const parts = [all.filter((row) => row.customerId < border), all.filter((row) => row.customerId >= border)];
      const silence = { landmarks: [100 * DAY, 200 * DAY], horizonDays: 50, asOf: 260 * DAY, strata: [1, 2] };
      const [a, b] = parts.map((part) => tallyInactivity(part, silence));
      expect(mergeInactivityTallies(stored(a!), b!)).toEqual(tallyInactivity(all, silence));
      const gap = { asOf: 260 * DAY, strata: [1, 3] };
      const [x, y] = parts.map((part) => tallyGaps(part, gap));
      expect(fitGapRiskFromTally(mergeGapTallies(stored(x!), y!))).toEqual(fitGapRisk(all, gap));
      expect(fitGapRisk(all.toReversed(), gap)).toEqual(fitGapRisk(all, gap));
    }),
    RUNS,
  );
});

test('silence: every customer of a landmark stands in one bin; monotone rates never fall; the model is JSON', () => {
  fc.assert(
    fc.property(purchases, (list) => {
      const all = log(list);
      const options = { landmarks: [100 * DAY, 200 * DAY], horizonDays: 50, asOf: 260 * DAY };
      const model = fitInactivityRisk(all, options);
      expect(stored(model)).toEqual(model);
      const table = tabulateInactivity(model);
      const known = [100, 200].map(
        (day) => new Set(all.filter(({ at }) => at < day * DAY).map(({ customerId }) => customerId)).size,
      );
      const n = table.reduce((sum, { churnRate }) => sum + churnRate.denominator, 0);
      expect(n).toBe(known[0]! + known[1]!);
      const values = table.map(({ churnRate }) => churnRate.value).filter((value) => value !== null);
      expect(values).toEqual(values.toSorted((a, b) => a - b));
    }),
    RUNS,
  );
});

test('gaps: staying away longer is never likelier', () => {
  fc.assert(
    fc.property(
      purchases,
      fc.integer({ min: 0, max: 120 }),
      fc.integer({ min: 0, max: 60 }),
      (list, silence, horizon) => {
        const model = fitGapRisk(log(list), { asOf: 300 * DAY });
        const ask = (horizonDays: number) =>
          probabilityNoReturn(model, { daysSinceLast: silence, purchases: 1 }, { horizonDays }).value;
        const [near, far] = [ask(horizon), ask(horizon + 20)];
        if (near !== null && far !== null) expect(far).toBeLessThanOrEqual(near + 1e-12);
        if (ask(0) !== null) expect(ask(0)).toBeCloseTo(1, 12);
      },
    ),
    RUNS,
  );
});

test('the threshold by profit is that of the best campaign, and no cut-off earns more', () => {
  const costs = { value: 200, offerCost: 15, contactCost: 2 };
  const earns = (list: ScoredRow[], from: number): number =>
    list
      .filter((row) => row.probability >= from)
      .reduce((sum, { churned }) => sum + (churned ? 0.3 * (200 - 15) - 2 : -17), 0) / list.length;
  fc.assert(
    fc.property(rows, (list) => {
      const best = findThreshold(list, { objective: 'profit', ...costs });
      const campaign = measureMaximumProfit(list, costs);
      expect(best.threshold).toBe(campaign.threshold);
      expect(best.value).toBe(campaign.maximumProfit);
      if (list.length === 0) return;
      for (const { probability: from } of list) expect(earns(list, from)).toBeLessThanOrEqual(best.value! + 1e-9);
      expect(campaign.expectedMaximumProfit).toBeGreaterThanOrEqual(campaign.maximumProfit! - 1e-9);
    }),
    RUNS,
  );
});

test('calibrations: rising and inside 0..1; Platt on what is calibrated leaves the slope near 1; isotonic is idempotent', () => {
  fc.assert(
    fc.property(
      rows.filter((list) => list.length > 1),
      probability,
      probability,
      (list, p, q) => {
        for (const method of ['platt', 'isotonic', 'beta'] as const) {
          const map = fitCalibration(list, { method });
          expect(stored(map)).toEqual(map);
          const [a, b] = [calibrate(map, Math.min(p, q)), calibrate(map, Math.max(p, q))];
          expect(a >= 0 && b <= 1).toBe(true);
          if (!map.fit.warnings.some(({ code }) => code === 'reversed')) expect(a).toBeLessThanOrEqual(b + 1e-12);
        }
        const once = fitCalibration(list, { method: 'isotonic' });
        const mapped = list.map((row) => ({ ...row, probability: calibrate(once, row.probability) }));
        const twice = fitCalibration(mapped, { method: 'isotonic' });
        for (const row of mapped) expect(calibrate(twice, row.probability)).toBeCloseTo(row.probability, 12);
        const platt = fitCalibration(list, { method: 'platt', targets: 'plain' });
        if (platt.fit.status !== 'interior' || platt.method !== 'platt' || platt.slope < 0.2) return;
        const again = list.map((row) => ({ ...row, probability: calibrate(platt, row.probability) }));
        const second = fitCalibration(again, { method: 'platt', targets: 'plain' });
        if (second.method === 'platt') expect(second.slope).toBeCloseTo(1, 4);
      },
    ),
    RUNS,
  );
});

const examples = fc.array(
  fc.record({
    x: fc.integer({ min: -50, max: 50 }),
    plan: fc.constantFrom('a', 'b', 'c'),
    vip: fc.boolean(),
    churned: fc.boolean(),
    weight: fc.integer({ min: 1, max: 3 }),
  }),
  { minLength: 4, maxLength: 40 },
);
const FEATURES = [
  { name: 'x', kind: 'number' },
  { name: 'plan', kind: 'category', minCount: 1, reference: 'a' },
  { name: 'vip', kind: 'boolean' },
] as const;
const PLAIN = [{ ...FEATURES[0], standardize: false }, FEATURES[1], FEATURES[2]] as const;
type Example = { x: number; plan: string; vip: boolean; churned: boolean; weight: number };
const fitOf = (list: readonly Example[], over: object = {}) =>
  fitLogistic(
    list.map(({ x, plan, vip, churned }) => ({ features: { x, plan, vip }, churned })),
    { features: FEATURES, horizonDays: 30, ...over },
  );

test('a weight of w is w copies, standard errors too; a very large penalty says the churn rate of everybody', () => {
  fc.assert(
    fc.property(examples, (some) => {
      // The reference level must be there, else the most frequent one of rows or copies would stand in.
      const list = [...some, { x: 0, plan: 'a', vip: false, churned: true, weight: 1 }];
      const weighted = fitLogistic(
        list.map(({ x, plan, vip, churned, weight }) => ({ features: { x, plan, vip }, churned, weight })),
        { features: PLAIN, horizonDays: 30 },
      );
      const copies = list.flatMap((one) => Array.from({ length: one.weight }, () => one));
      const copied = fitOf(copies, { features: PLAIN });
      for (const { x, plan, vip } of list) {
        expect(probabilityChurn(weighted, { x, plan, vip })).toBeCloseTo(probabilityChurn(copied, { x, plan, vip }), 8);
      }
      weighted.fit.standardErrors.forEach((error, i) => {
        const other = copied.fit.standardErrors[i]!;
        if (error !== null && other !== null) expect(error / other).toBeCloseTo(1, 6);
      });
      const left = list.filter(({ churned }) => churned).length;
      const flat = fitOf(list, { penalty: { l2: 1e12 } });
      if (left > 0 && left < list.length) {
        expect(probabilityChurn(flat, { x: 40, plan: 'b', vip: true })).toBeCloseTo(left / list.length, 6);
      }
    }),
    FEW,
  );
});

test('fits are finite whatever the data, plain JSON, and the gradient is 0 where they say interior', () => {
  fc.assert(
    fc.property(examples, fc.constantFrom('none' as const, 'firth' as const, { l2: 1 }), (list, penalty) => {
      const model = fitOf(list, { penalty });
      expect(stored(model)).toEqual(model);
      if (model.fit.status === 'interior') expect(model.fit.gradientNorm).toBeLessThan(1e-6);
      const raw = rawCoefficients(model);
      expect(stored(raw)).toEqual(raw);
      for (const { value } of measureFeatureStability(
        model,
        list.map(({ x, plan, vip }) => ({ x, plan, vip })),
      )) {
        expect(value).toBe(0);
      }
    }),
    FEW,
  );
});

test('order of rows changes nothing but rounding', () => {
  fc.assert(
    fc.property(examples, (list) => {
      const [one, other] = [fitOf(list), fitOf(list.toReversed())];
      expect(other.encoder.columns).toEqual(one.encoder.columns);
      one.terms.forEach(({ coefficient }, i) => expect(other.terms[i]!.coefficient).toBeCloseTo(coefficient, 9));
      expect(other.training.features).toEqual(one.training.features);
    }),
    FEW,
  );
});

test('proposed bins hold everybody, run one way, are few and large enough', () => {
  const values = fc.array(fc.record({ value: fc.option(fc.integer({ min: 0, max: 30 })), churned: fc.boolean() }), {
    maxLength: 120,
  });
  fc.assert(
    fc.property(values, fc.integer({ min: 1, max: 8 }), (list, maximumBins) => {
      const found = proposeBins(list, { maximumBins, minimumShare: 0.1 });
      expect(stored(found)).toEqual(found);
      expect(found.bins.reduce((sum, { n }) => sum + n, 0)).toBe(list.length);
      const bins = found.bins.filter(({ label }) => label !== '(missing)');
      expect(bins.length).toBeLessThanOrEqual(maximumBins);
      const known = list.filter(({ value }) => value !== null).length;
      if (bins.length > 1) for (const { n } of bins) expect(n).toBeGreaterThanOrEqual(0.1 * known);
      const rates = bins.map(({ n, churned }) => churned / n);
      const up = rates.toSorted((a, b) => a - b);
      expect([up, up.toReversed()]).toContainEqual(rates);
    }),
    RUNS,
  );
});

test('health: only ratios of weights count, parts add up, a score is between the least and the most points', () => {
  const factors = fc.array(
    fc.record({ weight: fc.integer({ min: 1, max: 100 }), value: fc.option(fc.integer({ min: -5, max: 25 })) }),
    {
      minLength: 1,
      maxLength: 5,
    },
  );
  fc.assert(
    fc.property(factors, fc.constantFrom('reweight' as const, 'neutral' as const, 'zero' as const), (list, missing) => {
      const define = (times: number) => ({
        kind: 'health' as const,
        version: 1 as const,
        factors: list.map(({ weight }, i) => ({
          key: `f${i}`,
          weight: weight * times,
          points: [
            [0, 0],
            [20, 100],
          ] as const,
        })),
        bands: [
          { name: 'red', from: 0 },
          { name: 'green', from: 50 },
        ],
        missing,
      });
      const record = Object.fromEntries(list.map(({ value }, i) => [`f${i}`, value]));
      expect(checkHealth(define(1))).toEqual([]);
      const health = scoreHealth(define(1), record);
      expect(stored(health)).toEqual(health);
      if (health.score === null) {
        expect(health.reason).toBe('too-little-known');
        return;
      }
      expect(health.factors.reduce((sum, { contribution }) => sum + contribution, 0)).toBeCloseTo(health.score, 9);
      expect(health.factors.reduce((sum, { lostPoints }) => sum + lostPoints, 0)).toBeCloseTo(100 - health.score, 9);
      expect(scoreHealth(define(3), record).score).toBeCloseTo(health.score, 9);
      expect(health.band).toBe(health.score >= 50 ? 'green' : 'red');
    }),
    RUNS,
  );
});
