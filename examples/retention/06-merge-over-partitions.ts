/** The same tallies on four machines: split by customer, count apart, merge, and get the same to the last bit. */
import {
  mergeCohortTallies,
  mergeLifecycles,
  mergeOrderTallies,
  orderStats,
  tabulateLifecycle,
  tallyCohorts,
  tallyOrders,
} from 'clientele/retention';
import { hashFraction } from 'clientele/statistics';
import { readShop, SHOP_AS_OF } from '../data/read-shop.ts';

const log = readShop();
const parts = [0, 1, 2, 3].map((i) =>
  log.filter(({ customerId }) => Math.floor(4 * hashFraction(1, customerId)) === i),
);
console.log('rows per machine:', parts.map((part) => part.length).join(', '));

const options = { asOf: SHOP_AS_OF, timeZone: 'Europe/Paris' };
const monthly = { ...options, period: 'month' } as const;
const same = (merged: unknown, whole: unknown): string =>
  JSON.stringify(merged) === JSON.stringify(whole) ? 'equal' : 'DIFFERENT';
const orders = parts.map((part) => tallyOrders(part, options)).reduce(mergeOrderTallies);
console.log('orders:    ', same(orders, tallyOrders(log, options)));
console.log(
  'cohorts:   ',
  same(parts.map((part) => tallyCohorts(part, monthly)).reduce(mergeCohortTallies), tallyCohorts(log, monthly)),
);
console.log(
  'lifecycle: ',
  same(parts.map((part) => tabulateLifecycle(part, monthly)).reduce(mergeLifecycles), tabulateLifecycle(log, monthly)),
);
const { orders: count, averageOrderAmount, daysToSecondOrder } = orderStats(orders);
console.log(
  `${count} orders of ${averageOrderAmount!.toFixed(2)}, second order after ${daysToSecondOrder.p50} days in the middle`,
);

const [early, late] = [log.filter(({ at }) => String(at) < '2024'), log.filter(({ at }) => String(at) >= '2024')];
const wrong = mergeOrderTallies(tallyOrders(early, options), tallyOrders(late, options));
console.log(`split by year instead of customer it would be ${wrong.customers} customers, not ${orders.customers}`);
