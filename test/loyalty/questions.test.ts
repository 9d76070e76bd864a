import {
  accountAt,
  allocateByPrice,
  amountForPoints,
  applyEvent,
  assignTier,
  checkAccount,
  compactAccount,
  comparePrograms,
  decideRedemption,
  explainBalance,
  explainEvent,
  listBenefits,
  listLots,
  listOutcomes,
  listPostings,
  measureBalance,
  measureDeferredRevenue,
  measureProgress,
  openAccount,
  openJournal,
  pointsForAmount,
  previewPurchase,
  projectTier,
  recordEvent,
  replayEvents,
  replayMembers,
  scheduleExpiry,
  summarizeStatement,
  tallyLots,
  traceTiers,
  traceWindows,
  type Account,
  type Hold,
  type Journal,
  type LoyaltyEvent,
  type Program,
} from 'clientele/loyalty';
import { describe, expect, test } from 'vitest';

const DAY = 86_400_000;
const AT = Date.UTC(2025, 2, 1, 12);
const code = (expected: string) => expect.objectContaining({ name: 'InputError', code: expected });
const base = { memberId: 'anna' };

const program = {
  kind: 'loyalty-program',
  version: 1,
  id: 'shop',
  timeZone: 'Europe/Paris',
  currency: 'EUR',
  points: {
    earn: [
      { id: 'base', kind: 'spend', points: '1', perMinor: 100 },
      { id: 'review', kind: 'flat', points: 15, on: { activity: 'reviews' } },
      { id: 'walk', kind: 'metric', metric: 'steps', points: '1', per: 1000 },
    ],
    expiry: { kind: 'after-earning', months: 6 },
    spending: {
      minimum: 50,
      step: 10,
      maximum: 500,
      price: { points: 100, minor: 150 },
      rewards: [
        { id: 'mug', points: 60 },
        { id: 'lounge', points: 60, tiers: { ladderId: 'status', levels: ['Gold'] } },
      ],
    },
  },
  ladders: [
    {
      kind: 'window',
      id: 'status',
      metrics: { spend: { from: 'spend' } },
      levels: [
        { name: 'Member', benefits: { returnDays: 14, gift: false, color: 'gray' } },
        { name: 'Silver', enter: { metric: 'spend', atLeast: 20_000 }, benefits: { returnDays: 30, color: 'silver' } },
        {
          name: 'Gold',
          enter: { metric: 'spend', atLeast: 50_000 },
          retain: { metric: 'spend', atLeast: 40_000 },
          benefits: { returnDays: 20, gift: true, color: 'gold' },
        },
      ],
      window: { kind: 'calendar', unit: 'year' },
      validity: { kind: 'end-of-window', plusWindows: 1 },
    },
    {
      kind: 'balance',
      id: 'purse',
      levels: [
        { name: 'Low', atLeast: 0 },
        { name: 'High', atLeast: 100, benefits: { returnDays: 60 } },
      ],
    },
    {
      kind: 'counter',
      id: 'steps',
      levels: [{ name: 'Slow' }, { name: 'Fast', cost: 5000 }],
      metric: 'steps',
      months: 3,
    },
  ],
} as const satisfies Program;

const buy = (id: string, days: number, amountMinor: number): LoyaltyEvent => ({
  ...base,
  id,
  at: AT + days * DAY,
  type: 'purchase',
  orderId: `order-${id}`,
  amountMinor,
});
const events: LoyaltyEvent[] = [
  buy('p1', 0, 25_000),
  { ...base, id: 'a1', at: AT + DAY, type: 'activity', metrics: { steps: 7000, reviews: 1 } },
  { ...base, id: 'r1', at: AT + 2 * DAY, type: 'redeem', points: 100 },
];
const asOf = AT + 10 * DAY;
const account = replayEvents(program, events, { asOf });

