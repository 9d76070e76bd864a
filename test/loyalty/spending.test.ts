import {
  amountForPoints,
  applyEvent,
  assignTier,
  checkAccount,
  decideRedemption,
  listLots,
  listOutcomes,
  measureBalance,
  openAccount,
  pointsForAmount,
  replayEvents,
  type Expiry,
  type LoyaltyEvent,
  type PointsPolicy,
  type Program,
} from 'clientele/loyalty';
import { describe, expect, test } from 'vitest';
import { frozen } from './lives.ts';
import { back, balanceOn, BASE, buy, cancel, credit, DAY, on, redeem, shop, T0 } from './shop.ts';

const until = (day: number) => ({ expiresAt: T0 + day * DAY });
const held = (day: number) => ({ availableAt: T0 + day * DAY });
const adjust = (day: number, points: number) => on(day, { type: 'adjust', points, reason: 'error' });
const outcomeOf = (program: Program, events: LoyaltyEvent[]) => {
  const { outcome, reasons } = listOutcomes(program, events).at(-1)!;
  return [outcome, reasons];
};
/** The entries of the last event, in the words of the books. */
const entriesOf = (program: Program, events: LoyaltyEvent[]) =>
  applyEvent(program, replayEvents(program, events.slice(0, -1)), events.at(-1)!).transactions.flatMap(({ entries }) =>
    entries.map(({ account, points, lotId }) => [account, points, lotId]),
  );
const at = (program: Program, events: LoyaltyEvent[], day: number) => {
  const asOf = T0 + day * DAY;
  const { available, pending, debt } = measureBalance(program, replayEvents(program, events), { asOf });
  return { available, pending, debt };
};
const refused = (code: string, argument: string) => expect.objectContaining({ code, argument });

describe('when points end', () => {
  test.each<[Expiry, string, string]>([
    [{ kind: 'end-of-year' }, '2025-03-31', '2026-01-01'],
    [{ kind: 'end-of-year', plusYears: 2 }, '2025-03-31', '2028-01-01'],
    [{ kind: 'end-of-year', startsOn: '04-01' }, '2025-03-31', '2025-04-01'],
    [{ kind: 'end-of-year', startsOn: '04-01' }, '2025-04-01', '2026-04-01'],
    [{ kind: 'end-of-year', startsOn: '04-01', plusYears: 1 }, '2025-04-01', '2027-04-01'],
    [{ kind: 'on-date', at: '2025-12-24T00:00:00Z' }, '2025-03-31', '2025-12-24'],
    [{ kind: 'after-earning', months: 1 }, '2025-03-31', '2025-04-30'],
    [{ kind: 'after-earning', months: 1, days: 2 }, '2025-03-31', '2025-05-02'],
    [{ kind: 'after-earning', months: 1, roundUpTo: 'month' }, '2025-03-31', '2025-05-01'],
    [{ kind: 'after-earning', months: 1, roundUpTo: 'quarter' }, '2025-03-31', '2025-07-01'],
    [{ kind: 'inactivity', months: 6, atMostMonths: 8 }, '2025-03-31', '2025-11-30'],
  ])('%j: earned on %s, they end on %s', (expiry, earnedOn, endOn) => {
    const earned: LoyaltyEvent = { id: 'c', memberId: 'anna', at: `${earnedOn}T00:00:00Z`, type: 'credit', points: 1 };
    expect(replayEvents(shop({ expiry }), [earned]).lots[0]!.expiresAt).toBe(Date.parse(`${endOn}T00:00:00Z`));
  });

  test('points that are over as they come have ended at once', () => {
    const { totals, lots } = replayEvents(shop({}), [credit(0, 5, until(0))]);
    expect([totals.issued, totals.expired, lots]).toEqual([5, 5, []]);
  });

  test('nothing makes no lot: an order cut to nothing, an adjustment by nothing', () => {
    const capped = shop({ earn: [BASE], caps: [{ id: 'none', points: 0, per: 'day' }] });
    expect(replayEvents(capped, [buy(0, 'o', 1000)]).lots).toEqual([]);
    expect(replayEvents(shop({}), [adjust(0, 0)]).lots).toEqual([]);
    expect(outcomeOf(shop({}), [adjust(0, 0)])).toEqual(['applied', []]);
  });

  test('points end at their instant, not after it, and those that never end stay', () => {
    const life = [credit(0, 10, until(5)), credit(1, 20)];
    expect([5 - 1e-6, 5, 5000].map((day) => balanceOn(shop({}), life, day))).toEqual([30, 20, 20]);
  });
});

describe('which points are spent first', () => {
  // Earned a, b, c; they end b, c, a; d is still held.
  const life = [
    credit(0, 10, { id: 'a', ...until(300) }),
    credit(1, 10, { id: 'b', ...until(100) }),
    credit(2, 10, { id: 'd', ...until(50), ...held(40) }),
    credit(3, 10, { id: 'c', ...until(200) }),
  ];
  test.each([
    [undefined, ['d', 'b', 'c', 'a'], { a: 10, c: 5 }],
    ['soonest-expiring', ['d', 'b', 'c', 'a'], { a: 10, c: 5 }],
    ['oldest', ['a', 'b', 'd', 'c'], { b: 5, c: 10 }],
    ['newest', ['c', 'd', 'b', 'a'], { a: 10, b: 5 }],
  ] as const)('%s', (order, listed, left) => {
    const program = shop({ spending: order === undefined ? {} : { order } });
    const before = replayEvents(program, life);
    const asOf = T0 + 4 * DAY;
    expect(listLots(program, before, { asOf }).map(({ id }) => id)).toEqual(listed);
    const { account } = applyEvent(program, before, redeem(4, 15));
    const rest = listLots(program, account, { asOf });
    expect(Object.fromEntries(rest.map((lot) => [lot.id, lot.left]))).toEqual({ ...left, d: 10 });
    expect(account.redemptions[0]!.parts.map(({ points }) => points)).toEqual([10, 5]);
    expect(measureBalance(program, account, { asOf })).toMatchObject({ available: 15, pending: 10 });
    expect(checkAccount(account)).toEqual([]);
  });

  test.each(['oldest', 'newest'] as const)('%s first: of points earned at once the first told', (order) => {
    const program = shop({ spending: { order } });
    const lots = ['a', 'b', 'c'].map((id) => credit(1, 5, { id }));
    const account = replayEvents(program, lots);
    expect(listLots(program, account, { asOf: T0 + DAY }).map(({ id }) => id)).toEqual(['a', 'b', 'c']);
    const parts = applyEvent(program, account, redeem(2, 8)).account.redemptions[0]!.parts;
    expect(parts.map(({ lotId, points }) => [lotId, points])).toEqual([
      ['a', 5],
      ['b', 3],
    ]);
  });

  test('of points that end together the earlier earned go first, of those the first told', () => {
    const program = shop({});
    const both = [credit(1, 5, { id: 'late', ...until(9) }), credit(0, 5, { id: 'early', ...until(9) })];
    const twins = [credit(2, 5, { id: 'first' }), credit(2, 5, { id: 'second' })];
    const lots = listLots(program, replayEvents(program, [...twins, ...both]), { asOf: T0 + 2 * DAY });
    expect(lots.map(({ id }) => id)).toEqual(['early', 'late', 'first', 'second']);
  });
});

