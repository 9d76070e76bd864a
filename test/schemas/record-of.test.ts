/** A key that JSON may hold and objects treat as something else: doors keep it, an own property like any other. */
import {
  parseCovariateSpells,
  parseLoyaltyEvents,
  parseProgram,
  parsePurchaseHistories,
  parsePurchaseModel,
} from 'clientele/schemas';
import { describe, expect, test } from 'vitest';

/** A record of one name, as JSON gives it. */
const named = (key: string, value: unknown): unknown => JSON.parse(`{${JSON.stringify(key)}:${JSON.stringify(value)}}`);

const ladder = (key: string) => ({
  kind: 'window',
  id: 'status',
  levels: [{ name: 'Base' }, { name: 'Top', enter: { metric: key, atLeast: 1 } }],
  metrics: named(key, { from: 'orders' }),
  window: { kind: 'lifetime' },
  validity: { kind: 'forever' },
});
const MODEL = {
  kind: 'bg-nbd',
  version: 1,
  purchaseShape: 1,
  purchaseScaleDays: 1,
  dropoutA: 1,
  dropoutB: 1,
  fit: null,
};

/** Each door with a record that has one name, and what the record holds. */
const DOORS: [string, (key: string) => { issues: readonly unknown[] }, string][] = [
  ['activity', (key) => parseLoyaltyEvents([{ id: 'e', memberId: 'm', at: 0, type: 'activity', metrics: named(key, 3) }]), '3'],
  ['program', (key) => parseProgram({ kind: 'loyalty-program', version: 1, id: 's', timeZone: 'UTC', ladders: [ladder(key)] }), '{"from":"orders"}'],
  ['history', (key) => parsePurchaseHistories([{ repeatPurchases: 0, daysToLast: 0, daysObserved: 1, covariates: named(key, 3) }]), '3'],
  ['model', (key) => parsePurchaseModel({ ...MODEL, effects: { purchase: named(key, 3), dropoutA: {}, dropoutB: {} } }), '3'],
  ['spell', (key) => parseCovariateSpells([{ days: 1, ended: true, covariates: named(key, 3) }]), '3'],
]; // prettier-ignore

describe.each(DOORS)('%s', (_, door, value) => {
  test.each(['__proto__', 'constructor', 'toString', 'plain'])('keeps the name %s', (key) => {
    const parsed = door(key);
    expect(parsed.issues).toEqual([]);
    expect(JSON.stringify(parsed)).toContain(`${JSON.stringify(key)}:${value}`);
  });

  test('adds nothing to what all objects inherit', () => {
    door('__proto__');
    expect(Object.keys(Object.prototype)).toEqual([]);
    expect(({} as { from?: unknown }).from).toBeUndefined();
  });
});
