import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Purchase } from 'clientele/purchases';
import { countPurchases, measurePurchaseGaps, splitCalibrationHoldout, summarizePurchases } from 'clientele/purchases';
import { describe, expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');
const data = process.env['CLIENTELE_DATA'] ?? join(root, '../shared/data');
const file = join(data, 'cdnow/cdnow_sample.txt');
const missing = existsSync(file) ? '' : ' (skipped: cdnow/cdnow_sample.txt is not there)';
const onData = test.skipIf(missing !== '');

/** The file as it was published, with its Windows line ends. */
function read(): Purchase[] {
  const lines = readFileSync(file, 'utf8').split(/\r\n/);
  return lines.filter(Boolean).map((line) => {
    const [, customerId, day, , amount] = line.trim().split(/\s+/) as [string, string, string, string, string];
    return {
      customerId,
      at: `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}T00:00:00Z`,
      amount: Number(amount),
    };
  });
}
const asOf = '1997-10-01T00:00:00Z';

describe(`CDNOW, 2,357 customers to 30 September 1997${missing}`, () => {
  onData('the published sufficient statistics: 2,457 repeat purchases, T = 272 days = 38.86 weeks', () => {
    const summaries = summarizePurchases(read(), { asOf });
    expect(summaries.length).toBe(2357);
    expect(summaries.reduce((sum, s) => sum + s.repeatPurchases, 0)).toBe(2457);
    expect(summaries.filter((s) => s.repeatPurchases > 0).length).toBe(946);
    expect(summaries[0]).toMatchObject({ customerId: '0001', repeatPurchases: 2, daysToLast: 213, daysObserved: 272 });
    expect(summaries[0]!.meanRepeatAmount).toBe((29.73 + 14.96) / 2);
    expect([(213 / 7).toFixed(2), (272 / 7).toFixed(2)]).toEqual(['30.43', '38.86']);
  });

  onData('whole weeks to the end of the week of asOf would move 174 customers and leave 2,248: no such option', () => {
    // Weeks of Monday to Sunday (1970-01-05 was a Monday); the one that holds 30 September is taken whole, to 5 October.
    const weekOf = (at: string): number => Math.floor((Date.parse(at) / 86_400_000 - 4) / 7);
    const last = weekOf('1997-09-30T00:00:00Z');
    const log = read();
    const weeks = new Map<string, Set<number>>();
    for (const { customerId, at } of log) {
      const week = weekOf(at as string);
      if (week <= last) weeks.set(customerId, (weeks.get(customerId) ?? new Set()).add(week));
    }
    const summaries = summarizePurchases(log, { asOf });
    const weekly = summaries.map((s) => weeks.get(s.customerId)!.size - 1);
    expect(weekly.reduce((sum, x) => sum + x, 0)).toBe(2248);
    expect(summaries.filter((s, i) => s.repeatPurchases !== weekly[i]).length).toBe(174);
    expect(() => summarizePurchases(log, { asOf, sameDay: 'week' as 'merge' })).toThrow(
      expect.objectContaining({ code: 'unknown-name' }),
    );
  });

  onData('orders of nothing are orders, and every row is accounted for', () => {
    const log = read();
    expect(log.length).toBe(6919);
    const free = log.filter((row) => row.amount === 0).length;
    const whole = { asOf: '1998-07-01T00:00:00Z' };
    const paid = summarizePurchases(
      log.filter((row) => row.amount! > 0),
      whole,
    );
    const all = summarizePurchases(log, whole);
    const orders = (list: typeof all): number => list.reduce((sum, s) => sum + s.purchases, 0);
    expect(free).toBe(8);
    expect(orders(all)).toBeGreaterThan(orders(paid));
    const counts = countPurchases(log, whole);
    expect(counts.counted + counts.mergedAway).toBe(6919);
    expect(counts.counted).toBe(orders(all));
  });

  onData('the holdout is 273 days, 39 weeks', () => {
    const split = splitCalibrationHoldout(read(), { splitOn: '1997-10-01', endOn: '1998-07-01' });
    expect(split.holdoutDays).toBe(39 * 7);
    expect(split.newCustomers).toBe(0);
    expect(split.rows.length).toBe(2357);
  });

  onData('customers come at random: regularity 1.056', () => {
    expect(measurePurchaseGaps(read(), { asOf }).regularity.value).toBeCloseTo(1.056, 3);
  });
});
