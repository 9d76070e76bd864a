import {
  applyEvent,
  checkAccount,
  compactAccount,
  explainBalance,
  explainEvent,
  listBenefits,
  listLots,
  listPostings,
  measureBalance,
  measureDeferredRevenue,
  measureLiability,
  measureProgress,
  mergeLotTallies,
  openAccount,
  previewPurchase,
  projectTier,
  replayEvents,
  scheduleExpiry,
  summarizeStatement,
  tallyLots,
  traceTiers,
  type Account,
  type LoyaltyEvent,
  type LotTally,
  type PointsPolicy,
  type Program,
  type WindowLadder,
} from 'clientele/loyalty';
import { describe, expect, test } from 'vitest';
import { back, BASE, buy, cancel, credit, DAY, on, redeem, shop, T0 } from './shop.ts';

const until = (day: number) => ({ expiresAt: T0 + day * DAY });
const held = (day: number) => ({ availableAt: T0 + day * DAY });
const refused = (code: string, argument: string) => expect.objectContaining({ code, argument });
const dayIn = (at: number | null): number | null => (at === null ? null : (at - T0) / DAY);

describe('what changes a balance next', () => {
  const next = (policy: PointsPolicy, events: LoyaltyEvent[], day: number) => {
    const program = shop(policy);
    const { nextChange, nextChangeAt, reasons } = measureBalance(program, replayEvents(program, events), {
      asOf: T0 + day * DAY,
    });
    return [nextChange, dayIn(nextChangeAt), reasons];
  };
  const at = (day: number) => T0 + day * DAY;

  test('the end of a lot, of all that end with it, and only of what is left', () => {
    const life = [credit(0, 10, { id: 'a', ...until(5) }), credit(1, 20, { id: 'b', ...until(5) }), credit(1, 9)];
    expect(next({}, [...life, redeem(2, 4)], 2)).toEqual([
      'expiry',
      5,
      [
        { code: 'expired', facts: { at: at(5), lotId: 'a', points: 6 } },
        { code: 'expired', facts: { at: at(5), lotId: 'b', points: 20 } },
      ],
    ]);
    expect(next({}, life, 5)).toEqual([null, null, []]);
  });

  test('silence, a release, a lapse, a yearly bonus', () => {
    expect(next({ expiry: { kind: 'inactivity', months: 1 } }, [credit(0, 10, { id: 'a' })], 0)).toEqual([
      'expiry',
      31,
      [{ code: 'expired', facts: { at: at(31), lotId: 'a', points: 10 } }],
    ]);
    expect(next({}, [credit(0, 10, { id: 'a', ...held(3) })], 0)).toEqual([
      'release',
      3,
      [{ code: 'released', facts: { at: at(3), lotId: 'a', points: 10 } }],
    ]);
    const year = { id: 'year', kind: 'flat', points: 10, on: 'anniversary' } as const;
    expect(next({ earn: [year] }, [on(0, { type: 'enroll' })], 0)).toEqual(['bonus', 364.5, []]);
  });

  test('not an instant at which as much comes as ends, and nothing of it is told of the next', () => {
    const year = { id: 'year', kind: 'flat', points: 10, on: 'anniversary' } as const;
    // On 10 January 2026, at midnight, ten end and ten come.
    const life = [on(0, { type: 'enroll' }), credit(0, 10, until(364.5))];
    expect(next({ earn: [year] }, life, 0)).toEqual(['bonus', 729.5, []]);
  });

  test('who owes is told so, and by what it will be repaid', () => {
    const life = [on(0, { type: 'adjust', points: -15, reason: 'error' }), credit(1, 10, { id: 'a', ...held(3) })];
    expect(next({}, life, 1)).toEqual([
      'release',
      3,
      [
        { code: 'debt-repaid', facts: { owed: 15 } },
        { code: 'released', facts: { at: at(3), lotId: 'a', points: 10 } },
        { code: 'debt-repaid', facts: { at: at(3), lotId: 'a', points: 10 } },
      ],
    ]);
  });
});

describe('the ends to come', () => {
  const rows = (policy: PointsPolicy, events: LoyaltyEvent[], day: number, untilDay?: number) => {
    const program = shop(policy, { timeZone: 'Europe/Paris' });
    const options = { asOf: T0 + day * DAY, ...(untilDay === undefined ? {} : { untilAt: T0 + untilDay * DAY }) };
    return scheduleExpiry(program, replayEvents(program, events), options).map(
      ({ at, lastDayOn, points, lotIds, why }) => [dayIn(at), lastDayOn, points, lotIds, why],
    );
  };

  test('are one row for what ends at one instant, held points too, up to and including the last instant asked for', () => {
    const life = [
      credit(0, 10, { id: 'a', ...until(5) }),
      credit(1, 20, { id: 'b', ...until(5), ...held(3) }),
      credit(1, 9, { id: 'c', ...until(7.5) }),
      credit(1, 1),
    ];
    const five = [5, '2025-01-15', 30, ['a', 'b'], 'lot'];
    // 18 January, midnight in Greenwich, is one o'clock of that day in Paris.
    const seven = [7.5, '2025-01-18', 9, ['c'], 'lot'];
    expect(rows({}, life, 2)).toEqual([five, seven]);
    expect(rows({}, life, 2, 7.5)).toEqual([five, seven]);
    expect(rows({}, life, 2, 7.4)).toEqual([five]);
    expect(rows({}, life, 5)).toEqual([seven]);
    expect(rows({}, life, 7.5)).toEqual([]);
  });

  test('by a date and by silence at one instant are two rows', () => {
    const policy: PointsPolicy = { expiry: { kind: 'inactivity', months: 1 } };
    const life = [credit(0, 10, { id: 'a', ...until(31) }), credit(0, 20, { id: 'b' })];
    expect(rows(policy, life, 0)).toEqual([
      [31, '2025-02-10', 10, ['a'], 'lot'],
      [31, '2025-02-10', 20, ['b'], 'inactivity'],
    ]);
  });

  test('have their last day before a midnight', () => {
    const policy: PointsPolicy = { expiry: { kind: 'after-earning', months: 1, roundUpTo: 'month' } };
    // Midnight in Paris is eleven o'clock of the evening before.
    expect(rows(policy, [credit(0, 5, { id: 'a' })], 0)).toEqual([[49 - 1 / 24 + 0.5, '2025-02-28', 5, ['a'], 'lot']]);
  });

  test('are not those of bonuses that time has yet to pay', () => {
    const year = { id: 'year', kind: 'flat', points: 10, on: 'anniversary' } as const;
    const policy: PointsPolicy = { earn: [year], expiry: { kind: 'after-earning', days: 10 } };
    expect(rows(policy, [credit(0, 5, { id: 'a', ...until(500) })], 0)).toEqual([[500, '2026-05-25', 5, ['a'], 'lot']]);
    expect(rows(policy, [on(0, { type: 'enroll' })], 0)).toEqual([]);
  });

  test('are seen 25 yearly bonuses ahead, not more', () => {
    const year = { id: 'year', kind: 'flat', points: 10, on: 'anniversary' } as const;
    const life = [credit(0, 5, { id: 'a', ...until(25 * 365) }), credit(0, 5, { id: 'b', ...until(25.5 * 365.25) })];
    expect(rows({ earn: [year] }, [on(0, { type: 'enroll' }), ...life], 0).map(([, , , ids]) => ids)).toEqual([['a']]);
    expect(rows({}, life, 0).map(([, , , ids]) => ids)).toEqual([['a'], ['b']]);
  });

  test('want an instant', () => {
    const account = openAccount(shop({}), 'anna');
    expect(() => scheduleExpiry(shop({}), account, { asOf: 0, untilAt: 'x' })).toThrow(
      refused('not-an-instant', 'options.untilAt'),
    );
    expect(() => scheduleExpiry(shop({}), account, null as never)).toThrow(refused('wrong-type', 'options'));
  });
});

