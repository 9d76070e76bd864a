/** A budget cut of 30 %: what it costs, and whether the money stood in the right place to begin with. */
import { allocateBudget, expectedProspectValue, fitSpendResponse } from 'clientele/retention';

const plan = {
  margin: 50,
  discountRatePerPeriod: 0.12,
  acquisition: fitSpendResponse({ ceilingRate: 0.4, spend: 5, rate: 0.1 }),
  retention: fitSpendResponse({ ceilingRate: 0.8, spend: 8, rate: 0.6 }),
};
const best = allocateBudget(plan);
const show = (name: string, acquisitionSpend: number, retentionSpend: number): void => {
  const { acquisitionRate, retentionRate, customerValue, prospectValue } = expectedProspectValue(plan, {
    acquisitionSpend,
    retentionSpend,
  });
  console.log(
    `${name.padEnd(20)} win ${(100 * acquisitionRate).toFixed(1)} %, keep ${(100 * retentionRate).toFixed(1)} %,`,
    `customer ${customerValue.toFixed(2)}, prospect ${prospectValue.toFixed(2)}`,
  );
};
show('today', 5, 8);
show('30 % less for both', 3.5, 5.6);
show('the best', best.acquisitionSpend, best.retentionSpend);
console.log(
  `\nat the best the last customer won costs ${best.marginalAcquisitionCost.toFixed(2)},`,
  `the last one kept ${best.marginalRetentionCost.toFixed(2)}, and is worth ${best.customerValue.toFixed(2)};`,
  `on average winning is ${best.averageCostRatio!.toFixed(2)} times as dear as keeping`,
);
