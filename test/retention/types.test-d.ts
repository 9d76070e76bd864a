import { expectTypeOf } from 'vitest';
import {
  type CohortTally,
  type CohortView,
  customerBaseBridge,
  type OrderTally,
  type RecurringSubscription,
  recurringRevenueChanges,
  repeatPurchaseRate,
  retentionRate,
  type RevenueChange,
  revenueLevels,
  type RevenueLevel,
  revenueMovements,
  tabulateCohorts,
  tallyCohorts,
} from 'clientele/retention';
import type { Purchase } from 'clientele/purchases';
import type { Figure, Rate } from 'clientele/statistics';

declare const numbered: RevenueChange<number>[];
declare const subscriptions: RecurringSubscription<number>[];
declare const purchases: Purchase<number>[];
declare const cohorts: CohortTally;
declare const orders: OrderTally;

// Ids keep their type, numbers stay numbers.
expectTypeOf(revenueLevels(numbered, { asOf: 0 })).toEqualTypeOf<RevenueLevel<number>[]>();
expectTypeOf(recurringRevenueChanges(subscriptions)).toEqualTypeOf<RevenueChange<number>[]>();
tallyCohorts(purchases, { asOf: 0, period: 'month', starts: [{ customerId: 7, at: 0 }] });
// @ts-expect-error TS2322: a start of a customer whose id is of another type can never be found
tallyCohorts(purchases, { asOf: 0, period: 'month', starts: [{ customerId: 'seven', at: 0 }] });

// A rate is a rate, and growth is a figure that may be negative.
expectTypeOf(retentionRate({ atStart: [1], atEnd: [2] })).toEqualTypeOf<Rate>();
expectTypeOf(customerBaseBridge({ atStart: [1], atEnd: [2], everBefore: [3] }).growthRate).toExtend<Figure<'empty'>>();

// @ts-expect-error TS2345: left out, everBefore would make every return new
customerBaseBridge({ atStart: [1], atEnd: [2] });
// @ts-expect-error TS2345: left out, paidBefore would make every return new
revenueMovements({ opening: [], closing: [] });
// @ts-expect-error TS2345: what changes the meaning has no default
tallyCohorts(purchases, { period: 'month' });

// A kind belongs to customers; amounts have none.
tabulateCohorts(cohorts, { metric: 'amount', per: 'customer', cumulative: true });
// @ts-expect-error TS2353: { metric: 'amount', kind } must not compile
const wrong: CohortView = { metric: 'amount', kind: 'rolling' };
expectTypeOf(wrong).toExtend<CohortView>();
// @ts-expect-error TS2345: customers need a kind, because bounded and rolling are two numbers
tabulateCohorts(cohorts, { metric: 'customers' });
// @ts-expect-error TS2345: one tally is not another
repeatPurchaseRate(cohorts);
// @ts-expect-error TS2345: nor the other one
tabulateCohorts(orders, { metric: 'orders' });