describe('explanations', () => {
  const program = shop({ earn: [BASE], hold: { days: 2 } });
  const life = [
    buy(0, 'o', 5000, { id: 'p' }),
    redeem(3, 20, { id: 'r' }),
    cancel(4, 'r'),
    back(5, 'o', 1000, { id: 'f' }),
    on(6, { id: 'd', type: 'adjust', points: -60, reason: 'error' }),
    credit(7, 15, { id: 'c' }),
  ];

  test('of a balance: each lot with what it was given, what used it and what is left; a debt is a row without a lot', () => {
    const rows = explainBalance(program, life, { asOf: T0 + 8 * DAY });
    const use = (day: number, eventId: string | null, points: number) => ({
      at: T0 + day * DAY,
      eventId,
      cause: 'event',
      points,
    });
    expect(rows).toEqual([
      {
        lotId: 'p',
        eventId: 'p',
        ruleId: 'base',
        programVersion: 0,
        granted: 50,
        uses: [use(3, 'r', -20), use(4, life[2]!.id, 20), use(5, 'f', -10), use(6, 'd', -40)],
        left: 0,
      },
      {
        lotId: null,
        eventId: null,
        ruleId: null,
        programVersion: null,
        granted: 0,
        uses: [use(6, 'd', -20), use(7, 'c', 15)],
        left: -5,
      },
      { lotId: 'c', eventId: 'c', ruleId: null, programVersion: 0, granted: 15, uses: [use(7, 'c', -15)], left: 0 },
    ]);
  });

  test('of a balance: a lot that comes and repays a debt at once is a row, whatever it came from', () => {
    const given = shop({ refunds: { restored: { kind: 'grace', days: 9 } } });
    const owing = (day: number) => on(day, { type: 'adjust', points: -50, reason: 'error' });
    const rowOf = (events: LoyaltyEvent[], lotId: string) => {
      const row = explainBalance(given, events, { asOf: T0 + 30 * DAY }).find((one) => one.lotId === lotId)!;
      return [row.eventId, row.granted, row.uses.map(({ points }) => points), row.left];
    };
    const lots = [{ points: 30, earnedAt: T0, availableAt: T0, expiresAt: null }];
    const receive = on(3, { id: 'x', type: 'receive', fromMemberId: 'bob', transferId: 't', lots });
    expect(rowOf([owing(1), receive], 'x/0')).toEqual(['x', 30, [-30], 0]);
    const spent = [credit(0, 30, { id: 'c', ...until(5) }), redeem(1, 30, { id: 'r' }), owing(2)];
    expect(rowOf([...spent, { ...cancel(6, 'r'), id: 'x' }], 'x/c')).toEqual(['c', 30, [-30], 0]);
    const ended = [credit(0, 30, { id: 'c', ...until(5) }), owing(6)];
    expect(rowOf([...ended, on(7, { id: 'x', type: 'reinstate', withinDays: 9 })], 'x/c')).toEqual(['c', 30, [-30], 0]);
    expect(rowOf(ended, 'c')).toEqual(['c', 30, [-30], 0]);
  });

  test('of a balance and of an event: as it was known', () => {
    const late = credit(1, 5, { id: 'late', recordedAt: T0 + 20 * DAY });
    const known = (day: number) => ({ asOf: T0 + 30 * DAY, knownAt: T0 + day * DAY });
    const facts = [credit(0, 1, { id: 'c' }), late];
    expect([19, 20].map((day) => explainBalance(program, facts, known(day)).map(({ lotId }) => lotId))).toEqual([
      ['c'],
      ['c', 'late'],
    ]);
    const span = (day: number) => listPostings(program, facts, { from: T0, to: T0 + 30 * DAY, ...known(day) }).length;
    expect([span(19), span(20)]).toEqual([1, 2]);
    const opening = (day: number) =>
      summarizeStatement(program, facts, { fromOn: '2025-01-15', toOn: '2025-01-16', knownAt: T0 + day * DAY });
    expect([opening(19), opening(20)].map((one) => [one.opening, one.closing])).toEqual([
      [1, 1],
      [6, 6],
    ]);
    expect(explainEvent(program, facts, { eventId: 'late', knownAt: T0 + 20 * DAY }).outcome).toBe('applied');
    expect(() => explainEvent(program, facts, { eventId: 'late', knownAt: T0 + 19 * DAY })).toThrow(
      refused('unknown-name', 'options.eventId'),
    );
    expect(() => explainEvent(program, facts, null as never)).toThrow(refused('wrong-type', 'options'));
  });

  test('of an event: only its own entries and changes; an unknown one is an error', () => {
    const { transactions } = explainEvent(program, life, { eventId: 'f' });
    expect(transactions).toEqual([
      {
        at: T0 + 5 * DAY,
        eventId: 'f',
        cause: 'event',
        entries: [
          { account: 'member:available', points: -10, lotId: 'p', ruleId: 'base', programVersion: 0 },
          { account: 'program:reversed', points: 10, lotId: 'p', ruleId: 'base', programVersion: 0 },
        ],
      },
    ]);
    expect(() => explainEvent(program, life, { eventId: 'x' })).toThrow(
      'options.eventId: expected the id of an event, got x',
    );
    // Told again later: what it did at first is what it did.
    expect(explainEvent(program, [...life, life[0]!], { eventId: 'p' }).outcome).toBe('applied');
  });

  test('of a time: entries from its first instant to before its end', () => {
    const days = (from: number, to: number) =>
      listPostings(program, life, { from: T0 + from * DAY, to: T0 + to * DAY }).map(({ at, cause }) => [
        dayIn(at),
        cause,
      ]);
    expect(days(0, 3)).toEqual([
      [0, 'event'],
      [2, 'release'],
    ]);
    expect(days(3, 4)).toEqual([[3, 'event']]);
    expect(() => listPostings(program, life, { from: 0, to: 'x' })).toThrow(refused('not-an-instant', 'options.to'));
    expect(() => listPostings(program, life, { from: 'x', to: 0 })).toThrow(refused('not-an-instant', 'options.from'));
  });
});

