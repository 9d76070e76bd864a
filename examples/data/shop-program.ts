/** The program of the pictures and of the live year of a member: a point a euro, three levels by the spend of a year. */
import type { Program } from 'clientele/loyalty';

export const SHOP_PROGRAM = {
  kind: 'loyalty-program',
  version: 1,
  id: 'shop',
  timeZone: 'Europe/Paris',
  points: {
    earn: [{ id: 'base', kind: 'spend', points: '1', perMinor: 100 }],
    expiry: { kind: 'after-earning', months: 12, roundUpTo: 'month' },
  },
  ladders: [
    {
      kind: 'window',
      id: 'status',
      metrics: { spend: { from: 'spend' } },
      levels: [
        { name: 'Member' },
        { name: 'Silver', enter: { metric: 'spend', atLeast: 40_000 } },
        { name: 'Gold', enter: { metric: 'spend', atLeast: 100_000 } },
      ],
      window: { kind: 'calendar', unit: 'year' },
      validity: { kind: 'end-of-window', plusWindows: 1 },
      downgrade: { kind: 'one-level', months: 12 },
    },
  ],
} as const satisfies Program;

export const LEVEL_COLORS = { Member: '#bab0ac', Silver: '#8aa0b8', Gold: '#e0b02f' };
