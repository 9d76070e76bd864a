/** Does 80/20 hold for me? */
import {
  fitAbc,
  measureConcentration,
  measureCustomersNeeded,
  measureTopShare,
  tabulateDeciles,
} from 'clientele/segmentation';
import { createRandom, drawGamma } from 'clientele/statistics';

const random = createRandom(4);
const amounts = Array.from({ length: 1000 }, () => Math.round(100 * drawGamma(random, 0.6, 1 / 80)) / 100);

const { gini } = measureConcentration(amounts);
const top = measureTopShare(amounts, { customerShare: 0.2 });
const needed = measureCustomersNeeded(amounts, { amountShare: 0.8 });
console.log(`Gini ${gini!.toFixed(3)}`);
console.log(`the best 20 % (${top.customers} customers) bring ${(100 * top.value!).toFixed(1)} % of the money`);
console.log(
  `80 % of the money comes from ${(100 * needed.customerShare!).toFixed(1)} % of the customers (${needed.value})`,
);
console.log('A, B, C:', JSON.stringify(fitAbc(amounts).fit.counts));
console.log('tenth  money  share  so far');
for (const { group, amount, amountShare, cumulativeAmountShare } of tabulateDeciles(amounts)) {
  console.log(
    `${String(group).padStart(5)} ${amount.toFixed(0).padStart(6)} ${(100 * amountShare!).toFixed(1).padStart(5)} % ${(100 * cumulativeAmountShare!).toFixed(1).padStart(5)} %`,
  );
}
