/** A customer health score with bands, its reasons, and the question that no dashboard asks: does it rank churn at all? */
import type { HealthDefinition } from 'clientele/churn';
import { checkHealth, measureHealth, scoreHealth } from 'clientele/churn';
import { createRandom, nextUniform } from 'clientele/statistics';

const HEALTH = {
  kind: 'health',
  version: 1,
  factors: [
    {
      key: 'usage',
      weight: 50,
      label: 'Days active in four weeks',
      points: [
        [0, 0],
        [20, 100],
      ],
    },
    {
      key: 'tickets',
      weight: 20,
      label: 'Open tickets',
      steps: [
        { from: 0, score: 100 },
        { from: 2, score: 50 },
        { from: 5, score: 0 },
      ],
    },
    { key: 'sponsor', weight: 30, label: 'Sponsor', levels: { active: 100, silent: 40, gone: 0 } },
  ],
  bands: [
    { name: 'red', from: 0 },
    { name: 'yellow', from: 40 },
    { name: 'green', from: 70 },
  ],
  missing: 'reweight',
} as const satisfies HealthDefinition;

console.log(`problems of the definition: ${checkHealth(HEALTH).length}`);
console.log(
  `with a weight below 0: ${checkHealth({ ...HEALTH, factors: [{ ...HEALTH.factors[0], weight: -1 }] })[0]!.message}\n`,
);

for (const record of [
  { usage: 12, tickets: 3, sponsor: 'silent' },
  { usage: 12, tickets: 3, sponsor: null },
  { usage: null, tickets: 3, sponsor: null },
]) {
  const { score, band, reasons, missing, reason } = scoreHealth(HEALTH, record);
  console.log(
    score === null
      ? `no score: ${reason}`
      : `${score.toFixed(1)}, ${band}${missing.length > 0 ? ` (without ${missing.join(', ')})` : ''}`,
  );
  for (const { facts } of reasons) console.log(`  loses ${facts.lostPoints.toFixed(1)} points by ${facts.label}`);
}

// What became of the customers of last year: does the score rank those who left, and are the bands in order?
const random = createRandom(6);
const history = Array.from({ length: 800 }, () => {
  const record = {
    usage: Math.floor(21 * nextUniform(random)),
    tickets: Math.floor(6 * nextUniform(random)),
    sponsor: (['active', 'silent', 'gone'] as const)[Math.floor(3 * nextUniform(random))]!,
  };
  const score = scoreHealth(HEALTH, record).score!;
  return { score, churned: nextUniform(random) < 0.5 - 0.02 * record.usage };
});
const report = measureHealth(HEALTH, history);
console.log(
  `\nranks leavers rightly: ${report.rocAuc!.toFixed(2)} (0.5 is a coin); bands in order: ${report.orderly ? 'yes' : 'no'}`,
);
for (const { name, churnRate, lift } of report.bands) {
  console.log(
    `  ${name.padEnd(7)} ${(100 * churnRate.value!).toFixed(0)} % of ${churnRate.denominator} left, ${lift!.toFixed(1)} times the average`,
  );
}
