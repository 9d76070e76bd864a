/** Two or three rules at once, where each alone is simple: versions at a border, pauses, returns, and what is taken back. */
import {
  assignTier,
  checkAccount,
  listPostings,
  measureBalance,
  measureProgress,
  projectTier,
  replayEvents,
  scheduleExpiry,
  traceWindows,
  type LoyaltyEvent,
  type PointsPolicy,
  type Program,
  type ProgramChange,
  type WindowLadder,
} from 'clientele/loyalty';
import { describe, expect, test } from 'vitest';
import { fact, hotel, ms, nights, shop } from './shop.ts';

const status = { ladderId: 'status' } as const;
const bought = (day: string, orderId: string, amountMinor: number) =>
  fact(day, { type: 'purchase', orderId, amountMinor });
const returned = (day: string, orderId: string, amountMinor: number) =>
  fact(day, { type: 'refund', orderId, amountMinor });
/** Level, and when time takes it away. */
const held = (program: Program, events: LoyaltyEvent[], day: string): string => {
  const account = replayEvents(program, events, { asOf: ms(day) });
  expect(checkAccount(account)).toEqual([]);
  const { level, untilAt } = assignTier(program, account, { ...status, asOf: ms(day) });
  return untilAt === null ? level : `${level} to ${new Date(untilAt).toISOString().slice(0, 10)}`;
};
const accountOn = (program: Program, events: LoyaltyEvent[], day: string) => {
  const account = replayEvents(program, events, { asOf: ms(day) });
  expect(checkAccount(account)).toEqual([]);
  return { ...measureBalance(program, account, { asOf: ms(day) }), totals: account.totals };
};

describe('a ladder that changes', () => {
  const changing = (
    before: Partial<WindowLadder>,
    from: string,
    after: NonNullable<ProgramChange['ladders']>[string],
  ) => hotel(before, { changes: [{ from: ms(from), ladders: { status: after } }] });
  const dated = { validity: { kind: 'end-of-window', plusWindows: 1 } } as const;
  const whileMet = { validity: { kind: 'while-met' } } as const;

  test.each(['2025-01-01', '2024-08-01'])('a level held while met ends with it, whatever holds since %s', (from) => {
    const program = changing(whileMet, from, dated);
    const life = [nights('2024-03-01', 20)];
    expect(held(program, life, '2024-12-31')).toBe('Gold to 2025-01-01');
    expect(held(program, life, '2025-01-01')).toBe('Member');
    // What is reached since has its date.
    expect(held(program, [...life, nights('2025-02-01', 10)], '2025-02-01')).toBe('Silver to 2027-01-01');
  });

  test('a level held while met in any twelve months is renewed by its date once levels have dates', () => {
    const rolling = { window: { kind: 'rolling', months: 12 } } as const;
    const program = changing({ ...rolling, ...whileMet }, '2024-08-01', {
      validity: { kind: 'after-reaching', months: 18 },
    });
    const life = [nights('2024-03-01', 20)];
    expect(held(program, life, '2025-02-28')).toBe('Gold to 2025-03-01');
    expect(held(program, life, '2025-03-01')).toBe('Member');
    expect(held(program, [...life, nights('2024-09-01', 1)], '2024-09-01')).toBe('Gold to 2026-03-01');
    const taken = changing({ ...rolling, ...whileMet }, '2024-08-01', dated);
    expect(held(taken, [...life, nights('2024-09-01', -15)], '2024-09-01')).toBe('Member');
  });

  test.each(['2025-01-01', '2024-08-01'])(
    'a level with a date keeps it, though levels are held while met since %s',
    (from) => {
      const program = changing(dated, from, whileMet);
      const life = [nights('2024-03-01', 20)];
      expect(held(program, life, '2025-01-01')).toBe('Gold to 2026-01-01');
      expect(held(program, life, '2026-01-01')).toBe('Member');
      // What is reached since has none, and ends with the window.
      expect(held(program, [...life, nights('2025-02-01', 40)], '2025-02-01')).toBe('Diamond to 2026-01-01');
    },
  );

  test('what fell in a window ends with it by the rule of its last instant', () => {
    const program = changing({ reversal: 'at-period-end' }, '2025-01-01', { reversal: 'keep' });
    const life = [nights('2024-03-01', 20), nights('2024-04-01', -15)];
    expect(held(program, life, '2024-12-31')).toContain('Gold');
    expect(held(program, life, '2025-01-01')).toBe('Member');
    expect(held(changing({}, '2025-01-01', { reversal: 'at-period-end' }), life, '2025-01-01')).toBe(
      'Gold to 2026-01-01',
    );
  });

  test('what rolls over is counted in the metric that rolled in the window that ended', () => {
    const any = [
      { metric: 'nights', atLeast: 10 },
      { metric: 'stays', atLeast: 5 },
    ];
    const program = changing(
      { levels: [{ name: 'Member' }, { name: 'Silver', enter: { any } }], rollover: { metric: 'nights' } },
      '2025-01-01',
      { rollover: { metric: 'stays' } },
    );
    const windows = traceWindows(program, [nights('2024-03-01', 13), nights('2025-02-01', 1)], {
      ...status,
      asOf: ms('2025-06-01'),
    });
    expect(windows).toMatchObject([
      { rolledOut: 3 },
      { totals: { nights: 4 }, rolledIn: { nights: 3 }, rolledOut: null },
    ]);
  });
});

