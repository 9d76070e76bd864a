import {
  applyEvent,
  decideRedemption,
  listOutcomes,
  measureBalance,
  openAccount,
  pointsForAmount,
  previewPurchase,
  recordEvent,
  replayEvents,
  scheduleExpiry,
  accountAt,
  assignTier,
  explainEvent,
  openJournal,
  traceWindows,
  type Account,
  type LoyaltyEvent,
  type PointsPolicy,
  type Program,
} from 'clientele/loyalty';
import { describe, expect, test } from 'vitest';
import { DAY, hotel, shop, T0 } from './shop.ts';

/** What other programs were seen to do wrong, each by its report, and the traps of the field. */

const ONE: PointsPolicy = { earn: [{ id: 'base', kind: 'spend', points: '1', perMinor: 100 }] };
let ids = 0;
const at = (n: number, event: Record<string, unknown>): LoyaltyEvent =>
  ({ id: `e${ids++}`, memberId: 'anna', at: T0 + n * DAY, ...event }) as LoyaltyEvent;
const buy = (n: number, orderId: string, amountMinor: number, more: Record<string, unknown> = {}) =>
  at(n, { type: 'purchase', orderId, amountMinor, ...more });
const back = (n: number, orderId: string, amountMinor: number) => at(n, { type: 'refund', orderId, amountMinor });
const credit = (n: number, points: number, more: Record<string, unknown> = {}) =>
  at(n, { type: 'credit', points, ...more });
const redeem = (n: number, points: number, id = `r${ids++}`) => at(n, { id, type: 'redeem', points });
const balance = (program: Program, events: LoyaltyEvent[], days = 0): number => {
  const asOf = Math.max(...events.map((event) => event.at as number)) + days * DAY;
  return measureBalance(program, replayEvents(program, events, { asOf }), { asOf }).balance;
};
const earned = (points: PointsPolicy, amountMinor: number, more = {}): number =>
  previewPurchase(shop(points), openAccount(shop(points), 'anna'), { at: T0, orderId: 'o', amountMinor, ...more })
    .points;

describe('returns', () => {
  test('Odoo 257854, 238806, ERPNext 32951: buying and returning again and again mints nothing', () => {
    const events: LoyaltyEvent[] = [];
    for (let round = 0; round < 5; round++) {
      events.push(buy(2 * round, `o${round}`, 12_345), back(2 * round + 1, `o${round}`, 12_345));
      expect(balance(shop(ONE), events)).toBe(0);
    }
  });

  test('Odoo 212922, 221928: returning an order paid with points leaves the balance of before the order', () => {
    const before = [credit(0, 500)];
    const order = [redeem(1, 200, 'paid'), buy(1, 'o', 5000, { creditMinor: 200 })];
    const undone = [back(2, 'o', 5000), at(2, { type: 'cancel-redemption', redemptionId: 'paid' })];
    expect(balance(shop(ONE), [...before, ...order])).toBe(500 - 200 + 48);
    expect(balance(shop(ONE), [...before, ...order, ...undone])).toBe(500);
  });

  test('nopCommerce 5595: register 50, redeem 50, a promotion of 21, both undone: 50', () => {
    const program = shop({ earn: [{ id: 'welcome', kind: 'flat', points: 50, on: 'enrollment' }] });
    const promo = credit(2, 21);
    const events = [
      at(0, { type: 'enroll' }),
      redeem(1, 50, 'r'),
      promo,
      at(3, { type: 'cancel-redemption', redemptionId: 'r' }),
      at(4, { type: 'adjust', points: -21, reason: 'promotion undone' }),
    ];
    expect(balance(program, events)).toBe(50);
  });

  test('Smile help 4036183: a return takes back by the rule of the purchase, also when that rule is gone', () => {
    const program = shop(ONE, {
      changes: [
        { from: T0 + 5 * DAY, points: { earn: [{ id: 'base', kind: 'spend', points: '2', perMinor: 100 }] } },
        { from: T0 + 10 * DAY, points: { earn: [] } },
      ],
    });
    expect(balance(program, [buy(0, 'o', 5000), back(6, 'o', 5000)])).toBe(0);
    expect(balance(program, [buy(0, 'o', 5000), back(11, 'o', 2500)])).toBe(25);
  });

  test('each part is not rounded on its own: cents returned one by one end where no order was', () => {
    const cents = Array.from({ length: 150 }, (_, i) => back(1, 'o', i < 149 ? 1 : 151));
    expect(balance(shop(ONE), [buy(0, 'o', 300), ...cents])).toBe(0);
    expect(balance(shop(ONE), [buy(0, 'o', 300), ...cents.slice(0, 100)])).toBe(2);
  });

  test('points of the order that ran out are not taken from other points, unless the program says so', () => {
    const life = [buy(0, 'o', 5000), credit(50, 70), back(60, 'o', 5000)];
    const expiry = { kind: 'after-earning', days: 30 } as const;
    expect(balance(shop({ ...ONE, expiry }), life)).toBe(70);
    expect(balance(shop({ ...ONE, expiry, refunds: { expired: 'take' } }), life)).toBe(20);
  });

  test('points put back into a lot that is over stay over, or come back for a time', () => {
    const expiry = { kind: 'after-earning', days: 30 } as const;
    const life = [credit(0, 50), redeem(10, 50, 'r'), at(40, { type: 'cancel-redemption', redemptionId: 'r' })];
    expect(balance(shop({ expiry }), life)).toBe(0);
    const grace = shop({ expiry, refunds: { restored: { kind: 'grace', days: 7 } } });
    expect([balance(grace, life), balance(grace, life, 6), balance(grace, life, 7)]).toEqual([50, 50, 0]);
  });

  test('a debt is repaid by what becomes available before that can be spent or expire', () => {
    const program = shop({ ...ONE, expiry: { kind: 'after-earning', days: 30 } });
    const life = [buy(0, 'o', 5000), redeem(1, 50), back(2, 'o', 5000), credit(3, 80)];
    expect(balance(program, life.slice(0, 3))).toBe(-50);
    expect(balance(program, life)).toBe(30);
    expect(balance(program, life, 60)).toBe(0);
    const account = replayEvents(program, life);
    expect([account.debt, account.totals.expired]).toEqual([0, 0]);
  });
});