describe('the answer to who wants to spend', () => {
  const policy: PointsPolicy = {
    earn: [BASE],
    spending: { price: { points: 100, minor: 150 }, rewards: [{ id: 'mug', points: 60 }] },
  };
  const program = shop(policy);
  const ask = (events: LoyaltyEvent[], wish: Record<string, unknown>) =>
    decideRedemption(program, replayEvents(program, events), wish, { asOf: T0 + 9 * DAY, eventId: 'r9' });
  const owing = [buy(0, 'o', 5000), redeem(1, 50), back(2, 'o', 4000)];

  test.each([
    [{ points: 50 }, 'accepted'],
    [{ points: 51 }, 'rejected'],
    [{ rewardId: 'mug' }, 'rejected'],
    [{ points: 50, orderId: 'o7' }, 'accepted'],
  ])('is an event with what was asked for and nothing else: %j', (wish, decision) => {
    expect(ask([credit(0, 50)], wish).event).toStrictEqual({
      id: 'r9',
      memberId: 'anna',
      at: T0 + 9 * DAY,
      type: 'redeem',
      ...wish,
      decision,
    });
  });

  test('counts what is owed among what is lacking; a reward that does not exist lacks nothing', () => {
    expect(ask(owing, { points: 100 })).toMatchObject({
      missingPoints: 140,
      reasons: [{ code: 'insufficient-points', facts: { points: 100, balance: -40, missing: 140 } }],
    });
    expect(ask(owing, { rewardId: 'car' })).toMatchObject({
      missingPoints: 0,
      reasons: [{ code: 'unknown-reward', facts: { rewardId: 'car' } }],
    });
  });

  test('says when the membership ended', () => {
    const closed = [credit(0, 50), on(1, { type: 'close' })];
    expect(ask(closed, { points: 50 }).reasons).toEqual([{ code: 'closed', facts: { closedAt: T0 + DAY } }]);
  });

  test('every limit that is broken, with the limit', () => {
    const limits = shop({ spending: { minimum: 50, step: 20, maximum: 80 } });
    const reasons = (points: number) =>
      decideRedemption(limits, replayEvents(limits, [credit(0, 90)]), { points }, { asOf: T0, eventId: 'r' }).reasons;
    expect(reasons(30)).toEqual([
      { code: 'below-minimum', facts: { points: 30, minimum: 50 } },
      { code: 'not-a-step', facts: { points: 30, step: 20 } },
    ]);
    expect(reasons(100)).toEqual([
      { code: 'above-maximum', facts: { points: 100, maximum: 80 } },
      { code: 'insufficient-points', facts: { points: 100, balance: 90, missing: 10 } },
    ]);
    expect([60, 80].map(reasons)).toEqual([[], []]);
  });

  test('a reward for a level names the levels, and what was decided is not decided again', () => {
    const tiers = { ladderId: 'status', levels: ['Gold'] };
    const ladders: Program['ladders'] = [
      {
        kind: 'window',
        id: 'status',
        levels: [{ name: 'Member' }, { name: 'Gold' }],
        window: { kind: 'lifetime' },
        validity: { kind: 'forever' },
      },
    ];
    const lounge = shop({ spending: { rewards: [{ id: 'lounge', points: 10, tiers }] } }, { ladders });
    const life = [credit(0, 50), on(1, { type: 'redeem', rewardId: 'lounge' })];
    expect(outcomeOf(lounge, life)).toEqual(['rejected', [{ code: 'tier-required', facts: tiers }]]);
    const gold = on(0, { type: 'grant', ladderId: 'status', level: 'Gold', reason: 'match' });
    expect(outcomeOf(lounge, [gold, ...life])).toEqual(['applied', []]);
    const told = (decision: string) => outcomeOf(lounge, [gold, credit(0, 50), redeem(1, 10, { decision })]);
    expect(told('rejected')).toEqual(['rejected', [{ code: 'decided', facts: {} }]]);
    expect(told('accepted')).toEqual(['applied', [{ code: 'decided', facts: { lacking: 0 } }]]);
  });

  test('refuses facts that cannot be, by what is wrong with them', () => {
    const apply = (event: Record<string, unknown>) => () => replayEvents(program, [on(0, event)]);
    expect(apply({ type: 'redeem' })).toThrow('event.points: expected points or a rewardId');
    expect(apply({ type: 'redeem', points: 0.5 })).toThrow(
      'event.points: expected whole points in units of 10^-scale, got 0.5',
    );
    expect(apply({ type: 'credit', points: -3 })).toThrow('event.points: expected more than 0 points, got -3');
    const lot = { points: 5, earnedAt: 0, availableAt: 0, expiresAt: null };
    const receive = (more: object) =>
      apply({ type: 'receive', fromMemberId: 'b', transferId: 't', lots: [lot, { ...lot, ...more }] });
    expect(receive({ points: 0 })).toThrow(refused('out-of-range', 'event.lots[1].points'));
    for (const key of ['earnedAt', 'availableAt', 'expiresAt'])
      expect(receive({ [key]: 'soon' })).toThrow(refused('not-an-instant', `event.lots[1].${key}`));
  });

  test('refuses what cannot be asked, by its name', () => {
    const account = openAccount(program, 'anna');
    const decide = (wish: unknown, options: unknown) => () =>
      decideRedemption(program, account, wish as never, options as never);
    const options = { asOf: T0, eventId: 'r' };
    expect(decide(null, options)).toThrow(refused('wrong-type', 'wish'));
    expect(decide({ points: 5 }, { asOf: T0 })).toThrow(refused('wrong-type', 'options.eventId'));
    expect(decide({ points: 5, orderId: 7 }, options)).toThrow(refused('wrong-type', 'wish.orderId'));
    expect(decide({ points: 5 }, { ...options, asOf: 'now' })).toThrow(refused('not-an-instant', 'options.asOf'));
    const later = replayEvents(program, [credit(0, 5)]);
    expect(() => measureBalance(program, later, { asOf: T0 - 1 })).toThrow(
      expect.objectContaining({
        code: 'before-account',
        argument: 'options.asOf',
        message: `options.asOf: expected ${T0} or later (ask the events or a journal about the past), got ${T0 - 1}`,
      }),
    );
  });

  test('a price goes both ways for an amount and points that can be asked for', () => {
    expect(() => pointsForAmount(program, 0.5)).toThrow(refused('not-a-count', 'amountMinor'));
    expect(() => amountForPoints(program, -1)).toThrow(refused('not-a-count', 'points'));
    expect(() => amountForPoints({} as Program, 5)).toThrow(refused('wrong-kind', 'program'));
    expect(() => pointsForAmount(shop({}), 5)).toThrow('program.points.spending.price: expected a price of points');
  });
});

describe('points that must be taken and are not there', () => {
  const life = [buy(0, 'o', 5000, { id: 'p' }), redeem(1, 30), back(2, 'o', 5000)];

  test('become a debt, which the next points repay, also where others stand before them', () => {
    const program = shop({ earn: [BASE] });
    expect(at(program, life, 2)).toEqual({ available: 0, pending: 0, debt: 30 });
    expect(outcomeOf(program, life)).toEqual(['applied', []]);
    expect(entriesOf(program, life)).toEqual([
      ['member:available', -20, 'p'],
      ['program:reversed', 20, 'p'],
      ['member:debt', -30, null],
      ['program:reversed', 30, null],
    ]);
    const waiting = credit(3, 10, { id: 'w', ...held(20), ...until(30) });
    const repaid = [...life, waiting, credit(4, 25, { id: 'c' })];
    expect(at(program, repaid, 4)).toEqual({ available: 0, pending: 10, debt: 5 });
    const account = replayEvents(program, repaid);
    expect(account.lots.map(({ id, left }) => [id, left])).toEqual([['w', 10]]);
    expect(checkAccount(account)).toEqual([]);
    expect(entriesOf(program, repaid)).toEqual([
      ['program:issued', -25, 'c'],
      ['member:available', 25, 'c'],
      ['member:available', -25, 'c'],
      ['member:debt', 25, 'c'],
    ]);
    expect(at(program, [...repaid, credit(5, 7)], 5)).toEqual({ available: 2, pending: 10, debt: 0 });
  });

  test('are forgiven where the program says so, and the books say how many', () => {
    const program = shop({ earn: [BASE], negative: 'write-off' });
    expect(at(program, life, 2)).toEqual({ available: 0, pending: 0, debt: 0 });
    expect(outcomeOf(program, life)).toEqual(['applied', [{ code: 'written-off', facts: { points: 30 } }]]);
    expect(replayEvents(program, life).totals).toMatchObject({
      issued: 50,
      redeemed: 30,
      reversed: 50,
      writtenOff: -30,
    });
    expect(entriesOf(program, life).slice(-2)).toEqual([
      ['program:written-off', -30, null],
      ['program:reversed', 30, null],
    ]);
    expect(checkAccount(replayEvents(program, life))).toEqual([]);
    // What was there was enough: nothing to forgive.
    expect(outcomeOf(program, [life[0]!, back(2, 'o', 5000)])).toEqual(['applied', []]);
  });

  test('are refused where the program says so, and nothing is taken', () => {
    const program = shop({ earn: [BASE], negative: 'refuse' });
    expect(outcomeOf(program, life)).toEqual(['rejected', [{ code: 'would-go-negative', facts: { missing: 30 } }]]);
    expect(at(program, life, 2)).toEqual({ available: 20, pending: 0, debt: 0 });
    // 20 are left of the order, 30 come from elsewhere: with 29 one is missing, with 30 none is.
    const other = (points: number) => [life[0]!, life[1]!, credit(1, points), life[2]!];
    expect(outcomeOf(program, other(29))).toEqual(['rejected', [{ code: 'would-go-negative', facts: { missing: 1 } }]]);
    expect(outcomeOf(program, other(30))).toEqual(['applied', []]);
    expect(at(program, other(30), 2)).toEqual({ available: 0, pending: 0, debt: 0 });
    const less = (points: number) => [credit(0, 20), adjust(1, -points)];
    expect(outcomeOf(program, less(21))).toEqual(['rejected', [{ code: 'would-go-negative', facts: { missing: 1 } }]]);
    expect(outcomeOf(program, less(20))).toEqual(['applied', []]);
  });
});