test('an extension for all also lengthens what a pause keeps beyond its end', () => {
  const extension = (announced: string, valid: string) => ({
    extensions: [{ announcedAt: ms(announced), validAt: ms(valid), until: ms('2026-01-01') }],
  });
  const ladder = { validity: { kind: 'after-reaching', months: 6 } } as const;
  // Silver to 1 September; the pause keeps it for 92 days.
  const life = [
    nights('2024-03-01', 10),
    fact('2024-08-01', { type: 'pause' }),
    fact('2024-11-01', { type: 'resume' }),
  ];
  expect(held(hotel(ladder), life, '2024-11-01')).toBe('Silver to 2024-12-02');
  for (const [announced, valid] of [
    ['2024-10-01', '2024-10-01'],
    ['2024-10-01', '2024-08-15'],
    ['2024-08-15', '2024-08-15'],
  ] as const)
    expect(held(hotel(ladder, extension(announced, valid)), life, '2024-11-01')).toBe('Silver to 2026-04-03');
  // What was not in force then is not lengthened.
  expect(held(hotel(ladder, extension('2024-10-01', '2024-02-01')), life, '2024-11-01')).toBe('Silver to 2024-12-02');
});

describe('a level that would have ended earlier on the day a pause ends', () => {
  const fact = (id: string, event: Record<string, unknown>): LoyaltyEvent =>
    ({ id, memberId: 'anna', at: `2024-${id}:00:00Z`, ...event }) as LoyaltyEvent;
  // Thirty-one days from noon: to noon of 1 April, and with the pause to noon of the fourth.
  const life = (count: number, more: LoyaltyEvent[] = []) => [
    fact('03-01T12', { type: 'activity', metrics: { nights: count } }),
    fact('04-01T10', { type: 'pause' }),
    ...more,
    fact('04-04T15', { type: 'resume' }),
  ];
  const validity = { kind: 'after-reaching', days: 31 } as const;
  const after = (program: Program, events: LoyaltyEvent[]) => {
    const asOf = '2024-04-04T15:00:00Z';
    const { level, untilAt, reasons } = assignTier(program, replayEvents(program, events, { asOf }), {
      ...status,
      asOf,
    });
    return [level, untilAt && new Date(untilAt).toISOString().slice(0, 13), reasons[0]!.code];
  };

  test('ends as it would with time: softly, or after its grace', () => {
    expect(after(hotel({ validity }), life(40))).toEqual(['Member', null, 'base']);
    const soft = hotel({ validity, downgrade: { kind: 'one-level', months: 12 } });
    expect(after(soft, life(40))).toEqual(['Gold', '2025-04-04T15', 'soft-landing']);
    expect(after(hotel({ validity, graceDays: 10 }), life(40))).toEqual(['Diamond', '2024-04-14T15', 'grace']);
  });

  test('is paid again from its counter, or falls', () => {
    const flights: Program = {
      ...hotel(),
      ladders: [
        {
          kind: 'counter',
          id: 'status',
          metric: 'nights',
          months: 1,
          levels: [{ name: 'Member' }, { name: 'Silver', cost: 10 }],
        },
      ],
    };
    const more = fact('04-02T12', { type: 'activity', metrics: { nights: 9 } });
    // One night was left over.
    expect(after(flights, life(11, [more]))).toEqual(['Silver', '2024-05-04T12', 'counter']);
    expect(after(flights, life(10, [more]))).toEqual(['Member', null, 'base']);
  });
});

