import {
  explainEvent,
  replayEvents,
  type LoyaltyEvent,
  type PointsPolicy,
  type Program,
  type Where,
} from 'clientele/loyalty';
import { describe, expect, test } from 'vitest';
import { back, balanceOn, BASE, buy, on, preview, shop, T0, DAY } from './shop.ts';

const exactly = { ...BASE, mode: 'proportional' } as const;
const promotion = (id: string, rate: string, more: object = {}) => ({ id, kind: 'promotion', rate, ...more }) as const;
const coffee = { where: { categories: ['coffee'] } } as const;
const line = (id: string, amountMinor: number, category = 'tea') => ({ id, amountMinor, category });
const pointsOf = (...given: Parameters<typeof preview>): number => preview(...given).points;

describe('rounding', () => {
  // 1.99 euros under two promotions of 1.5: 1.99 × 2.25 = 4.47; 1 × 2.25 = 2.25; 1 × 1.5 = 1.5, so 1, and 1 again.
  test.each([
    [undefined, 4],
    ['end', 4],
    ['base-and-end', 2],
    ['each-step', 1],
  ] as const)('rounded at %s', (roundAt, points) => {
    const rule = roundAt === undefined ? exactly : { ...exactly, roundAt };
    const multipliers = [promotion('a', '1.5'), promotion('b', '1.5')];
    expect(pointsOf({ earn: [rule], multipliers }, 199)).toBe(points);
  });

  // Full blocks are whole already: 3 × 2.25 = 6.75, and 3 × 1.5 = 4.5, so 4, × 1.5 = 6.
  test.each([
    ['end', 'half-up', 7],
    ['each-step', 'half-up', 8],
    ['each-step', 'down', 6],
  ] as const)('full blocks rounded at %s, %s', (roundAt, rounding, points) => {
    const multipliers = [promotion('a', '1.5'), promotion('b', '1.5')];
    expect(pointsOf({ earn: [{ ...BASE, roundAt, rounding }], multipliers }, 399)).toBe(points);
  });

  test.each([
    [
      'one promotion is for all of the order, one for its half',
      [promotion('beans', '2', coffee), promotion('week', '1.5')],
    ],
    ['the other way round', [promotion('week', '1.5'), promotion('beans', '2', coffee)]],
  ])('rounding at each step takes nothing where nothing is to be rounded: %s', (_, multipliers) => {
    const cart = { lines: [line('a', 2000, 'coffee'), line('b', 2000)] };
    // 20 × 2 × 1.5 + 20 × 1.5
    for (const roundAt of ['end', 'base-and-end', 'each-step'] as const)
      expect(pointsOf({ earn: [{ ...BASE, roundAt }], multipliers }, 4000, cart)).toBe(90);
  });

  test('two promotions for the same half of an order act on each other, also when rounded at each step', () => {
    const multipliers = [promotion('beans', '2', coffee), promotion('roast', '1.5', coffee)];
    const cart = { lines: [line('a', 1000, 'coffee'), line('b', 1000)] };
    // 10 × 2 × 1.5 + 10
    for (const roundAt of ['end', 'base-and-end', 'each-step'] as const)
      expect(pointsOf({ earn: [{ ...BASE, roundAt }], multipliers }, 2000, cart)).toBe(40);
  });
});