describe('a return', () => {
  test('that cannot be says what was asked for and what is left', () => {
    const lines = [
      { id: 'a', amountMinor: 600 },
      { id: 'b', amountMinor: 400 },
    ];
    const program = shop({ earn: [BASE] });
    const order = [buy(0, 'o', 1000, { lines }), back(1, 'o', 100, { lines: [{ id: 'a', amountMinor: 100 }] })];
    const answer = (amountMinor: number, named?: unknown) =>
      outcomeOf(program, [...order, back(2, 'o', amountMinor, named === undefined ? {} : { lines: named })]);
    const exceeds = (amountMinor: number) => [
      'rejected',
      [{ code: 'refund-exceeds-order', facts: { orderId: 'o', amountMinor, leftMinor: 900 } }],
    ];
    expect(answer(901)).toEqual(exceeds(901));
    expect(answer(900)[0]).toBe('applied');
    // 500 are left of a; lines that say more than the return, or are none of the order.
    expect(answer(700, [{ id: 'a', amountMinor: 501 }])).toEqual(exceeds(700));
    expect(answer(700, [{ id: 'a', amountMinor: 500 }])[0]).toBe('applied');
    expect(answer(499, [{ id: 'a', amountMinor: 500 }])).toEqual(exceeds(499));
    expect(answer(500, [{ id: 'c', amountMinor: 1 }])).toEqual(exceeds(500));
    expect(outcomeOf(program, [back(2, 'none', 5)])).toEqual([
      'rejected',
      [{ code: 'unknown-order', facts: { orderId: 'none' } }],
    ]);
    // An order that paid the customer back has nothing to return.
    expect(outcomeOf(program, [buy(0, 'o', -500), back(1, 'o', 1)])).toEqual([
      'rejected',
      [{ code: 'refund-exceeds-order', facts: { orderId: 'o', amountMinor: 1, leftMinor: 0 } }],
    ]);
  });

  test('is named by its place where its lines are wrong', () => {
    const lines = [{ id: 'a', amountMinor: 1000 }];
    const apply = (named: unknown[]) => () =>
      replayEvents(shop({ earn: [BASE] }), [buy(0, 'o', 1000, { lines }), back(1, 'o', 500, { lines: named })]);
    const part = { id: 'a', amountMinor: 1 };
    expect(apply([part, 5])).toThrow(refused('wrong-type', 'event.lines[1]'));
    expect(apply([part, { ...part, amountMinor: -1 }])).toThrow(refused('not-a-count', 'event.lines[1].amountMinor'));
  });

  test('leaves of each line what was paid for it and not given back', () => {
    const program = shop({ earn: [BASE] });
    const left = (lines: unknown, ...returns: LoyaltyEvent[]) =>
      replayEvents(program, [buy(0, 'o', 1000, { lines }), ...returns]).orders[0]!.facts?.lines?.map(
        ({ amountMinor }) => amountMinor,
      );
    const two = [
      { id: 'a', amountMinor: 600 },
      { id: 'b', amountMinor: 400 },
    ];
    const half = back(1, 'o', 500);
    expect(left(two, half)).toEqual([300, 200]);
    const named = (amountMinor: number) => back(2, 'o', amountMinor, { lines: [{ id: 'a', amountMinor }] });
    expect(left(two, half, named(300))).toEqual([0, 200]);
    expect(left(two, half, named(301))).toEqual([300, 200]);
    expect(left(two, named(600), back(3, 'o', 400))).toEqual([0, 0]);
    // A coupon that is a line of its own takes no part in a return.
    const coupon = [
      { id: 'a', amountMinor: 1500 },
      { id: 'b', amountMinor: -500 },
    ];
    expect([left(coupon), left(coupon, half)]).toEqual([
      [1500, -500],
      [1000, -500],
    ]);
    // Lines that cost nothing give nothing back, the order does.
    const free = [{ id: 'a', amountMinor: 0 }];
    expect(left(free, half)).toEqual([0]);
    expect(at(program, [buy(0, 'o', 1000, { lines: free }), half], 1).available).toBe(5);
  });

  test('leaves the facts of the order as they were told', () => {
    const facts = (more: Record<string, unknown>) =>
      replayEvents(shop({ earn: [BASE] }), [buy(0, 'o', 1000, more), back(1, 'o', 500)]).orders[0];
    expect(facts({})).not.toHaveProperty('facts');
    expect(facts({ channel: 'web' })!.facts).toStrictEqual({ channel: 'web' });
  });

  test('takes from the points of its own order, though others are spent first', () => {
    const life = [buy(0, 'a', 5000, { id: 'a' }), buy(1, 'b', 5000, { id: 'b' })];
    expect(entriesOf(shop({ earn: [BASE] }), [...life, back(2, 'b', 1000)])).toEqual([
      ['member:available', -10, 'b'],
      ['program:reversed', 10, 'b'],
    ]);
  });

  describe('where nothing may be missing', () => {
    const refusing = (more: PointsPolicy = {}) => shop({ earn: [BASE], negative: 'refuse', ...more });
    const missing = (count: number) => ['rejected', [{ code: 'would-go-negative', facts: { missing: count } }]];

    test('needs nothing for held points: they wait in the order', () => {
      for (const hold of [{ days: 10 }, { untilReleased: true }])
        expect(outcomeOf(refusing({ hold }), [buy(0, 'o', 5000), back(2, 'o', 3000)])).toEqual(['applied', []]);
      // Those of the other rule were spent: three fifths of them are missing, whatever waits.
      const both = refusing({
        earn: [
          { ...BASE, hold: { days: 10 } },
          { ...BASE, id: 'more' },
        ],
      });
      expect(outcomeOf(both, [buy(0, 'o', 5000), redeem(1, 50), back(2, 'o', 3000)])).toEqual(missing(30));
    });

    test('needs from elsewhere what was spent, not what ran out of the order', () => {
      const ending = (expired?: 'keep' | 'take') =>
        refusing({ expiry: { kind: 'after-earning', days: 30 }, ...(expired && { refunds: { expired } }) });
      const life = (points: number, amountMinor: number) => [
        buy(0, 'o', 5000),
        redeem(1, 20),
        credit(40, points),
        back(41, 'o', amountMinor),
      ];
      expect(outcomeOf(ending(), life(19, 5000))).toEqual(missing(1));
      expect(outcomeOf(ending(), life(20, 5000))[0]).toBe('applied');
      // Of half of the order everything ran out.
      expect(outcomeOf(ending(), life(1, 2500))[0]).toBe('applied');
      expect(outcomeOf(ending('take'), life(49, 5000))).toEqual(missing(1));
      expect(outcomeOf(ending('take'), life(50, 5000))[0]).toBe('applied');
    });

    test('counts what ran out of its own order and rule only', () => {
      const program = refusing({ expiry: { kind: 'after-earning', days: 30 } });
      const life = [buy(0, 'a', 5000), buy(20, 'b', 5000), redeem(31, 50), back(32, 'b', 5000)];
      expect(outcomeOf(program, life)).toEqual(missing(50));
      // 40 ran out of one rule; 10 of it and 50 of the other were spent, 5 are there.
      const both = refusing({
        earn: [
          { ...BASE, expiry: { kind: 'after-earning', days: 30 } },
          { ...BASE, id: 'more' },
        ],
      });
      expect(
        outcomeOf(both, [buy(0, 'o', 5000), redeem(1, 10), credit(2, 5), redeem(31, 50), back(32, 'o', 5000)]),
      ).toEqual(missing(55));
    });
  });

  test('takes qualifying points back from the ladder that counts them', () => {
    const ladders: Program['ladders'] = [
      {
        kind: 'window',
        id: 'status',
        metrics: { points: { from: 'points', rules: ['base'] } },
        levels: [{ name: 'Member' }, { name: 'Gold', enter: { metric: 'points', atLeast: 40 } }],
        window: { kind: 'calendar', unit: 'year' },
        validity: { kind: 'end-of-window' },
      },
    ];
    const program = shop({ earn: [BASE, { ...BASE, id: 'bonus' }] }, { ladders });
    const total = (...returns: LoyaltyEvent[]) =>
      replayEvents(program, [buy(0, 'o', 5000), ...returns]).ladders['status']!.windows[0]!.totals;
    expect([total(), total(back(1, 'o', 2000)), total(back(1, 'o', 5000))]).toEqual([
      { points: 50 },
      { points: 30 },
      { points: 0 },
    ]);
  });

  test('of held points takes them where they wait', () => {
    const program = shop({ earn: [BASE], hold: { days: 10 } });
    const life = [buy(0, 'o', 5000, { id: 'p' }), credit(1, 7), back(2, 'o', 3000)];
    expect(at(program, life, 2)).toEqual({ available: 7, pending: 20, debt: 0 });
    expect(entriesOf(program, life)).toEqual([
      ['member:pending', -30, 'p'],
      ['program:reversed', 30, 'p'],
    ]);
    expect(at(program, life, 10)).toEqual({ available: 27, pending: 0, debt: 0 });
  });

  test('of points that ran out counts them as given back, once', () => {
    const program = shop({ earn: [BASE, { ...BASE, id: 'more' }], expiry: { kind: 'after-earning', days: 30 } });
    const other = buy(0, 'other', 1000);
    const order = [buy(1, 'o', 5000, { id: 'p' }), other, redeem(5, 40), credit(40, 200)];
    // 10 + 10 of the other order went first, then 20 of 50 of the rule `base`; 30 + 50 ran out.
    const life = [...order, back(41, 'o', 5000)];
    expect(outcomeOf(program, life)).toEqual([
      'applied',
      [
        { code: 'expired-kept', facts: { ruleId: 'base', points: 30 } },
        { code: 'expired-kept', facts: { ruleId: 'more', points: 50 } },
      ],
    ]);
    expect(at(program, life, 41)).toEqual({ available: 180, pending: 0, debt: 0 });
    expect(replayEvents(program, life).totals).toMatchObject({ expired: 0, reversed: 100, redeemed: 40 });
    expect(entriesOf(program, life).slice(0, 4)).toEqual([
      ['program:expired', -30, 'p'],
      ['program:reversed', 30, 'p'],
      ['program:expired', -50, 'p/more'],
      ['program:reversed', 50, 'p/more'],
    ]);
    // Taken back, they can no longer be reinstated.
    const reinstate = on(42, { type: 'reinstate', withinDays: 30 });
    expect(at(program, [...life, reinstate], 42).available).toBe(180);
    expect(at(program, [...order, reinstate], 42).available).toBe(280);
    // The account that was asked keeps what it was.
    const before = frozen(replayEvents(program, order));
    const copy = structuredClone(before);
    expect(applyEvent(program, before, life.at(-1)!).account.totals.expired).toBe(0);
    expect(before).toEqual(copy);
  });

  test('of half of an order keeps half of what ran out', () => {
    const program = shop({ earn: [BASE], expiry: { kind: 'after-earning', days: 30 } });
    const life = [buy(0, 'o', 5000), back(40, 'o', 2500), on(41, { type: 'reinstate', withinDays: 30 })];
    expect(outcomeOf(program, life.slice(0, 2))).toEqual([
      'applied',
      [{ code: 'expired-kept', facts: { ruleId: 'base', points: 25 } }],
    ]);
    expect(at(program, life, 41).available).toBe(25);
  });
});

