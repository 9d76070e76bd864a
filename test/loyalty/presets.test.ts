import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import {
  assignTier,
  checkProgram,
  decideRedemption,
  measureBalance,
  measureProgress,
  replayEvents,
  type LoyaltyEvent,
  type Program,
} from 'clientele/loyalty';
import { parseProgram } from 'clientele/schemas';
import { describe, expect, test } from 'vitest';
import * as presets from './presets.ts';

let n = 0;
const base = (at: string) => ({ id: `e${n++}`, memberId: 'anna', at });
const did = (at: string, metrics: Record<string, number>): LoyaltyEvent => ({ ...base(at), type: 'activity', metrics });
const bought = (at: string, amountMinor: number): LoyaltyEvent => ({
  ...base(at),
  type: 'purchase',
  orderId: `o${n}`,
  amountMinor,
});
const iso = (at: number | null): string | null => (at === null ? null : new Date(at).toISOString());

function tier(program: Program, events: LoyaltyEvent[], ladderId: string, asOf: string): [string, string | null] {
  const answer = assignTier(program, replayEvents(program, events, { asOf }), { ladderId, asOf });
  return [answer.level, iso(answer.untilAt)];
}
const balance = (program: Program, events: LoyaltyEvent[], asOf: string) =>
  measureBalance(program, replayEvents(program, events, { asOf }), { asOf });

test.each(Object.entries(presets))('%s is sound, and passes the door for untrusted JSON', (_, program) => {
  expect(checkProgram(program).filter(({ severity }) => severity === 'error')).toEqual([]);
  expect(parseProgram(program)).toEqual({ value: program, issues: [] });
});

test('every file of examples/loyalty/programs is one of these', () => {
  const folder = fileURLToPath(new URL('../../examples/loyalty/programs/', import.meta.url));
  const ids = Object.values(presets).map(({ id }) => `${id}.json`);
  expect(readdirSync(folder).sort()).toEqual(ids.sort());
});

describe('hotels', () => {
  test('marriott-like: 50 nights last until the end of February after the next year, then what was earned', () => {
    const events = [did('2024-06-01T12:00:00Z', { nights: 50 }), did('2025-05-01T12:00:00Z', { nights: 12 })];
    const at = (asOf: string) => tier(presets.marriottLike, events, 'elite', asOf);
    expect(at('2024-07-01T00:00:00Z')).toEqual(['Platinum', '2026-03-01T05:00:00.000Z']);
    expect(at('2026-03-01T04:59:59Z')[0]).toBe('Platinum');
    expect(at('2026-03-01T05:00:00Z')).toEqual(['Silver', '2027-03-01T05:00:00.000Z']);
  });

  test('marriott-like: a challenge with 15 paid nights in time lasts longer, with 14 it does not', () => {
    const grant: LoyaltyEvent = {
      ...base('2024-11-21T12:00:00Z'),
      type: 'grant',
      ladderId: 'elite',
      level: 'Platinum',
      until: '2025-03-01T05:00:00Z',
      reason: 'challenge',
      extendIf: {
        metric: 'nights',
        atLeast: 15,
        from: '2024-11-21T05:00:00Z',
        to: '2025-03-01T05:00:00Z',
        until: '2026-03-01T05:00:00Z',
      },
    };
    const nights = (count: number) => [
      grant,
      did('2024-12-20T12:00:00Z', { nights: 9 }),
      did('2025-02-10T12:00:00Z', { nights: count - 9 }),
    ];
    const at = (count: number) => tier(presets.marriottLike, nights(count), 'elite', '2025-02-20T00:00:00Z');
    expect(at(15)).toEqual(['Platinum', '2026-03-01T05:00:00.000Z']);
    expect(at(14)).toEqual(['Platinum', '2025-03-01T05:00:00.000Z']);
  });

  test('marriott-like: lifetime needs nights and years, the year counts when it is complete', () => {
    const years = [2019, 2020, 2021, 2022, 2023].map((year) => did(`${year}-06-01T12:00:00Z`, { nights: 50 }));
    const at = (asOf: string) => tier(presets.marriottLike, years, 'lifetime', asOf)[0];
    expect([at('2023-12-31T00:00:00Z'), at('2024-01-01T05:00:00Z')]).toEqual(['None', 'Lifetime Silver']);
  });

  test('hilton-like: any of three measures, nights above the level roll once, bonuses at 40 and 60', () => {
    const events = [
      did('2023-05-01T12:00:00Z', { nights: 38, stays: 10 }),
      did('2023-11-01T12:00:00Z', { nights: 24 }),
    ];
    expect(tier(presets.hiltonLike, events, 'honors', '2023-12-01T00:00:00Z')).toEqual([
      'Diamond',
      '2025-04-01T04:00:00.000Z',
    ]);
    expect(balance(presets.hiltonLike, events, '2023-12-01T00:00:00Z').available).toBe(60_000);
    const account = replayEvents(presets.hiltonLike, events, { asOf: '2024-02-01T00:00:00Z' });
    expect(
      measureProgress(presets.hiltonLike, account, { ladderId: 'honors', asOf: '2024-02-01T00:00:00Z' }).totals,
    ).toMatchObject({ nights: 2 });
    expect(
      tier(presets.hiltonLike, [did('2021-06-01T12:00:00Z', { nights: 30 })], 'honors', '2021-07-01T00:00:00Z')[0],
    ).toBe('Diamond');
    expect(
      tier(presets.hiltonLike, [did('2022-06-01T12:00:00Z', { nights: 30 })], 'honors', '2022-07-01T00:00:00Z')[0],
    ).toBe('Silver');
  });
});