test('a level without an end, in windows that a lifetime ladder counts, does not keep questions from an answer', () => {
  const year = hotel({ validity: { kind: 'forever' } }).ladders![0]!;
  const program = shop(
    {},
    {
      ladders: [
        year,
        {
          kind: 'window',
          id: 'lifetime',
          levels: [{ name: 'Guest' }, { name: 'Friend', enter: { metric: 'years', atLeast: 10 } }],
          metrics: { years: { from: 'windows-held', ladderId: 'status', level: 'Silver' } },
          window: { kind: 'lifetime' },
          validity: { kind: 'forever' },
        },
      ],
    },
  );
  const credit = fact('2024-03-01', { type: 'credit', points: 5 });
  const rests = [
    fact('2024-03-01', {
      type: 'grant',
      ladderId: 'status',
      level: 'Silver',
      until: '2024-12-01T00:00:00Z',
      reason: 'match',
    }),
    fact('2024-04-01', { type: 'pause' }),
  ];
  for (const life of [
    [nights('2024-03-01', 10), credit],
    [...rests, credit],
  ]) {
    const asOf = ms('2024-05-01');
    const account = replayEvents(program, life, { asOf });
    expect(assignTier(program, account, { ...status, asOf })).toMatchObject({ level: 'Silver', nextChangeAt: null });
    // Ten windows: 2024 to 2033.
    expect(assignTier(program, account, { ladderId: 'lifetime', asOf })).toMatchObject({
      level: 'Guest',
      nextChangeAt: ms('2034-01-01'),
    });
    expect(measureBalance(program, account, { asOf })).toMatchObject({ available: 5, nextChangeAt: null });
    expect(scheduleExpiry(program, account, { asOf })).toEqual([]);
  }
});

test('an order that a listed period counted again is taken from it when it comes back after its end', () => {
  const program = hotel({
    levels: [{ name: 'Member' }, { name: 'Gold', enter: { metric: 'spend', atLeast: 100 } }],
    metrics: { spend: { from: 'spend' } },
    window: {
      kind: 'listed',
      periods: [
        { fromOn: '2023-01-01', toOn: '2024-01-01', validUntilOn: '2024-02-01' },
        { fromOn: '2024-01-01', toOn: '2025-01-01', validUntilOn: '2026-01-01', countFromOn: '2023-10-01' },
      ],
      then: { kind: 'calendar', unit: 'year' },
    },
    validity: { kind: 'listed' },
    reversal: 'revoke',
  });
  const life = [bought('2023-11-01', 'a', 100)];
  expect(held(program, life, '2025-02-01')).toBe('Gold to 2026-01-01');
  expect(held(program, [...life, returned('2025-02-01', 'a', 1)], '2025-02-01')).toBe('Member');
});