describe('redemptions', () => {
  const ask = (wish: { points?: number; rewardId?: string }) =>
    decideRedemption(program, account, wish, { asOf, eventId: 'r9' });
  test.each([
    [{ points: 40 }, 'below-minimum', 0],
    [{ points: 55 }, 'not-a-step', 0],
    [{ points: 510 }, 'above-maximum', 338],
    [{ points: 180 }, 'insufficient-points', 8],
    [{ rewardId: 'car' }, 'unknown-reward', 0],
    [{ rewardId: 'lounge' }, 'tier-required', 0],
  ])('%o is refused: %s', (wish, reason, missingPoints) => {
    const decision = ask(wish);
    expect(decision).toMatchObject({
      accepted: false,
      missingPoints,
      event: { decision: 'rejected', id: 'r9', type: 'redeem' },
    });
    expect(decision.reasons.map((one) => one.code)).toContain(reason);
    expect(applyEvent(program, account, decision.event)).toMatchObject({ outcome: 'rejected' });
  });

  test('what is accepted is accepted when it is applied, and stays so when a return comes to light', () => {
    const decision = ask({ rewardId: 'mug' });
    expect(decision).toMatchObject({ accepted: true, reasons: [], missingPoints: 0 });
    const refund: LoyaltyEvent = {
      ...base,
      id: 'f1',
      at: asOf - DAY,
      recordedAt: asOf + DAY,
      type: 'refund',
      orderId: 'order-p1',
      amountMinor: 25_000,
    };
    const after = replayEvents(program, [...events, decision.event, refund], { asOf: asOf + 2 * DAY });
    expect(measureBalance(program, after, { asOf: asOf + 2 * DAY })).toMatchObject({ available: 0, debt: 138 });
  });

  test('a closed member spends nothing; nothing asked for and half points are errors', () => {
    const closed = replayEvents(program, [...events, { ...base, id: 'x', at: asOf, type: 'close' }]);
    expect(decideRedemption(program, closed, { points: 50 }, { asOf, eventId: 'r' }).reasons[0]?.code).toBe('closed');
    expect(() => ask({})).toThrow(code('missing-value'));
    expect(() => ask({ points: 50.5 })).toThrow(code('not-an-integer'));
    expect(() => ask({ points: 0 })).toThrow(code('out-of-range'));
    expect(() => decideRedemption(program, account, { points: 50 }, { asOf: 0, eventId: 'r' })).toThrow(
      code('before-account'),
    );
  });

  test('the price goes both ways, and nobody gains by going there and back', () => {
    expect([pointsForAmount(program, 150), pointsForAmount(program, 151), amountForPoints(program, 101)]).toEqual([
      100, 101, 151,
    ]);
    for (let minor = 0; minor < 500; minor++)
      expect(amountForPoints(program, pointsForAmount(program, minor))).toBeGreaterThanOrEqual(minor);
    const unpriced: Program = { ...program, points: {}, ladders: [] };
    for (const ask of [pointsForAmount, amountForPoints]) {
      expect(() => ask(unpriced, 5)).toThrow(code('missing-value'));
      expect(() => ask(program, -1)).toThrow(code('not-a-count'));
      expect(() => ask(program, 0.5)).toThrow(code('not-a-count'));
    }
  });
});

