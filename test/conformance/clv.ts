import type { Purchase, PurchaseSummary, SummarizeOptions } from 'clientele/purchases';
import { summarizePurchases } from 'clientele/purchases';
import type { Adapter, CaseContext } from './adapter.ts';
import { readLog } from './read-log.ts';

const DAY = 86_400_000;

/** A calendar day of the suite as an instant; the suite's days are UTC. */
const startOf = (on: string): number => Date.parse(`${on}T00:00:00Z`);
/** The suite's last observed day as our half-open end. */
const endOf = (on: string): number => startOf(on) + DAY;
const dayAfter = (on: string): string => new Date(endOf(on)).toISOString().slice(0, 10);

function purchasesOf(given: Purchase[] | { data: string }, context: CaseContext): Purchase[] {
  return Array.isArray(given) ? given : readLog(given.data, context);
}

function optionsOf(input: any): SummarizeOptions {
  return {
    asOf: input.asOfOn === undefined ? input.asOf : endOf(input.asOfOn),
    ...(input.timeZone && { timeZone: input.timeZone }),
    ...(input.refunds && { refunds: input.refunds }),
    ...(input.sameDay && { sameDay: input.sameDay === 'separate' ? 'instants' : input.sameDay }),
  };
}

const sum = (values: (number | null)[]): number => values.reduce<number>((total, value) => total + (value ?? 0), 0);

function rowOf(summary: PurchaseSummary): Record<string, unknown> {
  return { ...summary, x: summary.repeatPurchases, tx: summary.daysToLast, T: summary.daysObserved };
}

export const adapter: Adapter = {
  summarize(input, context) {
    const log = purchasesOf(input.purchases, context);
    const summaries = summarizePurchases(log, optionsOf(input));
    return {
      customers: summaries.length,
      repeatCustomers: summaries.filter((s) => s.repeatPurchases > 0).length,
      sumRepeatPurchases: sum(summaries.map((s) => s.repeatPurchases)),
      sumDaysToLast: sum(summaries.map((s) => s.daysToLast)),
      sumDaysObserved: sum(summaries.map((s) => s.daysObserved)),
      sumLogGapDays: sum(summaries.map((s) => s.sumLogGapDays)),
      totalAmount: sum(summaries.map((s) => s.totalAmount)),
      sumMeanRepeatAmount: sum(summaries.map((s) => s.meanRepeatAmount)),
      rows: Object.fromEntries(summaries.map((s) => [s.customerId, rowOf(s)])),
    };
  },
};
