import type { Work } from './work.ts';

/** Index of an order, or −1. */
export function findOrder(work: Work, orderId: string): number {
  if (work.orders) return work.orders.get(orderId) ?? -1;
  const { orders } = work.account;
  let i = orders.length - 1;
  while (i >= 0 && orders[i]!.orderId !== orderId) i--;
  return i;
}

/** Whether an order was bought before. One that a single purchase names was not, and nothing is searched. */
export function isBought(work: Work, orderId: string): boolean {
  return work.namings?.(orderId) !== 1 && findOrder(work, orderId) >= 0;
}