describe('levels', () => {
  test('progress: to the next level, to keep this one, until the last day', () => {
    const progress = measureProgress(program, account, { ladderId: 'status', asOf });
    expect(progress).toMatchObject({
      current: 'Silver',
      next: {
        level: 'Gold',
        met: false,
        missing: [{ metric: 'spend', has: 25_000, needs: 50_000, missing: 25_000, share: 0.5 }],
      },
      keep: { level: 'Silver', met: true },
      lastDayOn: '2025-12-31',
      totals: { spend: 25_000 },
    });
    expect(progress.deadlineAt).toBe(Date.UTC(2025, 11, 31, 23));
    const empty = measureProgress(program, openAccount(program, 'bob'), { ladderId: 'status', asOf });
    expect(empty).toMatchObject({ current: 'Member', next: { level: 'Silver' }, keep: null });
    const top = replayEvents(program, [buy('p', 0, 60_000)]);
    expect(measureProgress(program, top, { ladderId: 'status', asOf })).toMatchObject({
      current: 'Gold',
      next: null,
      keep: { level: 'Gold' },
    });
  });

  test('progress of balances and counters', () => {
    expect(measureProgress(program, account, { ladderId: 'purse', asOf })).toMatchObject({
      current: 'High',
      next: null,
    });
    expect(measureProgress(program, account, { ladderId: 'steps', asOf })).toMatchObject({
      current: 'Fast',
      next: null,
    });
    const bob = replayEvents(program, [
      { id: 'a', memberId: 'bob', at: AT, type: 'activity', metrics: { steps: 2000 } },
    ]);
    expect(measureProgress(program, bob, { ladderId: 'steps', asOf }).next).toMatchObject({
      level: 'Fast',
      met: false,
      missing: [{ has: 2000, needs: 5000, missing: 3000 }],
    });
    expect(measureProgress(program, bob, { ladderId: 'purse', asOf }).next).toMatchObject({
      level: 'High',
      missing: [{ has: 2, needs: 100, missing: 98 }],
    });
    expect(assignTier(program, bob, { ladderId: 'steps', asOf })).toMatchObject({ level: 'Slow', counter: 2000 });
  });

  test('a straight line, by the pace seen or given, to a local midnight', () => {
    const seen = projectTier(program, account, { ladderId: 'status', asOf });
    expect(seen.levelAtWindowEnd).toBe('Gold');
    const midnight = new Date(seen.reachesNextAt!).toISOString();
    expect(midnight).toMatch(/T22:00:00\.000Z$/);
    const slow = projectTier(program, account, { ladderId: 'status', asOf, pace: { spend: 0 } });
    expect(slow).toEqual({ levelAtWindowEnd: 'Silver', reachesNextAt: null, totalsAtWindowEnd: { spend: 25_000 } });
    const fast = projectTier(program, account, { ladderId: 'status', asOf, pace: { spend: 25_000 } });
    expect(fast.reachesNextAt).toBe(Date.UTC(2025, 2, 11, 23));
    expect(projectTier(program, account, { ladderId: 'purse', asOf })).toEqual({
      levelAtWindowEnd: null,
      reachesNextAt: null,
      totalsAtWindowEnd: null,
      reason: 'unbounded',
    });
    const newYear = Date.UTC(2025, 11, 31, 23, 30);
    const fresh = replayEvents(program, [{ ...base, id: 'e', at: newYear, type: 'enroll' }]);
    expect(projectTier(program, fresh, { ladderId: 'status', asOf: newYear }).reason).toBe('too-early');
    expect(() => projectTier(program, account, { ladderId: 'status', asOf, pace: { spend: NaN } })).toThrow(
      code('not-finite'),
    );
  });

  test('perks: of the level and all below, the higher value wins, across ladders', () => {
    const gold = replayEvents(program, [buy('p', 0, 60_000)]);
    const perks = (one: Account, ladderId?: 'status' | 'purse') =>
      listBenefits(program, one, { asOf, ...(ladderId ? { ladderId } : {}) }).map(({ benefit, value, level }) => [
        benefit,
        value,
        level,
      ]);
    expect(perks(gold, 'status')).toEqual([
      ['color', 'gold', 'Gold'],
      ['gift', true, 'Gold'],
      ['returnDays', 30, 'Silver'],
    ]);
    expect(perks(gold)).toContainEqual(['returnDays', 60, 'High']);
    expect(perks(openAccount(program, 'bob'), 'status')).toEqual([
      ['color', 'gray', 'Member'],
      ['gift', false, 'Member'],
      ['returnDays', 14, 'Member'],
    ]);
  });

  test('traces: levels and windows over years', () => {
    const later = [...events, buy('p2', 310, 8000)];
    const end = AT + 800 * DAY;
    expect(traceTiers(program, later, { ladderId: 'status', asOf: end }).map(({ level, why }) => [level, why])).toEqual(
      [
        ['Silver', 'qualified'],
        ['Member', 'base'],
      ],
    );
    const windows = traceWindows(program, later, { ladderId: 'status', asOf: end });
    expect(windows.map(({ fromOn, totals, levelMet }) => [fromOn, totals, levelMet])).toEqual([
      ['2025-01-01', { spend: 25_000 }, 'Silver'],
      ['2026-01-01', { spend: 8000 }, 'Member'],
    ]);
    expect(traceWindows(program, later, { ladderId: 'purse', asOf: end })).toEqual([]);
    expect(traceTiers(program, later, { ladderId: 'status', asOf: AT - DAY })).toEqual([]);
  });

  test('a trace begins with the membership, not with a fact that was refused for want of one', () => {
    const early: LoyaltyEvent = { ...base, id: 'c', at: AT - 5 * DAY, type: 'close' };
    const trace = (list: LoyaltyEvent[]) => traceTiers(program, list, { ladderId: 'steps', asOf });
    expect(trace([early])).toEqual([]);
    expect(trace([early, ...events])).toEqual(trace(events));
    expect(trace(events)[0]!.fromAt).toBe(AT);
  });

  test.each([
    ['assignTier', () => assignTier(program as Program, account, { ladderId: 'x', asOf })],
    ['measureProgress', () => measureProgress(program as Program, account, { ladderId: 'x', asOf })],
    ['projectTier', () => projectTier(program as Program, account, { ladderId: 'x', asOf })],
    ['listBenefits', () => listBenefits(program as Program, account, { ladderId: 'x', asOf })],
    ['traceTiers', () => traceTiers(program as Program, events, { ladderId: 'x', asOf })],
    ['traceWindows', () => traceWindows(program as Program, events, { ladderId: 'x', asOf })],
  ])('%s refuses a ladder that the program does not have', (_, run) => {
    expect(run).toThrow(code('unknown-name'));
  });
});

