import type { Program } from 'clientele/loyalty';

const base = { kind: 'loyalty-program', version: 1 } as const;

/** Nights or spend for the top; a lifetime ladder that counts years held; until the end of February after the next year. */
export const marriottLike = {
  ...base,
  id: 'marriott-like',
  timeZone: 'America/New_York',
  ladders: [
    {
      kind: 'window',
      id: 'elite',
      metrics: { spend: { from: 'spend' } },
      levels: [
        { name: 'Member' },
        { name: 'Silver', enter: { metric: 'nights', atLeast: 10 } },
        { name: 'Gold', enter: { metric: 'nights', atLeast: 25 } },
        { name: 'Platinum', enter: { metric: 'nights', atLeast: 50 } },
        { name: 'Titanium', enter: { metric: 'nights', atLeast: 75 } },
        {
          name: 'Ambassador',
          enter: {
            all: [
              { metric: 'nights', atLeast: 100 },
              { metric: 'spend', atLeast: 2_300_000 },
            ],
          },
        },
      ],
      window: { kind: 'calendar', unit: 'year' },
      validity: { kind: 'end-of-window', plusWindows: 1, plusMonths: 2 },
    },
    {
      kind: 'window',
      id: 'lifetime',
      metrics: { years: { from: 'windows-held', ladderId: 'elite', level: 'Silver' } },
      levels: [
        { name: 'None' },
        {
          name: 'Lifetime Silver',
          enter: {
            all: [
              { metric: 'nights', atLeast: 250 },
              { metric: 'years', atLeast: 5 },
            ],
          },
        },
      ],
      window: { kind: 'lifetime' },
      validity: { kind: 'forever' },
    },
  ],
} as const satisfies Program;

/** Any of three measures, nights roll over, bonuses at totals, lower thresholds for one year. */
const hiltonLevels = (nights: readonly [number, number, number]) =>
  [
    { name: 'Member' },
    ...(['Silver', 'Gold', 'Diamond'] as const).map((name, i) => ({
      name,
      enter: {
        any: [
          { metric: 'nights', atLeast: nights[i]! },
          { metric: 'stays', atLeast: [4, 20, 30][i]! },
          { metric: 'basePoints', atLeast: [25_000, 75_000, 120_000][i]! },
        ],
      },
    })),
  ] as const;
export const hiltonLike: Program = {
  ...base,
  id: 'hilton-like',
  timeZone: 'America/New_York',
  points: {
    earn: [
      { id: 'stay', kind: 'spend', points: '10', perMinor: 100 },
      {
        id: 'forty',
        kind: 'milestone',
        metric: 'nights',
        from: 40,
        every: 10,
        points: 10_000,
        window: { kind: 'calendar', unit: 'year' },
      },
      {
        id: 'sixty',
        kind: 'milestone',
        metric: 'nights',
        from: 60,
        to: 60,
        points: 30_000,
        window: { kind: 'calendar', unit: 'year' },
      },
    ],
  },
  ladders: [
    {
      kind: 'window',
      id: 'honors',
      metrics: { basePoints: { from: 'points', rules: ['stay'] } },
      levels: hiltonLevels([10, 40, 60]),
      window: { kind: 'calendar', unit: 'year' },
      validity: { kind: 'end-of-window', plusWindows: 1, plusMonths: 3 },
      rollover: { metric: 'nights', cap: 60 },
    },
  ],
  changes: [
    { from: '2021-01-01T00:00:00-05:00', ladders: { honors: { levels: hiltonLevels([5, 20, 30]) } } },
    { from: '2022-01-01T00:00:00-05:00', ladders: { honors: { levels: hiltonLevels([10, 40, 60]) } } },
  ],
};

/** Before 2024: (miles or segments) and (dollars or card spend). */
export const deltaLike = {
  ...base,
  id: 'delta-like',
  timeZone: 'America/New_York',
  ladders: [
    {
      kind: 'window',
      id: 'medallion',
      levels: [
        { name: 'Member' },
        {
          name: 'Gold',
          enter: {
            all: [
              {
                any: [
                  { metric: 'miles', atLeast: 50_000 },
                  { metric: 'segments', atLeast: 60 },
                ],
              },
              {
                any: [
                  { metric: 'dollars', atLeast: 8000 },
                  { metric: 'cardSpend', atLeast: 25_000 },
                ],
              },
            ],
          },
        },
      ],
      window: { kind: 'calendar', unit: 'year' },
      validity: { kind: 'end-of-window', plusWindows: 1, plusMonths: 1 },
    },
  ],
} as const satisfies Program;