test('a statement begins with what there was, lists what changed it, and ends with what is left', () => {
  const program = shop({ earn: [BASE], expiry: { kind: 'after-earning', days: 10 } });
  const life = [
    buy(0, 'o', 5000, { id: 'p' }),
    redeem(2, 20, { id: 'r' }),
    back(3, 'o', 1000, { id: 'f' }),
    credit(4, 7, { id: 'c', ...held(30), ...until(60) }),
    credit(5, 8, { id: 'e', ...until(40) }),
  ];
  // From 11 January: the purchase on the 10th is before, its end on the 20th within, the 21st no longer.
  expect(summarizeStatement(program, life, { fromOn: '2025-01-11', toOn: '2025-01-21' })).toEqual({
    opening: 50,
    closing: 8,
    lines: [
      { at: T0 + 2 * DAY, eventId: 'r', cause: 'event', points: -20, balance: 30 },
      { at: T0 + 3 * DAY, eventId: 'f', cause: 'event', points: -10, balance: 20 },
      { at: T0 + 5 * DAY, eventId: 'e', cause: 'event', points: 8, balance: 28 },
      { at: T0 + 10 * DAY, eventId: null, cause: 'expiry', points: -20, balance: 8 },
    ],
    earned: 15,
    redeemed: 20,
    expired: 20,
    reversed: 10,
    pending: 7,
    expiringNext: { at: T0 + 40 * DAY, lastDayOn: '2025-02-19', points: 8, lotIds: ['e'], why: 'lot' },
  });
  const empty = summarizeStatement(program, life, { fromOn: '2025-01-01', toOn: '2025-01-10' });
  expect(empty).toMatchObject({ opening: 0, closing: 0, lines: [], earned: 0, pending: 0, expiringNext: null });
  expect(Object.is(empty.earned, 0)).toBe(true);
  expect(() => summarizeStatement(program, life, { fromOn: '2025-01-11', toOn: 'x' })).toThrow(
    refused('not-a-day', 'options.toOn'),
  );
  expect(() => summarizeStatement(program, life, { fromOn: 'x', toOn: '2025-01-11' })).toThrow(
    refused('not-a-day', 'options.fromOn'),
  );
});

test('a statement of who owes: what repays a debt counts, what happens at a midnight belongs to the day that begins', () => {
  const program = shop({});
  const owing = on(0, { id: 'd', type: 'adjust', points: -30, reason: 'error' });
  const life = [
    owing,
    // Midnight of the first day, and of the day after the last.
    credit(3.5, 10, { id: 'first' }),
    credit(5, 25, { id: 'more' }),
    credit(6.5, 100, { id: 'after' }),
  ];
  const { opening, closing, lines, earned } = summarizeStatement(program, life, {
    fromOn: '2025-01-14',
    toOn: '2025-01-17',
  });
  expect([opening, closing, earned]).toEqual([-30, 5, 35]);
  expect(lines.map(({ eventId, points, balance }) => [eventId, points, balance])).toEqual([
    ['first', 10, -20],
    ['more', 25, 5],
  ]);
  const owes = summarizeStatement(program, life, { fromOn: '2025-01-10', toOn: '2025-01-12' });
  expect([owes.opening, owes.closing, owes.lines.map(({ points }) => points)]).toEqual([0, -30, [-30]]);
  // What ends next is asked in the last instant of the last day.
  const ending = [credit(0, 5, { id: 'a', ...until(6.5) })];
  const { expiringNext } = summarizeStatement(program, ending, { fromOn: '2025-01-10', toOn: '2025-01-17' });
  expect(expiringNext).toMatchObject({ at: T0 + 6.5 * DAY, lotIds: ['a'] });
});