test('held points that nobody released are gone when their time is over', () => {
  const program = shop({ earn: [{ ...BASE, hold: { untilReleased: true, lapseDays: 20 } }] });
  const life = [buy(0, 'o', 5000), credit(1, 7)];
  expect(at(program, life, 20 - 1e-6)).toEqual({ available: 7, pending: 50, debt: 0 });
  expect(at(program, life, 20)).toEqual({ available: 7, pending: 0, debt: 0 });
  const release = on(5, { type: 'release', orderId: 'o' });
  expect(outcomeOf(program, [...life, release])).toEqual(['applied', [{ code: 'released', facts: { lots: 1 } }]]);
  expect(at(program, [...life, release], 30)).toEqual({ available: 57, pending: 0, debt: 0 });
  expect(outcomeOf(program, [...life, release, on(6, { type: 'release', orderId: 'o' })])).toEqual(['applied', []]);
});

test('a release ends a hold where its days are over, and waits for them where they are not', () => {
  const hold = { days: 10, untilReleased: true } as const;
  const program = shop({ earn: [BASE, { ...BASE, id: 'more' }], hold });
  const other = buy(0, 'other', 700);
  const life = (day: number) => [other, buy(0, 'o', 5000), on(day, { type: 'release', orderId: 'o' })];
  expect(outcomeOf(program, life(5))).toEqual(['applied', [{ code: 'released', facts: { lots: 2 } }]]);
  expect([at(program, life(5), 5), at(program, life(5), 10 - 1e-6), at(program, life(5), 10)]).toEqual([
    { available: 0, pending: 114, debt: 0 },
    { available: 0, pending: 114, debt: 0 },
    { available: 100, pending: 14, debt: 0 },
  ]);
  expect(at(program, life(12), 12)).toEqual({ available: 100, pending: 14, debt: 0 });
  expect(entriesOf(program, life(5))).toEqual([]);
  expect(entriesOf(program, life(12))).toHaveLength(4);
  // Nobody released the other, and no day takes it back.
  expect(at(program, life(12), 9000)).toEqual({ available: 100, pending: 14, debt: 0 });
  expect(outcomeOf(program, [on(1, { type: 'release', orderId: 'none' })])).toEqual([
    'rejected',
    [{ code: 'unknown-order', facts: { orderId: 'none' } }],
  ]);
});

test('each order waits for its own release', () => {
  const program = shop({ earn: [{ ...BASE, hold: { untilReleased: true, lapseDays: 20 } }] });
  const life = [buy(0, 'a', 1000), buy(5, 'b', 200)];
  expect([19, 20, 24, 25].map((day) => at(program, life, day).pending)).toEqual([12, 2, 2, 0]);
});

test('silence ends held points only where the program says so', () => {
  const points = (pendingSurvives?: boolean) => {
    const expiry = {
      kind: 'inactivity',
      months: 1,
      ...(pendingSurvives === undefined ? {} : { pendingSurvives }),
    } as const;
    return at(shop({ expiry }), [credit(0, 10), credit(0, 7, held(60))], 31);
  };
  expect(points()).toEqual({ available: 0, pending: 7, debt: 0 });
  expect(points(true)).toEqual({ available: 0, pending: 7, debt: 0 });
  expect(points(false)).toEqual({ available: 0, pending: 0, debt: 0 });
});