describe('the instant of a question', () => {
  const at = (when: unknown) => ({ asOf: when as number });
  test.each<[string, (when: unknown) => unknown]>([
    ['measureBalance', (when) => measureBalance(program, account, at(when))],
    ['listLots', (when) => listLots(program, account, at(when))],
    ['scheduleExpiry', (when) => scheduleExpiry(program, account, at(when))],
    ['assignTier', (when) => assignTier(program, account, { ladderId: 'status', ...at(when) })],
    ['measureProgress', (when) => measureProgress(program, account, { ladderId: 'status', ...at(when) })],
    ['projectTier', (when) => projectTier(program, account, { ladderId: 'status', ...at(when) })],
    ['listBenefits', (when) => listBenefits(program, account, at(when))],
    ['tallyLots', (when) => tallyLots(program, [account], at(when))],
    [
      'previewPurchase',
      (when) => previewPurchase(program, account, { at: when as number, orderId: 'o', amountMinor: 1 }),
    ],
  ])('%s: not before the account, and never a text without an offset', (_, run) => {
    expect(() => run(0)).toThrow(code('before-account'));
    for (const bad of [NaN, Infinity, '2025-03-01T12:00', 'today', null])
      expect(() => run(bad)).toThrow(code('not-an-instant'));
  });

  test('events, journals and forgetting want instants too', () => {
    expect(() => replayEvents(program, events, { asOf: 'now' })).toThrow(code('not-an-instant'));
    expect(() => replayEvents(program, events, { knownAt: NaN })).toThrow(code('not-an-instant'));
    expect(() => accountAt(program, openJournal(program, 'anna'), { asOf: 'now' })).toThrow(code('not-an-instant'));
    expect(() => compactAccount(account, { forgetBefore: 'now' })).toThrow(code('not-an-instant'));
    expect(() => summarizeStatement(program, events, { fromOn: '2025-02-30', toOn: '2025-03-01' })).toThrow(
      code('not-a-day'),
    );
  });
});

