/** Points that end with the program's year end where a year begins, however many years later. */
import { replayEvents } from 'clientele/loyalty';
import { describe, expect, test } from 'vitest';
import { shop } from './shop.ts';

const endOf = (earnedAt: string, startsOn: string, plusYears: number, timeZone: string): string => {
  const program = shop({ expiry: { kind: 'end-of-year', startsOn, plusYears } }, { timeZone });
  const credit = { id: 'c', memberId: 'anna', at: earnedAt, type: 'credit', points: 1 } as const;
  return new Date(replayEvents(program, [credit]).lots[0]!.expiresAt!).toISOString();
};

describe('a year that begins on 29 February begins on the 28th in common years', () => {
  test.each([
    ['2023-02-27T12:00:00Z', 0, '2023-02-28'],
    ['2023-02-27T12:00:00Z', 1, '2024-02-29'],
    ['2023-02-28T00:00:00Z', 0, '2024-02-29'],
    ['2023-02-28T00:00:00Z', 1, '2025-02-28'],
    ['2024-02-28T12:00:00Z', 4, '2028-02-29'],
    ['2024-02-29T00:00:00Z', 3, '2028-02-29'],
  ])('earned at %s, %i years later: %s', (earnedAt, plusYears, on) => {
    expect(endOf(earnedAt, '02-29', plusYears, 'UTC')).toBe(`${on}T00:00:00.000Z`);
  });
});

// São Paulo skipped the midnight of 15 October 2017: that day began at one o'clock, the same day a year later at midnight.
test.each([
  ['2017-10-14T12:00:00Z', 0, '2017-10-15T03:00:00.000Z'],
  ['2017-10-14T12:00:00Z', 1, '2018-10-15T03:00:00.000Z'],
  ['2016-10-14T12:00:00Z', 1, '2017-10-15T03:00:00.000Z'],
])('a year begins with the first instant of its day: earned at %s, %i years later', (earnedAt, plusYears, end) => {
  expect(endOf(earnedAt, '10-15', plusYears, 'America/Sao_Paulo')).toBe(end);
});