describe('promotions', () => {
  // (10,000.07 × 1.33 + 20,000.09 × 1.07 + 30,000.11) × 1.125 = 72,787.836825
  test.each([
    [1, 72_787],
    [10_000, 727_878_368],
  ])('three that differ by line are exact in a large order: %i times 60,000.27', (times, points) => {
    const multipliers = [
      promotion('beans', '1.33', coffee),
      promotion('leaves', '1.07', { where: { categories: ['tea'] } }),
      promotion('week', '1.125'),
    ];
    const lines = [
      line('a', 1_000_007 * times, 'coffee'),
      line('b', 2_000_009 * times),
      line('c', 3_000_011 * times, 'cups'),
    ];
    for (const rule of [BASE, exactly])
      expect(pointsOf({ earn: [rule], multipliers }, 6_000_027 * times, { lines })).toBe(points);
  });

  const two = [promotion('small', '1.2'), promotion('large', '1.5')];
  // 100 points by 1.2 × 1.5, by the higher of the two, by 1 + 0.2 + 0.5.
  test.each([
    [undefined, 180],
    ['multiply', 180],
    ['highest', 150],
    ['add', 170],
  ] as const)('that act at once are stacked: %s', (stacking, points) => {
    for (const multipliers of [two, two.toReversed()]) {
      const policy: PointsPolicy = { earn: [BASE], multipliers, ...(stacking && { stacking }) };
      expect(pointsOf(policy, 10_000)).toBe(points);
      // Added or compared there is one step, and nothing to round between.
      expect(pointsOf({ ...policy, earn: [{ ...BASE, roundAt: 'each-step' }] }, 10_000)).toBe(points);
    }
  });

  // 3 points by 1 + 0.2 + 0.5 are 5.1, by 1.5 they are 4.5: rounded once, though the rule rounds at each step.
  test.each([
    ['add', 5],
    ['highest', 4],
  ] as const)('of which one factor is made are rounded once: %s', (stacking, points) => {
    expect(pointsOf({ earn: [{ ...BASE, roundAt: 'each-step' }], multipliers: two, stacking }, 300)).toBe(points);
  });

  // Of 1.99 euros one point is left before the factor: 1 × 2, and 1 × 1.5.
  test.each([
    ['add', 2],
    ['highest', 1],
  ] as const)(
    'of which one factor is made act on a rounded base where each step is rounded: %s',
    (stacking, points) => {
      const multipliers = [promotion('a', '1.5'), promotion('b', '1.5')];
      expect(pointsOf({ earn: [{ ...exactly, roundAt: 'each-step' }], multipliers, stacking }, 199)).toBe(points);
    },
  );

  test('act from their first instant until the instant of their end, which no longer counts', () => {
    const multipliers = [promotion('week', '2', { validFrom: T0 + DAY, validUntil: T0 + 2 * DAY })];
    const points = (day: number) => balanceOn(shop({ earn: [BASE], multipliers }), [buy(day, 'o', 1000)], day);
    expect([1 - 1e-6, 1, 2 - 1e-6, 2].map(points)).toEqual([10, 20, 20, 10]);
  });

  test('that act once a day are not used up by an order whose factor was recorded', () => {
    const multipliers = [promotion('beans', '2', { times: { count: 1, per: 'day' } })];
    const program = shop({ earn: [BASE], multipliers });
    const life = [buy(0, 'a', 1000, { multiplier: '1.5' }), buy(0, 'b', 1000)];
    expect(balanceOn(program, life, 0)).toBe(15 + 20);
  });

  // 10 points by 2 × 1.5, by the higher of the two, by 1 + 1 + 0.5.
  test.each([
    [undefined, 30],
    ['multiply', 30],
    ['highest', 20],
    ['add', 25],
  ] as const)('are stacked for a bonus of the order as well: %s', (stacking, points) => {
    const bonus = { id: 'bonus', kind: 'flat', points: 10, on: 'order', multiply: true } as const;
    const multipliers = [promotion('a', '2'), promotion('b', '1.5')];
    expect(pointsOf({ earn: [bonus], multipliers, ...(stacking && { stacking }) }, 1000)).toBe(points);
    expect(preview({ earn: [bonus] }, 1000, { multiplier: '1.5' }).byRule).toEqual([
      { ruleId: 'bonus', base: null, multipliers: ['recorded'], points: 15, cut: 0 },
    ]);
  });

  test('of levels are told only where the level has a factor, and are no promotions', () => {
    const ladders: Program['ladders'] = [
      {
        kind: 'window',
        id: 'status',
        levels: [{ name: 'Member' }, { name: 'Gold' }],
        window: { kind: 'lifetime' },
        validity: { kind: 'forever' },
      },
    ];
    const gold = { id: 'gold', kind: 'tier', ladderId: 'status', rates: { Gold: '1.5' } } as const;
    const program = shop({ earn: [BASE], multipliers: [gold] }, { ladders });
    const told = (...events: LoyaltyEvent[]) => {
      const order = buy(1, 'o', 1000);
      const { reasons } = explainEvent(program, [...events, order], { eventId: order.id });
      return [reasons.map(({ code }) => code), replayEvents(program, [...events, order]).orders[0]!.facts];
    };
    expect(told()).toStrictEqual([['rule'], { tier: { status: 'Member' } }]);
    expect(told(on(0, { type: 'grant', ladderId: 'status', level: 'Gold', reason: 'match' }))).toStrictEqual([
      ['rule', 'multiplier'],
      { tier: { status: 'Gold' } },
    ]);
  });

  test.each([
    [['1.25', '1.2'], 125],
    [['0.5', '0.75'], 75],
    [['0.5'], 50],
  ])('the highest of %j', (rates, points) => {
    const multipliers = rates.map((rate, i) => promotion(`p${i}`, rate));
    expect(pointsOf({ earn: [BASE], multipliers, stacking: 'highest' }, 10_000)).toBe(points);
  });

  test('for a category multiply every line of it and no other', () => {
    const policy: PointsPolicy = { earn: [BASE], multipliers: [promotion('beans', '2', coffee)], stacking: 'add' };
    const lines = [line('a', 1000, 'coffee'), line('b', 500), line('c', 500, 'coffee')];
    expect(preview(policy, 2000, { lines })).toMatchObject({
      points: 35,
      byRule: [{ ruleId: 'base', base: 2000, multipliers: ['beans'], points: 35, cut: 0 }],
    });
    expect(pointsOf(policy, 1000, { lines: [line('a', 1000, 'coffee')] })).toBe(20);
    expect(pointsOf(policy, 1000, { lines: [line('a', 1000)] })).toBe(10);
  });

  test('that act once a day are not used up by a line that costs nothing', () => {
    const multipliers = [promotion('beans', '2', { ...coffee, times: { count: 1, per: 'day' } })];
    const program = shop({ earn: [BASE], multipliers });
    const gift = buy(0, 'a', 1000, { lines: [line('gift', 0, 'coffee'), line('b', 1000)] });
    const beans = (orderId: string) => buy(0, orderId, 1000, { lines: [line('a', 1000, 'coffee')] });
    expect(balanceOn(program, [gift, beans('b'), beans('c')], 0)).toBe(10 + 20 + 10);
  });

  test('act on goods that a gift card paid, where the rule counts them', () => {
    const multipliers = [promotion('beans', '2', coffee)];
    const paidByCard = { lines: [line('a', 1000, 'coffee')], creditMinor: 1000 };
    expect(pointsOf({ earn: [{ ...BASE, base: { beforeCredit: true } }], multipliers }, 1000, paidByCard)).toBe(20);
    expect(pointsOf({ earn: [BASE], multipliers }, 1000, paidByCard)).toBe(0);
  });

  test.each([
    ['for the first order of a day are over with it, though it earned nothing', {}, 0 + 10 + 10],
    ['for the first coffee of a day are not used up by one that earned nothing', coffee, 0 + 20 + 10],
  ])('%s', (_, where, points) => {
    const multipliers = [promotion('beans', '2', { ...where, times: { count: 1, per: 'day' } })];
    const program = shop({ earn: [BASE], multipliers });
    const beans = (orderId: string, more: object = {}) =>
      buy(0, orderId, 1000, { lines: [line('a', 1000, 'coffee')], ...more });
    expect(balanceOn(program, [beans('a', { creditMinor: 1000 }), beans('b'), beans('c')], 0)).toBe(points);
  });

  test('that act once a day are used up once a day', () => {
    const multipliers = [promotion('beans', '2', { times: { count: 1, per: 'day' } })];
    const program = shop({ earn: [BASE], multipliers });
    const life = [buy(0, 'a', 1000), buy(0.25, 'b', 1000), buy(0.5, 'c', 1000)];
    // 12:00 and 18:00 are one day, 24:00 is the next.
    expect([0, 0.25, 0.5].map((day) => balanceOn(program, life, day))).toEqual([20, 30, 50]);
  });

  test('and levels act on an order only where nobody recorded its factor', () => {
    const policy: PointsPolicy = { earn: [BASE], multipliers: [promotion('week', '2')] };
    expect(preview(policy, 1000, { multiplier: '1.5' })).toMatchObject({
      points: 15,
      byRule: [{ multipliers: ['recorded'] }],
    });
    expect(pointsOf({ earn: [{ ...BASE, multiply: false }], multipliers: [promotion('week', '2')] }, 1000)).toBe(10);
  });
});