describe('earning', () => {
  test('nopCommerce 5235, PrestaShop 4034, Smartstore 1239: $3.00 at 5 per $2.50 is one full block', () => {
    const rule = { earn: [{ id: 'b', kind: 'spend', points: '5', perMinor: 250 }] } as const;
    expect([earned(rule, 300), earned(rule, 499), earned(rule, 500)]).toEqual([5, 5, 10]);
  });

  test('Odoo 153541, 111670, 219640, OCA/pos 1149: no hair of a point is minted, missing or refused', () => {
    const policy: PointsPolicy = {
      scale: 2,
      earn: [{ id: 'b', kind: 'spend', points: '0.1', perMinor: 1, mode: 'proportional' }],
    };
    // 134.14 twice is 268.28, in floats 268.28000000000003 with other summands.
    const program = shop(policy);
    const life = [buy(0, 'a', 1341), buy(1, 'b', 1342)];
    expect(balance(program, life)).toBe(26_830);
    const account = replayEvents(program, life);
    const all = decideRedemption(program, account, { points: 26_830 }, { asOf: T0 + 2 * DAY, eventId: 'r' });
    expect(all).toMatchObject({ accepted: true, missingPoints: 0 });
    expect(balance(program, [...life, redeem(2, 26_830)])).toBe(0);
    expect(listOutcomes(program, [...life, redeem(2, 26_831)]).at(-1)!.outcome).toBe('rejected');
  });

  test('tau2-bench 438: 4 % of $289.50 are 1158 points of a cent, not 1159', () => {
    const policy: PointsPolicy = {
      earn: [{ id: 'b', kind: 'spend', points: '0.04', perMinor: 1, mode: 'proportional' }],
    };
    expect(earned(policy, 28_950)).toBe(1158);
  });

  test('Odoo 114004: what is earned on is said, net of discounts, cards and points by default', () => {
    const cart = { shippingMinor: 500, taxMinor: 700, discountMinor: 1000, creditMinor: 2000 };
    const by = (base: object) =>
      earned({ earn: [{ id: 'b', kind: 'spend', points: '1', perMinor: 100, base }] }, 10_000, cart);
    expect([
      by({}),
      by({ beforeCredit: true }),
      by({ beforeDiscount: true }),
      by({ shipping: true, tax: true }),
    ]).toEqual([80, 100, 90, 92]);
  });

  test('floats: $0.01 to $1,000 by the cent, floor(dollars * 100) and ceil(points * 1.1) go wrong, we do not', () => {
    const cent: PointsPolicy = { earn: [{ id: 'b', kind: 'spend', points: '1', perMinor: 1 }] };
    const tenth: PointsPolicy = {
      earn: [{ id: 'b', kind: 'spend', points: '1.1', perMinor: 1, mode: 'proportional', rounding: 'up' }],
    };
    const programs = [shop(cent), shop(tenth)];
    const accounts = programs.map((program) => openAccount(program, 'anna'));
    let naive = 0;
    let naiveUp = 0;
    for (let cents = 1; cents <= 100_000; cents++) {
      if (Math.floor((cents / 100) * 100) !== cents) naive++;
      if (Math.ceil(cents * 1.1) !== Math.ceil((cents * 11) / 10)) naiveUp++;
    }
    expect([naive, naiveUp]).toEqual([4586, 5524]);
    for (const cents of [29, 57, 58, 110, 113, 115, 201, 1001, 100_000]) {
      const points = programs.map(
        (program, i) => previewPurchase(program, accounts[i]!, { at: T0, orderId: 'o', amountMinor: cents }).points,
      );
      expect(points).toEqual([cents, Math.ceil((cents * 11) / 10)]);
    }
  });

  test('multiply, then floor: three and a half blocks at 1.5 are 4, not 5 and not 3', () => {
    const policy: PointsPolicy = { ...ONE, multipliers: [{ id: 'half', kind: 'promotion', rate: '1.5' }] };
    expect(earned(policy, 350)).toBe(4);
  });

  test('yen have no minor units and dinars three: amounts are what they are', () => {
    expect(earned({ earn: [{ id: 'b', kind: 'spend', points: '1', perMinor: 100 }] }, 1234)).toBe(12);
    expect(earned({ earn: [{ id: 'b', kind: 'spend', points: '1', perMinor: 1000 }] }, 1234)).toBe(1);
    expect(pointsForAmount(shop({ spending: { price: { points: 100, minor: 1000 } } }), 1)).toBe(1);
  });

  test('nopCommerce 1227: points can wait for days, and held ones are not available', () => {
    const program = shop({ ...ONE, hold: { days: 14 } });
    const account = replayEvents(program, [buy(0, 'o', 5000)]);
    const figures = (days: number) => measureBalance(program, account, { asOf: T0 + days * DAY });
    expect(figures(13)).toMatchObject({ available: 0, pending: 50, balance: 0 });
    expect(figures(14)).toMatchObject({ available: 50, pending: 0 });
    expect(decideRedemption(program, account, { points: 1 }, { asOf: T0 + DAY, eventId: 'r' }).accepted).toBe(false);
  });

  test('nopCommerce docs 230: no expiry is said as never, and 0 months is an end', () => {
    expect(balance(shop({ expiry: { kind: 'never' } }), [credit(0, 5)], 9000)).toBe(5);
    expect(balance(shop({}), [credit(0, 5)], 9000)).toBe(5);
  });

  test('qualifying points are fed by the named rules, never by bonuses and credits', () => {
    const program = shop(
      { earn: [...ONE.earn!, { id: 'welcome', kind: 'flat', points: 900, on: 'enrollment' }] },
      {
        ladders: [
          {
            kind: 'window',
            id: 'status',
            metrics: { points: { from: 'points', rules: ['base'] } },
            levels: [{ name: 'Member' }, { name: 'Gold', enter: { metric: 'points', atLeast: 100 } }],
            window: { kind: 'calendar', unit: 'year' },
            validity: { kind: 'end-of-window' },
          },
        ],
      },
    );
    const level = (events: LoyaltyEvent[]) =>
      assignTier(program, replayEvents(program, events), { ladderId: 'status', asOf: T0 + 9 * DAY }).level;
    const life = [at(0, { type: 'enroll' }), credit(1, 5000), buy(2, 'o', 9900)];
    expect(level(life)).toBe('Member');
    expect(level([...life, buy(3, 'p', 100)])).toBe('Gold');
  });
});

