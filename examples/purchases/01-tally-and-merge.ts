/** Two machines read two halves of a log, cut through the middle of customers; together they know what one would. */
import { mergePurchaseTallies, summarizePurchases, summarizeTally, tallyPurchases } from 'clientele/purchases';
import { readShop, SHOP_AS_OF } from '../data/read-shop.ts';

const log = readShop();
const half = log.length >> 1;
const [first, second] = [tallyPurchases(log.slice(0, half)), tallyPurchases(log.slice(half))];
const merged = summarizeTally(mergePurchaseTallies(first, second), { asOf: SHOP_AS_OF });
const whole = summarizePurchases(log, { asOf: SHOP_AS_OF });

console.log(`rows ${log.length}, customers ${whole.length}`);
console.log(`the same to the last bit: ${JSON.stringify(merged) === JSON.stringify(whole)}`);
