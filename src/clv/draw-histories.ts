import { InputError, requireCount } from '../errors/index.ts';
import type { RandomState } from '../statistics/index.ts';
import { drawMultinomial, nextUniform } from '../statistics/index.ts';
import type { OpportunityHistory, PurchaseHistory, SpendHistory } from './purchase-history.ts';
import { groupHistories, textOfTraits } from './history-columns.ts';
import { opportunityRows } from './opportunity-rows.ts';
import type { ResampledModel } from './refit.ts';
import { simulatePurchases } from './simulate-purchases.ts';
import { simulateSpend } from './simulate-spend.ts';
import { simulateSuccesses } from './simulate-successes.ts';
import { spendColumns } from './spend-columns.ts';

type History = PurchaseHistory | OpportunityHistory | SpendHistory;

/** A row with the number of customers who share it. */
export type CountedRow = History & { customers: number };

/** Distinct rows in a fixed order, each with the number of customers who share it, which must be whole to be drawn. */
export function countedRows(model: ResampledModel, histories: Iterable<unknown>): CountedRow[] {
  const rows = readRows(model, histories);
  if (rows.length === 0) throw new InputError('empty', 'histories', 'expected a customer who says something, got none');
  requireCount(totalOf(rows), 'histories.customers');
  return rows;
}

function readRows(model: ResampledModel, histories: Iterable<unknown>): CountedRow[] {
  if (model.kind === 'bg-bb') return opportunityRows(histories as Iterable<OpportunityHistory>);
  if (model.kind === 'gamma-gamma') {
    const { rows } = spendColumns(histories as Iterable<SpendHistory>);
    return rows.map(({ mean, ...row }) => ({ ...row, meanRepeatAmount: mean }));
  }
  return groupHistories(histories as Iterable<PurchaseHistory>).sort(
    (p, q) =>
      p.repeatPurchases - q.repeatPurchases ||
      p.daysToLast - q.daysToLast ||
      p.daysObserved - q.daysObserved ||
      (textOfTraits(p.covariates) < textOfTraits(q.covariates) ? -1 : 1),
  );
}

const totalOf = (rows: readonly CountedRow[]): number => rows.reduce((sum, { customers }) => sum + customers, 0);

/** As many customers as there are, each drawn from those there are: counts over the rows, not copies of customers. */
export function drawCustomers(random: RandomState, rows: readonly CountedRow[]): CountedRow[] {
  const counts = drawMultinomial(
    random,
    totalOf(rows),
    rows.map(({ customers }) => customers),
  );
  return rows.flatMap((row, i) => (counts[i]! > 0 ? [{ ...row, customers: counts[i]! }] : []));
}

/** New customers who behave as the model says, watched as long as those there are (the same traits, purchases counted). */
export function simulateLike(random: RandomState, model: ResampledModel, rows: readonly CountedRow[]): History[] {
  const seed = (): number => Math.floor(nextUniform(random) * 2 ** 32);
  if (model.kind === 'gamma-gamma') return simulateSpend(model, rows as SpendHistory[], { seed: seed() });
  return rows.flatMap((row): History[] => {
    const customers = requireCount(row.customers, 'histories.customers');
    if (model.kind === 'bg-bb') {
      const { opportunities } = row as OpportunityHistory;
      return simulateSuccesses(model, { seed: seed(), customers, opportunities });
    }
    const { daysObserved, covariates } = row as PurchaseHistory;
    const options = { seed: seed(), customers, observedDays: daysObserved, ...(covariates && { covariates }) };
    return simulatePurchases(model, options).map(({ purchaseDays }): PurchaseHistory => {
      return {
        repeatPurchases: purchaseDays.length - 1,
        daysToLast: purchaseDays.at(-1)!,
        daysObserved,
        sumLogGapDays: purchaseDays.reduce(
          (sum, day, i) => (i === 0 ? 0 : sum + Math.log(day - purchaseDays[i - 1]!)),
          0,
        ),
        ...(covariates && { covariates }),
      };
    });
  });
}
