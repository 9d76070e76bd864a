/** From a table of memberships and events to a score in production: label, look back, fit, replay history, calibrate, store, score. */
import type { BacktestExample, FeatureSchema, RecordOf } from 'clientele/churn';
import {
  backtest,
  checkLeakage,
  fitCalibration,
  fitLogistic,
  isKnown,
  labelEnded,
  probabilityChurn,
  scoreChurn,
  withCalibration,
} from 'clientele/churn';
import { parseChurnRecords, parseLogisticModel } from 'clientele/schemas';
import { createRandom, drawGamma, nextUniform } from 'clientele/statistics';

const DAY = 86_400_000;
const asOf = Date.UTC(2026, 0, 1);
const random = createRandom(7);

// #region tables
// Two tables as a shop has them: who was a member from when to when, and what members did when.
const memberships: { customerId: string; startedAt: number; endedAt: number | null; plan: string }[] = [];
const visits: { customerId: string; at: number }[] = [];
for (let c = 0; c < 1500; c++) {
  const startedAt = Date.UTC(2024, 0, 1) + Math.floor(nextUniform(random) * 600) * DAY;
  const plan = nextUniform(random) < 0.6 ? 'monthly' : 'yearly';
  const lasts = Math.ceil(drawGamma(random, 1.2, plan === 'monthly' ? 0.006 : 0.002)) * DAY;
  const end = startedAt + lasts;
  memberships.push({ customerId: `c${c}`, startedAt, endedAt: end < asOf ? end : null, plan });
  // Visits thin out in the last two months before the end.
  for (
    let at = startedAt;
    at < Math.min(end, asOf);
    at += drawGamma(random, 2, end - at < 60 * DAY ? 0.08 : 0.25) * DAY
  ) {
    visits.push({ customerId: `c${c}`, at });
  }
}
// #endregion tables

// #region features
const FEATURES = [
  { name: 'daysHere', kind: 'number', transform: 'log1p', label: 'Days here' },
  { name: 'visits', kind: 'number', label: 'Visits in 30 days' },
  { name: 'plan', kind: 'category', reference: 'yearly', label: 'Plan' },
] as const satisfies FeatureSchema;

/** What was known about a member before the landmark: facts at or after it must not be looked at. */
function featuresAt(landmarkAt: number): Map<string, RecordOf<typeof FEATURES>> {
  const recent = new Map<string, number>();
  for (const { customerId, at } of visits) {
    if (at < landmarkAt && at >= landmarkAt - 30 * DAY) recent.set(customerId, (recent.get(customerId) ?? 0) + 1);
  }
  return new Map(
    memberships.map(({ customerId, startedAt, plan }) => [
      customerId,
      { daysHere: Math.max(0, (landmarkAt - startedAt) / DAY), visits: recent.get(customerId) ?? 0, plan },
    ]),
  );
}

/** The members of a landmark with what they were and what then happened; labels that are not known yet are left out. */
function examplesAt(landmarkAt: number): BacktestExample<typeof FEATURES>[] {
  const features = featuresAt(landmarkAt);
  return labelEnded(memberships, { landmarkAt, horizonDays: 30, asOf })
    .filter(isKnown)
    .map(({ customerId, churned }) => ({ customerId, churned, features: features.get(customerId)! }));
}
// #endregion features

// #region backtest
const landmarks = Array.from({ length: 12 }, (_, i) => Date.UTC(2025, i, 1));
const fit = (examples: readonly BacktestExample<typeof FEATURES>[]) =>
  fitLogistic(examples, { features: FEATURES, horizonDays: 30 });
const rows = backtest({ landmarks, horizonDays: 30, asOf, examplesAt, fit });
console.log('landmark    trained on  members  left   AUC    slope  scores');
for (const { landmarkAt, trainedOnAt, n, report, stability, reason } of rows) {
  const day = new Date(landmarkAt).toISOString().slice(0, 10);
  console.log(
    report
      ? `${day}  ${String(trainedOnAt.length).padEnd(10)}  ${String(n).padEnd(7)}  ${String(report.churned).padEnd(5)}  ${report.rocAuc.value!.toFixed(2)}   ${report.calibration.slope!.toFixed(2)}   ${stability!.verdict}`
      : `${day}  ${reason}`,
  );
}
// #endregion backtest

// #region production
// The model of today: fitted on all but the last two landmarks, calibrated on these.
const known = landmarks.filter((landmarkAt) => landmarkAt + 30 * DAY <= asOf);
const train = known.slice(0, -2).flatMap(examplesAt);
console.log(`\nleaks found: ${checkLeakage(train.map((example) => ({ ...example, landmarkAt: known[0]! }))).length}`);
const rough = fit(train);
const held = known.slice(-2).flatMap(examplesAt);
const scored = held.map(({ features, churned }) => ({ probability: probabilityChurn(rough, features), churned }));
const model = withCalibration(rough, fitCalibration(scored, { method: 'platt' }));

// Stored as JSON, read back at the door of the scoring function, which checks what it was given.
const { value: stored } = parseLogisticModel(JSON.parse(JSON.stringify(model)));
const { records, issues } = parseChurnRecords(FEATURES, [
  { daysHere: 40, visits: 1, plan: 'monthly' },
  { daysHere: 400, visits: 9, plan: 'yearly' },
  { daysHere: 400, visits: null, plan: 'lifetime' },
  { daysHere: '400', visits: 9, plan: 'yearly' },
]);
for (const record of records) {
  const { probability, reasons, flags } = scoreChurn(stored as typeof model, record, { top: 1 });
  const why = reasons.map(({ code, facts }) => `${facts.label} ${String(facts.value)} ${code}`).join(', ');
  const unsure = flags.map(({ feature, code }) => `${feature} ${code}`).join(', ');
  console.log(
    `${(100 * probability).toFixed(1)} % leave within ${model.horizonDays} days: ${why}${unsure && `; ${unsure}`}`,
  );
}
for (const { row, path, code } of issues) console.log(`row ${row} was refused: ${path} ${code}`);
// #endregion production