describe('a preview', () => {
  const ladder: WindowLadder = {
    kind: 'window',
    id: 'status',
    metrics: { spend: { from: 'spend' } },
    levels: [{ name: 'Member' }, { name: 'Gold', enter: { metric: 'spend', atLeast: 5000 } }],
    window: { kind: 'lifetime' },
    validity: { kind: 'forever' },
  };
  const more = { ...BASE, id: 'more', hold: { days: 1 }, expiry: { kind: 'after-earning', months: 1 } } as const;
  const program = shop(
    { earn: [BASE, more], hold: { days: 5 }, expiry: { kind: 'after-earning', months: 2 } },
    { ladders: [ladder] },
  );
  const cart = { at: T0, orderId: 'o', amountMinor: 4999 };

  test('tells the first instant at which points can be spent, the first at which some end, and the level after', () => {
    const nobody = openAccount(program, 'anna');
    expect(previewPurchase(program, nobody, cart)).toMatchObject({
      points: 98,
      availableAt: T0 + DAY,
      expiresAt: T0 + 31 * DAY,
      tierAfter: { status: 'Member' },
    });
    expect(previewPurchase(program, nobody, { ...cart, amountMinor: 5000 }).tierAfter).toEqual({ status: 'Gold' });
    expect(previewPurchase(shop({}), nobody, cart)).toMatchObject({ points: 0, availableAt: null, expiresAt: null });
  });

  test('of points that somebody must release knows no instant for them', () => {
    const waits = { ...BASE, id: 'waits', hold: { untilReleased: true } } as const;
    const ends = { ...BASE, id: 'ends', hold: { days: 3 }, expiry: { kind: 'after-earning', days: 9 } } as const;
    const dates = (...earn: NonNullable<PointsPolicy['earn']>) => {
      const policy = shop({ earn });
      const { availableAt, expiresAt } = previewPurchase(policy, openAccount(policy, 'anna'), cart);
      return [availableAt, expiresAt].map(dayIn);
    };
    expect(dates(waits)).toEqual([null, null]);
    expect(dates(waits, ends)).toEqual([3, 9]);
  });

  test('of what was bought before, or by who is gone, is nothing, and says why', () => {
    const bought = replayEvents(program, [buy(0, 'o', 100)]);
    expect(previewPurchase(program, bought, { ...cart, at: T0 + DAY })).toMatchObject({
      points: 0,
      byRule: [],
      availableAt: null,
      reasons: [{ code: 'duplicate', facts: { orderId: 'o' } }],
    });
    const gone = replayEvents(program, [buy(0, 'x', 100), on(1, { type: 'close' })]);
    expect(previewPurchase(program, gone, { ...cart, at: T0 + 2 * DAY })).toMatchObject({
      points: 0,
      byRule: [],
      reasons: [{ code: 'closed', facts: { closedAt: T0 + DAY } }],
    });
  });

  test('names what is wrong with it', () => {
    const nobody = openAccount(program, 'anna');
    const ask = (purchase: unknown) => () => previewPurchase(program, nobody, purchase as never);
    expect(ask(null)).toThrow(refused('wrong-type', 'purchase'));
    expect(ask({ ...cart, at: 'x' })).toThrow(refused('not-an-instant', 'purchase.at'));
    expect(ask({ ...cart, amountMinor: 0.5 })).toThrow(refused('not-an-integer', 'purchase.amountMinor'));
  });
});

test('of equal perks the higher number wins, yes wins over no, a text is that of the higher level', () => {
  const perks = (id: string, low: object, high: object): WindowLadder => ({
    kind: 'window',
    id,
    levels: [
      { name: 'Member', benefits: low as never },
      { name: 'Gold', benefits: high as never },
      { name: 'Diamond', benefits: { never: true } },
    ],
    window: { kind: 'lifetime' },
    validity: { kind: 'forever' },
  });
  const ladders = [
    perks(
      'a',
      { days: 30, gift: true, color: 'red', either: 1, lounge: 'asked' },
      { days: 14, gift: false, color: 'gold', either: 'x', lounge: 2 },
    ),
    perks('b', { days: 31, gift: true, own: 5 }, { days: 99 }),
  ];
  const program: Program = shop({}, { ladders });
  const gold = on(0, { type: 'grant', ladderId: 'a', level: 'Gold', reason: 'match' });
  const list = (options: object) =>
    listBenefits(program, replayEvents(program, [gold]), { asOf: T0, ...options } as never).map(
      ({ benefit, value, level, ladderId }) => [benefit, value, level, ladderId],
    );
  expect(list({ ladderId: 'a' })).toEqual([
    ['color', 'gold', 'Gold', 'a'],
    ['days', 30, 'Member', 'a'],
    ['either', 'x', 'Gold', 'a'],
    ['gift', true, 'Member', 'a'],
    ['lounge', 2, 'Gold', 'a'],
  ]);
  expect(list({})).toEqual([
    ['color', 'gold', 'Gold', 'a'],
    ['days', 31, 'Member', 'b'],
    ['either', 'x', 'Gold', 'a'],
    ['gift', true, 'Member', 'a'],
    ['lounge', 2, 'Gold', 'a'],
    ['own', 5, 'Member', 'b'],
  ]);
});

describe('a straight line to the end of the window', () => {
  const program: Program = shop(
    {},
    {
      ladders: [
        {
          kind: 'window',
          id: 'status',
          levels: [
            { name: 'Member' },
            { name: 'Silver', enter: { metric: 'nights', atLeast: 10 } },
            { name: 'Gold', enter: { metric: 'nights', atLeast: 30 } },
          ],
          window: { kind: 'calendar', unit: 'month' },
          validity: { kind: 'end-of-window' },
        },
      ],
    },
  );
  const nights = (day: number, count: number) => on(day, { type: 'activity', metrics: { nights: count } });
  const project = (day: number, events: LoyaltyEvent[], pace?: Record<string, number>) => {
    const { levelAtWindowEnd, reachesNextAt, totalsAtWindowEnd, reason } = projectTier(
      program,
      replayEvents(program, events),
      { ladderId: 'status', asOf: T0 + day * DAY, ...(pace && { pace }) },
    );
    return [
      levelAtWindowEnd,
      reachesNextAt === null ? null : new Date(reachesNextAt).toISOString().slice(0, 10),
      totalsAtWindowEnd,
      reason,
    ];
  };

  test('by the pace seen since its first day', () => {
    // On 11 January ten days have passed and 21 are left: 8 nights become 8 + 16.8.
    expect(project(1, [nights(0, 8)])).toEqual(['Silver', '2025-01-14', { nights: 24 }, undefined]);
    // 10 of 10 on 11 January is reached; 30 would take 20 days more, until 31 January.
    expect(project(1, [nights(0, 10)])).toEqual(['Gold', '2025-01-31', { nights: 31 }, undefined]);
    expect(project(1, [nights(0, 9)])).toEqual(['Silver', '2025-01-13', { nights: 27 }, undefined]);
    expect(project(1, [nights(0, 1)])).toEqual(['Member', null, { nights: 3 }, undefined]);
  });

  test('by a pace that is given, also on the first day and for what was not yet counted', () => {
    const january = on(-9.5, { type: 'enroll' });
    expect(project(-9, [january], { nights: 1 })).toEqual(['Gold', '2025-01-11', { nights: 31 }, undefined]);
    expect(project(-9, [january])).toEqual([null, null, null, 'too-early']);
    expect(project(-8.5, [january])).toEqual(['Member', null, {}, undefined]);
    expect(project(1, [nights(0, 8)], { stays: 2 })).toEqual(['Member', null, { nights: 8, stays: 42 }, undefined]);
    // The last day of the window is the last that counts: 20 days from 11 January, not 21.
    expect(project(1, [nights(0, 9)], { nights: 0.05 })).toEqual(['Silver', '2025-01-31', { nights: 10 }, undefined]);
    expect(project(1, [nights(0, 9)], { nights: 0.049 })).toEqual(['Silver', null, { nights: 10 }, undefined]);
  });

  test('has no end where the window has none', () => {
    for (const window of [{ kind: 'lifetime' }, { kind: 'rolling', months: 1 }] as const) {
      const open = {
        ...program,
        ladders: [{ ...program.ladders![0]!, window, validity: { kind: 'forever' } }],
      } as Program;
      expect(projectTier(open, replayEvents(open, [nights(0, 8)]), { ladderId: 'status', asOf: T0 + DAY })).toEqual({
        levelAtWindowEnd: null,
        reachesNextAt: null,
        totalsAtWindowEnd: null,
        reason: 'unbounded',
      });
    }
  });

  test('wants a pace that is a number', () => {
    expect(() => project(1, [nights(0, 8)], { nights: NaN })).toThrow(refused('not-finite', 'options.pace.nights'));
    expect(() => project(1, [nights(0, 8)], 5 as never)).toThrow(refused('wrong-type', 'options.pace'));
  });
});