describe('facts that cannot be', () => {
  const wrong = (event: Record<string, unknown>) =>
    ({ ...base, id: 'w', at: asOf + 1, ...event }) as unknown as LoyaltyEvent;
  test.each([
    ['mixed-currency', { type: 'purchase', orderId: 'o', amountMinor: 1, currency: 'USD' }],
    ['not-an-integer', { type: 'purchase', orderId: 'o', amountMinor: 1.5 }],
    ['not-an-integer', { type: 'purchase', orderId: 'o', amountMinor: '1' }],
    ['not-an-integer', { type: 'activity', metrics: { steps: 0.5 } }],
    ['out-of-range', { type: 'credit', points: 0 }],
    ['not-an-integer', { type: 'credit', points: NaN }],
    ['not-an-instant', { type: 'credit', points: 5, expiresAt: 'x' }],
    ['not-an-integer', { type: 'adjust', points: 0.1, reason: '' }],
    ['missing-value', { type: 'redeem' }],
    ['not-a-count', { type: 'refund', orderId: 'order-p1', amountMinor: -1 }],
    ['not-a-count', { type: 'reinstate', withinDays: -1 }],
    ['out-of-range', { type: 'transfer', toMemberId: 'bob', points: -5 }],
    [
      'out-of-range',
      {
        type: 'receive',
        fromMemberId: 'bob',
        transferId: 't',
        lots: [{ points: 0, earnedAt: 0, availableAt: 0, expiresAt: null }],
      },
    ],
    [
      'not-an-integer',
      {
        type: 'grant',
        ladderId: 'status',
        level: 'Gold',
        reason: '',
        extendIf: { metric: 'x', atLeast: 0.5, from: 0, to: 1, until: 2 },
      },
    ],
    ['unknown-name', { type: 'joined' }],
    ['overflow', { type: 'credit', points: Number.MAX_SAFE_INTEGER }],
  ])('%s: %o', (expected, event) => {
    const before = JSON.stringify(account);
    expect(() => applyEvent(program, account, wrong(event))).toThrow(code(expected));
    expect(JSON.stringify(account)).toBe(before);
  });

  test.each([
    ['unknown-order', { type: 'refund', orderId: 'none', amountMinor: 1 }],
    ['refund-exceeds-order', { type: 'refund', orderId: 'order-p1', amountMinor: 25_001 }],
    ['unknown-order', { type: 'release', orderId: 'none' }],
    ['unknown-redemption', { type: 'cancel-redemption', redemptionId: 'none' }],
    ['unknown-level', { type: 'grant', ladderId: 'status', level: 'Iron', reason: '' }],
    ['unknown-level', { type: 'extend', ladderId: 'none', until: asOf, reason: '' }],
    ['unknown-level', { type: 'revoke', ladderId: 'none', reason: '' }],
    ['unknown-grant', { type: 'revoke', ladderId: 'status', grantEventId: 'none', reason: '' }],
    ['not-paused', { type: 'resume' }],
    ['duplicate', { type: 'purchase', orderId: 'order-p1', amountMinor: 1 }],
    ['insufficient-points', { type: 'transfer', toMemberId: 'bob', points: 9999 }],
  ])('is refused with a reason: %s', (reason, event) => {
    const applied = applyEvent(program, account, wrong(event));
    expect(applied).toMatchObject({ outcome: 'rejected', transactions: [] });
    expect(applied.reasons.map((one) => one.code)).toContain(reason);
  });

  test('twice undone, twice paused, closed, and before there is a membership', () => {
    const undo = (id: string): LoyaltyEvent => ({
      ...base,
      id,
      at: asOf + 1,
      type: 'cancel-redemption',
      redemptionId: 'r1',
    });
    const outcomes = (list: LoyaltyEvent[]) =>
      listOutcomes(program, list).map(({ outcome, reasons }) => [outcome, reasons[0]?.code]);
    expect(outcomes([...events, undo('u1'), undo('u2')]).slice(-2)).toEqual([
      ['applied', undefined],
      ['rejected', 'already-cancelled'],
    ]);
    const pause = (id: string): LoyaltyEvent => ({ ...base, id, at: asOf + 1, type: 'pause' });
    expect(outcomes([...events, pause('u1'), pause('u2')]).at(-1)).toEqual(['rejected', 'paused']);
    expect(outcomes([pause('u1')])).toEqual([['rejected', 'not-enrolled']]);
    const close: LoyaltyEvent = { ...base, id: 'c', at: asOf + 1, type: 'close' };
    expect(outcomes([...events, close, buy('p9', 99, 100)]).at(-1)).toEqual(['rejected', 'closed']);
  });

  test('no event, another member, another kind of value', () => {
    expect(() => replayEvents(program, [])).toThrow(code('empty'));
    expect(() => listPostings(program, [], { from: 0, to: 1 })).toThrow(code('empty'));
    expect(() => explainBalance(program, [], { asOf })).toThrow(code('empty'));
    expect(() => replayEvents(program, [...events, { ...events[0]!, id: 'z', memberId: 'bob' }])).toThrow(
      code('inconsistent'),
    );
    expect(() => applyEvent(program, account, { ...events[0]!, id: 'z', memberId: 'bob', at: asOf })).toThrow(
      code('inconsistent'),
    );
    expect(() => replayEvents(program, [null as unknown as LoyaltyEvent])).toThrow();
    expect(() => replayEvents(program, events.slice(0, 1), { from: account })).toThrow(code('late-event'));
    const other = { ...account, kind: 'account' } as unknown as Account;
    expect(() => measureBalance(program, other, { asOf })).toThrow(code('wrong-kind'));
    const journal = openJournal(program, 'anna');
    expect(() => recordEvent(program, journal, { ...events[0]!, memberId: 'bob' })).toThrow(code('inconsistent'));
    const wrongJournal = { ...journal, version: 2 } as unknown as typeof journal;
    expect(() => recordEvent(program, wrongJournal, events[0]!)).toThrow(code('wrong-kind'));
    expect(() => accountAt(program, wrongJournal, { asOf })).toThrow(code('wrong-kind'));
    expect(() => replayMembers(program, [{ ...events[0]!, memberId: null as unknown as string }])).toThrow(
      code('wrong-type'),
    );
    expect(() => explainEvent(program, events, { eventId: 'none' })).toThrow(code('unknown-name'));
  });
});