describe('what a level asks of who may keep it, or come back', () => {
  const gold = { name: 'Gold', enter: { metric: 'nights', atLeast: 100 } } as const;
  const levels = (more: object) => hotel({ levels: [{ name: 'Member' }, { ...gold, ...more }] });
  const ask = (program: Program, events: LoyaltyEvent[], day: string) => {
    const account = replayEvents(program, events, { asOf: ms(day) });
    const question = { ...status, asOf: ms(day) };
    return { ...measureProgress(program, account, question), ...projectTier(program, account, question) };
  };

  test('who holds a level keeps it by coming back, and by entering anew', () => {
    const back = levels({ reenter: { metric: 'nights', atLeast: 80 } });
    const life = [nights('2024-03-01', 100), nights('2025-02-01', 79)];
    expect(ask(back, life, '2025-02-01').keep).toMatchObject({ met: false, missing: [{ needs: 80, missing: 1 }] });
    const kept = [...life, nights('2025-02-02', 1)];
    expect(held(back, kept, '2025-02-02')).toBe('Gold to 2027-01-01');
    expect(ask(back, kept, '2025-02-02').keep).toMatchObject({ met: true, missing: [{ needs: 80, missing: 0 }] });
    const spending = levels({ retain: { metric: 'spend', atLeast: 5 } });
    const entered = [nights('2024-03-01', 100), nights('2025-02-01', 100)];
    expect(held(spending, entered, '2025-02-01')).toBe('Gold to 2027-01-01');
    expect(ask(spending, entered, '2025-02-01').keep).toMatchObject({ met: true });
    expect(ask(spending, entered, '2026-02-01').keep).toMatchObject({ met: false, missing: [{ metric: 'spend' }] });
  });

  test('a straight line leads to what the member keeps, or comes back to', () => {
    // 45 nights in 182 days of 2025 are 90 in its 365: 45 + 45 × 183 / 182 = 90.2.
    const pace = nights('2025-03-01', 45);
    const day = '2025-07-02';
    const keeps = levels({ retain: { metric: 'nights', atLeast: 80 } });
    expect(ask(keeps, [nights('2024-03-01', 100), pace], day)).toMatchObject({
      levelAtWindowEnd: 'Gold',
      totalsAtWindowEnd: { nights: 90 },
    });
    expect(ask(keeps, [pace], day)).toMatchObject({ levelAtWindowEnd: 'Member', reachesNextAt: null });
    const back = levels({ reenter: { metric: 'nights', atLeast: 80 } });
    // 35 more at 45 / 182 a day: 141.6 days, so after 142.
    expect(ask(back, [nights('2023-03-01', 100), pace], day)).toMatchObject({
      current: 'Member',
      levelAtWindowEnd: 'Gold',
      reachesNextAt: ms(day) + 142 * 86_400_000,
    });
  });

  test('what rolled in is no pace, and what a period counts again was done in more days than its own', () => {
    const rolls = hotel({ rollover: { metric: 'nights' } });
    const life = [nights('2024-03-01', 16), nights('2025-01-05', 1)];
    // 6 rolled in; 1 in 10 days is 35.5 in 355 more.
    expect(ask(rolls, life, '2025-01-11').totalsAtWindowEnd).toEqual({ nights: 42 });
    const period = { fromOn: '2025-01-01', toOn: '2025-01-31', validUntilOn: '2026-01-01', countFromOn: '2024-12-22' };
    const listed = hotel({ window: { kind: 'listed', periods: [period] }, validity: { kind: 'listed' } });
    // 10 in the 20 days since 22 December, and 10 more in the 20 days to come.
    expect(ask(listed, [nights('2024-12-25', 10)], '2025-01-11').totalsAtWindowEnd).toEqual({ nights: 20 });
  });
});

test('nights taken back and spent again do not pay a milestone of any twelve months twice', () => {
  const milestone = { id: 'm', kind: 'milestone', metric: 'nights', from: 40, points: 100 } as const;
  const program = shop({ earn: [{ ...milestone, window: { kind: 'rolling', months: 12 } }] });
  const life = [nights('2024-03-01', 40), nights('2024-03-02', -5), nights('2024-03-03', 5)];
  expect(accountOn(program, life, '2024-03-03').balance).toBe(100);
  // Once time has taken them, they may be reached anew.
  expect(accountOn(program, [...life, nights('2025-03-03', 39)], '2025-03-03').balance).toBe(100);
  expect(accountOn(program, [...life, nights('2025-03-03', 40)], '2025-03-03').balance).toBe(200);
});

test('of the last days of January a later activity leaves a month before an earlier one, by its own wall time', () => {
  const milestone = { id: 'm', kind: 'milestone', metric: 'nights', from: 3, points: 100 } as const;
  const program = shop({ earn: [{ ...milestone, window: { kind: 'rolling', months: 1 } }] });
  const life = [nights('2025-01-30T12:00:00Z', 1), nights('2025-01-31T10:00:00Z', 1)];
  const issued = (at: string) => replayEvents(program, [...life, nights(at, 1)]).totals.issued;
  // Both leave on 28 February: at ten what came on the 31st, at noon what came on the 30th.
  expect(issued('2025-02-28T09:59:00Z')).toBe(100);
  expect(issued('2025-02-28T10:00:00Z')).toBe(0);
  expect(issued('2025-02-28T12:00:00Z')).toBe(0);
});

