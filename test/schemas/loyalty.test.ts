import {
  checkAccount,
  openJournal,
  recordEvent,
  replayEvents,
  type Account,
  type Journal,
  type LoyaltyEvent,
  type Program,
} from 'clientele/loyalty';
import { parseAccount, parseJournal, parseLoyaltyEvents, parseProgram } from 'clientele/schemas';
import { describe, expect, test } from 'vitest';

const DAY = 86_400_000;
const stored = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
const named = (issues: readonly { path: string; code: string }[]) => issues.map(({ path, code }) => [path, code]);

const bare = { kind: 'loyalty-program', version: 1, id: 'shop', timeZone: 'UTC' } as const;
const rich: Program = {
  ...bare,
  timeZone: 'Europe/Paris',
  currency: 'EUR',
  points: {
    scale: 1,
    earn: [
      {
        id: 'base',
        kind: 'spend',
        points: '1',
        perMinor: 100,
        mode: 'proportional',
        rounding: 'half-up',
        roundAt: 'each-step',
        scope: 'line',
        base: { shipping: true },
        minimumMinor: 100,
        wholePoints: true,
        where: { channels: ['web'], excludeCategories: ['gift'], tiers: { ladderId: 'status', levels: ['Gold'] } },
        validFrom: 0,
        hold: { untilReleased: true, lapseDays: 30 },
        expiry: { kind: 'never' },
      },
      { id: 'welcome', kind: 'flat', points: 50, on: 'enrollment' },
      { id: 'review', kind: 'flat', points: 5, on: { activity: 'reviews' } },
      { id: 'gold', kind: 'flat', points: 500, on: { level: 'Gold', ladderId: 'status' } },
      { id: 'nights', kind: 'metric', metric: 'nights', points: '2.5', per: 1 },
      {
        id: 'forty',
        kind: 'milestone',
        metric: 'nights',
        from: 40,
        every: 10,
        to: 90,
        points: 100,
        window: { kind: 'calendar', unit: 'year', startsOn: '04-01' },
      },
    ],
    multipliers: [
      { id: 'tier', kind: 'tier', ladderId: 'status', rates: { Gold: '1.25' } },
      { id: 'day', kind: 'promotion', rate: '2', where: { categories: ['coffee'] }, times: { count: 1, per: 'day' } },
    ],
    stacking: 'add',
    caps: [{ id: 'daily', points: 1000, per: 'day', rules: ['base'] }],
    hold: { days: 14 },
    expiry: {
      kind: 'inactivity',
      months: 12,
      activities: ['earn', 'activity:reviews'],
      atMostMonths: 36,
      notBefore: '2025-01-01T00:00:00Z',
      pendingSurvives: false,
      exceptTiers: { ladderId: 'status', levels: ['Gold'] },
    },
    spending: {
      minimum: 500,
      step: 100,
      maximum: 5000,
      order: 'oldest',
      price: { points: 100, minor: 100 },
      rewards: [{ id: 'mug', points: 300, tiers: { ladderId: 'status', levels: ['Gold'] } }],
    },
    refunds: { expired: 'take', restored: { kind: 'grace', days: 7 }, metricsFall: 'when-refunded' },
    negative: 'write-off',
  },
  ladders: [
    {
      kind: 'window',
      id: 'status',
      metrics: { spend: { from: 'spend', base: { tax: true } }, orders: { from: 'orders' } },
      levels: [
        { name: 'Member' },
        {
          name: 'Gold',
          enter: { any: [{ metric: 'spend', atLeast: 1000 }, { all: [{ metric: 'orders', atLeast: 5 }] }] },
          benefits: { freeShipping: true, lounge: 2, color: 'gold' },
        },
      ],
      window: {
        kind: 'listed',
        periods: [{ fromOn: '2024-01-01', toOn: '2024-04-01', validUntilOn: '2025-04-01', countFromOn: '2023-12-01' }],
        then: { kind: 'calendar', unit: 'year', startsOn: '04-01' },
      },
      validity: { kind: 'end-of-window', plusWindows: 1, plusMonths: 1, plusDays: 1 },
      upgrade: { kind: 'period-end', plusMonths: 1 },
      downgrade: { kind: 'one-level', months: 12 },
      graceDays: 3,
      reversal: 'at-period-end',
      rollover: { metric: 'orders', cap: 2, ownOnly: false, thresholds: { Gold: 5 } },
      pause: 'ignore',
    },
    {
      kind: 'counter',
      id: 'xp',
      levels: [{ name: 'Explorer' }, { name: 'Silver', cost: 100 }],
      metric: 'xp',
      months: 12,
      roundUpTo: 'month',
      carryCap: 300,
      onShortfall: { levelsDown: 1, counter: 'keep' },
    },
    {
      kind: 'balance',
      id: 'wealth',
      levels: [
        { name: 'Low', atLeast: 0 },
        { name: 'High', atLeast: 1000 },
      ],
    },
    {
      kind: 'window',
      id: 'life',
      metrics: { years: { from: 'windows-held', ladderId: 'status', level: 'Gold' }, q: { from: 'points', rules: [] } },
      levels: [{ name: 'None' }, { name: 'Life', enter: { metric: 'years', atLeast: 5 } }],
      window: { kind: 'lifetime' },
      validity: { kind: 'forever' },
    },
  ],
  changes: [
    {
      from: '2026-01-01T00:00:00+01:00',
      note: 'longer hold',
      points: { hold: { days: 30 } },
      ladders: { status: { graceDays: 5, validity: { kind: 'after-reaching', months: 12, roundUpTo: 'month' } } },
    },
  ],
  extensions: [{ announcedAt: 0, validAt: 0, until: DAY, ladders: ['status'] }],
};

