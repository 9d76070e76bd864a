import { InputError, requireFinite } from '../errors/index.ts';
import { epochOf } from '../time/index.ts';
import type { Purchase } from './purchase.ts';

/**
 * A checked purchase log, one entry a row in the order given: what the readers of this folder share. Internal: columns
 * because two million small objects would cost more than all the rest.
 */
export interface PurchaseColumns<Id extends string | number> {
  /** the customers in the order of their first row */
  ids: Id[];
  /** customer → place in `ids` */
  placeOf: ReadonlyMap<Id, number>;
  /** rows read */
  rows: number;
  /** row → place of its customer in `ids` */
  who: Int32Array;
  /** row → epoch ms */
  at: Float64Array;
  /** row → amount; all 0 when the log has none */
  amount: Float64Array;
  /** whether the log has amounts; null for an empty log */
  hasAmounts: boolean | null;
  /** the currency, where any row says one */
  currency: string | null;
}

const LARGEST_INSTANT = 8.64e15;

function grown<T extends Int32Array | Float64Array>(column: T, larger: T): T {
  larger.set(column);
  return larger;
}

/** Reads and checks every row once. A number is taken as an instant without building its argument's name first. */
export function readPurchaseColumns<Id extends string | number>(
  purchases: Iterable<Purchase<Id>>,
): PurchaseColumns<Id> {
  const index = new Map<Id, number>();
  let capacity = Array.isArray(purchases) ? Math.max(1, purchases.length) : 1024;
  let who = new Int32Array(capacity);
  let at = new Float64Array(capacity);
  let amount = new Float64Array(capacity);
  let hasAmounts: boolean | null = null;
  let currency: string | null = null;
  let row = 0;
  for (const purchase of purchases) {
    if (row === capacity) {
      capacity *= 2;
      who = grown(who, new Int32Array(capacity));
      at = grown(at, new Float64Array(capacity));
      amount = grown(amount, new Float64Array(capacity));
    }
    if (purchase === null || typeof purchase !== 'object') refuse(row, '', 'a purchase', purchase);
    const { customerId, at: when, amount: paid, currency: code } = purchase;
    if (typeof customerId !== 'string' && !Number.isFinite(customerId)) {
      refuse(row, '.customerId', 'a text or a finite number', customerId);
    }
    let customer = index.get(customerId);
    if (customer === undefined) index.set(customerId, (customer = index.size));
    who[row] = customer;
    at[row] =
      typeof when === 'number' && Math.abs(when) <= LARGEST_INSTANT
        ? Math.floor(when) + 0
        : epochOf(when, `purchases[${row}].at`);
    if (paid === undefined) {
      if (hasAmounts === true) missingAmount(row);
      hasAmounts = false;
    } else {
      if (hasAmounts === false) missingAmount(0);
      hasAmounts = true;
      // Adding 0 turns -0 into 0, so that a free order is one number in every engine and in JSON.
      amount[row] = (Number.isFinite(paid) ? paid : requireFinite(paid, `purchases[${row}].amount`)) + 0;
    }
    if (code !== undefined && code !== currency) currency = agreed(currency, code, row);
    row++;
  }
  return { ids: [...index.keys()], placeOf: index, rows: row, who, at, amount, hasAmounts, currency };
}

function refuse(row: number, path: string, wanted: string, got: unknown): never {
  throw new InputError('wrong-type', `purchases[${row}]${path}`, `expected ${wanted}, got ${String(got)}`);
}

function missingAmount(row: number): never {
  const detail = 'expected an amount on every row or on none (silent zeros would bend every mean), got none';
  throw new InputError('missing-value', `purchases[${row}].amount`, detail);
}

function agreed(currency: string | null, code: string, row: number): string {
  if (typeof code !== 'string') refuse(row, '.currency', 'an ISO 4217 code', code);
  if (currency === null) return code;
  const detail = `expected one currency in one call (${currency}), got ${code}`;
  throw new InputError('mixed-currency', `purchases[${row}].currency`, detail);
}