describe('airlines', () => {
  test('delta-like: one of each pair', () => {
    const at = (metrics: Record<string, number>) =>
      tier(presets.deltaLike, [did('2023-06-01T12:00:00Z', metrics)], 'medallion', '2023-07-01T00:00:00Z');
    expect(at({ miles: 50_000, cardSpend: 25_000 })).toEqual(['Gold', '2025-02-01T05:00:00.000Z']);
    expect(at({ segments: 60, dollars: 8000 })[0]).toBe('Gold');
    expect(at({ miles: 90_000, segments: 90 })[0]).toBe('Member');
    const account = replayEvents(presets.deltaLike, [did('2023-06-01T12:00:00Z', { miles: 20_000, dollars: 2000 })]);
    const { next } = measureProgress(presets.deltaLike, account, {
      ladderId: 'medallion',
      asOf: '2023-07-01T00:00:00Z',
    });
    expect(next?.missing.map(({ metric, missing }) => [metric, missing])).toEqual([
      ['miles', 5000],
      ['segments', 30],
      ['dollars', 1000],
      ['cardSpend', 25_000],
    ]);
    expect(next?.alternatives).toHaveLength(4);
    expect(next?.alternatives[0]?.map(({ metric }) => metric)).toEqual(['miles', 'dollars']);
  });

  test('british-airways-like: April to March, until 30 April, then one level a year', () => {
    const events = [did('2022-10-01T12:00:00Z', { tierPoints: 1500 })];
    const at = (asOf: string) => tier(presets.britishAirwaysLike, events, 'club', asOf)[0];
    expect(tier(presets.britishAirwaysLike, events, 'club', '2022-10-02T00:00:00Z')).toEqual([
      'Gold',
      '2024-04-30T23:00:00.000Z',
    ]);
    expect(
      ['2024-04-30T22:59:59Z', '2024-05-01T00:00:00Z', '2025-05-01T00:00:00Z', '2026-05-01T00:00:00Z'].map(at),
    ).toEqual(['Gold', 'Silver', 'Bronze', 'Blue']);
  });

  test('delta-like: since 2024 only dollars count', () => {
    const events = [
      did('2024-03-01T12:00:00Z', { miles: 60_000, dollars: 9000 }),
      did('2024-04-01T12:00:00Z', { dollars: 1000 }),
    ];
    const at = (asOf: string) => tier(presets.deltaLike, events, 'medallion', asOf);
    expect(at('2024-03-02T00:00:00Z')[0]).toBe('Silver');
    expect(at('2024-04-02T00:00:00Z')).toEqual(['Gold', '2026-02-01T05:00:00.000Z']);
  });

  test('british-airways-like: in 2020 a level was kept for a quarter less, reached for as much as ever', () => {
    const gold = did('2019-05-01T12:00:00Z', { tierPoints: 1500 });
    const in2020 = (tierPoints: number) =>
      tier(
        presets.britishAirwaysLike,
        [gold, did('2020-06-01T12:00:00Z', { tierPoints })],
        'club',
        '2021-06-01T00:00:00Z',
      );
    expect(in2020(1125)).toEqual(['Gold', '2022-04-30T23:00:00.000Z']);
    expect(in2020(1124)[0]).toBe('Silver');
    const fresh = tier(
      presets.britishAirwaysLike,
      [did('2020-06-01T12:00:00Z', { tierPoints: 1125 })],
      'club',
      '2020-07-01T00:00:00Z',
    );
    expect(fresh[0]).toBe('Silver');
  });

  test('british-airways-2024-like: the short year counts from April, judged from its first instant', () => {
    const events = [did('2024-05-01T12:00:00Z', { tierPoints: 400 }), did('2024-08-01T12:00:00Z', { tierPoints: 200 })];
    const at = (asOf: string) => tier(presets.britishAirways2024Like, events, 'club', asOf);
    // The long year before holds the 400 as well.
    expect(at('2024-05-02T00:00:00Z')).toEqual(['Bronze', '2025-04-30T23:00:00.000Z']);
    expect(at('2024-07-08T23:00:00Z')).toEqual(['Bronze', '2026-04-30T23:00:00.000Z']);
    expect(at('2024-08-02T00:00:00Z')).toEqual(['Silver', '2026-04-30T23:00:00.000Z']);
  });

  test('flying-blue-like: levels are paid from the counter, a shortfall costs one level', () => {
    const events = [did('2024-01-10T12:00:00Z', { xp: 90 }), did('2024-03-10T12:00:00Z', { xp: 200 })];
    const at = (asOf: string) =>
      assignTier(presets.flyingBlueLike, replayEvents(presets.flyingBlueLike, events, { asOf }), {
        ladderId: 'xp',
        asOf,
      });
    expect(at('2024-02-01T00:00:00Z')).toMatchObject({ level: 'Explorer', counter: 90 });
    expect(at('2024-04-01T00:00:00Z')).toMatchObject({ level: 'Gold', counter: 10 });
    expect(at('2025-03-10T11:59:59Z').level).toBe('Gold');
    expect(at('2025-03-10T12:00:00Z')).toMatchObject({ level: 'Silver', counter: 0 });
  });

  test('ana-like: status begins in April, and the extension of 2020 is unknown before it', () => {
    const events = [did('2018-08-01T12:00:00Z', { pp: 50_000, ownPp: 25_000 })];
    const at = (asOf: string) => tier(presets.anaLike, events, 'premium', asOf);
    expect(at('2019-03-31T14:59:59Z')[0]).toBe('Member');
    expect(at('2019-03-31T15:00:00Z')).toEqual(['Platinum', '2020-03-31T15:00:00.000Z']);
    const later = [did('2019-08-01T12:00:00Z', { pp: 50_000, ownPp: 25_000 })];
    expect(tier(presets.anaLike, later, 'premium', '2020-04-10T00:00:00Z')).toEqual([
      'Platinum',
      '2021-03-31T15:00:00.000Z',
    ]);
    expect(tier(presets.anaLike, later, 'premium', '2020-04-16T00:00:00Z')).toEqual([
      'Platinum',
      '2022-03-31T15:00:00.000Z',
    ]);
    expect(
      tier(
        presets.anaLike,
        [did('2019-08-01T12:00:00Z', { pp: 50_000, ownPp: 9000 })],
        'premium',
        '2020-04-10T00:00:00Z',
      )[0],
    ).toBe('Member');
  });
});