describe('programs', () => {
  test('come back as they were, every field of them', () => {
    for (const program of [bare, rich]) expect(parseProgram(stored(program))).toEqual({ value: program, issues: [] });
  });

  test.each([
    [{ ...bare, kind: 'program' }, '/kind', 'unknown-name'],
    [{ ...bare, version: 2 }, '/version', 'wrong-type'],
    [{ ...bare, id: '' }, '/id', 'out-of-range'],
    [{ ...bare, points: { earn: [{ id: 'a', kind: 'spent' }] } }, '/points/earn/0/kind', 'unknown-name'],
    [{ ...bare, points: { scale: 5 } }, '/points/scale', 'wrong-type'],
    [{ ...bare, points: { hold: { day: 14 } } }, '/points/hold/day', 'unknown-name'],
    [{ ...bare, points: { hold: { days: 1.5 } } }, '/points/hold/days', 'not-an-integer'],
    [{ ...bare, points: { hold: { days: NaN } } }, '/points/hold/days', 'not-finite'],
    [{ ...bare, points: { expiry: { kind: 'on-date', at: '2025-01-01' } } }, '/points/expiry/at', 'not-an-instant'],
    [{ ...bare, points: { expiry: { kind: 'on-date', at: new Date(0) } } }, '/points/expiry/at', 'not-an-instant'],
    [{ ...bare, changes: [{ from: 0, points: { scale: 2 } }] }, '/changes/0/points/scale', 'unknown-name'],
    [
      { ...bare, ladders: [{ kind: 'counter', id: 'x', levels: [], metric: 'm' }] },
      '/ladders/0/months',
      'missing-value',
    ],
  ])('a wrong shape is an issue with its path: %#', (program, path, code) => {
    const { value, issues } = parseProgram(program);
    expect(value).toBeNull();
    expect(named(issues)).toContainEqual([path, code]);
  });

  test('what checkProgram calls an error is an issue, with its code and path', () => {
    const wrong = {
      ...bare,
      timeZone: 'Mars/Olympus',
      points: {
        earn: [{ id: 'a', kind: 'spend', points: 'one', perMinor: 0 }],
        caps: [{ id: 'a', points: -1, per: 'day', rules: ['b'] }],
      },
    };
    const { value, issues } = parseProgram(wrong);
    expect(value).toBeNull();
    expect(named(issues)).toEqual([
      ['/timeZone', 'unknown-zone'],
      ['/points/earn/0/points', 'not-a-decimal'],
      ['/points/earn/0/perMinor', 'out-of-range'],
      ['/points/caps/0/id', 'duplicate'],
      ['/points/caps/0/points', 'out-of-range'],
      ['/points/caps/0/rules', 'unknown-rule'],
    ]);
    expect(issues.every(({ row, message }) => row === null && message.length > 0)).toBe(true);
  });

  test('a policy that leads back to itself is an issue, and does not throw', () => {
    const window: Record<string, unknown> = { kind: 'listed', periods: [] };
    window['then'] = window;
    const enter: Record<string, unknown> = {};
    enter['all'] = [enter];
    const ladder = { kind: 'window', id: 'status', validity: { kind: 'forever' } };
    for (const more of [
      { levels: [{ name: 'Member' }], window },
      { levels: [{ name: 'Member' }, { name: 'Gold', enter }], window: { kind: 'lifetime' } },
    ]) {
      const { value, issues } = parseProgram({ ...bare, ladders: [{ ...ladder, ...more }] });
      expect(value).toBeNull();
      expect(named(issues)).toEqual([['', 'wrong-type']]);
    }
  });

  test('a warning of checkProgram is no issue', () => {
    const program = { ...bare, points: { spending: { minimum: 150, step: 100 } } };
    expect(parseProgram(program)).toEqual({ value: program, issues: [] });
  });
});

