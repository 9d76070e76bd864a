import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Purchase } from 'clientele/purchases';

/** The purchases of the bundled simulated shop: 320 customers, 3 January 2023 to 30 June 2024. */
export function readShop(): Purchase[] {
  const lines = readFileSync(join(import.meta.dirname, 'purchases.csv'), 'utf8')
    .trim()
    .split('\n')
    .slice(1);
  return lines.map((line) => {
    const [customerId, at, amount] = line.split(',') as [string, string, string];
    return { customerId, at, amount: Number(amount) };
  });
}

/** The day after the last purchase of the shop. */
export const SHOP_AS_OF = '2024-07-01T00:00:00Z';