describe('lines', () => {
  test('earn each by itself where the rule says so: 1.50 and 1.50 are two full euros, not three', () => {
    const lines = [line('a', 150), line('b', 150)];
    expect(pointsOf({ earn: [BASE] }, 300, { lines })).toBe(3);
    expect(pointsOf({ earn: [{ ...BASE, scope: 'line' }] }, 300, { lines })).toBe(2);
    const multipliers = [promotion('week', '2')];
    expect(pointsOf({ earn: [{ ...BASE, scope: 'line' }], multipliers }, 300, { lines })).toBe(4);
  });

  test('that do not add up to the order share what concerns the whole of it', () => {
    const earn = [{ ...BASE, perMinor: 1, ...coffee }];
    // 1.00 off 9.00: 6.00 − 0.67, and 3.00 − 0.33.
    expect(pointsOf({ earn }, 800, { lines: [line('a', 600, 'coffee'), line('b', 300)] })).toBe(533);
    expect(pointsOf({ earn }, 800, { lines: [line('a', 600), line('b', 300, 'coffee')] })).toBe(267);
    expect(pointsOf({ earn }, 900, { lines: [line('a', 600, 'coffee'), line('b', 300)] })).toBe(600);
  });

  test('are returned in the money of the order, not in that of their labels', () => {
    const program = shop({ earn: [{ ...BASE, perMinor: 1, ...coffee }] });
    const order = buy(0, 'o', 800, { lines: [line('a', 600, 'coffee'), line('b', 300), line('gift', 0)] });
    const coffeeBack = (amountMinor: number) => back(1, 'o', amountMinor, { lines: [{ id: 'a', amountMinor }] });
    expect(balanceOn(program, [order, coffeeBack(533)], 1)).toBe(0);
    // More than 5.33 was not paid for it: nothing happens.
    expect(balanceOn(program, [order, coffeeBack(534)], 1)).toBe(533);
  });

  test('that cost nothing say nothing of what the order costs', () => {
    const free = { lines: [line('a', 0, 'coffee'), line('b', 0)] };
    expect(pointsOf({ earn: [BASE] }, 900, free)).toBe(9);
    expect(pointsOf({ earn: [{ ...BASE, ...coffee }] }, 900, free)).toBe(0);
  });

  test('of which some came back: named amounts from their lines, the rest over what is left', () => {
    const program = shop({ earn: [{ ...BASE, perMinor: 1, ...coffee }] });
    const order = buy(0, 'o', 1000, { lines: [line('a', 600, 'coffee'), line('b', 400)] });
    // a: 600 − 100 = 500; the other 360 are split 500 : 400, so 200 of them are coffee.
    const named = [{ id: 'a', amountMinor: 100 }];
    expect(balanceOn(program, [order, back(1, 'o', 460, { lines: named })], 1)).toBe(300);
    // All of a: nothing of what follows is coffee.
    const all = back(1, 'o', 600, { lines: [{ id: 'a', amountMinor: 600 }] });
    expect(balanceOn(program, [order, all], 1)).toBe(0);
    expect(balanceOn(program, [order, all, back(2, 'o', 400)], 2)).toBe(0);
    const other = back(1, 'o', 400, { lines: [{ id: 'b', amountMinor: 400 }] });
    expect(balanceOn(program, [order, other, back(2, 'o', 100)], 2)).toBe(500);
  });
});