const base = { memberId: 'anna' };
const events: LoyaltyEvent[] = [
  { ...base, id: 'e0', at: 0, type: 'enroll' },
  {
    ...base,
    id: 'e1',
    at: 1,
    recordedAt: 2,
    key: 'k1',
    source: 'web',
    note: 'first',
    type: 'purchase',
    orderId: 'o1',
    amountMinor: 12_000,
    currency: 'EUR',
    channel: 'web',
    tags: ['sale'],
    shippingMinor: 1,
    taxMinor: 2,
    discountMinor: 3,
    creditMinor: 4,
    lines: [{ id: 'l1', amountMinor: 12_000, category: 'coffee', sku: 's', tags: ['t'] }],
    tier: { status: 'Gold' },
    multiplier: '1.5',
  },
  { ...base, id: 'e2', at: 3, type: 'activity', metrics: { nights: 50, xp: -1 } },
  { ...base, id: 'e3', at: 4, type: 'credit', points: 900, expiresAt: DAY, availableAt: 5, reason: 'sorry' },
  { ...base, id: 'e4', at: 5, type: 'adjust', points: -2, reason: 'typo' },
  { ...base, id: 'e5', at: 6, type: 'redeem', points: 500, orderId: 'o9', decision: 'accepted' },
  { ...base, id: 'e6', at: 7, type: 'cancel-redemption', redemptionId: 'e5' },
  { ...base, id: 'e7', at: 8, type: 'refund', orderId: 'o1', amountMinor: 9, lines: [{ id: 'l1', amountMinor: 9 }] },
  { ...base, id: 'e8', at: 9, type: 'release', orderId: 'o1' },
  { ...base, id: 'e9', at: 10, type: 'reinstate', withinDays: 3, expiresAt: 2 * DAY },
  { ...base, id: 'e10', at: 11, type: 'transfer', toMemberId: 'bob', points: 1, decision: 'accepted' },
  {
    ...base,
    id: 'e11',
    at: 12,
    type: 'receive',
    fromMemberId: 'bob',
    transferId: 't',
    lots: [{ points: 5, earnedAt: 0, availableAt: 0, expiresAt: null }],
  },
  {
    ...base,
    id: 'e12',
    at: 13,
    type: 'grant',
    ladderId: 'status',
    level: 'Gold',
    until: DAY,
    reason: 'match',
    extendIf: { metric: 'nights', atLeast: 15, from: 13, to: DAY, until: 2 * DAY },
  },
  { ...base, id: 'e13', at: 14, type: 'extend', ladderId: 'status', until: 3 * DAY, reason: 'storm' },
  { ...base, id: 'e14', at: 15, type: 'revoke', ladderId: 'status', grantEventId: 'e12', reason: 'fraud' },
  { ...base, id: 'e15', at: 16, type: 'pause' },
  { ...base, id: 'e16', at: 17, type: 'resume' },
  { ...base, id: 'e17', at: 18, type: 'redeem', rewardId: 'mug' },
  { ...base, id: 'e18', at: 19, type: 'close' },
];