test('what counts as activity keeps points alive', () => {
  const alive = (activities: readonly string[] | undefined, event: LoyaltyEvent) => {
    const expiry = { kind: 'inactivity', months: 1, ...(activities && { activities }) } as Expiry;
    return at(shop({ expiry }), [credit(0, 10), event], 31).available > 0;
  };
  const walk = (count: number) => on(20, { type: 'activity', metrics: { steps: count } });
  expect(alive(undefined, buy(20, 'o', 100))).toBe(true);
  expect(alive(undefined, credit(20, 1))).toBe(true);
  expect(alive(undefined, redeem(20, 1))).toBe(true);
  expect(alive(undefined, redeem(20, 99))).toBe(false);
  expect(alive(undefined, adjust(20, 1))).toBe(false);
  expect(alive(undefined, walk(1))).toBe(false);
  expect(alive(['earn', 'activity:steps'], walk(1))).toBe(true);
  expect(alive(['earn', 'activity:steps'], walk(-1))).toBe(false);
  expect(alive(['earn', 'activity:steps'], walk(0))).toBe(false);
  expect(alive(['earn', 'activity:visits'], walk(1))).toBe(false);
  expect(alive(['earn', 'enroll'], on(20, { type: 'enroll' }))).toBe(true);
  expect(alive(['earn'], redeem(20, 1))).toBe(false);
});

describe('a membership', () => {
  const welcome = { id: 'welcome', kind: 'flat', points: 50, on: 'enrollment' } as const;
  const enroll = (day: number) => on(day, { type: 'enroll' });
  const close = (day: number) => on(day, { type: 'close' });

  test('begins once, and anew after it was closed', () => {
    const program = shop({ earn: [welcome] });
    expect(at(program, [enroll(0), enroll(1)], 1).available).toBe(50);
    expect(at(program, [credit(0, 1), enroll(1), enroll(2)], 2).available).toBe(51);
    expect(at(program, [enroll(0), close(1), enroll(2)], 2).available).toBe(100);
    const again = replayEvents(program, [credit(0, 1), enroll(1), close(2), enroll(3)]);
    expect([again.enrolledAt, again.closedAt, again.enrolled]).toEqual([T0 + 3 * DAY, null, true]);
  });

  test('that is closed takes what undoes the past, and refuses the rest', () => {
    const life = [credit(0, 9), close(1)];
    const closed = ['rejected', [{ code: 'closed', facts: { closedAt: T0 + DAY } }]];
    expect(outcomeOf(shop({}), [...life, buy(2, 'o', 100)])).toEqual(closed);
    expect(outcomeOf(shop({}), [...life, credit(2, 5)])).toEqual(closed);
    expect(outcomeOf(shop({}), [...life, adjust(2, -5)])).toEqual(['applied', []]);
  });

  test('is asked for a yearly bonus only in the years in which there is one', () => {
    const year = { id: 'year', kind: 'flat', points: 10, on: 'anniversary' } as const;
    const program = shop({}, { changes: [{ from: '2029-06-01T00:00:00Z', points: { earn: [year] } }] });
    const asOf = (on: string) => measureBalance(program, replayEvents(program, [enroll(0)]), { asOf: on }).balance;
    expect(['2030-01-09T23:59:59Z', '2030-01-10T00:00:00Z', '2031-01-10T00:00:00Z'].map(asOf)).toEqual([0, 10, 20]);
  });

  test('names what it cannot take', () => {
    const euros = shop({ earn: [BASE] }, { currency: 'EUR' });
    const pay = (currency?: string) => () =>
      replayEvents(euros, [buy(0, 'o', 100, currency === undefined ? {} : { currency })]);
    expect(pay('USD')).toThrow('event.currency: expected EUR, got USD');
    expect([pay('EUR')().totals.issued, pay()().totals.issued]).toEqual([1, 1]);
    expect(replayEvents(shop({ earn: [BASE] }), [buy(0, 'o', 100, { currency: 'USD' })]).totals.issued).toBe(1);
    expect(() => replayEvents(euros, [on(0, { type: 'joined' })])).toThrow(
      'event.type: expected a loyalty event, got joined',
    );
  });
});

describe('a bonus', () => {
  const walk = (day: number) => on(day, { id: `w${day}`, type: 'activity', metrics: { walks: 1 } });
  const bonus = { id: 'bonus', kind: 'flat', points: 10, on: { activity: 'walks' } } as const;
  const tiers = { ladderId: 'status', levels: ['Gold'] };
  const ladders: Program['ladders'] = [
    {
      kind: 'window',
      id: 'status',
      metrics: { points: { from: 'points', rules: ['bonus'] } },
      levels: [{ name: 'Member' }, { name: 'Gold', enter: { metric: 'points', atLeast: 20 } }],
      window: { kind: 'lifetime' },
      validity: { kind: 'forever' },
    },
  ];

  test('is paid from its first instant until before its end, each time that it is earned', () => {
    const program = shop({ earn: [{ ...bonus, validFrom: T0 + DAY, validUntil: T0 + 3 * DAY }] });
    const life = [walk(1 - 1e-6), walk(1), walk(2), walk(3 - 1e-6), walk(3)];
    expect(at(program, life, 3).available).toBe(30);
    expect(entriesOf(shop({ earn: [bonus] }), [credit(0, 1), walk(0)])).toEqual([
      ['program:issued', -10, 'w0/bonus'],
      ['member:available', 10, 'w0/bonus'],
    ]);
    expect(at(shop({ earn: [bonus] }), [on(0, { type: 'activity', metrics: { walks: -1 } })], 0).available).toBe(0);
    expect(at(shop({ earn: [bonus] }), [on(0, { type: 'activity', metrics: { runs: 1 } })], 0).available).toBe(0);
  });

  test('can be for some levels only, and can count for a level', () => {
    const program = shop({ earn: [bonus, { ...bonus, id: 'more', where: { tiers } }] }, { ladders });
    // 10, 20 and Gold, 30 + 10: the bonus that makes her Gold is a Member's, but comes before the other.
    expect([0, 1, 2].map((day) => at(program, [walk(0), walk(1), walk(2)].slice(0, day + 1), day).available)).toEqual([
      10, 30, 50,
    ]);
    const level = (events: LoyaltyEvent[], day: number) =>
      assignTier(program, replayEvents(program, events), { ladderId: 'status', asOf: T0 + day * DAY }).level;
    expect([level([walk(0)], 0), level([walk(0), walk(1)], 1)]).toEqual(['Member', 'Gold']);
    // What a cap cut counts for no level.
    const capped = {
      ...program,
      points: { ...program.points, caps: [{ id: 'c', points: 19, per: 'lifetime' }] },
    } as Program;
    const account = replayEvents(capped, [walk(0), walk(1)]);
    expect(account.totals.issued).toBe(19);
    expect(assignTier(capped, account, { ladderId: 'status', asOf: T0 + DAY }).level).toBe('Member');
  });

  test('of time alone is a transaction of its own', () => {
    const year = { id: 'year', kind: 'flat', points: 10, on: 'anniversary' } as const;
    const program = shop({ earn: [year] });
    const account = replayEvents(program, [on(0, { type: 'enroll' })]);
    const { transactions } = applyEvent(program, account, { ...on(365, { type: 'pause' }), id: 'x' });
    expect(transactions).toMatchObject([{ eventId: null, cause: 'bonus', at: T0 + 364.5 * DAY }]);
    const lotId = `${T0 + 364.5 * DAY}/year`;
    expect(transactions[0]!.entries.map((one) => one.lotId)).toEqual([lotId, lotId]);
    const closed = [on(0, { type: 'enroll' }), on(1, { type: 'close' })];
    expect(at(program, closed, 400).available).toBe(0);
  });

  test('takes the factors that need no purchase, while they are valid, stacked as the program says', () => {
    const promotion = (id: string, rate: string, more: object = {}) =>
      ({ id, kind: 'promotion', rate, ...more }) as const;
    const paid = (multipliers: PointsPolicy['multipliers'] & {}, more: PointsPolicy = {}, multiply = true) =>
      at(shop({ earn: [{ ...bonus, multiply }], multipliers, ...more }), [walk(1)], 1).available;
    const two = [promotion('a', '1.5'), promotion('b', '2')];
    expect([paid(two), paid(two, { stacking: 'highest' }), paid(two, { stacking: 'add' })]).toEqual([30, 20, 25]);
    expect(paid(two, {}, false)).toBe(10);
    expect(paid([promotion('a', '2', { where: { channels: ['web'] } })])).toBe(10);
    expect(paid([promotion('a', '2', { times: { count: 9, per: 'day' } })])).toBe(10);
    expect(paid([promotion('a', '2', { validFrom: T0 + DAY })])).toBe(20);
    expect(paid([promotion('a', '2', { validFrom: T0 + DAY + 1 })])).toBe(10);
    expect(paid([promotion('a', '2', { validUntil: T0 + DAY + 1 })])).toBe(20);
    expect(paid([promotion('a', '2', { validUntil: T0 + DAY })])).toBe(10);
  });
});