test('what a member misses: each way to the level, the nearest first', () => {
  const leaf = (metric: string, atLeast: number) => ({ metric, atLeast });
  const program: Program = shop(
    {},
    {
      ladders: [
        {
          kind: 'window',
          id: 'status',
          levels: [
            { name: 'Member' },
            {
              name: 'Gold',
              enter: { all: [{ any: [leaf('nights', 10), leaf('stays', 4)] }, leaf('spend', 100)] },
            },
            { name: 'Gift' },
            { name: 'Zero', enter: leaf('nights', 0) },
          ],
          window: { kind: 'calendar', unit: 'year' },
          validity: { kind: 'end-of-window' },
        },
      ],
    },
  );
  const did = on(0, { type: 'activity', metrics: { nights: 5, stays: 3, spend: 60 } });
  const account = replayEvents(program, [did, on(1, { type: 'revoke', ladderId: 'status', reason: 'x' })]);
  const { next } = measureProgress(program, account, { ladderId: 'status', asOf: T0 + DAY });
  const nights = { metric: 'nights', has: 5, needs: 10, missing: 5, share: 0.5 };
  const stays = { metric: 'stays', has: 3, needs: 4, missing: 1, share: 0.75 };
  const spend = { metric: 'spend', has: 60, needs: 100, missing: 40, share: 0.6 };
  expect(next).toEqual({
    level: 'Gold',
    met: false,
    missing: [nights, stays, spend],
    alternatives: [
      [stays, spend],
      [nights, spend],
    ],
  });
});