describe('shops', () => {
  test('sephora-like: the level just before the purchase multiplies; a year of silence ends all', () => {
    const events = [bought('2024-03-01T20:00:00Z', 40_000), bought('2024-04-01T20:00:00Z', 10_000)];
    expect(tier(presets.sephoraLike, events, 'club', '2024-05-01T00:00:00Z')).toEqual([
      'VIB',
      '2026-01-01T08:00:00.000Z',
    ]);
    expect(balance(presets.sephoraLike, events, '2025-04-01T19:59:59Z').available).toBe(525);
    expect(balance(presets.sephoraLike, events, '2025-04-01T20:00:00Z').available).toBe(0);
  });

  test('starbucks-like: decimals of stars, a rolling year, base stars end and Gold stars do not', () => {
    const events = [bought('2026-01-15T20:00:00Z', 50_000), bought('2026-02-01T20:00:00Z', 1234)];
    const at = (asOf: string) => tier(presets.starbucksLike, events, 'level', asOf);
    expect(at('2026-02-02T00:00:00Z')).toEqual(['Gold', '2027-02-01T20:00:00.000Z']);
    // 500 stars for 500.00 at the base level, then 12.34 · 1.2 = 14.808 at Gold
    expect(balance(presets.starbucksLike, events, '2026-02-02T00:00:00Z').available).toBe(5148);
    expect(balance(presets.starbucksLike, events, '2026-08-02T00:00:00Z').available).toBe(148);
  });

  test('nordstrom-like: points and a note at 2,000', () => {
    const events = [bought('2018-03-01T20:00:00Z', 200_000)];
    expect(tier(presets.nordstromLike, events, 'club', '2018-04-01T00:00:00Z')).toEqual([
      'Ambassador',
      '2020-01-01T08:00:00.000Z',
    ]);
    const account = replayEvents(presets.nordstromLike, events);
    const ask = (points: number) =>
      decideRedemption(presets.nordstromLike, account, { points }, { asOf: '2018-04-01T00:00:00Z', eventId: 'r' });
    expect([ask(2000).accepted, ask(4000).accepted]).toEqual([true, true]);
    expect(ask(3000).reasons.map(({ code }) => code)).toEqual(['not-a-step']);
    expect(ask(1000).reasons.map(({ code }) => code)).toContain('below-minimum');
  });

  test('flat retail: hold, cap, double coffee once a day, end of the month a year later', () => {
    const coffee = (at: string): LoyaltyEvent => ({
      ...base(at),
      type: 'purchase',
      orderId: `o${n}`,
      amountMinor: 1050,
      lines: [
        { id: '1', amountMinor: 400, category: 'coffee' },
        { id: '2', amountMinor: 650 },
      ],
    });
    const events = [
      coffee('2024-05-10T08:00:00Z'),
      coffee('2024-05-10T12:00:00Z'),
      bought('2024-05-10T15:00:00Z', 200_000),
    ];
    // 10 full euros and 400/1050 of them once more: 13.8, down to 13; then 10 without a second doubling; then the cap
    expect(balance(presets.flatRetail, events, '2024-05-10T16:00:00Z')).toMatchObject({ available: 0, pending: 1000 });
    expect(balance(presets.flatRetail, events.slice(0, 2), '2024-05-25T00:00:00Z').available).toBe(23);
    expect(balance(presets.flatRetail, events, '2025-05-31T21:59:59Z').available).toBe(1000);
    expect(balance(presets.flatRetail, events, '2025-05-31T22:00:00Z').available).toBe(0);
  });
});