describe('explanations', () => {
  test('what an event did', () => {
    const explained = explainEvent(program, events, { eventId: 'p1' });
    expect(explained).toMatchObject({
      outcome: 'applied',
      reasons: [{ code: 'rule', facts: { ruleId: 'base', points: 250, version: 0 } }],
      tierChanges: [
        { ladderId: 'status', from: 'Member', to: 'Silver', why: 'qualified' },
        { ladderId: 'purse', from: 'Low', to: 'High' },
      ],
    });
    expect(
      explainEvent(program, events, { eventId: 'r1', knownAt: asOf }).transactions[0]?.entries.map(
        ({ account: side, points }) => [side, points],
      ),
    ).toEqual([
      ['member:available', -100],
      ['program:redeemed', 100],
    ]);
  });

  test('forgetting joins old lots of one end and one rule', () => {
    const many = [0, 1, 2].map((i): LoyaltyEvent => ({
      ...base,
      id: `c${i}`,
      at: AT + i,
      type: 'credit',
      points: 10,
      expiresAt: AT + 90 * DAY,
    }));
    const before = replayEvents(program, many, { asOf });
    const small = compactAccount(before, { forgetBefore: asOf });
    expect(small.lots).toMatchObject([{ left: 30, granted: 30 }]);
    expect(small.seen).toEqual([]);
    expect(checkAccount(small)).toEqual([]);
  });

  test('a journal answers about the past, as known then', () => {
    let journal: Journal = openJournal(program, 'anna');
    const late: LoyaltyEvent = { ...base, id: 'l1', at: AT + DAY / 2, recordedAt: asOf, type: 'credit', points: 7 };
    for (const event of [...events, late]) ({ journal } = recordEvent(program, journal, event));
    const at = { asOf: AT + 3 * DAY };
    const available = (options: { asOf: number; knownAt?: number }) =>
      accountAt(program, journal, options).lots.reduce((sum, { left }) => sum + left, 0);
    expect([available({ ...at, knownAt: asOf - 1 }), available(at)]).toEqual([172, 179]);
    expect(recordEvent(program, journal, late)).toMatchObject({ outcome: 'duplicate', journal });
    const keyed: LoyaltyEvent = { ...late, id: 'k1', key: 'k' };
    ({ journal } = recordEvent(program, journal, keyed));
    expect(recordEvent(program, journal, { ...keyed, id: 'k2' }).outcome).toBe('duplicate');
    expect(recordEvent(program, journal, { ...keyed, id: 'k3', points: 8 } as LoyaltyEvent).outcome).toBe(
      'key-conflict',
    );
  });

  test('transfers feed their receiver with the dates of the lots, once', () => {
    const send: LoyaltyEvent = { ...base, id: 't1', at: asOf, type: 'transfer', toMemberId: 'bob', points: 60 };
    const { receive } = applyEvent(program, account, send);
    const [anna, bob] = replayMembers(program, [...events, send, receive!]);
    expect(bob).toMatchObject({ memberId: 'bob', totals: { transferred: 60, issued: 0 } });
    expect(bob?.lots[0]?.expiresAt).toBe(anna?.lots[0]?.expiresAt);
    expect(anna?.totals.transferred).toBe(-60);
    expect(listOutcomes(program, [...events, send, receive!]).at(-1)).toMatchObject({ outcome: 'duplicate' });
    const accepted = replayEvents(program, [{ ...receive!, memberId: 'bob' } as LoyaltyEvent]);
    expect(measureBalance(program, accepted, { asOf }).available).toBe(60);
  });
});