describe('liability', () => {
  const program = shop({});
  const tally = tallyLots(
    program,
    [
      replayEvents(program, [credit(0, 100, until(40)), credit(40, 30), credit(40, 7, held(90))]),
      replayEvents(program, [{ ...on(0, { type: 'adjust', points: -9, reason: 'x' }), memberId: 'bob' }]),
    ],
    { asOf: T0 + 39 * DAY + 999 * DAY },
  );

  test('points stand by month of earning and month of their last day, what never ends under never', () => {
    const now = tallyLots(program, [replayEvents(program, [credit(0, 100, until(22 - 0.5)), credit(1, 30)])], {
      asOf: T0 + 2 * DAY,
    });
    // They end on 1 February at midnight: their last day is in January.
    expect(now.cells).toEqual({ '2025-01': { '2025-01': 100, never: 30 } });
    expect(now).toMatchObject({ members: 1, available: 130, pending: 0, debt: 0, runningMonth: '2025-01', scale: 0 });
    expect(tally).toMatchObject({ members: 2, available: 37, pending: 0, debt: 9 });
  });

  test('a cost for each point, now and as expected', () => {
    expect(measureLiability(tally, { valuePerPoint: '0.5', redemptionRate: 0.5 })).toEqual({
      outstanding: 37,
      pending: 0,
      debt: 9,
      expectedRedeemed: 18.5,
      unresolved: 0,
      // 18.5 up; 19 points of half a cent are 9.5, up.
      grossMinor: 19,
      expectedMinor: 10,
      byAge: { '2025-02': 37 },
      byExpiry: { never: 37 },
    });
  });

  test('nothing for points that are worth nothing; months in the order of time', () => {
    expect(measureLiability(tally, { valuePerPoint: '0', redemptionRate: 1 })).toMatchObject({
      grossMinor: 0,
      expectedMinor: 0,
    });
    const cells = { '2025-01': { '2025-09': 1, never: 2 }, '2025-02': { '2025-03': 3, '2025-09': 4 } };
    const { byExpiry, byAge } = measureLiability({ ...tally, cells }, { valuePerPoint: '1', redemptionRate: 1 });
    expect(Object.entries(byExpiry)).toEqual([
      ['2025-03', 3],
      ['2025-09', 5],
      ['never', 2],
    ]);
    expect(Object.entries(byAge)).toEqual([
      ['2025-01', 3],
      ['2025-02', 7],
    ]);
  });

  test('names what is wrong', () => {
    const ask = (given: unknown, options: unknown) => () => measureLiability(given as LotTally, options as never);
    const options = { valuePerPoint: '1', redemptionRate: 1 };
    expect(ask({ ...tally, kind: 'x' }, options)).toThrow(refused('wrong-kind', 'tally'));
    expect(ask({ ...tally, pending: 0.5 }, options)).toThrow(refused('not-a-count', 'tally.pending'));
    expect(ask({ ...tally, cells: { '2025-01': { never: -1 } } }, options)).toThrow(
      refused('not-a-count', 'tally.cells.2025-01.never'),
    );
    expect(ask({ ...tally, cells: { '2025-01': 5 } }, options)).toThrow(refused('wrong-type', 'tally.cells.2025-01'));
    expect(ask({ ...tally, cells: 5 }, options)).toThrow(refused('wrong-type', 'tally.cells'));
    expect(ask(tally, null)).toThrow(refused('wrong-type', 'options'));
    expect(ask(tally, { ...options, valuePerPoint: 'x' })).toThrow(refused('not-a-decimal', 'options.valuePerPoint'));
    expect(ask(tally, { ...options, valuePerPoint: '-1' })).toThrow(
      'options.valuePerPoint: expected 0 or more, got -1',
    );
    expect(ask(tally, { ...options, redemptionRate: 2 })).toThrow(
      refused('not-a-probability', 'options.redemptionRate'),
    );
    expect(ask(tally, { ...options, redemptionRate: { ages: 5 } })).toThrow(
      refused('wrong-type', 'options.redemptionRate.ages'),
    );
    expect(ask(tally, { ...options, redemptionRate: { ages: [], unresolvedShare: null } })).toThrow(
      'options.redemptionRate: expected a curve with ages, or a rate',
    );
    expect(ask(tally, { ...options, redemptionRate: { ages: [], unresolvedShare: 2 } })).toThrow(
      refused('not-a-probability', 'options.redemptionRate.unresolvedShare'),
    );
  });

  test('tallies of one program and instant add up, cell by cell, in order', () => {
    const part = (cells: LotTally['cells']): LotTally => ({
      ...tally,
      members: 1,
      available: 5,
      pending: 2,
      debt: 1,
      cells,
    });
    expect(
      mergeLotTallies(
        part({ '2025-03': { never: 1 }, '2025-01': { '2025-12': 3 } }),
        part({ '2025-02': { '2025-06': 4 }, '2025-03': { never: 1, '2025-09': 2 } }),
      ),
    ).toEqual({
      ...tally,
      members: 2,
      available: 10,
      pending: 4,
      debt: 2,
      cells: { '2025-01': { '2025-12': 3 }, '2025-02': { '2025-06': 4 }, '2025-03': { '2025-09': 2, never: 2 } },
    });
    const keys = Object.keys(mergeLotTallies(part({ b: { z: 1, y: 1 } }), part({ a: { c: 1 } })).cells);
    expect(keys).toEqual(['a', 'b']);
    for (const [key, value] of [
      ['programId', 'x'],
      ['asOf', 5],
      ['runningMonth', '2020-01'],
      ['scale', 3],
    ] as const)
      expect(() => mergeLotTallies(tally, { ...tally, [key]: value })).toThrow(
        `b.${key}: expected ${tally[key]}, got ${value}`,
      );
    expect(() => mergeLotTallies({ ...tally, debt: -1 }, tally)).toThrow(refused('not-a-count', 'a.debt'));
    expect(() => mergeLotTallies(tally, { ...tally, members: 0.5 })).toThrow(refused('not-a-count', 'b.members'));
  });
});

describe('deferred revenue', () => {
  const recognized = (allocated: number, ...pairs: [number, number][]) =>
    measureDeferredRevenue(
      allocated,
      pairs.map(([redeemedToDate, expectedInTotal]) => ({ redeemedToDate, expectedInTotal })),
    );
  test('is what was not redeemed; a raised estimate takes revenue back', () => {
    expect(recognized(1000, [50, 100], [50, 200], [200, 200])).toEqual({
      periods: [
        { recognizedMinor: 500, toDateMinor: 500 },
        { recognizedMinor: -250, toDateMinor: 250 },
        { recognizedMinor: 750, toDateMinor: 1000 },
      ],
      deferredMinor: 0,
    });
    expect(recognized(1000)).toEqual({ periods: [], deferredMinor: 1000 });
    // A period in which nothing is expected leaves the others as they are.
    expect(recognized(1000, [50, 100], [0, 0], [100, 100]).periods.map((one) => one.recognizedMinor)).toEqual([
      500,
      null,
      500,
    ]);
  });
  test('names what is wrong', () => {
    expect(() => recognized(0.5)).toThrow(refused('not-an-integer', 'allocatedMinor'));
    expect(() => measureDeferredRevenue(5, 5 as never)).toThrow(refused('wrong-type', 'periods'));
    expect(() => measureDeferredRevenue(5, [null as never])).toThrow(refused('wrong-type', 'periods[0]'));
    expect(() => recognized(5, [0, 1], [-1, 1])).toThrow(refused('not-a-count', 'periods[1].redeemedToDate'));
    expect(() => recognized(5, [0, -1])).toThrow(refused('not-a-count', 'periods[0].expectedInTotal'));
    expect(() => recognized(5, [2, 1])).toThrow('periods[0].redeemedToDate: expected at most 1, got 2');
  });
});