describe('what a rule is about', () => {
  const cart = {
    lines: [
      { id: 'beans', amountMinor: 600, category: 'coffee', sku: 'b1', tags: ['bio', 'new'] },
      { id: 'pot', amountMinor: 300, category: 'kitchen', sku: 'p1' },
      { id: 'gift', amountMinor: 100 },
    ],
    channel: 'web',
    tags: ['vip'],
  };
  const earning = (where: Where, order: Record<string, unknown>) =>
    pointsOf({ earn: [{ ...BASE, perMinor: 1, where }] }, 1000, order);
  test.each<[Where, number]>([
    [{ categories: ['coffee'] }, 600],
    [{ categories: ['coffee', 'kitchen'] }, 900],
    // What has no category is not of an excluded one.
    [{ excludeCategories: ['coffee'] }, 400],
    [{ excludeCategories: ['coffee', 'kitchen'] }, 100],
    [{ skus: ['p1'] }, 300],
    [{ skus: ['p1', 'b1'] }, 900],
    [{ categories: ['coffee'], skus: ['p1'] }, 0],
    // One tag is enough, of the line or of the order.
    [{ tags: ['bio'] }, 600],
    [{ tags: ['old', 'new'] }, 600],
    [{ tags: ['old'] }, 0],
    [{ tags: ['old', 'vip'] }, 1000],
    [{ channels: ['shop', 'web'] }, 1000],
    [{ channels: ['shop'] }, 0],
    [{ channels: ['web'], categories: ['kitchen'] }, 300],
  ])('%j of an order with lines', (where, points) => {
    expect(earning(where, cart)).toBe(points);
  });

  // Nothing is known of its categories and articles.
  test.each<[Where, number]>([
    [{ categories: ['coffee'] }, 0],
    [{ skus: ['p1'] }, 0],
    [{ excludeCategories: ['coffee'] }, 1000],
    [{ tags: ['vip', 'old'] }, 1000],
    [{ tags: ['old'] }, 0],
    [{ channels: ['web'] }, 1000],
  ])('%j of an order without lines', (where, points) => {
    expect(earning(where, { channel: 'web', tags: ['vip'] })).toBe(points);
    if (where.channels ?? where.tags) expect(earning(where, {})).toBe(0);
  });
});