describe('facts', () => {
  test('every kind of fact comes back as it was', () => {
    expect(parseLoyaltyEvents(stored(events))).toEqual({ events, issues: [] });
  });

  test.each([
    [{ ...events[0], type: 'joined' }, '/type', 'unknown-name'],
    [{ id: 'x', memberId: 'a', at: 0 }, '/type', 'missing-value'],
    [{ ...events[0], memberId: null }, '/memberId', 'wrong-type'],
    [{ ...events[0], id: '' }, '/id', 'out-of-range'],
    [{ ...events[0], at: '2025-01-01T00:00' }, '/at', 'not-an-instant'],
    [{ ...events[1], amountMinor: 12.5 }, '/amountMinor', 'not-an-integer'],
    [{ ...events[1], amountMinor: '12' }, '/amountMinor', 'wrong-type'],
    [{ ...events[1], amountMinor: Infinity }, '/amountMinor', 'not-finite'],
    [{ ...events[2], metrics: { nights: 'two' } }, '/metrics/nights', 'wrong-type'],
    [{ ...events[3], points: 0 }, '/points', 'out-of-range'],
    [{ ...events[5], decision: 'maybe' }, '/decision', 'unknown-name'],
    [{ ...events[7], amountMinor: -1 }, '/amountMinor', 'out-of-range'],
    [null, '', 'wrong-type'],
    ['enroll', '', 'wrong-type'],
  ])('a bad fact is refused with path and code, its neighbours stay: %#', (row, path, code) => {
    const { events: sound, issues } = parseLoyaltyEvents([events[0], row, events[1]]);
    expect(sound).toEqual([events[0], events[1]]);
    expect(issues.map((one) => [one.row, one.path, one.code])).toContainEqual([1, path, code]);
  });

  test('what is no list is one issue', () => {
    for (const bad of [null, 5, {}, 'x'])
      expect(parseLoyaltyEvents(bad)).toMatchObject({ events: [], issues: [{ row: null }] });
  });
});

describe('stored values', () => {
  const account: Account = replayEvents(rich, events);
  let journal: Journal = openJournal(rich, 'anna');
  for (const event of events) ({ journal } = recordEvent(rich, journal, event));

  test('an account comes back as it was, and goes on the same', () => {
    const { value, issues } = parseAccount(stored(account));
    expect(issues).toEqual([]);
    expect(value).toEqual(account);
    expect(checkAccount(value!)).toEqual(checkAccount(account));
  });

  test('a journal comes back as it was', () => {
    expect(parseJournal(stored(journal))).toEqual({ value: journal, issues: [] });
  });

  test.each([null, 5, 'x', [], {}])('nothing is no stored value: %#', (bad) => {
    for (const parse of [parseProgram, parseAccount, parseJournal]) {
      const { value, issues } = parse(bad);
      expect(value).toBeNull();
      expect(issues.length).toBeGreaterThan(0);
    }
  });

  test('a damaged account and a damaged fact in a journal are told by their paths', () => {
    const [lot] = [...account.lots, ...account.spentLots];
    expect(lot).toBeDefined();
    expect(named(parseAccount({ ...account, scale: 9 }).issues)).toEqual([['/scale', 'out-of-range']]);
    expect(named(parseAccount({ ...account, lots: [{ ...lot, left: 0.5 }] }).issues)).toEqual([
      ['/lots/0/left', 'not-an-integer'],
    ]);
    expect(named(parseJournal({ ...journal, events: [{ ...events[0], at: 'soon' }] }).issues)).toEqual([
      ['/events/0/at', 'not-an-instant'],
    ]);
  });
});