/** Points end after a year of silence; rates by level. */
export const sephoraLike = {
  ...base,
  id: 'sephora-like',
  timeZone: 'America/Los_Angeles',
  currency: 'USD',
  points: {
    earn: [{ id: 'base', kind: 'spend', points: '1', perMinor: 100 }],
    multipliers: [{ id: 'tier', kind: 'tier', ladderId: 'club', rates: { VIB: '1.25', Rouge: '1.5' } }],
    expiry: { kind: 'inactivity', months: 12 },
  },
  ladders: [
    {
      kind: 'window',
      id: 'club',
      metrics: { spend: { from: 'spend' } },
      levels: [
        { name: 'Insider' },
        { name: 'VIB', enter: { metric: 'spend', atLeast: 35_000 } },
        { name: 'Rouge', enter: { metric: 'spend', atLeast: 100_000 } },
      ],
      window: { kind: 'calendar', unit: 'year' },
      validity: { kind: 'end-of-window', plusWindows: 1 },
    },
  ],
} as const satisfies Program;

/** Stars with one decimal; rolling 12 months; stars of higher levels never end. */
export const starbucksLike = {
  ...base,
  id: 'starbucks-like',
  timeZone: 'America/Los_Angeles',
  points: {
    scale: 1,
    earn: [{ id: 'stars', kind: 'spend', points: '1', perMinor: 100, mode: 'proportional' }],
    multipliers: [{ id: 'tier', kind: 'tier', ladderId: 'level', rates: { Gold: '1.2', Reserve: '1.7' } }],
    expiry: {
      kind: 'after-earning',
      months: 6,
      roundUpTo: 'month',
      exceptTiers: { ladderId: 'level', levels: ['Gold', 'Reserve'] },
    },
  },
  ladders: [
    {
      kind: 'window',
      id: 'level',
      metrics: { stars: { from: 'points', rules: ['stars'] } },
      levels: [
        { name: 'Green' },
        { name: 'Gold', enter: { metric: 'stars', atLeast: 5000 } },
        { name: 'Reserve', enter: { metric: 'stars', atLeast: 25_000 } },
      ],
      window: { kind: 'rolling', months: 12 },
      validity: { kind: 'after-reaching', months: 12 },
    },
  ],
} as const satisfies Program;

/** April to March, until 30 April after the following year, one level a year on the way down. */
export const britishAirwaysLike = {
  ...base,
  id: 'british-airways-like',
  timeZone: 'Europe/London',
  ladders: [
    {
      kind: 'window',
      id: 'club',
      levels: [
        { name: 'Blue' },
        { name: 'Bronze', enter: { metric: 'tierPoints', atLeast: 300 } },
        { name: 'Silver', enter: { metric: 'tierPoints', atLeast: 600 } },
        { name: 'Gold', enter: { metric: 'tierPoints', atLeast: 1500 } },
      ],
      window: { kind: 'calendar', unit: 'year', startsOn: '04-01' },
      validity: { kind: 'end-of-window', plusWindows: 1, plusMonths: 1 },
      downgrade: { kind: 'one-level', months: 12 },
    },
  ],
} as const satisfies Program;

/** A counter that levels are paid from. */
export const flyingBlueLike = {
  ...base,
  id: 'flying-blue-like',
  timeZone: 'Europe/Paris',
  ladders: [
    {
      kind: 'counter',
      id: 'xp',
      levels: [
        { name: 'Explorer' },
        { name: 'Silver', cost: 100 },
        { name: 'Gold', cost: 180 },
        { name: 'Platinum', cost: 300 },
      ],
      metric: 'xp',
      months: 12,
      carryCap: 300,
    },
  ],
} as const satisfies Program;

