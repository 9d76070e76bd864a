import type { RefundRule, SameDay } from '../purchases/index.ts';
import type { ExactSum } from '../statistics/index.ts';
import type { Period } from '../time/index.ts';

/** What the customers of one cohort did, by periods since its start. Every view is read from it. */
export interface CohortCounts {
  /** first civil day of the cohort's period */
  startOn: string;
  /** first instant of the period, epoch ms */
  startAt: number;
  /** customers whose first order, first payment or given start fell into the period */
  customers: number;
  /** customers with two orders or more in that very period; null for revenue levels */
  repeatedInFirstPeriod: number | null;
  /** k → customers with an order in period k, or who pay at its end */
  activeCustomers: number[];
  /** k → customers whose last active period was k */
  lastActive: number[];
  /** k → customers who were active in every period up to k, and not in k + 1 */
  unbrokenUntil: number[];
  /** k → orders in period k; null for revenue levels */
  orders: number[] | null;
  /** k → amount of those orders, or recurring revenue at its end in minor units, as exact sums; null when the log has no amounts or the cohort no orders */
  amount: ExactSum[] | null;
}

/** Cohorts of a purchase log or of revenue levels as mergeable counts. Parts to be merged must not share customers. */
export interface CohortTally {
  /** what this stored value is */
  kind: 'cohort-tally';
  /** version of its form */
  version: 1;
  /** length of the periods */
  period: Period;
  /** IANA zone of the periods */
  timeZone: string;
  /** instant of the knowledge, epoch ms */
  asOfAt: number;
  /** what made one order; null where cohorts are of revenue levels */
  sameDay: SameDay | null;
  /** what a negative amount did; null where cohorts are of revenue levels */
  refunds: RefundRule | null;
  /** cohorts are formed by given starts, not by the first order or payment */
  givenStarts: boolean;
  /** cohorts with customers, oldest first; their lists reach to the last period that begins before `asOfAt` */
  cohorts: CohortCounts[];
  /** what was left out */
  ignored: {
    /** rows at or after `asOf` */
    afterAsOf: number;
    /** refunds that were not counted */
    refunds: number;
    /** orders before the customer's given start */
    beforeStart: number;
    /** orders of customers who have no given start */
    unknownCustomer: number;
  };
}
