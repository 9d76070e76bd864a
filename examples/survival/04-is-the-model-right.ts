/** Is the model right? Forecasts judged on customers it has not seen, an effect that fades, and whom it does not explain. */
import { createRandom, drawGamma, drawPoisson, nextUniform } from 'clientele/statistics';
import {
  fitCox,
  fitKaplanMeier,
  measureConcordance,
  measureProportionality,
  measureSurvivalBrier,
  probabilitySurviving,
  probabilitySurvivingCox,
  relativeHazard,
  tabulateCoxResiduals,
  tabulateSchoenfeldResiduals,
} from 'clientele/survival';

const random = createRandom(29);
const spells = Array.from({ length: 1000 }, () => {
  const yearly = nextUniform(random) < 0.4 ? 1 : 0;
  const tickets = drawPoisson(random, 1);
  const rate = Math.exp(0.4 * tickets) / 300;
  // A yearly plan protects until day 120 and not afterwards.
  const early = drawGamma(random, 1, yearly === 1 ? 0.2 * rate : rate);
  const life = early < 120 ? early : 120 + drawGamma(random, 1, rate);
  const seen = 80 + 400 * nextUniform(random);
  return { days: Math.ceil(Math.min(life, seen)), ended: life <= seen, covariates: { yearly, tickets } };
});
const [known, kept] = [spells.slice(0, 600), spells.slice(600)];
const model = fitCox(known);

const { value, interval } = measureConcordance(kept.map((s) => ({ ...s, risk: relativeHazard(model, s) })));
const bounds = `[${interval!.low.toFixed(2)}, ${interval!.high.toFixed(2)}]`;
console.log(`of two customers the riskier one leaves first: ${value!.toFixed(2)} ${bounds} (0.5 is chance)`);

const horizonDays = 180;
const share = probabilitySurviving(fitKaplanMeier(known), { days: horizonDays }).value!;
const byModel = kept.map((s) => ({
  ...s,
  probabilitySurviving: probabilitySurvivingCox(model, s, { days: horizonDays }).value!,
}));
const errors = [byModel, kept.map((s) => ({ ...s, probabilitySurviving: share }))].map(
  (rows) => measureSurvivalBrier(rows, { horizonDays }).value!,
);
console.log(`squared error of ${horizonDays}-day forecasts: ${errors[0]!.toFixed(3)}, one probability for all: ${errors[1]!.toFixed(3)}`); // prettier-ignore

console.log('\nDo the effects last?');
const { terms } = measureProportionality(model, known, { transform: 'identity' });
const ends = tabulateSchoenfeldResiduals(model, known);
for (const { name, log10PValue } of terms) {
  const average = (rows: typeof ends): string =>
    (rows.reduce((sum, { scaled }) => sum + scaled[name], 0) / rows.length).toFixed(2).padStart(5);
  const early = average(ends.filter(({ days }) => days <= 120));
  const late = average(ends.filter(({ days }) => days > 120));
  console.log(`${name.padEnd(8)} until day 120 ${early}, later ${late}   p = 10^${log10PValue.toFixed(1)}`);
}

const residuals = tabulateCoxResiduals(model, known);
const odd = residuals.toSorted((a, b) => Math.abs(b.deviance) - Math.abs(a.deviance)).slice(0, 3);
console.log('\nWhom does the model not explain?');
for (const { row, expected, deviance } of odd) {
  const { days, ended, covariates } = known[row]!;
  const what = `${ended ? 'left' : 'still here'} on day ${days}, yearly ${covariates.yearly}, tickets ${covariates.tickets}`;
  console.log(`customer ${row}: ${what}; ends expected ${expected.toFixed(2)}, deviance ${deviance.toFixed(2)}`);
}