describe('caps', () => {
  const rules = ['a', 'b', 'c'].map((id) => ({ ...BASE, id }));
  const walk = { id: 'walk', kind: 'metric', metric: 'steps', points: '1', per: 1 } as const;
  const steps = (day: number, count: number) => on(day, { type: 'activity', metrics: { steps: count } });

  test('of an order are shared by its rules in their order, and are new for the next order', () => {
    const caps = [{ id: 'order', points: 10, per: 'order' }] as const;
    expect(preview({ earn: rules, caps }, 400).byRule.map(({ points, cut }) => [points, cut])).toEqual([
      [4, 0],
      [4, 0],
      [2, 2],
    ]);
    const program = shop({ earn: rules, caps });
    expect(balanceOn(program, [buy(0, 'o', 400), buy(0, 'p', 400)], 0)).toBe(20);
  });

  test('of an order bound each activity by itself', () => {
    const program = shop({ earn: [walk], caps: [{ id: 'order', points: 10, per: 'order' }] });
    expect(balanceOn(program, [steps(0, 12), steps(0, 7)], 0)).toBe(17);
  });

  test('bind the rules that they name, the smallest room of all that do', () => {
    const caps = [
      { id: 'ab', points: 6, per: 'order', rules: ['a', 'b'] },
      { id: 'all', points: 9, per: 'lifetime' },
    ] as const;
    expect(preview({ earn: rules, caps }, 400).byRule.map(({ points, cut }) => [points, cut])).toEqual([
      [4, 0],
      [2, 2],
      [3, 1],
    ]);
    expect(balanceOn(shop({ earn: rules, caps }), [buy(0, 'o', 400), buy(900, 'p', 400)], 900)).toBe(9);
  });

  test('of a membership year begin anew on the day of the enrollment', () => {
    const program = shop({ earn: [walk], caps: [{ id: 'year', points: 10, per: 'membership-year' }] });
    // Enrolled on 10 January: the year ends before the 10th, at midnight.
    const life = [on(0, { type: 'enroll' }), steps(100, 8), steps(364, 8), steps(364.5, 8)];
    expect([100, 364, 364.5].map((day) => balanceOn(program, life, day))).toEqual([8, 10, 18]);
  });

  test.each([
    ['day', [0, 0.25, 0.5], [8, 10, 18]],
    ['week', [0, 2, 2.5], [8, 10, 18]],
    ['month', [0, 21, 21.5], [8, 10, 18]],
  ] as const)('of a %s begin anew at local midnight', (per, days, points) => {
    const program = shop({ earn: [walk], caps: [{ id: 'c', points: 10, per }] });
    // 10 January 2025, noon, was a Friday.
    const life = days.map((day) => steps(day, 8));
    expect(days.map((day) => balanceOn(program, life, day))).toEqual(points);
  });

  test('give no room back when an order is returned', () => {
    const program = shop({ earn: [BASE], caps: [{ id: 'day', points: 10, per: 'day' }] });
    expect(balanceOn(program, [buy(0, 'o', 1000), back(0.1, 'o', 1000), buy(0.2, 'p', 1000)], 0.2)).toBe(0);
  });
});

