import { InputError, requireCount, requireIterable, requireWithin } from '../errors/index.ts';
import type { BgBbModel } from './bg-bb-model.ts';
import type { OpportunityHistory } from './purchase-history.ts';

/** Refuses a history of occasions that nobody can have. */
export function requireOccasions(history: OpportunityHistory, argument: string): void {
  const n = requireCount(history?.opportunities, `${argument}.opportunities`);
  const last = requireCount(history.lastSuccess, `${argument}.lastSuccess`);
  const x = requireCount(history.successes, `${argument}.successes`);
  requireWithin(last, { from: 0, to: n }, `${argument}.lastSuccess`);
  // x = 0 exactly when there was no last one.
  requireWithin(x, { from: last > 0 ? 1 : 0, to: last }, `${argument}.successes`);
}

/** Distinct histories of occasions with their customers, in a fixed order. */
export function opportunityRows(histories: Iterable<OpportunityHistory>): Required<OpportunityHistory>[] {
  const rows = new Map<string, Required<OpportunityHistory>>();
  let i = 0;
  for (const history of requireIterable(histories, 'histories')) {
    requireOccasions(history, `histories[${i}]`);
    const { successes, lastSuccess, opportunities, customers = 1 } = history;
    requireWithin(customers, { from: 0 }, `histories[${i++}].customers`);
    if (customers === 0) continue;
    const key = `${successes}/${lastSuccess}/${opportunities}`;
    const row = rows.get(key);
    if (row) row.customers += customers;
    else rows.set(key, { successes, lastSuccess, opportunities, customers });
  }
  if (rows.size === 0) throw new InputError('empty', 'histories', 'expected at least one history, got none');
  return [...rows.values()].sort(
    (p, q) => p.opportunities - q.opportunities || p.successes - q.successes || p.lastSuccess - q.lastSuccess,
  );
}

/** The four shapes of a model, checked. */
export function bgBbShapes(model: BgBbModel): [number, number, number, number] {
  const shape = (name: 'purchaseA' | 'purchaseB' | 'dropoutA' | 'dropoutB'): number =>
    requireWithin(model?.[name], { from: 0, fromOpen: true }, `model.${name}`);
  return [shape('purchaseA'), shape('purchaseB'), shape('dropoutA'), shape('dropoutB')];
}
