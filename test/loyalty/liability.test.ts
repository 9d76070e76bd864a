import { measureLiability, mergeLotTallies, replayEvents, tallyLots, type Program } from 'clientele/loyalty';
import { expect, test } from 'vitest';

const program: Program = { kind: 'loyalty-program', version: 1, id: 'shop', timeZone: 'UTC', points: {} };
const accountOf = (memberId: string, points: number) =>
  replayEvents(program, [{ id: 'c', memberId, at: 0, type: 'credit', points }]);
const accounts = [accountOf('a', 100), accountOf('b', 51)];

test('parts merge to the whole, and cost what their points cost', () => {
  const [a, b] = accounts.map((account) => tallyLots(program, [account], { asOf: 1 }));
  const whole = tallyLots(program, accounts, { asOf: 1 });
  expect(mergeLotTallies(a!, b!)).toEqual(whole);
  expect(measureLiability(whole, { valuePerPoint: '0.5', redemptionRate: 1 })).toMatchObject({
    outstanding: 151,
    grossMinor: 76,
    expectedMinor: 76,
    byExpiry: { never: 151 },
  });
});

test('a percentage, a negative cost and another instant are refused', () => {
  const tally = tallyLots(program, accounts, { asOf: 1 });
  const code = (expected: string) => expect.objectContaining({ code: expected });
  expect(() => measureLiability(tally, { valuePerPoint: '1', redemptionRate: 80 })).toThrow(code('not-a-probability'));
  expect(() => measureLiability(tally, { valuePerPoint: '-1', redemptionRate: 1 })).toThrow(code('out-of-range'));
  expect(() => mergeLotTallies(tally, tallyLots(program, [], { asOf: 2 }))).toThrow(code('tally-mismatch'));
});

test('a tally is the same whether accounts were stored long ago or settled just before: what ran out stands in no cell', () => {
  const ending: Program = { ...program, points: { expiry: { kind: 'after-earning', months: 1 } } };
  const credit = (id: string, on: string) => ({ id, memberId: 'a', at: on, type: 'credit' as const, points: 10 });
  const events = [credit('c1', '2024-12-25T00:00:00Z'), credit('c2', '2025-01-20T00:00:00Z')];
  const asOf = '2025-02-15T00:00:00Z';
  const long = tallyLots(ending, [replayEvents(ending, events)], { asOf });
  expect(long).toEqual(tallyLots(ending, [replayEvents(ending, events, { asOf })], { asOf }));
  expect(long.cells).toEqual({ '2025-01': { '2025-02': 10 } });
});