describe('a stored account', () => {
  const ladder: WindowLadder = {
    kind: 'window',
    id: 'a/b~c',
    levels: [{ name: 'Member' }, { name: 'Gold', enter: { metric: 'nights', atLeast: 1 } }],
    window: { kind: 'lifetime' },
    validity: { kind: 'forever' },
  };
  const program = shop({ earn: [BASE] }, { ladders: [ladder] });
  const sound = replayEvents(program, [
    buy(0, 'o', 5000, { id: 'p' }),
    on(1, { type: 'activity', metrics: { nights: 1 } }),
    credit(2, 9, { id: 'c', ...until(90) }),
    redeem(3, 9, { id: 'r' }),
    redeem(3, 5, { id: 's' }),
  ]);
  const [lot] = sound.lots;
  const state = sound.ladders['a/b~c']!;
  const [spent] = sound.spentLots;
  const dated = { ...lot!, id: 'd', left: 0, granted: 0, expiresAt: T0 + 99 * DAY };
  const grant = state.grants[0]!;

  test.each<[string, Partial<Account>]>([
    ['/lots/0: points are safe integers', { lots: [{ ...lot!, expired: 0.5, granted: 60 }] }],
    ['/lots/0: a lot never falls below 0', { lots: [{ ...lot!, expired: -1 }] }],
    ['/lots/0: a lot never holds more than it was given', { lots: [{ ...lot!, granted: 44 }] }],
    ['/lots/0: a lot never holds more than it was given', { lots: [{ ...lot!, expired: 6 }] }],
    ['/spentLots/1/id: two lots are called c', { spentLots: [spent!, spent!] }],
    [
      '/spentLots/0: a spent lot has no points',
      { spentLots: [{ ...spent!, left: 1 }], totals: { ...sound.totals, issued: 60 } },
    ],
    [
      '/debt: a debt is repaid before points can be available',
      { debt: 1, lots: [{ ...lot!, availableAt: T0 + 3 * DAY }], totals: { ...sound.totals, issued: 58 } },
    ],
    ['/lots/1: lots stand in the order of their ends', { lots: [lot!, dated] }],
    ['/lots/0: the lot ended before throughAt', { lots: [{ ...lot!, expiresAt: T0 + 3 * DAY }] }],
    [
      '/totals: issued + transferred = points left − debt + redeemed + expired + reversed + writtenOff',
      { totals: { ...sound.totals, transferred: 1 } },
    ],
    ['/debt: a debt is repaid before points can be available', { debt: 1, totals: { ...sound.totals, issued: 58 } }],
    ['/orders/0: more was returned than bought', { orders: [{ ...sound.orders[0]!, refundedMinor: 5001 }] }],
    ['/orders/0: more was returned than bought', { orders: [{ ...sound.orders[0]!, refundedMinor: -1 }] }],
    [
      '/orders/0/byRule: more is kept than was given',
      { orders: [{ ...sound.orders[0]!, byRule: [{ ruleId: 'base', granted: 5, kept: -1, lotId: 'p' }] }] },
    ],
    [
      '/orders/0/byRule: more is kept than was given',
      { orders: [{ ...sound.orders[0]!, byRule: [{ ruleId: 'base', granted: 5, kept: 6, lotId: 'p' }] }] },
    ],
    ['/redemptions/0: parts + lacking = points', { redemptions: [{ ...sound.redemptions[0]!, lacking: 1 }] }],
    [
      '/ladders/a~1b~0c/grants/0: a grant ends after it begins',
      { ladders: { 'a/b~c': { ...state, grants: [{ ...grant, untilAt: grant.fromAt - 1 }] } } },
    ],
    [
      '/ladders/a~1b~0c/windows/0: totals = own + rolled in',
      { ladders: { 'a/b~c': { ...state, windows: [{ ...state.windows[0]!, rolledIn: { nights: 1 } }] } } },
    ],
    ['/throughAt: an event was applied after throughAt', { throughAt: T0 + 3 * DAY - 1 }],
  ])('%s', (sentence, over) => {
    const problems = checkAccount({ ...sound, ...over });
    expect(problems.map(({ path, message }) => `${path}: ${message}`)).toEqual([sentence]);
    expect(problems.every(({ severity }) => severity === 'error')).toBe(true);
  });

  test('that lost a part is told as one problem', () => {
    expect(checkAccount({ ...sound, debt: -1 })).toEqual([
      { code: 'not-a-count', path: '/debt', severity: 'error', message: 'expected a whole number, 0 or more, got -1' },
    ]);
    expect(checkAccount(sound)).toEqual([]);
    const refunded = { ...sound, orders: [{ ...sound.orders[0]!, refundedMinor: 5000 }] };
    expect(checkAccount(refunded)).toEqual([]);
    const equal = { ...state, grants: [{ ...grant, untilAt: grant.fromAt }] };
    expect(checkAccount({ ...sound, ladders: { 'a/b~c': equal } })).toEqual([]);
    const rolled = { ...state.windows[0]!, totals: { nights: 3 }, rolledIn: { nights: 2 } };
    expect(checkAccount({ ...sound, ladders: { 'a/b~c': { ...state, windows: [rolled] } } })).toEqual([]);
  });

  test('may owe beside points that wait', () => {
    for (const availableAt of [null, T0 + 3 * DAY + 1]) {
      const lots = [{ ...lot!, availableAt }];
      expect(checkAccount({ ...sound, debt: 1, lots, totals: { ...sound.totals, issued: 58 } })).toEqual([]);
    }
    expect(checkAccount({ ...sound, throughAt: null, seen: [] })).toEqual([]);
    const owing = { ...sound, throughAt: null, seen: [], debt: 1, totals: { ...sound.totals, issued: 58 } };
    expect(checkAccount(owing)).toEqual([]);
  });

  test('lots by hand: what never ends for a reason, and what nobody has released, stay apart', () => {
    const two = (a: object, b: object) => {
      const one = { ...lot!, eventId: 'x', ruleId: null };
      const lots = [
        { ...one, id: 'x', ...a },
        { ...one, id: 'y', ...b },
      ];
      return compactAccount({ ...sound, orders: [], redemptions: [], lots }, { forgetBefore: T0 + 9 * DAY }).lots
        .length;
    };
    expect(two({}, {})).toBe(1);
    expect(two({ forever: true }, {})).toBe(2);
    expect(two({ forever: true }, { forever: true })).toBe(1);
    expect(two({ availableAt: null }, { availableAt: null })).toBe(2);
    expect(two({ availableAt: null }, {})).toBe(2);
    // Available from this very instant on is available.
    expect(two({ availableAt: sound.throughAt }, { availableAt: T0 })).toBe(1);
    expect(two({ expired: 1 }, {})).toBe(2);
  });

  test('keeps the spent lot of an order that can be returned', () => {
    const send = on(6, { type: 'transfer', toMemberId: 'bob', points: 50 });
    const sent = replayEvents(program, [buy(5, 'o', 5000, { id: 'p' }), send]);
    const kept = (day: number) => compactAccount(sent, { forgetBefore: T0 + day * DAY }).spentLots.map(({ id }) => id);
    expect([kept(5), kept(5.1)]).toEqual([['p'], []]);
  });

  test('forgets what is older, and joins lots that nothing tells apart', () => {
    const small = (forgetDay: number) => compactAccount(sound, { forgetBefore: T0 + forgetDay * DAY });
    // What happened at the very instant is kept.
    expect(small(0)).toEqual(sound);
    expect([small(0).orders.length, small(1e-6).orders.length]).toEqual([1, 0]);
    expect([small(3).redemptions.length, small(3.1).redemptions.length]).toEqual([2, 0]);
    // The spent lot is needed as long as its redemption can be undone.
    expect([small(3).spentLots.length, small(3.1).spentLots.length]).toEqual([1, 0]);
    expect(small(3.1).seen).toEqual([]);
    expect(small(3).seen.map(({ id }) => id)).toEqual(['r', 's']);
    expect(() => compactAccount(sound, { forgetBefore: 'x' })).toThrow(
      refused('not-an-instant', 'options.forgetBefore'),
    );
    expect(() => compactAccount(sound, null as never)).toThrow(refused('wrong-type', 'options'));
  });

  const joined = (...credits: LoyaltyEvent[]) => {
    const account = replayEvents(program, credits, { asOf: T0 + 9 * DAY });
    const small = compactAccount(account, { forgetBefore: T0 + 9 * DAY });
    expect(checkAccount(small)).toEqual([]);
    return small.lots.map(({ left, granted }) => [left, granted]);
  };
  test('lots that an order, a redemption or a date can still reach are neither joined nor forgotten', () => {
    const twice = [buy(0, 'o', 500), buy(1, 'p', 600)];
    expect(joined(...twice)).toEqual([[11, 11]]);
    const account = replayEvents(program, [...twice, credit(0, 3, { id: 'x', ...until(5) })], { asOf: T0 + 9 * DAY });
    const small = (day: number) => compactAccount(account, { forgetBefore: T0 + day * DAY });
    expect(small(0.5).lots).toHaveLength(2);
    expect(small(1).orders).toHaveLength(1);
    expect(small(1.5).lots).toHaveLength(1);
    // What ran out on the fifth day can be reinstated by who looks back so far.
    expect([small(5).spentLots.length, small(5.1).spentLots.length]).toEqual([1, 0]);
    const undone = [credit(0, 5, { id: 'a' }), credit(1, 6), redeem(5, 2)];
    const partly = replayEvents(program, undone, { asOf: T0 + 9 * DAY });
    expect(compactAccount(partly, { forgetBefore: T0 + 5 * DAY }).lots).toHaveLength(2);
    expect(compactAccount(partly, { forgetBefore: T0 + 6 * DAY }).lots).toHaveLength(1);
  });

  test.each(['newest', 'oldest'] as const)(
    'lots between which another was earned stay two: the %s go first',
    (order) => {
      const byAge = shop({ spending: { order } });
      const life = [credit(0, 10, { id: 'a' }), credit(2, 10, { id: 'b', ...until(50) }), credit(4, 10, { id: 'c' })];
      const whole = replayEvents(byAge, life);
      const small = compactAccount(whole, { forgetBefore: T0 + 9 * DAY });
      const spent = redeem(10, 15);
      const left = (account: Account) => listLots(byAge, applyEvent(byAge, account, spent).account, { asOf: spent.at });
      expect(left(small).map((lot) => lot.left)).toEqual(left(whole).map((lot) => lot.left));
      // Joined are those that follow each other.
      const later = replayEvents(byAge, [...life, credit(5, 10, { id: 'd' })]);
      const joinedLots = compactAccount(later, { forgetBefore: T0 + 9 * DAY }).lots;
      expect(joinedLots.map(({ id, left: points }) => [id, points])).toEqual([
        ['b', 10],
        ['a', 10],
        ['c', 20],
      ]);
    },
  );

  test('lots are joined by their end, their rule and when they can be spent', () => {
    expect(joined(credit(0, 5), credit(1, 6))).toEqual([[11, 11]]);
    expect(joined(credit(0, 5, until(50)), credit(1, 6, until(50)), credit(2, 7, until(51)))).toEqual([
      [11, 11],
      [7, 7],
    ]);
    expect(joined(credit(0, 5), buy(1, 'o', 600))).toEqual([
      [5, 5],
      [6, 6],
    ]);
    // Both can be spent by now, or both from one instant on.
    expect(joined(credit(0, 5, held(4)), credit(1, 6))).toEqual([[11, 11]]);
    expect(joined(credit(0, 5, held(20)), credit(1, 6, held(20)))).toEqual([[11, 11]]);
    expect(joined(credit(0, 5, held(20)), credit(1, 6, held(21)))).toHaveLength(2);
    expect(joined(credit(0, 5, held(20)), credit(1, 6))).toHaveLength(2);
    expect(joined(credit(0, 5), credit(9, 6))).toHaveLength(2);
  });
});