describe('contracts', () => {
  test('subscription years: a bonus each year, grace, and a pause that moves the end', () => {
    const enroll: LoyaltyEvent = { ...base('2022-03-15T10:00:00Z'), type: 'enroll' };
    const paid = did('2022-12-01T00:00:00Z', { monthsPaid: 12 });
    const events = [enroll, paid];
    const at = (list: LoyaltyEvent[], asOf: string) => tier(presets.subscriptionYears, list, 'loyal', asOf);
    expect(at(events, '2023-01-01T00:00:00Z')).toEqual(['Regular', '2024-04-14T00:00:00.000Z']);
    expect(at(events, '2024-04-13T23:59:59Z')[0]).toBe('Regular');
    expect(at(events, '2024-04-14T00:00:00Z')[0]).toBe('New');
    const paused: LoyaltyEvent[] = [
      ...events,
      { ...base('2023-06-01T00:00:00Z'), type: 'pause' },
      { ...base('2023-06-11T00:00:00Z'), type: 'resume' },
    ];
    expect(at(paused, '2023-07-01T00:00:00Z')).toEqual(['Regular', '2024-04-24T00:00:00.000Z']);
    expect(balance(presets.subscriptionYears, events, '2025-03-14T23:59:59Z').available).toBe(200);
    expect(balance(presets.subscriptionYears, events, '2025-03-15T00:00:00Z').available).toBe(300);
    const taken: LoyaltyEvent = { ...base('2023-04-01T00:00:00Z'), type: 'adjust', points: -150, reason: 'chargeback' };
    expect(balance(presets.subscriptionYears, [...events, taken], '2023-05-01T00:00:00Z')).toMatchObject({
      available: 0,
      debt: 0,
    });
  });

  test('B2B lifetime: milestones, take-back, a rolling year, a board by grant only', () => {
    const events = [
      did('2024-01-15T09:00:00Z', { invoiced: 180_000 }),
      did('2024-06-15T09:00:00Z', { invoiced: 90_000 }),
    ];
    const at = (list: LoyaltyEvent[], ladderId: string, asOf: string) =>
      tier(presets.b2bLifetime, list, ladderId, asOf)[0];
    expect(balance(presets.b2bLifetime, events, '2030-01-01T00:00:00Z').available).toBe(1000);
    expect(at(events, 'lifetime', '2030-01-01T00:00:00Z')).toBe('Partner');
    expect(
      at([...events, did('2024-07-01T09:00:00Z', { invoiced: -30_000 })], 'lifetime', '2030-01-01T00:00:00Z'),
    ).toBe('Buyer');
    expect(['2025-01-15T08:59:59Z', '2025-01-15T09:00:00Z'].map((asOf) => at(events, 'active', asOf))).toEqual([
      'Active',
      'Quiet',
    ]);
    const board: LoyaltyEvent = {
      ...base('2024-08-01T09:00:00Z'),
      type: 'grant',
      ladderId: 'lifetime',
      level: 'Board',
      reason: 'chair',
    };
    expect(at([...events, board], 'lifetime', '2024-09-01T00:00:00Z')).toBe('Board');
  });
});
