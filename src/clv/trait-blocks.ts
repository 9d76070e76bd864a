import type { HistoryColumns } from './history-columns.ts';
import type { TraitColumns } from './trait-columns.ts';

/** Copies a block into columns that are made once: with a trait of many values there are as many blocks as customers. */
export function blockReader({ blocks, ...all }: TraitColumns): (at: number) => HistoryColumns {
  let longest = 0;
  for (let at = 0; at + 1 < blocks.length; at++) longest = Math.max(longest, blocks[at + 1]! - blocks[at]!);
  const column = (): Float64Array => new Float64Array(longest);
  const own: HistoryColumns = {
    ...all,
    repeatPurchases: column(),
    daysToLast: column(),
    daysObserved: column(),
    customers: column(),
  };
  return (at) => {
    const from = blocks[at]!;
    own.rows = blocks[at + 1]! - from;
    for (let i = 0; i < own.rows; i++) {
      own.repeatPurchases[i] = all.repeatPurchases[from + i]!;
      own.daysToLast[i] = all.daysToLast[from + i]!;
      own.daysObserved[i] = all.daysObserved[from + i]!;
      own.customers[i] = all.customers[from + i]!;
    }
    return own;
  };
}
