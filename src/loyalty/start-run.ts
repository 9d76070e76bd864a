import type { Account } from './account.ts';
import type { CompiledProgram } from './compile-program.ts';
import { ownLists } from './copy-account.ts';
import type { Work } from './work.ts';
import type { WorkOptions } from './start-work.ts';
import { startWork } from './start-work.ts';

/** Begins work for a run of many events: all that it may write to is copied now, and what was seen is indexed. */
export function startRun(compiled: CompiledProgram, account: Account<string | number>, options: WorkOptions): Work {
  const work = startWork(compiled, account, options);
  ownLists(work.account);
  const { orders, seen } = work.account;
  return Object.assign(work, {
    owned: true,
    shared: null,
    ids: new Set(seen.map((one) => one.id)),
    keys: new Set(seen.flatMap(({ key }) => (key === undefined ? [] : [key]))),
    orders: new Map(orders.map((order, i) => [order.orderId, i])),
  });
}
