/**
 * How many subscribers will be left in five years? Seven years of one cohort are fitted, the five that followed are held
 * against it. The cohorts are the two of Fader & Hardie 2007, "How to project customer retention".
 */
import {
  expectedResidualLifetime,
  expectedRetentionRate,
  fitBdw,
  fitSbg,
  probabilityStillCustomer,
} from 'clientele/clv';

const COHORTS = {
  'high end': [1000, 869, 743, 653, 593, 551, 517, 491, 468, 445, 427, 409, 394],
  regular: [1000, 631, 468, 382, 326, 289, 262, 241, 223, 207, 194, 183, 173],
};
const KNOWN = 8;

for (const [name, cohort] of Object.entries(COHORTS)) {
  const survivors = cohort.slice(0, KNOWN);
  const [sbg, bdw] = [fitSbg({ survivors }), fitBdw({ survivors })];
  console.log(`${name}: of ${cohort[0]} who began`);
  console.log('year  seen   sBG   BdW  renew (sBG)');
  for (let periods = KNOWN; periods < cohort.length; periods++) {
    const left = [sbg, bdw].map((model) =>
      (1000 * probabilityStillCustomer(model, { periods }).value!).toFixed(0).padStart(5),
    );
    const renew = expectedRetentionRate(sbg, { period: periods }).value!;
    console.log(
      `${String(periods).padStart(4)} ${String(cohort[periods]).padStart(5)} ${left.join(' ')}  ${renew.toFixed(3)}`,
    );
  }
  const gain = 2 * (bdw.fit!.logLikelihood - sbg.fit!.logLikelihood);
  console.log(`twice the gain in likelihood of BdW's third parameter: ${gain.toFixed(1)} (3.84 is the 5 % line)`);
  const worth = [1, 2, 3, 4].map((renewals) =>
    expectedResidualLifetime(sbg, { renewals, discountRatePerPeriod: 0.1 }).value!.toFixed(2),
  );
  console.log(`payments still to come at 10 %, before renewal 1, 2, 3, 4: ${worth.join(', ')}\n`);
}
