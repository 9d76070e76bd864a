/** A cohort triangle from a CSV: sizes first, then who came back, quarter by quarter; what is not over is not a number. */
import { tabulateCohorts, tallyCohorts } from 'clientele/retention';
import { readShop } from '../data/read-shop.ts';

const tally = tallyCohorts(readShop(), { asOf: '2024-06-15T00:00:00Z', period: 'quarter', timeZone: 'Europe/Paris' });
const table = tabulateCohorts(tally, { metric: 'customers', kind: 'bounded' });

const percent = (value: number | null): string => (value === null ? '…' : `${(100 * value).toFixed(0)} %`).padStart(7);
console.log('cohort      size', table.averages.map((_, k) => `+${k}`.padStart(7)).join(''));
for (const { startOn, customers, cells } of table.cohorts)
  console.log(startOn, String(customers).padStart(5), cells.map((cell) => percent(cell.value)).join(''));
console.log('all of them     ', table.averages.map((rate) => percent(rate.value)).join(''));

const open = table.cohorts[0]!.cells.at(-1)!;
console.log(`\n… is not over: ${open.numerator} of ${open.denominator} so far, ${open.reason}`);
