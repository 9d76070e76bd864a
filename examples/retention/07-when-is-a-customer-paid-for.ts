/** Payback as everybody quotes it, and as it comes when customers leave and money costs something. */
import { breakEvenRetentionRate, cohortProfit, rescaleDiscountRate, unitEconomics } from 'clientele/retention';

const monthlyDiscount = rescaleDiscountRate({ annualDiscountRate: 0.1, periodDays: 365.2425 / 12 });
for (const acquisitionSpend of [75_000, 100_000, 130_000]) {
  const figures = unitEconomics({
    acquisitionSpend,
    newCustomers: 75,
    revenuePerCustomer: 100,
    marginShare: 0.8,
    churnRate: 0.05,
    discountRatePerPeriod: monthlyDiscount,
  });
  const really = figures.paymentsToPayback === null ? 'never' : `${figures.paymentsToPayback} payments`;
  console.log(
    `cost ${figures.acquisitionCost!.toFixed(0)}: worth ${figures.lifetimeValue!.toFixed(0)},`,
    `quoted payback ${figures.paybackPeriods!.toFixed(1)} months, really ${really}`,
  );
}
const needed = breakEvenRetentionRate({
  acquisitionCost: 1_733,
  margin: 80,
  discountRatePerPeriod: monthlyDiscount,
  firstMargin: 'now',
});
console.log(`at a cost of 1733 it takes ${(100 * needed.value!).toFixed(2)} % kept per month`);

const cohort = cohortProfit({
  customers: 1000,
  retentionRates: [0.5, 0.6, 0.65, 0.7],
  marginsPerCustomer: [20, 30, 40, 50, 50],
  acquisitionCost: 45,
  discountRatePerPeriod: 0.1,
});
console.log('cumulative profit by year:', cohort.cumulativeProfit.map((sum) => Math.round(sum)).join(', '));
console.log(`paid back in year ${cohort.breakEvenPeriod}, present value ${Math.round(cohort.presentValue)}`);
