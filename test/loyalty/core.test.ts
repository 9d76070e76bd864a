import {
  accountAt,
  applyEvent,
  assignTier,
  checkAccount,
  checkProgram,
  compactAccount,
  decideRedemption,
  explainBalance,
  listOutcomes,
  listPostings,
  measureBalance,
  openAccount,
  openJournal,
  previewPurchase,
  recordEvent,
  replayEvents,
  summarizeStatement,
  type LoyaltyEvent,
  type Program,
  type Account,
  type Journal,
} from 'clientele/loyalty';
import { describe, expect, test } from 'vitest';

const DAY = 86_400_000;
const program = {
  kind: 'loyalty-program',
  version: 1,
  id: 'shop',
  timeZone: 'Europe/Paris',
  points: {
    earn: [{ id: 'base', kind: 'spend', points: '1', perMinor: 100 }],
    hold: { days: 2 },
    expiry: { kind: 'after-earning', months: 1 },
  },
  ladders: [
    {
      kind: 'window',
      id: 'status',
      metrics: { spend: { from: 'spend' } },
      levels: [{ name: 'Member' }, { name: 'Gold', enter: { metric: 'spend', atLeast: 10000 } }],
      window: { kind: 'calendar', unit: 'year' },
      validity: { kind: 'end-of-window' },
      reversal: 'revoke',
    },
  ],
} as const satisfies Program;

const base = { memberId: 'anna' };
const events: LoyaltyEvent[] = [
  { ...base, id: 'p1', at: 0, type: 'purchase', orderId: 'o1', amountMinor: 12_000 },
  { ...base, id: 'r1', at: 3 * DAY, type: 'redeem', points: 100 },
  { ...base, id: 'f1', at: 5 * DAY, type: 'refund', orderId: 'o1', amountMinor: 6000 },
  { ...base, id: 'c1', at: 6 * DAY, type: 'credit', points: 90 },
  { ...base, id: 'x1', at: 7 * DAY, type: 'cancel-redemption', redemptionId: 'r1' },
  { ...base, id: 'p2', at: 8 * DAY, type: 'purchase', orderId: 'o2', amountMinor: 20_000 },
];

describe('an account', () => {
  test('is the same replayed, applied one by one, and gone on with from any event', () => {
    const whole = replayEvents(program, events);
    let one: Account = openAccount(program, 'anna');
    for (const event of events) one = applyEvent(program, one, event).account;
    expect(one).toEqual(whole);
    for (let i = 1; i < events.length; i++) {
      const from = replayEvents(program, events.slice(0, i));
      expect(replayEvents(program, events.slice(i), { from })).toEqual(whole);
    }
    expect(replayEvents(program, events.toReversed())).toEqual(whole);
    expect(JSON.parse(JSON.stringify(whole))).toEqual(whole);
    expect(checkAccount(whole)).toEqual([]);
  });

  test('refunds on original terms leave a debt that the next points repay', () => {
    const account = replayEvents(program, events.slice(0, 3));
    expect(measureBalance(program, account, { asOf: 5 * DAY })).toMatchObject({ available: 0, debt: 40, balance: -40 });
    const after = applyEvent(program, account, events[3]!);
    expect(after.account.debt).toBe(0);
    expect(measureBalance(program, after.account, { asOf: 6 * DAY }).available).toBe(50);
  });

  test('transactions sum to zero', () => {
    for (const { entries } of listPostings(program, events, { from: 0, to: 100 * DAY }))
      expect(entries.reduce((sum, { points }) => sum + points, 0)).toBe(0);
  });

  test('a repeated event changes nothing', () => {
    const account = replayEvents(program, events);
    expect(applyEvent(program, account, events[0]!)).toMatchObject({ outcome: 'duplicate', account });
  });

  test('what is left by lot and on the statement is the balance', () => {
    const asOf = 9 * DAY;
    const { available, pending, debt } = measureBalance(program, replayEvents(program, events, { asOf }), { asOf });
    const rows = explainBalance(program, events, { asOf });
    expect(rows.reduce((sum, { left }) => sum + left, 0)).toBe(available + pending - debt);
    const statement = summarizeStatement(program, events, { fromOn: '1970-01-04', toOn: '1970-01-20' });
    const sum = statement.lines.reduce((total, { points }) => total + points, 0);
    expect(statement.opening + sum).toBe(statement.closing);
  });

  test('forgetting long past orders keeps the balance', () => {
    const account = replayEvents(program, events);
    const small = compactAccount(account, { forgetBefore: 30 * DAY });
    expect(small.orders).toEqual([]);
    expect(measureBalance(program, small, { asOf: 9 * DAY })).toEqual(
      measureBalance(program, account, { asOf: 9 * DAY }),
    );
  });
});