describe('time', () => {
  const yearly: Program = shop({ expiry: { kind: 'end-of-year' } }, { timeZone: 'America/Sao_Paulo' });

  test('Capillary, Kademi 1411: nothing runs at 23:59:59; the end is half open and a question', () => {
    const account = replayEvents(yearly, [credit(0, 10)]);
    const end = Date.parse('2026-01-01T00:00:00-03:00');
    const available = (asOf: number) => measureBalance(yearly, account, { asOf }).available;
    expect([available(end - 1), available(end)]).toEqual([10, 0]);
  });

  test('FitMart: a changed setting does not move the ends of lots that exist', () => {
    const program = shop(
      { expiry: { kind: 'after-earning', months: 12 } },
      { changes: [{ from: T0 + 5 * DAY, points: { expiry: { kind: 'after-earning', months: 1 } } }] },
    );
    const account = replayEvents(program, [credit(0, 10), credit(6, 20)]);
    expect(
      scheduleExpiry(program, account, { asOf: T0 + 6 * DAY }).map(({ lastDayOn, points }) => [lastDayOn, points]),
    ).toEqual([
      ['2025-02-16', 20],
      ['2026-01-10', 10],
    ]);
  });

  test('nexu 829: seven days are seven local days, across a clock change too', () => {
    const program = shop({ expiry: { kind: 'after-earning', days: 7 } }, { timeZone: 'Europe/Paris' });
    const account = replayEvents(program, [
      { id: 'c', memberId: 'anna', at: '2025-03-27T10:00:00+01:00', type: 'credit', points: 10 },
    ]);
    const [row] = scheduleExpiry(program, account, { asOf: '2025-03-28T00:00:00Z' });
    expect(new Date(row!.at).toISOString()).toBe('2025-04-03T08:00:00.000Z');
  });

  test('14 days across a clock change keep the time on the wall', () => {
    const program = shop({ ...ONE, hold: { days: 14 } }, { timeZone: 'Europe/Paris' });
    const { availableAt } = previewPurchase(program, openAccount(program, 'anna'), {
      at: '2025-03-20T18:30:00+01:00',
      orderId: 'o',
      amountMinor: 100,
    });
    expect(new Date(availableAt!).toISOString()).toBe('2025-04-03T16:30:00.000Z');
  });

  test('a local midnight that was skipped, and a day that was', () => {
    const day = (timeZone: string, from: string): string => {
      const program = shop({ expiry: { kind: 'after-earning', days: 1, roundUpTo: 'day' } }, { timeZone });
      const account = replayEvents(program, [{ id: 'c', memberId: 'anna', at: from, type: 'credit', points: 1 }]);
      return new Date(account.lots[0]!.expiresAt!).toISOString();
    };
    // In São Paulo 4 November 2018 began at 01:00; Apia went from 29 to 31 December 2011.
    expect(day('America/Sao_Paulo', '2018-11-02T12:00:00-03:00')).toBe('2018-11-04T03:00:00.000Z');
    expect(day('Pacific/Apia', '2011-12-28T12:00:00-10:00')).toBe('2011-12-30T10:00:00.000Z');
  });

  test('anniversaries are counted from the day of enrollment, never chained', () => {
    const program = shop({ earn: [{ id: 'year', kind: 'flat', points: 10, on: 'anniversary' }] });
    const account = replayEvents(program, [{ id: 'e', memberId: 'anna', at: '2024-02-29T08:00:00Z', type: 'enroll' }]);
    const lots = replayEvents(program, [], { from: account, asOf: '2028-03-01T00:00:00Z' }).lots;
    expect(lots.map((lot) => new Date(lot.earnedAt).toISOString().slice(0, 10))).toEqual([
      '2025-02-28',
      '2026-02-28',
      '2027-02-28',
      '2028-02-29',
    ]);
  });

  test('LoyaltyLion 2422076: turning inactivity on wipes nothing before notBefore; held points survive', () => {
    const quiet = shop(
      { ...ONE, hold: { days: 400 } },
      {
        changes: [
          { from: T0 + 400 * DAY, points: { expiry: { kind: 'inactivity', months: 6, notBefore: T0 + 600 * DAY } } },
        ],
      },
    );
    const life = [credit(0, 50), buy(300, 'o', 5000)];
    const figures = (days: number) => {
      const asOf = T0 + days * DAY;
      const { available, pending } = measureBalance(quiet, replayEvents(quiet, life, { asOf }), { asOf });
      return [available, pending];
    };
    expect([figures(599), figures(600), figures(700)]).toEqual([
      [50, 50],
      [0, 50],
      [50, 0],
    ]);
  });

  test('Air Miles ME: two rules that end points are one visible list', () => {
    const program = shop({ expiry: { kind: 'inactivity', months: 6, atMostMonths: 8 } });
    const account = replayEvents(program, [credit(0, 10), credit(100, 20)]);
    expect(
      scheduleExpiry(program, account, { asOf: T0 + 100 * DAY }).map(({ lastDayOn, points, why }) => [
        lastDayOn,
        points,
        why,
      ]),
    ).toEqual([
      ['2025-09-10', 10, 'lot'],
      ['2025-10-20', 20, 'inactivity'],
    ]);
  });

  test('Smile, Talon.One, BA 2024: a change of the year recalculates nobody', () => {
    const program: Program = {
      kind: 'loyalty-program',
      version: 1,
      id: 'air',
      timeZone: 'UTC',
      ladders: [
        {
          kind: 'window',
          id: 'club',
          levels: [{ name: 'Blue' }, { name: 'Bronze', enter: { metric: 'tp', atLeast: 300 } }],
          window: {
            kind: 'listed',
            periods: [
              { fromOn: '2024-01-01', toOn: '2025-01-01', validUntilOn: '2026-01-01' },
              { fromOn: '2025-01-01', toOn: '2025-04-01', validUntilOn: '2026-05-01' },
            ],
            then: { kind: 'calendar', unit: 'year', startsOn: '04-01' },
          },
          validity: { kind: 'listed' },
        },
      ],
    };
    const life: LoyaltyEvent[] = [
      { id: 'a', memberId: 'anna', at: '2024-06-01T00:00:00Z', type: 'activity', metrics: { tp: 300 } },
    ];
    const answer = (asOf: string) =>
      assignTier(program, replayEvents(program, life, { asOf }), { ladderId: 'club', asOf });
    expect(new Date(answer('2024-07-01T00:00:00Z').untilAt!).toISOString()).toBe('2026-01-01T00:00:00.000Z');
    expect(
      ['2025-05-01T00:00:00Z', '2025-12-31T23:59:59Z', '2026-01-01T00:00:00Z'].map((asOf) => answer(asOf).level),
    ).toEqual(['Bronze', 'Bronze', 'Blue']);
  });
});