describe('what an order is told about its points', () => {
  const reasonsOf = (policy: PointsPolicy, event: LoyaltyEvent) =>
    explainEvent(shop(policy), [event], { eventId: event.id }).reasons;

  test('a bill below the minimum of a rule, and the bill that just reaches it', () => {
    const earn = [{ ...BASE, minimumMinor: 2000 }];
    expect(reasonsOf({ earn }, buy(0, 'o', 1999))).toEqual([
      { code: 'below-minimum-spend', facts: { ruleId: 'base', baseMinor: 1999, minimumMinor: 2000 } },
      { code: 'no-rule-matched', facts: {} },
    ]);
    // A bill of nothing is not below a minimum: there is nothing.
    expect(reasonsOf({ earn }, buy(0, 'o', 0))).toEqual([{ code: 'no-rule-matched', facts: {} }]);
    expect(reasonsOf({ earn }, buy(0, 'o', 2000))).toEqual([
      { code: 'rule', facts: { ruleId: 'base', points: 20, version: 0 } },
    ]);
  });

  test('no rule matched; without rules nobody expects points', () => {
    expect(reasonsOf({ earn: [{ ...BASE, ...coffee }] }, buy(0, 'o', 1000))).toEqual([
      { code: 'no-rule-matched', facts: {} },
    ]);
    expect(reasonsOf({ earn: [BASE] }, buy(0, 'o', 0))).toEqual([{ code: 'no-rule-matched', facts: {} }]);
    expect(reasonsOf({}, buy(0, 'o', 1000))).toEqual([]);
  });

  test('what a cap cut', () => {
    const caps = [{ id: 'order', points: 7, per: 'order' }] as const;
    expect(reasonsOf({ earn: [BASE], caps }, buy(0, 'o', 1000))).toEqual([
      { code: 'rule', facts: { ruleId: 'base', points: 10, version: 0 } },
      { code: 'cap', facts: { ruleId: 'base', cut: 3 } },
    ]);
    expect(reasonsOf({ earn: [BASE], caps }, buy(0, 'o', 700)).map(({ code }) => code)).toEqual(['rule']);
  });

  test('a rule earns from its first instant until the instant of its end, which no longer counts', () => {
    const earn = [{ ...BASE, validFrom: T0 + DAY, validUntil: T0 + 2 * DAY }];
    const points = [1 - 1e-6, 1, 2 - 1e-6, 2].map((day) => balanceOn(shop({ earn }), [buy(day, 'o', 1000)], day));
    expect(points).toEqual([0, 10, 10, 0]);
  });
});