describe('points that were taken before', () => {
  const BASE = { id: 'base', kind: 'spend', points: '1', perMinor: 1 } as const;
  const credit = (day: string, points: number) => fact(day, { type: 'credit', points });

  test.each(['keep', 'take'] as const)(
    'a return takes nothing for a hold that lapsed, expired points %s',
    (expired) => {
      const program = shop({
        earn: [BASE],
        hold: { untilReleased: true, lapseDays: 30 },
        refunds: { expired },
        negative: 'refuse',
      });
      const lapsed = [bought('2024-01-01', 'a', 100), credit('2024-01-02', 70)];
      expect(accountOn(program, lapsed, '2024-02-15')).toMatchObject({ balance: 70, pending: 0 });
      const back = [...lapsed, returned('2024-03-01', 'a', 60), returned('2024-03-02', 'a', 40)];
      expect(accountOn(program, back, '2024-03-02')).toMatchObject({ balance: 70, debt: 0, totals: { reversed: 100 } });
      // In part before, and in part after.
      const early = [...lapsed, returned('2024-01-03', 'a', 60), returned('2024-03-02', 'a', 40)];
      expect(accountOn(program, early, '2024-03-02')).toMatchObject({ balance: 70, totals: { reversed: 100 } });
      // What was released is taken.
      const released = [...lapsed, fact('2024-01-20', { type: 'release', orderId: 'a' }), back[2]!, back[3]!];
      expect(accountOn(program, released, '2024-03-02')).toMatchObject({ balance: 70, totals: { reversed: 100 } });
    },
  );

  test('a transfer that was accepted and lacks points is forgiven where debts are', () => {
    const life = [
      credit('2024-01-01', 10),
      fact('2024-01-02', { type: 'transfer', toMemberId: 'bob', points: 30, decision: 'accepted' }),
    ];
    const forgiving = shop({ negative: 'write-off' });
    expect(accountOn(forgiving, life, '2024-01-02')).toMatchObject({
      balance: 0,
      totals: { transferred: -30, writtenOff: -20 },
    });
    expect(accountOn(shop({}), life, '2024-01-02')).toMatchObject({ balance: -20, totals: { transferred: -30 } });
    const [transaction] = listPostings(forgiving, life, { from: ms('2024-01-02'), to: ms('2024-01-03') });
    expect(transaction!.entries.map(({ account, points }) => [account, points])).toEqual([
      ['member:available', -10],
      ['program:transfers', 10],
      ['program:written-off', -20],
      ['program:transfers', 20],
    ]);
  });

  test.each<[PointsPolicy['negative'], PointsPolicy['negative']]>([
    ['debt', 'write-off'],
    ['write-off', 'debt'],
  ])('a redemption that lacked points is undone as it was done: %s, though it is %s now', (before, now) => {
    const program = shop({ negative: before! }, { changes: [{ from: ms('2024-06-01'), points: { negative: now! } }] });
    const redeem = fact('2024-01-02', { type: 'redeem', points: 30, decision: 'accepted' });
    const cancel = fact('2024-07-01', { type: 'cancel-redemption', redemptionId: redeem.id });
    expect(accountOn(program, [credit('2024-01-01', 10), redeem, cancel], '2024-07-01')).toMatchObject({
      balance: 10,
      debt: 0,
      totals: { redeemed: 0, writtenOff: 0 },
    });
  });

  test('points that silence has ended stay ended when a later version knows no silence', () => {
    const program = shop(
      { expiry: { kind: 'inactivity', months: 12 } },
      { changes: [{ from: ms('2025-07-01'), points: { expiry: { kind: 'never' } } }] },
    );
    const redeem = fact('2024-01-02', { type: 'redeem', points: 10 });
    const cancel = (day: string) => fact(day, { type: 'cancel-redemption', redemptionId: redeem.id });
    const life = [credit('2024-01-01', 10), redeem];
    expect(accountOn(program, [...life, cancel('2025-01-01')], '2025-01-01').balance).toBe(10);
    expect(accountOn(program, [...life, cancel('2025-08-01')], '2025-08-01')).toMatchObject({
      balance: 0,
      totals: { expired: 10, redeemed: 0 },
    });
  });
});