describe('tiers', () => {
  test('a return takes the level back, a later purchase gives it anew', () => {
    const at = (asOf: number) =>
      assignTier(program, replayEvents(program, events, { asOf }), { ladderId: 'status', asOf }).level;
    expect([at(0), at(5 * DAY), at(8 * DAY), at(400 * DAY)]).toEqual(['Gold', 'Member', 'Gold', 'Member']);
  });
});

describe('journal', () => {
  test('late facts end where replaying all of them ends', () => {
    let journal: Journal = openJournal(program, 'anna');
    for (const i of [0, 3, 5, 1, 2, 4]) ({ journal } = recordEvent(program, journal, events[i]!));
    const asOf = 9 * DAY;
    const stored = replayEvents(program, journal.events, { asOf });
    expect(accountAt(program, journal, { asOf })).toEqual({ ...stored, seen: [] });
  });
});

describe('questions', () => {
  test('a preview gives what the purchase will give', () => {
    const account = openAccount(program, 'anna');
    const preview = previewPurchase(program, account, { at: 0, orderId: 'o1', amountMinor: 12_000 });
    expect(preview).toMatchObject({ points: 120, tierAfter: { status: 'Gold' } });
  });

  test('refusals say why', () => {
    const account = replayEvents(program, events.slice(0, 1));
    expect(decideRedemption(program, account, { points: 5 }, { asOf: DAY, eventId: 'r' })).toMatchObject({
      accepted: false,
      missingPoints: 5,
      reasons: [{ code: 'insufficient-points' }],
    });
    expect(listOutcomes(program, events).every(({ outcome }) => outcome === 'applied')).toBe(true);
  });

  test('an unsound program is refused by its first error', () => {
    const wrong = { ...program, timeZone: 'Mars/Olympus' };
    expect(checkProgram(wrong)[0]).toMatchObject({ code: 'unknown-zone', path: '/timeZone' });
    expect(() => replayEvents(wrong, events)).toThrow(expect.objectContaining({ code: 'unknown-zone' }));
  });

  test('late events and early questions are typed errors', () => {
    const account = replayEvents(program, events);
    expect(() => applyEvent(program, account, { ...events[0]!, id: 'new' })).toThrow(
      expect.objectContaining({ code: 'late-event' }),
    );
    expect(() => measureBalance(program, account, { asOf: 0 })).toThrow(
      expect.objectContaining({ code: 'before-account' }),
    );
  });
});

test('an account says which version of the program was in force at its last instant', () => {
  const changed: Program = { ...program, changes: [{ from: 10 * DAY }, { from: 20 * DAY }] };
  const versions = [9, 10, 19, 20].map((days) => replayEvents(changed, events, { asOf: days * DAY }).programVersion);
  expect(versions).toEqual([0, 1, 1, 2]);
  const { account } = applyEvent(changed, replayEvents(changed, events), {
    ...base,
    id: 'e',
    at: 15 * DAY,
    type: 'enroll',
  });
  expect(account.programVersion).toBe(1);
});

test('the first cart of a new member is previewed by the version of the program in force then', () => {
  const changed: Program = {
    ...program,
    changes: [{ from: 10 * DAY, points: { earn: [{ id: 'base', kind: 'spend', points: '2', perMinor: 100 }] } }],
  };
  const nobody = openAccount(changed, 'anna');
  for (const [days, points] of [
    [9, 50],
    [10, 100],
  ] as const) {
    const cart = { at: days * DAY, orderId: 'o1', amountMinor: 5000 };
    expect(previewPurchase(changed, nobody, cart).points).toBe(points);
    const bought = applyEvent(changed, nobody, { ...cart, ...base, id: 'e', type: 'purchase' });
    expect(bought.account.totals.issued).toBe(points);
  }
});