test('a trace of levels joins without gaps and names the events behind them', () => {
  const ladder: WindowLadder = {
    kind: 'window',
    id: 'status',
    levels: [{ name: 'Member' }, { name: 'Gold' }, { name: 'Diamond' }],
    window: { kind: 'lifetime' },
    validity: { kind: 'forever' },
  };
  const program: Program = shop({}, { ladders: [ladder, { ...ladder, id: 'other' }] });
  const given = (day: number, id: string, level: string, more: object) =>
    on(day, { id, type: 'grant', ladderId: 'status', level, reason: 'match', ...more });
  const life = [
    on(0, { type: 'enroll' }),
    given(2, 'g', 'Gold', { until: T0 + 9 * DAY }),
    given(3, 'd', 'Diamond', { until: T0 + 5 * DAY }),
    on(4, { type: 'grant', ladderId: 'other', level: 'Gold', reason: 'match' }),
  ];
  const rows = traceTiers(program, life, { ladderId: 'status', asOf: T0 + 20 * DAY });
  expect(
    rows.map(({ level, fromAt, toAt, why, eventIds }) => [level, dayIn(fromAt), dayIn(toAt), why, eventIds]),
  ).toEqual([
    ['Member', 0, 2, 'base', []],
    ['Gold', 2, 3, 'granted', ['g']],
    ['Diamond', 3, 5, 'granted', ['d']],
    ['Gold', 5, 9, 'granted', ['g']],
    ['Member', 9, null, 'base', []],
  ]);
  const { account } = applyEvent(program, replayEvents(program, life), on(4, { type: 'pause' }));
  expect(account.pausedAt).toBe(T0 + 4 * DAY);
});