describe('late and repeated facts', () => {
  test('medici: undoing something of long ago gives the right balance at once, for every instant', () => {
    const program = shop({});
    let journal = openJournal(program, 'anna');
    for (const event of [credit(0, 100), credit(10, 50), credit(20, 5)])
      ({ journal } = recordEvent(program, journal, event));
    const late = at(1, { type: 'adjust', points: -100, reason: 'void', recordedAt: T0 + 30 * DAY });
    ({ journal } = recordEvent(program, journal, late));
    const on = (days: number, knownAt?: number): number => {
      const asOf = T0 + days * DAY;
      const account = accountAt(program, journal, knownAt === undefined ? { asOf } : { asOf, knownAt });
      return measureBalance(program, account, { asOf }).balance;
    };
    expect([on(0), on(1), on(10), on(20)]).toEqual([100, 0, 50, 55]);
    expect(on(20, T0 + 25 * DAY)).toBe(155);
  });

  test('Formance 340, 2009: a backdated fact is applied where it happened, and what was told stays told', () => {
    const program = shop({ ...ONE });
    let journal = openJournal(program, 'anna');
    const refused = recordEvent(program, journal, redeem(5, 50, 'no'));
    ({ journal } = refused);
    expect(refused.event).toMatchObject({ decision: 'rejected' });
    const late = recordEvent(program, journal, credit(1, 80, { recordedAt: T0 + 6 * DAY }));
    expect(measureBalance(program, late.account, { asOf: T0 + 6 * DAY }).balance).toBe(80);
  });

  test('one key with another body is a conflict, and the first recorded wins', () => {
    const program = shop({});
    const first = credit(0, 10, { key: 'k' });
    const account: Account = replayEvents(program, [first]);
    expect(applyEvent(program, account, credit(1, 10, { key: 'k', at: T0 })).outcome).toBe('duplicate');
    const other = applyEvent(program, account, credit(1, 99, { key: 'k' }));
    expect([other.outcome, other.reasons[0]!.code, other.account]).toEqual(['key-conflict', 'key-conflict', account]);
    // The later fact was recorded first: it is the one that counts.
    const early = credit(0, 10, { key: 'q', recordedAt: T0 + 9 * DAY });
    const late = credit(2, 99, { key: 'q', recordedAt: T0 + 3 * DAY });
    expect(balance(program, [early, late])).toBe(99);
  });
});