/** Points and half of them on own flights; the status year begins in April. */
export const anaLike = {
  ...base,
  id: 'ana-like',
  timeZone: 'Asia/Tokyo',
  ladders: [
    {
      kind: 'window',
      id: 'premium',
      levels: [
        { name: 'Member' },
        {
          name: 'Bronze',
          enter: {
            all: [
              { metric: 'pp', atLeast: 30_000 },
              { metric: 'ownPp', atLeast: 15_000 },
            ],
          },
        },
        {
          name: 'Platinum',
          enter: {
            all: [
              { metric: 'pp', atLeast: 50_000 },
              { metric: 'ownPp', atLeast: 25_000 },
            ],
          },
        },
      ],
      window: { kind: 'calendar', unit: 'year' },
      upgrade: { kind: 'period-end', plusMonths: 3 },
      validity: { kind: 'end-of-window', plusWindows: 1, plusMonths: 3 },
    },
  ],
  extensions: [
    {
      announcedAt: '2020-04-15T00:00:00+09:00',
      validAt: '2020-04-15T00:00:00+09:00',
      until: '2022-04-01T00:00:00+09:00',
    },
  ],
} as const satisfies Program;

/** No levels: 1 point for each full euro, held 14 days, ends 12 months later with the month. */
export const flatRetail = {
  ...base,
  id: 'flat-retail',
  timeZone: 'Europe/Berlin',
  currency: 'EUR',
  points: {
    earn: [{ id: 'base', kind: 'spend', points: '1', perMinor: 100 }],
    multipliers: [
      {
        id: 'coffee',
        kind: 'promotion',
        rate: '2',
        where: { categories: ['coffee'] },
        times: { count: 1, per: 'day' },
      },
    ],
    caps: [{ id: 'daily', points: 1000, per: 'day' }],
    hold: { days: 14 },
    expiry: { kind: 'after-earning', months: 12, roundUpTo: 'month' },
    spending: { minimum: 500, step: 100, price: { points: 100, minor: 100 } },
  },
} as const satisfies Program;

/** Levels by months paid, a bonus a year, pauses that move the end, 30 days of grace. */
export const subscriptionYears = {
  ...base,
  id: 'subscription-years',
  timeZone: 'UTC',
  points: {
    earn: [{ id: 'year', kind: 'flat', points: 100, on: 'anniversary' }],
    negative: 'write-off',
  },
  ladders: [
    {
      kind: 'window',
      id: 'loyal',
      levels: [{ name: 'New' }, { name: 'Regular', enter: { metric: 'monthsPaid', atLeast: 12 } }],
      window: { kind: 'membership-year' },
      validity: { kind: 'end-of-window', plusWindows: 1 },
      graceDays: 30,
    },
  ],
} as const satisfies Program;

/** Lifetime revenue with take-back, a rolling year, a level by grant only, bonuses per 100,000. */
export const b2bLifetime = {
  ...base,
  id: 'b2b-lifetime',
  timeZone: 'Europe/Berlin',
  points: {
    earn: [
      {
        id: 'per100k',
        kind: 'milestone',
        metric: 'invoiced',
        from: 100_000,
        every: 100_000,
        points: 500,
        window: { kind: 'lifetime' },
      },
    ],
    expiry: { kind: 'never' },
  },
  ladders: [
    {
      kind: 'window',
      id: 'lifetime',
      levels: [
        { name: 'Buyer' },
        { name: 'Partner', enter: { metric: 'invoiced', atLeast: 250_000 } },
        { name: 'Board' },
      ],
      window: { kind: 'lifetime' },
      validity: { kind: 'forever' },
      reversal: 'revoke',
    },
    {
      kind: 'window',
      id: 'active',
      levels: [{ name: 'Quiet' }, { name: 'Active', enter: { metric: 'invoiced', atLeast: 100_000 } }],
      window: { kind: 'rolling', months: 12 },
      validity: { kind: 'while-met' },
    },
  ],
} as const satisfies Program;

/** Yearly spend in three steps; nothing rounded, nothing held. */
export const nordstromLike = {
  ...base,
  id: 'nordstrom-like',
  timeZone: 'America/Los_Angeles',
  points: {
    earn: [{ id: 'base', kind: 'spend', points: '2', perMinor: 100 }],
    spending: { minimum: 2000, step: 2000, price: { points: 2000, minor: 2000 } },
  },
  ladders: [
    {
      kind: 'window',
      id: 'club',
      metrics: { spend: { from: 'spend' } },
      levels: [
        { name: 'Member' },
        { name: 'Influencer', enter: { metric: 'spend', atLeast: 50_000 } },
        { name: 'Ambassador', enter: { metric: 'spend', atLeast: 200_000 } },
        { name: 'Icon', enter: { metric: 'spend', atLeast: 500_000 } },
      ],
      window: { kind: 'calendar', unit: 'year' },
      validity: { kind: 'end-of-window', plusWindows: 1 },
    },
  ],
} as const satisfies Program;