test('what is over when it comes has ended at once', () => {
  const life = [credit(0, 10, { id: 'c', ...until(-1) })];
  const account = replayEvents(shop({}), life);
  expect([account.lots, account.totals.expired]).toEqual([[], 10]);
  // They ended when they came: nothing happens in the past.
  expect([account.spentLots[0]!.expiredAt, account.throughAt]).toEqual([T0, T0]);
  expect(() => replayEvents(shop({}), [credit(0, 1, { expiresAt: 'x' })])).toThrow(
    refused('not-an-instant', 'event.expiresAt'),
  );
  expect(() => replayEvents(shop({}), [credit(0, 1, { availableAt: 'x' })])).toThrow(
    refused('not-an-instant', 'event.availableAt'),
  );
  // Available from its own instant on, not before.
  expect(replayEvents(shop({}), [credit(0, 1, held(-5))]).lots[0]!.availableAt).toBe(T0);
});

test('the decision of a redemption or a transfer is written into a copy of the fact, once', () => {
  const program = shop({});
  const account = replayEvents(program, [credit(0, 10)]);
  const told = (event: LoyaltyEvent) => applyEvent(program, account, event).event;
  const wish = redeem(1, 5);
  expect(told(wish)).toStrictEqual({ ...wish, decision: 'accepted' });
  expect(wish).not.toHaveProperty('decision');
  expect(told(redeem(1, 50))).toMatchObject({ decision: 'rejected' });
  // Who accepted a reward that nobody knows any more has accepted it.
  const gone = on(1, { type: 'redeem', rewardId: 'car', decision: 'accepted' });
  expect(applyEvent(program, account, gone)).toMatchObject({ outcome: 'rejected', event: gone });
  const decided = redeem(1, 50, { decision: 'accepted' });
  expect(told(decided)).toEqual(decided);
  const send = on(1, { id: 't', type: 'transfer', toMemberId: 'bob', points: 5, recordedAt: T0 + 9 * DAY });
  const sent = applyEvent(program, account, send);
  expect(sent.event).toStrictEqual({ ...send, decision: 'accepted' });
  expect(sent.receive).toMatchObject({ recordedAt: T0 + 9 * DAY });
  const refusedSend = applyEvent(program, account, on(1, { type: 'transfer', toMemberId: 'bob', points: 50 }));
  expect(refusedSend.event).toMatchObject({ decision: 'rejected' });
  expect(refusedSend).not.toHaveProperty('receive');
});

test('facts of who is no member yet', () => {
  const first = (type: string) => outcomeOf(shop({}), [on(0, { type })]);
  for (const type of ['close', 'pause', 'resume'])
    expect(first(type)).toEqual(['rejected', [{ code: 'not-enrolled', facts: {} }]]);
  expect(first('enroll')).toEqual(['applied', []]);
});

test.each([
  ['orderId', { type: 'purchase', orderId: 5, amountMinor: 1 }, 'wrong-type'],
  ['amountMinor', { type: 'purchase', orderId: 'o', amountMinor: '1' }, 'not-an-integer'],
  ['points', { type: 'adjust', points: 0.5, reason: '' }, 'not-an-integer'],
  ['orderId', { type: 'release', orderId: 5 }, 'wrong-type'],
  ['orderId', { type: 'refund', orderId: 5, amountMinor: 1 }, 'wrong-type'],
  ['amountMinor', { type: 'refund', orderId: 'o', amountMinor: -1 }, 'not-a-count'],
  ['lines', { type: 'refund', orderId: 'o', amountMinor: 1, lines: 5 }, 'wrong-type'],
  ['metrics.steps', { type: 'activity', metrics: { steps: 0.5 } }, 'not-an-integer'],
  ['redemptionId', { type: 'cancel-redemption', redemptionId: 5 }, 'wrong-type'],
  ['toMemberId', { type: 'transfer', toMemberId: null, points: 1 }, 'wrong-type'],
  ['points', { type: 'transfer', toMemberId: 'bob', points: 0 }, 'out-of-range'],
  ['transferId', { type: 'receive', transferId: 5, lots: [] }, 'wrong-type'],
  ['lots', { type: 'receive', transferId: 't', lots: 5 }, 'wrong-type'],
  ['lots[0]', { type: 'receive', transferId: 't', lots: [5] }, 'wrong-type'],
  ['withinDays', { type: 'reinstate', withinDays: -1 }, 'not-a-count'],
  ['ladderId', { type: 'grant', ladderId: 5, level: 'Gold' }, 'wrong-type'],
  ['ladderId', { type: 'revoke', ladderId: 5 }, 'wrong-type'],
  ['ladderId', { type: 'extend', ladderId: 5 }, 'wrong-type'],
  ['rewardId', { type: 'redeem', rewardId: 5 }, 'wrong-type'],
])('event.%s is named where it is wrong: %j', (argument, event, code) => {
  expect(() => replayEvents(shop({}), [on(0, event)])).toThrow(refused(code, `event.${argument}`));
});

test('an activity is worth points by its units: in full blocks, or each of them', () => {
  const steps = { id: 'steps', kind: 'metric', metric: 'steps', points: '3', per: 10 } as const;
  const walk = (count: number) => on(0, { id: 'w', type: 'activity', metrics: { steps: count } });
  const worth = (rule: typeof steps, count: number, more: PointsPolicy = {}) =>
    at(shop({ ...more, earn: [rule] }), [walk(count)], 0).available;
  const each = { ...steps, mode: 'proportional' } as const;
  expect([worth(steps, 9), worth(steps, 10), worth(steps, 19)]).toEqual([0, 3, 3]);
  // 19 × 0.3 = 5.7
  expect([worth(each, 19), worth({ ...each, rounding: 'up' } as never, 19)]).toEqual([5, 6]);
  const double = [{ id: 'p', kind: 'promotion', rate: '2' }] as const;
  expect(worth({ ...each, multiply: true } as never, 19, { multipliers: double })).toBe(11);
  const program = shop({ earn: [steps] });
  const life = [walk(25), { ...walk(-19), id: 'v', at: T0 + DAY }] as LoyaltyEvent[];
  expect(at(program, life, 1).available).toBe(3);
  expect(entriesOf(program, life)).toEqual([
    ['member:available', -3, 'w/steps'],
    ['program:reversed', 3, 'w/steps'],
  ]);
  const { transactions } = applyEvent(program, replayEvents(program, life.slice(0, 1)), life[1]!);
  expect(transactions.map(({ cause, eventId }) => [cause, eventId])).toEqual([['event', 'v']]);
});

