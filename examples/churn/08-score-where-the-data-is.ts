/**
 * The model was fitted last night; the rows are in another process, or in the warehouse. It travels as JSON, the function as a
 * script without imports: scored in a process of its own and in a bare context, as BigQuery and Snowflake run it.
 */
import { execFileSync } from 'node:child_process';
import { runInNewContext } from 'node:vm';
import type { FeatureSchema } from 'clientele/churn';
import { fitLogistic, scoreChurn } from 'clientele/churn';
import { parseLogisticModel } from 'clientele/schemas';
import { createRandom, drawPoisson, nextUniform, sigmoid } from 'clientele/statistics';
import { BIGQUERY_BODY_LIMIT, bundleFunctions, createFunctionText } from '../../scripts/udf.ts';

const FEATURES = [
  { name: 'visits', kind: 'number', label: 'Visits in 30 days' },
  { name: 'plan', kind: 'category', reference: 'yearly', label: 'Plan' },
] as const satisfies FeatureSchema;

const random = createRandom(8);
const customers = Array.from({ length: 2000 }, () => {
  const features = { visits: drawPoisson(random, 4), plan: nextUniform(random) < 0.6 ? 'monthly' : 'yearly' };
  const logit = 0.2 - 0.5 * features.visits + (features.plan === 'monthly' ? 0.8 : 0);
  return { features, churned: nextUniform(random) < sigmoid(logit) };
});

// Tonight: fit, store.
const stored = JSON.stringify(fitLogistic(customers, { features: FEATURES, horizonDays: 30 }));
console.log(`the model is ${stored.length < 4000 ? 'below' : 'above'} 4 kB of JSON`);

// Tomorrow, in the application: what comes out of the table is looked at before anything is scored with it.
const { value: model, issues } = parseLogisticModel(JSON.parse(stored));
console.log(`read back: ${issues.length} issues`);
const { value: broken, issues: wrong } = parseLogisticModel({ ...JSON.parse(stored), version: 2 });
console.log(`another version: ${broken === null ? 'refused' : 'taken'}, ${wrong[0]!.path} ${wrong[0]!.code}\n`);

const rows = [
  { visits: 0, plan: 'monthly' },
  { visits: 9, plan: 'yearly' },
  { visits: null, plan: 'lifetime' },
];
const here = rows.map((row) => scoreChurn(model!, row, { top: 1 }));
for (const { probability, reasons, flags } of here) {
  const why = flags.length > 0 ? flags.map(({ feature, code }) => `${feature} ${code}`) : reasons.map(({ facts }) => facts.label); // prettier-ignore
  console.log(`${(100 * probability).toFixed(1).padStart(5)} %  ${why.join(', ')}`);
}

// Another process, without this library installed: the script and the model are all that it has.
const script = await bundleFunctions(['churn.scoreChurn']);
const program = `${script};
const { model, rows } = JSON.parse(require('node:fs').readFileSync(0, 'utf8'));
console.log(JSON.stringify(rows.map((row) => clientele.scoreChurn(model, row, { top: 1 }))));`;
const answer = execFileSync(process.execPath, ['-e', program], { input: `{"model":${stored},"rows":${JSON.stringify(rows)}}` }); // prettier-ignore
console.log(
  `\nanother process: ${answer.toString().trim() === JSON.stringify(here) ? 'the same to the last bit' : 'differs'}`,
);

// The warehouse: one function, arguments as JSON text.
console.log(`body below BigQuery's limit: ${Buffer.byteLength(script) < BIGQUERY_BODY_LIMIT}`);
console.log(createFunctionText(script, 'churn.scoreChurn', 'snowflake').split('\n')[0]);
const udf = runInNewContext(
  `${script};(args) => JSON.stringify(clientele.scoreChurn.apply(null, JSON.parse(args)))`,
  Object.create(null) as object,
) as (args: string) => string;
const same = customers.filter(
  ({ features }) => udf(`[${stored},${JSON.stringify(features)}]`) === JSON.stringify(scoreChurn(model!, features)),
);
console.log(`in a bare context: ${same.length} of ${customers.length} scores, reasons and flags are the same`);
