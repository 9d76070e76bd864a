import { InputError } from '../errors/index.ts';
import type { OrderLog } from './order-log.ts';
import { sumExactly } from './sum-exactly.ts';

/**
 * The amount of one order of a log, refunds settled, correctly rounded whatever the order of its rows.
 *
 * @param log - a log read by {@link readOrderLog}
 * @param order - place of the order in the log, 0 or more
 * @returns currency units; null when the log has no amounts
 * @throws InputError `out-of-range` for a place without an order
 *
 * @example What was paid in this order, refunds taken off?
 * ```ts
 * import { orderAmount, readOrderLog } from 'clientele/purchases';
 *
 * const log = readOrderLog(
 *   [
 *     { customerId: 'ann', at: '2024-03-01T09:00:00Z', amount: 30 },
 *     { customerId: 'ann', at: '2024-03-04T09:00:00Z', amount: -12.5 },
 *   ],
 *   { asOf: '2024-04-01T00:00:00Z', refunds: 'net' },
 * );
 * orderAmount(log, 0); // => 17.5
 * ```
 */
export function orderAmount(log: OrderLog<string | number>, order: number): number | null {
  const last = log.times.length - 1;
  if (!(Number.isInteger(order) && order >= 0 && order <= last)) {
    throw new InputError('out-of-range', 'order', `expected a place from 0 to ${last}, got ${String(order)}`);
  }
  return log.rowAmounts === null ? null : sumExactly(log.rowAmounts, log.firstRow[order]!, log.firstRow[order + 1]!);
}