test('a rule of activities pays from its first instant until the instant of its end, which no longer counts', () => {
  const dates = { validFrom: T0 + DAY, validUntil: T0 + 2 * DAY };
  const year = { kind: 'calendar', unit: 'year' } as const;
  const rules = [
    { id: 'metric', kind: 'metric', metric: 'steps', points: '1', per: 1, ...dates },
    { id: 'flat', kind: 'flat', points: 1, on: { activity: 'steps' }, ...dates },
    { id: 'milestone', kind: 'milestone', metric: 'steps', from: 1, points: 1, window: year, ...dates },
  ] as const;
  for (const rule of rules) {
    const paid = (day: number) => {
      const walk = on(day, { type: 'activity', metrics: { steps: 1 } });
      return replayEvents(shop({ earn: [rule] }), [walk]).totals.issued;
    };
    expect([1 - 1e-6, 1, 2 - 1e-6, 2].map(paid)).toEqual([0, 1, 1, 0]);
  }
});

test('an activity that pays says nothing more, one that takes back what is not there says what was forgiven', () => {
  const steps = { id: 'steps', kind: 'metric', metric: 'steps', points: '1', per: 1 } as const;
  const walk = (day: number, count: number) => on(day, { type: 'activity', metrics: { steps: count } });
  const program = shop({ earn: [steps], negative: 'write-off' });
  expect(outcomeOf(program, [walk(0, 5)])).toEqual(['applied', []]);
  expect(outcomeOf(program, [walk(0, 5), walk(1, -7)])).toEqual([
    'applied',
    [{ code: 'written-off', facts: { points: 2 } }],
  ]);
});

test('points that a date ended before a silence are not brought back as if the silence had ended them', () => {
  const program = shop({ expiry: { kind: 'inactivity', months: 6, atMostMonths: 2 } });
  // Ended by the date on 10 March, by silence on 10 July.
  const life = [credit(0, 10), credit(190, 5)];
  const reinstate = on(191, { type: 'reinstate', withinDays: 30 });
  expect(at(program, [...life, reinstate], 191).available).toBe(5);
  expect(at(program, [...life, on(191, { type: 'reinstate', withinDays: 140 })], 191).available).toBe(15);
});

describe('a redemption undone', () => {
  test('tells which was not found, and nothing where all went back', () => {
    expect(outcomeOf(shop({}), [credit(0, 5), cancel(1, 'none')])).toEqual([
      'rejected',
      [{ code: 'unknown-redemption', facts: { redemptionId: 'none' } }],
    ]);
    const life = [credit(0, 10, until(5)), redeem(1, 10, { id: 'r' })];
    expect(outcomeOf(shop({}), [...life, cancel(2, 'r')])).toEqual(['applied', []]);
    expect(outcomeOf(shop({}), [...life, cancel(2, 'r'), cancel(3, 'r')])).toEqual([
      'rejected',
      [{ code: 'already-cancelled', facts: { redemptionId: 'r' } }],
    ]);
    // Its points end at this very instant.
    expect(outcomeOf(shop({}), [...life, cancel(5, 'r')])).toMatchObject(['applied', [{ code: 'expired' }]]);
  });

  test('puts points back into their lots, with the ends that these have', () => {
    const program = shop({});
    const life = [credit(0, 30, { id: 'a', ...until(50) }), credit(1, 30, { id: 'b' }), redeem(2, 40, { id: 'r' })];
    const undone = [...life, cancel(3, 'r')];
    const account = replayEvents(program, undone);
    expect(account.lots.map(({ id, left }) => [id, left])).toEqual([
      ['a', 30],
      ['b', 30],
    ]);
    expect(account.spentLots).toEqual([]);
    expect(account.totals.redeemed).toBe(0);
    expect(checkAccount(account)).toEqual([]);
    expect(entriesOf(program, undone)).toEqual([
      ['program:redeemed', -30, 'a'],
      ['member:available', 30, 'a'],
      ['program:redeemed', -10, 'b'],
      ['member:available', 10, 'b'],
    ]);
    expect([at(program, undone, 49), at(program, undone, 50)].map(({ available }) => available)).toEqual([60, 30]);
  });

  test('into a lot that is over: the points have ended when the lot did', () => {
    const program = shop({ expiry: { kind: 'after-earning', days: 30 } });
    const life = [credit(0, 80, { id: 'c' }), redeem(10, 50, { id: 'r' }), cancel(40, 'r')];
    expect(outcomeOf(program, life)).toEqual(['applied', [{ code: 'expired', facts: { lotId: 'c', points: 50 } }]]);
    expect(entriesOf(program, life).slice(-2)).toEqual([
      ['program:redeemed', -50, 'c'],
      ['program:expired', 50, 'c'],
    ]);
    const { totals, spentLots } = replayEvents(program, life);
    expect([totals.redeemed, totals.expired]).toEqual([0, 80]);
    expect(spentLots).toMatchObject([{ id: 'c', expired: 80, expiredAt: T0 + 30 * DAY }]);
    expect(checkAccount(replayEvents(program, life))).toEqual([]);
    // Spent to the last point, the lot was over at its own end all the same.
    const all = [credit(0, 50, { id: 'c' }), redeem(10, 50, { id: 'r' }), cancel(40, 'r')];
    expect(replayEvents(program, all).spentLots).toMatchObject([{ expired: 50, expiredAt: T0 + 30 * DAY }]);
    const reinstated = (withinDays: number) =>
      at(program, [...life, on(41, { type: 'reinstate', withinDays })], 41).available;
    expect([reinstated(10), reinstated(11)]).toEqual([0, 80]);
  });

  test('into a lot that is over, for a time where the program gives one: earned when and by what it was', () => {
    const program = shop({
      earn: [BASE],
      expiry: { kind: 'after-earning', days: 30 },
      refunds: { restored: { kind: 'grace', days: 7 } },
    });
    const life = [buy(0, 'o', 5000, { id: 'p' }), redeem(10, 50, { id: 'r' }), { ...cancel(40, 'r'), id: 'x' }];
    const account = replayEvents(program, life);
    expect(account.lots).toEqual([
      {
        id: 'x/p',
        eventId: 'p',
        ruleId: 'base',
        left: 50,
        granted: 50,
        expired: 0,
        earnedAt: T0,
        availableAt: T0 + 40 * DAY,
        expiresAt: T0 + 47 * DAY,
        programVersion: 0,
      },
    ]);
    expect(outcomeOf(program, life)).toEqual(['applied', []]);
    expect(checkAccount(account)).toEqual([]);
    // In a lot that is alive no time is given.
    const early = replayEvents(program, [...life.slice(0, 2), { ...cancel(29, 'r'), id: 'x' }]);
    expect(early.lots).toMatchObject([{ id: 'p', left: 50, expiresAt: T0 + 30 * DAY }]);
  });

  test('brings a lot back that was forgotten meanwhile, with its own end', () => {
    const program = shop({ refunds: { restored: { kind: 'grace', days: 7 } } });
    const spent = replayEvents(program, [credit(0, 50, { id: 'c', ...until(90) }), redeem(10, 50, { id: 'r' })]);
    const { account } = applyEvent(program, { ...spent, spentLots: [] }, { ...cancel(40, 'r'), id: 'x' });
    expect(account.lots).toEqual([
      {
        id: 'x/c',
        eventId: 'x',
        ruleId: null,
        left: 50,
        granted: 50,
        expired: 0,
        earnedAt: T0,
        availableAt: T0 + 40 * DAY,
        expiresAt: T0 + 90 * DAY,
        programVersion: 0,
      },
    ]);
    const dead = shop({});
    const over = applyEvent(dead, { ...spent, spentLots: [] }, { ...cancel(100, 'r'), id: 'x' });
    expect(over.reasons).toEqual([{ code: 'expired', facts: { lotId: 'c', points: 50 } }]);
    expect(over.transactions[0]!.entries).toMatchObject([
      { account: 'program:redeemed', points: -50, lotId: null },
      { account: 'program:expired', points: 50, lotId: null },
    ]);
    expect(over.account.totals).toMatchObject({ redeemed: 0, expired: 50 });
  });

  test('gives back also what was never there: as points against a debt, or as no longer forgiven', () => {
    const accepted = redeem(1, 50, { id: 'r', decision: 'accepted' });
    const life = [credit(0, 20), accepted];
    const decided = (lacking: number) => ({ code: 'decided', facts: { lacking } });
    for (const negative of ['debt', 'write-off'] as const) {
      const program = shop({ negative });
      const forgiven = negative === 'write-off' ? [{ code: 'written-off', facts: { points: 30 } }] : [];
      expect(outcomeOf(program, life)).toEqual(['applied', [decided(30), ...forgiven]]);
      expect(at(program, [...life, cancel(2, 'r')], 2)).toEqual({ available: 20, pending: 0, debt: 0 });
      const { totals } = replayEvents(program, [...life, cancel(2, 'r')]);
      expect([totals.redeemed, totals.writtenOff + 0]).toEqual([0, 0]);
      expect(entriesOf(program, [...life, { ...cancel(2, 'r'), id: 'x' }])).toEqual([
        ...(negative === 'write-off'
          ? [
              ['program:redeemed', -30, null],
              ['program:written-off', 30, null],
            ]
          : [
              // What was never there repays the debt that it made.
              ['program:redeemed', -30, 'x/lacking'],
              ['member:available', 30, 'x/lacking'],
              ['member:available', -30, 'x/lacking'],
              ['member:debt', 30, 'x/lacking'],
            ]),
        ['program:redeemed', -20, life[0]!.id],
        ['member:available', 20, life[0]!.id],
      ]);
    }
    expect(outcomeOf(shop({}), [credit(0, 50), accepted])).toEqual(['applied', [decided(0)]]);
  });
});