describe('levels', () => {
  const nights = (on: string, count: number): LoyaltyEvent => ({
    id: `n${ids++}`,
    memberId: 'anna',
    at: `${on}T12:00:00Z`,
    type: 'activity',
    metrics: { nights: count },
  });
  const level = (program: Program, events: LoyaltyEvent[], on: string): string =>
    assignTier(program, replayEvents(program, events, { asOf: `${on}T00:00:00Z` }), {
      ladderId: 'status',
      asOf: `${on}T00:00:00Z`,
    }).level;

  test('nights roll over once, never twice', () => {
    const program = hotel({ rollover: { metric: 'nights' } });
    const rows = traceWindows(program, [nights('2023-05-01', 35), nights('2024-05-01', 12)], {
      ladderId: 'status',
      asOf: '2026-02-01T00:00:00Z',
    });
    // 35 leave 15 over Gold; 15 + 12 = 27 leave 7 over Gold, all of them own.
    expect(rows.slice(0, 3).map(({ totals, rolledOut }) => [totals['nights'], rolledOut])).toEqual([
      [35, 15],
      [27, 7],
      [7, 0],
    ]);
    const lazy = traceWindows(program, [nights('2023-05-01', 39)], {
      ladderId: 'status',
      asOf: '2026-02-01T00:00:00Z',
    });
    expect(lazy.map(({ rolledOut }) => rolledOut).slice(0, 2)).toEqual([19, 0]);
  });

  test('a status match falls to the level that was earned, not to the base', () => {
    const program = hotel({});
    const match: LoyaltyEvent = {
      id: 'match',
      memberId: 'anna',
      at: '2024-02-01T00:00:00Z',
      type: 'grant',
      ladderId: 'status',
      level: 'Diamond',
      until: '2024-08-01T00:00:00Z',
      reason: 'status match',
    };
    const life = [match, nights('2024-05-01', 12)];
    expect(['2024-07-31', '2024-08-01'].map((on) => level(program, life, on))).toEqual(['Diamond', 'Silver']);
  });

  test('a soft landing is one level a review, not two', () => {
    const program = hotel({ downgrade: { kind: 'one-level', months: 12 } });
    const life = [nights('2023-05-01', 40)];
    expect(
      ['2024-12-31', '2025-01-01', '2025-12-31', '2026-01-01', '2027-01-01'].map((on) => level(program, life, on)),
    ).toEqual(['Diamond', 'Gold', 'Gold', 'Silver', 'Member']);
  });

  test('money thresholds are whole minor units: 0.1 + 0.2 is 30 cents', () => {
    const program: Program = {
      ...hotel({}),
      currency: 'EUR',
      ladders: [
        {
          kind: 'window',
          id: 'status',
          metrics: { spend: { from: 'spend' } },
          levels: [{ name: 'Member' }, { name: 'Gold', enter: { metric: 'spend', atLeast: 30 } }],
          window: { kind: 'lifetime' },
          validity: { kind: 'forever' },
        },
      ],
    };
    const account = replayEvents(program, [buy(0, 'a', 10), buy(1, 'b', 20)]);
    expect(assignTier(program, account, { ladderId: 'status', asOf: T0 + DAY }).level).toBe('Gold');
  });

  test('a program is a value: one written to after its first use keeps its first meaning', () => {
    const program = hotel({}) as { id: string; points?: PointsPolicy } & Program;
    const mutable = JSON.parse(JSON.stringify({ ...program, points: { expiry: { kind: 'never' } } })) as Program & {
      points: PointsPolicy;
    };
    const before = balance(mutable, [credit(0, 5)], 400);
    mutable.points.expiry = { kind: 'after-earning', days: 1 };
    expect([before, balance(mutable, [credit(0, 5)], 400), balance({ ...mutable }, [credit(0, 5)], 400)]).toEqual([
      5, 5, 0,
    ]);
  });

  test('every number traces to its rule: what an order gave, by rule, factor and version', () => {
    const program = shop({ ...ONE, multipliers: [{ id: 'twice', kind: 'promotion', rate: '2' }] });
    const { reasons, transactions } = explainEvent(program, [buy(0, 'o', 1000, { id: 'p' })], { eventId: 'p' });
    expect(reasons).toEqual([
      { code: 'rule', facts: { ruleId: 'base', points: 20, version: 0 } },
      { code: 'multiplier', facts: { ruleId: 'base', multiplierId: 'twice' } },
    ]);
    expect(transactions[0]!.entries.every(({ ruleId }) => ruleId === 'base')).toBe(true);
  });
});
