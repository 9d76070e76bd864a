import { assignTier, measureBalance, replayEvents, scheduleExpiry, type Program } from 'clientele/loyalty';
import { describe, expect, test } from 'vitest';

const program: Program = {
  kind: 'loyalty-program',
  version: 1,
  id: 'years',
  timeZone: 'UTC',
  points: {
    earn: [
      { id: 'birthday', kind: 'flat', points: 10, on: 'anniversary', validUntil: '2027-01-01T00:00:00Z' },
      {
        id: 'late',
        kind: 'flat',
        points: 1,
        on: 'anniversary',
        validFrom: '2026-01-01T00:00:00Z',
        validUntil: '2027-06-01T00:00:00Z',
      },
    ],
  },
  ladders: [
    {
      kind: 'window',
      id: 'status',
      levels: [{ name: 'Member' }, { name: 'Gold', enter: { metric: 'visits', atLeast: 1 } }],
      window: { kind: 'lifetime' },
      validity: { kind: 'forever' },
    },
    {
      kind: 'balance',
      id: 'purse',
      levels: [
        { name: 'Empty', atLeast: 0 },
        { name: 'Some', atLeast: 25 },
      ],
    },
  ],
};
const at = Date.UTC(2024, 1, 29, 12);
const account = replayEvents(program, [{ id: 'e', memberId: 'anna', at, type: 'enroll' }]);

describe('a yearly bonus', () => {
  test('does not make a question about a level that it never changes walk to the end of the calendar', () => {
    expect(assignTier(program, account, { ladderId: 'status', asOf: at })).toMatchObject({
      level: 'Member',
      nextChangeAt: null,
      nextLevel: null,
    });
  });

  test('brings a level of the balance when it does, on the 28th of common years', () => {
    expect(assignTier(program, account, { ladderId: 'purse', asOf: at })).toMatchObject({
      level: 'Empty',
      nextChangeAt: null,
    });
    const balance = (asOf: string) => measureBalance(program, account, { asOf }).available;
    expect(
      [
        '2025-02-27T23:59:59Z',
        '2025-02-28T00:00:00Z',
        '2026-02-28T00:00:00Z',
        '2027-02-28T00:00:00Z',
        '2030-01-01T00:00:00Z',
      ].map(balance),
    ).toEqual([0, 10, 21, 22, 22]);
    expect(measureBalance(program, account, { asOf: at })).toMatchObject({
      nextChange: 'bonus',
      nextChangeAt: Date.UTC(2025, 1, 28),
    });
  });

  test('that is over changes nothing more, and points that never end are not scheduled', () => {
    const asOf = '2028-01-01T00:00:00Z';
    expect(measureBalance(program, account, { asOf })).toMatchObject({
      available: 22,
      nextChangeAt: null,
      nextChange: null,
    });
    const credited = replayEvents(program, [{ id: 'c', memberId: 'anna', at, type: 'credit', points: 5 }]);
    expect(scheduleExpiry(program, credited, { asOf: at })).toEqual([]);
  });

  test('counts from the day on which the membership began anew', () => {
    const fact = (id: string, on: string, type: 'enroll' | 'close') => ({
      id,
      memberId: 'anna',
      at: Date.parse(on),
      type,
    });
    const life = [
      fact('a', '2025-01-10T12:00Z', 'enroll'),
      fact('b', '2025-02-10T12:00Z', 'close'),
      fact('c', '2025-03-10T12:00Z', 'enroll'),
    ];
    const paid = (asOf: string) => replayEvents(program, life, { asOf }).totals.issued;
    expect(['2026-01-20T00:00Z', '2026-03-09T23:59Z', '2026-03-10T00:00Z'].map(paid)).toEqual([0, 0, 11]);
  });

  test('is paid until the calendar ends', () => {
    const enrolled = replayEvents(program, [
      { id: 'e', memberId: 'anna', at: Date.UTC(275_757, 0, 10), type: 'enroll' },
    ]);
    const forever: Program = {
      ...program,
      points: { earn: [{ id: 'birthday', kind: 'flat', points: 10, on: 'anniversary' }] },
    };
    // The last instant of a date is in September of the year 275760: its January is no longer looked for.
    expect(measureBalance(forever, enrolled, { asOf: 8.64e15 })).toMatchObject({ available: 20, nextChangeAt: null });
  });

  test('is paid by its own rules, not by those of orders, activities or the enrollment', () => {
    const flat = (id: string, on: 'order' | 'enrollment' | 'anniversary' | { activity: string }, points: number) =>
      ({ id, kind: 'flat', on, points }) as const;
    const spend = { id: 'spend', kind: 'spend', points: '1', perMinor: 1 } as const;
    const earn = [flat('o', 'order', 1), flat('a', { activity: 'visits' }, 20), flat('e', 'enrollment', 300), spend];
    const paid = (...more: ReturnType<typeof flat>[]) => {
      const shop: Program = { ...program, points: { earn: [...earn, ...more] } };
      const one = replayEvents(shop, [{ id: 'e', memberId: 'anna', at, type: 'enroll' }], {
        asOf: '2026-03-01T00:00:00Z',
      });
      return [one.totals.issued, one.anniversaries];
    };
    expect(paid(flat('y', 'anniversary', 4000))).toEqual([8300, 2]);
    expect(paid()).toEqual([300, 0]);
    // A bonus of nothing is none.
    expect(paid(flat('y', 'anniversary', 0))).toEqual([300, 0]);
  });
});
