/** How much longer will this customer stay? A Cox model, asked about customers who are here already, with reasons. */
import { createRandom, drawGamma, drawPoisson, nextUniform } from 'clientele/statistics';
import {
  explainHazard,
  fitCox,
  measureProportionality,
  probabilitySurvivingCox,
  relativeHazard,
} from 'clientele/survival';

const random = createRandom(7);
const spells = Array.from({ length: 800 }, () => {
  const yearly = nextUniform(random) < 0.4 ? 1 : 0;
  const tickets = drawPoisson(random, 1.2);
  const life = drawGamma(random, 1, Math.exp(-1.1 * yearly + 0.3 * tickets) / 300);
  const seen = 100 + 600 * nextUniform(random);
  return { days: Math.ceil(Math.min(life, seen)), ended: life <= seen, covariates: { yearly, tickets } };
});

const model = fitCox(spells);
for (const { name, coefficient } of model.covariates) {
  console.log(`one more of ${name.padEnd(8)} multiplies the risk by ${Math.exp(coefficient).toFixed(2)}`);
}
const { global } = measureProportionality(model, spells, { transform: 'log' });
console.log(`effects stay the same over time: p = ${global.pValue.toFixed(2)} (no sign that they do not)\n`);

for (const covariates of [
  { yearly: 1, tickets: 0 },
  { yearly: 0, tickets: 4 },
]) {
  const [strongest] = explainHazard(model, { covariates });
  const risk = relativeHazard(model, { covariates }).toFixed(2);
  console.log(`${JSON.stringify(covariates)}: ${risk} times the average risk, mostly by ${strongest!.facts.feature}`);
  for (const lived of [0, 90, 180]) {
    const { value } = probabilitySurvivingCox(model, { covariates }, { days: lived + 90, conditionalOnDays: lived });
    console.log(`  here for ${String(lived).padStart(3)} days: stays another 90 with probability ${value!.toFixed(2)}`);
  }
}