test('an order keeps what the purchase said of it, for its return', () => {
  const said = {
    channel: 'web',
    tags: ['gift'],
    shippingMinor: 100,
    taxMinor: 200,
    discountMinor: 300,
    creditMinor: 400,
    multiplier: '1.5',
    tier: { status: 'Gold' },
    lines: [{ id: 'a', amountMinor: 1000, category: 'coffee', sku: 'c1', tags: ['new'] }],
  };
  const orders = (event: LoyaltyEvent) => replayEvents(shop({ earn: [BASE] }), [event]).orders;
  expect(orders(buy(0, 'o', 1000, said))[0]!.facts).toStrictEqual(said);
  expect(orders(buy(0, 'o', 1000, { tier: { status: 'Gold' } }))[0]!.facts).toStrictEqual({ tier: { status: 'Gold' } });
  expect(orders(buy(0, 'o', 1000))[0]).not.toHaveProperty('facts');
  const bare = { lines: [{ id: 'a', amountMinor: 1000 }] };
  expect(orders(buy(0, 'o', 1000, bare))[0]!.facts).toStrictEqual(bare);
});

test('an order bonus comes with the order, and goes when all of it has gone', () => {
  const bonus = { id: 'bonus', kind: 'flat', points: 3, on: 'order' } as const;
  const program = shop({ earn: [BASE, bonus] });
  const life = [buy(0, 'o', 1000), back(1, 'o', 999), back(2, 'o', 1)];
  expect([0, 1, 2].map((day) => balanceOn(program, life, day))).toEqual([13, 3, 0]);
  // A gift that costs nothing is not returned by a return of nothing.
  expect(balanceOn(program, [buy(0, 'free', 0), back(1, 'free', 0)], 1)).toBe(3);
  expect(preview({ earn: [bonus] }, 1000).byRule).toEqual([
    { ruleId: 'bonus', base: null, multipliers: [], points: 3, cut: 0 },
  ]);
});

test('lines that cost nothing, or cancel out, count alike for an order bonus', () => {
  const bonus = { id: 'bonus', kind: 'flat', points: 3, on: 'order', multiply: true } as const;
  const multipliers = [promotion('week', '2'), promotion('beans', '1.5', coffee)];
  const cart = (first: string, second: string) => ({ lines: [line('a', 500, first), line('b', -500, second)] });
  expect(pointsOf({ earn: [bonus], multipliers }, 0, cart('tea', 'tea'))).toBe(6);
  expect(pointsOf({ earn: [bonus], multipliers: multipliers.slice(0, 1) }, 0, cart('coffee', 'tea'))).toBe(6);
  // Two free samples, of which one is part of a double week that a paid line makes act: 100 points twice and once, on average.
  const samples = { ...bonus, points: 100, where: { tags: ['sample'] } };
  const week = promotion('week', '2', coffee);
  const free = (id: string, category: string) => ({ ...line(id, 0, category), tags: ['sample'] });
  for (const lines of [
    [free('a', 'coffee'), free('b', 'tea'), line('c', 500, 'coffee')],
    [line('c', 500, 'coffee'), free('b', 'tea'), free('a', 'coffee')],
  ]) {
    expect(pointsOf({ earn: [samples], multipliers: [week] }, 500, { lines })).toBe(150);
  }
});