describe('broken accounts', () => {
  const [lot] = account.lots;
  const broken = (over: Partial<Account>) => checkAccount({ ...account, ...over }).map((problem) => problem.code);
  test('a sound one has no problem', () => {
    expect(checkAccount(account)).toEqual([]);
  });
  test.each<[string, Partial<Account>]>([
    ['wrong-kind', { version: 2 as unknown as 1 }],
    ['not-an-integer', { lots: [{ ...lot!, left: 0.5 }] }],
    ['negative-lot', { lots: [{ ...lot!, left: -1 }] }],
    ['lot-exceeds-grant', { lots: [{ ...lot!, left: lot!.granted + 1 }] }],
    ['spent-lot-has-points', { spentLots: [{ ...lot!, id: 'other' }] }],
    ['duplicate', { lots: [lot!, lot!] }],
    ['lots-out-of-order', { lots: [{ ...lot!, id: 'z', expiresAt: lot!.expiresAt! + 1 }, lot!] }],
    ['expired-lot-has-points', { lots: [{ ...lot!, expiresAt: AT }] }],
    ['books-do-not-balance', { totals: { ...account.totals, issued: 0 } }],
    ['debt-beside-points', { debt: 5 }],
    ['refunds-exceed-order', { orders: [{ ...account.orders[0]!, refundedMinor: 30_000 }] }],
    [
      'kept-exceeds-grant',
      { orders: [{ ...account.orders[0]!, byRule: [{ ruleId: 'base', granted: 1, kept: 2, lotId: 'p1' }] }] },
    ],
    ['redemption-does-not-add-up', { redemptions: [{ ...account.redemptions[0]!, points: 1 }] }],
    [
      'grant-ends-before-it-begins',
      {
        ladders: {
          status: {
            ...account.ladders['status']!,
            grants: [{ level: 1, fromAt: 5, untilAt: 4, why: 'granted', eventId: null, windowAt: null }],
          },
        },
      },
    ],
    [
      'window-does-not-add-up',
      {
        ladders: {
          status: {
            ...account.ladders['status']!,
            windows: [{ ...account.ladders['status']!.windows[0]!, totals: { spend: 1 } }],
          },
        },
      },
    ],
    ['throughat-before-events', { throughAt: AT - 1 }],
  ])('%s', (expected, over) => {
    expect(broken(over)).toContain(expected);
  });
});

