/** Are the customers of the spring campaign better ones? A fixed trait is fitted along, and the likelihood says whether it tells anything. */
import {
  estimateInterval,
  expectedPurchases,
  fitBgNbd,
  fitBgNbdWithCovariates,
  simulatePurchases,
  type BgNbdModel,
} from 'clientele/clv';
import { chiSquareSurvival } from 'clientele/statistics';

// Customers of the campaign buy 1.6 times as often; what they do about leaving is the same.
const truth: BgNbdModel = {
  kind: 'bg-nbd',
  version: 1,
  purchaseShape: 0.5,
  purchaseScaleDays: 50,
  dropoutA: 0.8,
  dropoutB: 2.4,
  effects: { purchase: { campaign: Math.log(1.6) }, dropoutA: {}, dropoutB: {} },
  fit: null,
};
const histories = [0, 1].flatMap((campaign) =>
  simulatePurchases(truth, {
    seed: 30 + campaign,
    customers: campaign === 1 ? 600 : 1400,
    observedDays: 270,
    covariates: { campaign },
  }).map(({ purchaseDays }) => ({
    repeatPurchases: purchaseDays.length - 1,
    daysToLast: Math.floor(purchaseDays.at(-1)!),
    daysObserved: 270,
    covariates: { campaign },
  })),
);

const plain = fitBgNbd(histories);
const model = fitBgNbdWithCovariates(histories, { purchaseCovariates: ['campaign'], dropoutCovariates: [] });
const effect = model.effects!.purchase['campaign']!;
const place = model.fit!.parameters.indexOf('effects.purchase.campaign');
console.log(`fit ${model.fit!.status}: purchases while a customer times ${Math.exp(effect).toFixed(2)}`);
console.log(`effect ${effect.toFixed(3)}, standard error ${model.fit!.standardErrors[place]!.toFixed(3)}`);
const gain = 2 * (model.fit!.logLikelihood - plain.fit!.logLikelihood);
console.log(`twice the gain in likelihood ${gain.toFixed(1)}, p = ${chiSquareSurvival(gain, 1).toExponential(1)}`);
for (const campaign of [0, 1]) {
  const newcomer = { repeatPurchases: 0, daysToLast: 0, daysObserved: 0, covariates: { campaign } };
  const orders = estimateInterval(model, (m) => expectedPurchases(m, newcomer, { horizonDays: 365 }), { scale: 'log' });
  const range =
    orders.interval === null ? '' : ` (${orders.interval.low.toFixed(2)} to ${orders.interval.high.toFixed(2)})`;
  console.log(
    `${campaign === 1 ? 'of the campaign' : 'all others     '}: ${orders.value!.toFixed(2)} repeat orders in the first year${range}`,
  );
}
