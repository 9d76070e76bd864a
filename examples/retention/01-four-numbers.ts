/** Four numbers called retention, on one shop. */
import { repeatPurchaseRate, retentionRate, tabulateCohorts, tallyCohorts, tallyOrders } from 'clientele/retention';
import { readShop, SHOP_AS_OF } from '../data/read-shop.ts';

const log = readShop();
const buyers = (month: string): string[] =>
  log.filter(({ at }) => String(at).startsWith(month)).map(({ customerId }) => customerId);
const members = retentionRate({ atStart: buyers('2024-04'), atEnd: buyers('2024-05') });
const orders = tallyOrders(log, { asOf: SHOP_AS_OF });
const [ever, within] = [repeatPurchaseRate(orders), repeatPurchaseRate(orders, { withinDays: 90 })];
const cohorts = tabulateCohorts(tallyCohorts(log, { asOf: SHOP_AS_OF, period: 'quarter' }), {
  metric: 'customers',
  kind: 'bounded',
});

const show = (name: string, rate: { value: number | null; numerator: number; denominator: number }): void =>
  console.log(
    `${name.padEnd(34)} ${(100 * rate.value!).toFixed(1).padStart(5)} %  ${rate.numerator} of ${rate.denominator}`,
  );
show('bought in April and again in May', members);
show('ever came back', ever);
show('came back within 90 days', within);
show('active in the quarter after the first', cohorts.averages[1]!);
