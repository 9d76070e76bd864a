/** Is the model right? It is fitted to the first year, and held against the half year that it never saw. */
import { fitBgNbd, fitMbgNbd, fitNbd, measureHoldout } from 'clientele/clv';
import { splitCalibrationHoldout } from 'clientele/purchases';
import { readShop } from '../data/read-shop.ts';

const split = splitCalibrationHoldout(readShop(), { splitOn: '2024-01-01', endOn: '2024-07-01' });
console.log(`customers ${split.rows.length}, holdout ${split.holdoutDays} days`);
console.log('model     status     predicted  actual  log-likelihood');
for (const fit of [fitNbd, fitBgNbd, fitMbgNbd]) {
  const model = fit(split.rows);
  const report = measureHoldout(model, split);
  console.log(
    `${model.kind.padEnd(9)} ${model.fit!.status.padEnd(10)} ${report.predictedTotal.toFixed(1).padStart(9)} ${String(report.actualTotal).padStart(7)} ${model.fit!.logLikelihood.toFixed(2).padStart(15)}`,
  );
}
