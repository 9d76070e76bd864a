import { describe, expect, test } from 'vitest';
import { parsePurchases } from 'clientele/schemas';

const sound = { customerId: 'ann', at: '2024-01-05T09:00:00Z', amount: 12.5 };
const only = (row: unknown): string[] => parsePurchases([row]).issues.map((issue) => `${issue.path} ${issue.code}`);

describe('parsePurchases', () => {
  test('keeps sound rows of every shape as they are', () => {
    const rows = [sound, { customerId: 7, at: 0 }, { customerId: '7', at: new Date(0), amount: -3, currency: 'EUR' }];
    expect(parsePurchases(rows)).toEqual({ purchases: rows, issues: [] });
  });

  test('leaves out fields that a purchase does not have', () => {
    expect(parsePurchases([{ ...sound, shop: 'x' }]).purchases).toEqual([sound]);
  });

  test.each([
    [{ at: sound.at }, '/customerId missing-value'],
    [{ ...sound, customerId: '' }, '/customerId out-of-range'],
    [{ ...sound, customerId: null }, '/customerId wrong-type'],
    [{ ...sound, customerId: NaN }, '/customerId not-finite'],
    [{ customerId: 'a' }, '/at missing-value'],
    [{ ...sound, at: '2024-01-05 09:00' }, '/at not-an-instant'],
    [{ ...sound, at: '2024-02-30T00:00:00Z' }, '/at not-an-instant'],
    [{ ...sound, at: NaN }, '/at not-an-instant'],
    [{ ...sound, at: new Date(NaN) }, '/at not-an-instant'],
    [{ ...sound, amount: '12' }, '/amount wrong-type'],
    [{ ...sound, amount: Infinity }, '/amount not-finite'],
    [{ ...sound, amount: null }, '/amount wrong-type'],
    [{ ...sound, currency: 'eur' }, '/currency wrong-type'],
    [null, ' wrong-type'],
    [[], ' wrong-type'],
  ])('%o is refused by %s', (row, wanted) => {
    expect(only(row)).toContain(wanted);
    expect(parsePurchases([row]).purchases).toEqual([]);
  });

  test('every row is a purchase or has an issue', () => {
    const rows = [sound, null, 5, {}, { ...sound, at: 'x' }, sound];
    const { purchases, issues } = parsePurchases(rows);
    expect(purchases.length + new Set(issues.map((issue) => issue.row)).size).toBe(rows.length);
  });

  test('a __proto__ key does nothing', () => {
    const row = JSON.parse('{"customerId":"a","at":0,"__proto__":{"amount":5}}') as unknown;
    expect(parsePurchases([row]).purchases).toEqual([{ customerId: 'a', at: 0 }]);
    expect(({} as { amount?: number }).amount).toBeUndefined();
  });

  test.each([undefined, null, {}, 'rows'])('%o is no list of rows, and nothing is thrown', (rows) => {
    expect(parsePurchases(rows)).toMatchObject({ purchases: [], issues: [{ row: null, code: 'wrong-type' }] });
  });
});
