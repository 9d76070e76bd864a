import { explainEvent, replayEvents, type LoyaltyEvent, type PointsPolicy } from 'clientele/loyalty';
import { describe, expect, test } from 'vitest';
import { back, balanceOn, BASE, buy, preview, shop, T0, DAY } from './shop.ts';

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

describe('what an order is told about its points', () => {
  const reasonsOf = (policy: PointsPolicy, event: LoyaltyEvent) =>
    explainEvent(shop(policy), [event], { eventId: event.id }).reasons;

  test('a bill below the minimum of a rule, and the bill that just reaches it', () => {
    const earn = [{ ...BASE, minimumMinor: 2000 }];
    expect(reasonsOf({ earn }, buy(0, 'o', 1999))).toEqual([
      { code: 'below-minimum-spend', facts: { ruleId: 'base', baseMinor: 1999, minimumMinor: 2000 } },
      { code: 'no-rule-matched', facts: {} },
    ]);
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