describe('money', () => {
  test('a changed program over real lives', () => {
    const dearer: Program = {
      ...program,
      points: { earn: [{ id: 'base', kind: 'spend', points: '0.5', perMinor: 100 }] },
      ladders: [
        {
          ...program.ladders[0],
          levels: [{ name: 'Member' }, { name: 'Silver', enter: { metric: 'spend', atLeast: 30_000 } }],
        },
      ],
    };
    const histories = [
      { memberId: 'anna', events },
      { memberId: 'bob', events: [{ ...buy('p', 0, 40_000), memberId: 'bob' }] },
      { memberId: 'carl', events: [] },
    ];
    const comparison = comparePrograms(program, dearer, histories, { asOf, valuePerPoint: '0.5' });
    expect(comparison).toMatchObject({
      members: 2,
      pointsBefore: 572,
      pointsAfter: 225,
      debtAfter: 0,
      refusedAfter: 0,
      worse: 2,
      better: 0,
      same: 0,
    });
    // issued: 272 → 125 and 400 → 200, at half a cent each; a half goes up by magnitude
    expect(comparison.costDifferenceMinor).toBe(-174);
    expect(comparison.movements).toContainEqual({ ladderId: 'status', from: 'Silver', to: 'Member', members: 1 });
    expect(comparison.movements).toContainEqual({ ladderId: 'purse', from: 'High', to: null, members: 2 });
    expect(comparePrograms(dearer, program, histories, { asOf })).toMatchObject({
      better: 2,
      worse: 0,
      costDifferenceMinor: 0,
    });
    expect(comparePrograms(program, program, histories, { asOf })).toMatchObject({ movements: [], same: 2 });
    expect(() => comparePrograms(program, program, histories, { asOf, valuePerPoint: 'x' })).toThrow(
      code('not-a-decimal'),
    );
  });

  test('the price of a sale, split by what things cost alone', () => {
    expect(allocateByPrice(1000, [900, 100])).toEqual([900, 100]);
    expect(allocateByPrice(100, [1, 1, 1]).reduce((a, b) => a + b)).toBe(100);
    expect(() => allocateByPrice(0.5, [1])).toThrow(code('not-an-integer'));
    expect(() => allocateByPrice(100, [])).toThrow(code('empty'));
    expect(() => allocateByPrice(100, [-1, 2])).toThrow(code('out-of-range'));
  });

  test('revenue as points are redeemed, with a changed estimate', () => {
    // IFRS 15, example 52: 9,346 allocated; 4,500 of 9,500 redeemed, then 8,500 of 9,700
    expect(
      measureDeferredRevenue(9346, [
        { redeemedToDate: 4500, expectedInTotal: 9500 },
        { redeemedToDate: 8500, expectedInTotal: 9700 },
      ]),
    ).toEqual({
      periods: [
        { recognizedMinor: 4427, toDateMinor: 4427 },
        { recognizedMinor: 3763, toDateMinor: 8190 },
      ],
      deferredMinor: 1156,
    });
    expect(measureDeferredRevenue(100, [{ redeemedToDate: 0, expectedInTotal: 0 }])).toEqual({
      periods: [{ recognizedMinor: null, toDateMinor: null, reason: 'nothing-expected' }],
      deferredMinor: 100,
    });
    expect(() => measureDeferredRevenue(0.5, [])).toThrow(code('not-an-integer'));
    expect(() => measureDeferredRevenue(1, [{ redeemedToDate: -1, expectedInTotal: 1 }])).toThrow(code('not-a-count'));
    expect(() => measureDeferredRevenue(1, [{ redeemedToDate: 2, expectedInTotal: 1 }])).toThrow(code('inconsistent'));
  });
});

describe('what changes next', () => {
  const held = (hold: Hold): Program => ({
    kind: 'loyalty-program',
    version: 1,
    id: 'held',
    timeZone: 'UTC',
    points: { earn: [{ id: 'base', kind: 'spend', points: '1', perMinor: 100 }], hold },
  });
  const ask = (hold: Hold, more: LoyaltyEvent[] = []) =>
    measureBalance(held(hold), replayEvents(held(hold), [buy('p', 0, 10_000), ...more]), { asOf: AT + 2 * DAY });

  test('held points are released, and part of them repays a debt: each is told once', () => {
    const debt: LoyaltyEvent = { ...base, id: 'd', at: AT + DAY, type: 'adjust', points: -30, reason: 'error' };
    const at = AT + 7 * DAY;
    expect(ask({ days: 7 }, [debt])).toEqual({
      available: 0,
      pending: 100,
      debt: 30,
      balance: -30,
      nextChangeAt: at,
      nextChange: 'release',
      reasons: [
        { code: 'debt-repaid', facts: { owed: 30 } },
        { code: 'released', facts: { at, lotId: 'p', points: 100 } },
        { code: 'debt-repaid', facts: { at, lotId: 'p', points: 30 } },
      ],
    });
  });

  test('points that nobody releases lapse, which is no expiry', () => {
    const at = AT + 20 * DAY;
    expect(ask({ untilReleased: true, lapseDays: 20 })).toMatchObject({
      nextChangeAt: at,
      nextChange: 'lapse',
      reasons: [{ code: 'lapsed', facts: { at, lotId: 'p', points: 100 } }],
    });
  });
});