test('points that ran out come back as lots of their own, with a new end', () => {
  const program = shop({ earn: [BASE], expiry: { kind: 'after-earning', days: 30 } });
  const life = [buy(0, 'o', 5000, { id: 'p' }), credit(5, 7, { id: 'c' })];
  // They end on days 30 and 35; on day 40 those of ten days back are asked for, then those of five.
  const reinstate = (withinDays: number, more: object = {}) =>
    on(40, { id: 'x', type: 'reinstate', withinDays, ...more });
  const lots = (event: LoyaltyEvent) =>
    replayEvents(program, [...life, event]).lots.map(({ id, eventId, ruleId, left, earnedAt, expiresAt }) => [
      [id, eventId, ruleId, left],
      [(earnedAt - T0) / DAY, (expiresAt! - T0) / DAY],
    ]);
  expect(lots(reinstate(10))).toEqual([
    [
      ['x/p', 'p', 'base', 50],
      [0, 70],
    ],
    [
      ['x/c', 'c', null, 7],
      [5, 70],
    ],
  ]);
  expect(lots(reinstate(9, { expiresAt: T0 + 50 * DAY }))).toEqual([
    [
      ['x/c', 'c', null, 7],
      [5, 50],
    ],
  ]);
  expect(lots(reinstate(4))).toEqual([]);
  expect(entriesOf(program, [...life, reinstate(5)]).slice(-2)).toEqual([
    ['program:expired', -7, 'x/c'],
    ['member:available', 7, 'x/c'],
  ]);
  expect(() => lots(reinstate(5, { expiresAt: 'soon' }))).toThrow(refused('not-an-instant', 'event.expiresAt'));
});

test('points that were spent to the last are not brought back, though a silence has ended what was left', () => {
  const program = shop({ expiry: { kind: 'inactivity', months: 1 } });
  const life = [
    credit(0, 10),
    redeem(1, 10),
    credit(40, 5, { id: 'c' }),
    on(41, { type: 'reinstate', withinDays: 30 }),
  ];
  expect(replayEvents(program, life).lots.map(({ id }) => id)).toEqual(['c']);
});

test('a program that knows no rewards knows none that is asked for', () => {
  for (const policy of [{}, { spending: {} }])
    expect(outcomeOf(shop(policy), [credit(0, 9), on(1, { type: 'redeem', rewardId: 'mug' })])).toEqual([
      'rejected',
      [{ code: 'unknown-reward', facts: { rewardId: 'mug' } }],
    ]);
});

describe('points sent to another member', () => {
  test('are lacking to who owes', () => {
    const send = on(1, { type: 'transfer', toMemberId: 'bob', points: 5 });
    expect(outcomeOf(shop({}), [adjust(0, -20), send])).toEqual([
      'rejected',
      [{ code: 'insufficient-points', facts: { points: 5, balance: -20, missing: 25 } }],
    ]);
  });

  const send = (day: number, points: number, more: object = {}) =>
    on(day, { id: 't', type: 'transfer', toMemberId: 'bob', points, ...more });
  const held20 = credit(0, 5, { id: 'h', ...held(20) });

  test('go with the dates of their lots, the soonest end first; held ones stay', () => {
    const program = shop({});
    const life = [credit(0, 30, { id: 'a', ...until(50) }), credit(1, 30, { id: 'b' }), held20, send(2, 40)];
    const { receive } = applyEvent(program, replayEvents(program, life.slice(0, -1)), life.at(-1)!);
    expect(receive).toStrictEqual({
      id: 't/received',
      memberId: 'bob',
      at: T0 + 2 * DAY,
      type: 'receive',
      fromMemberId: 'anna',
      transferId: 't',
      lots: [
        { points: 30, earnedAt: T0, availableAt: T0, expiresAt: T0 + 50 * DAY },
        { points: 10, earnedAt: T0 + DAY, availableAt: T0 + DAY, expiresAt: null },
      ],
    });
    expect(entriesOf(program, life)).toEqual([
      ['member:available', -30, 'a'],
      ['program:transfers', 30, 'a'],
      ['member:available', -10, 'b'],
      ['program:transfers', 10, 'b'],
    ]);
    expect(at(program, life, 2)).toEqual({ available: 20, pending: 5, debt: 0 });
    expect(outcomeOf(program, [...life.slice(0, -1), send(2, 61)])).toEqual([
      'rejected',
      [{ code: 'insufficient-points', facts: { points: 61, balance: 60, missing: 1 } }],
    ]);
    expect(outcomeOf(program, [...life.slice(0, -1), send(2, 60)])).toEqual(['applied', []]);
    expect(outcomeOf(program, [...life.slice(0, -1), send(2, 5, { decision: 'rejected' })])).toEqual([
      'rejected',
      [{ code: 'decided', facts: {} }],
    ]);
  });

  test('once accepted stay sent, also where a late fact took them away: the sender owes them', () => {
    const program = shop({});
    const life = [credit(0, 30, { id: 'a' }), send(1, 50, { decision: 'accepted' })];
    const { account, receive } = applyEvent(program, replayEvents(program, life.slice(0, 1)), life[1]!);
    expect([account.debt, account.totals.transferred]).toEqual([20, -50]);
    expect(checkAccount(account)).toEqual([]);
    expect(entriesOf(program, life)).toEqual([
      ['member:available', -30, 'a'],
      ['program:transfers', 30, 'a'],
      ['member:debt', -20, null],
      ['program:transfers', 20, null],
    ]);
    expect(receive).toMatchObject({
      lots: [
        { points: 30, earnedAt: T0, availableAt: T0, expiresAt: null },
        { points: 20, earnedAt: T0 + DAY, availableAt: T0 + DAY, expiresAt: null },
      ],
    });
    const bob = replayEvents(program, [receive!]);
    expect(bob.totals.transferred).toBe(50);
    expect(checkAccount(bob)).toEqual([]);
  });
});

test('a level that yearly bonuses bring is seen 25 anniversaries ahead, not more', () => {
  const answer = (atLeast: number) => {
    const program = shop(
      { earn: [{ id: 'year', kind: 'flat', points: 10, on: 'anniversary' }] },
      {
        ladders: [
          {
            kind: 'balance',
            id: 'purse',
            levels: [
              { name: 'Low', atLeast: 0 },
              { name: 'High', atLeast },
            ],
          },
        ],
      },
    );
    return assignTier(program, replayEvents(program, [on(0, { type: 'enroll' })]), { ladderId: 'purse', asOf: T0 });
  };
  expect(answer(250)).toMatchObject({ level: 'Low', nextLevel: 'High', nextChangeAt: Date.UTC(2050, 0, 10) });
  expect(answer(251)).toMatchObject({ level: 'Low', nextLevel: null, nextChangeAt: null });
});
