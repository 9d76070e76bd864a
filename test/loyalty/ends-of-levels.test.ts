/** When a level really ends: what renews it, its grace, its reversal with the window, and a membership that begins anew. */
import {
  applyEvent,
  assignTier,
  checkAccount,
  checkProgram,
  listOutcomes,
  measureProgress,
  replayEvents,
  traceTiers,
  traceWindows,
  type LoyaltyEvent,
  type Program,
  type WindowLadder,
} from 'clientele/loyalty';
import { describe, expect, test } from 'vitest';
import { fact, hotel, ms, nights } from './shop.ts';

const status = { ladderId: 'status' } as const;
const short = (at: number | null) => (at === null ? null : new Date(at).toISOString().slice(0, 10));
/** Level, when time takes it away, and why it is held. */
const held = (program: Program, events: LoyaltyEvent[], day: string) => {
  expect(checkProgram(program)).toEqual([]);
  const account = replayEvents(program, events, { asOf: ms(day) });
  expect(checkAccount(account)).toEqual([]);
  const { level, untilAt, reasons } = assignTier(program, account, { ...status, asOf: ms(day) });
  return [level, short(untilAt), reasons[0]!.code];
};
const levels = (program: Program, events: LoyaltyEvent[], day: string) =>
  traceTiers(program, events, { ...status, asOf: ms(day) }).map(({ level, fromAt }) => `${level} ${short(fromAt)}`);

describe('a level of any twelve months, valid for six', () => {
  const rolling = {
    window: { kind: 'rolling', months: 12 },
    validity: { kind: 'after-reaching', months: 6 },
  } as const;
  const program = hotel(rolling);
  const reached = nights('2024-02-01', 15, 'reached');

  test('is renewed by a later activity while it is met', () => {
    expect(held(program, [reached, nights('2024-05-01', 1)], '2024-05-01')).toEqual([
      'Silver',
      '2024-11-01',
      'retained',
    ]);
  });

  test.each([
    ['nights that are taken back', [nights('2024-05-01', -2)]],
    [
      'a level given by hand',
      [fact('2024-05-01', { type: 'grant', ...status, level: 'Gold', until: '2024-05-02T00:00:00Z', reason: 'match' })],
    ],
  ])('is not renewed by %s', (_, later) => {
    expect(held(program, [reached, ...later], '2024-05-02')).toEqual(['Silver', '2024-08-01', 'qualified']);
  });

  test('is not renewed by a return', () => {
    const shop = hotel({ ...rolling, metrics: { nights: { from: 'spend' } } });
    const life = [
      fact('2024-02-01', { type: 'purchase', orderId: 'a', amountMinor: 15 }),
      fact('2024-05-01', { type: 'refund', orderId: 'a', amountMinor: 2 }),
    ];
    expect(held(shop, life, '2024-05-01')).toEqual(['Silver', '2024-08-01', 'qualified']);
  });

  test('that is renewed in its grace has its grace after its new end', () => {
    const graceful = hotel({ ...rolling, validity: { kind: 'after-reaching', days: 20 }, graceDays: 30 });
    // To 21 February, in grace to 22 March; renewed on 25 February to 16 March, and in grace to 15 April.
    const life = [reached, nights('2024-02-25', 1)];
    expect(held(graceful, life, '2024-02-25').slice(0, 2)).toEqual(['Silver', '2024-04-15']);
    expect(held(graceful, life, '2024-04-01')).toEqual(['Silver', '2024-04-15', 'grace']);
    expect(levels(graceful, life, '2025-01-01')).toEqual(['Silver 2024-02-01', 'Member 2024-04-15']);
  });
});

describe('nights of the last days of a month leave three months later at their own hour', () => {
  const program = hotel({ window: { kind: 'rolling', months: 3 }, validity: { kind: 'while-met' } });
  // 30 March 18:00 leaves on 30 June 18:00; 31 March 09:00 leaves on 30 June 09:00, before it.
  const life = [nights('2024-03-30T18:00:00Z', 5), nights('2024-03-31T09:00:00Z', 5)];

  test('also where the later ones leave first', () => {
    const account = replayEvents(program, life);
    const { untilAt } = assignTier(program, account, { ...status, asOf: ms('2024-04-01') });
    expect(new Date(untilAt!).toISOString()).toBe('2024-06-30T09:00:00.000Z');
    const totals = (at: string) => {
      const then = replayEvents(program, life, { asOf: ms(at) });
      expect(checkAccount(then)).toEqual([]);
      return measureProgress(program, then, { ...status, asOf: ms(at) }).totals;
    };
    expect(totals('2024-06-30T08:59:59.999Z')).toEqual({ nights: 10 });
    expect(totals('2024-06-30T09:00:00Z')).toEqual({ nights: 5 });
    expect(totals('2024-06-30T18:00:00Z')).toEqual({ nights: 0 });
  });
});

describe('a level lost with its window', () => {
  const program = hotel({ reversal: 'at-period-end' });
  const life = [nights('2024-03-01', 20), nights('2024-06-01', -15)];

  test('says the end of that window as its end as soon as its condition is no longer met', () => {
    expect(held(program, life.slice(0, 1), '2024-06-01')).toEqual(['Gold', '2026-01-01', 'qualified']);
    expect(held(program, life, '2024-06-01')).toEqual(['Gold', '2025-01-01', 'qualified']);
    expect(held(program, life, '2025-01-01')).toEqual(['Member', null, 'base']);
  });

  test('has its date again where the condition is met again', () => {
    expect(held(program, [...life, nights('2024-09-01', 15)], '2024-09-01')).toEqual([
      'Gold',
      '2026-01-01',
      'qualified',
    ]);
  });
});

test('a level that never ends is not ended by a condition that is no longer met', () => {
  const program = hotel({ validity: { kind: 'while-met' }, downgrade: { kind: 'never' } });
  const life = [nights('2024-03-01', 20)];
  expect(held(program, life, '2024-06-01')).toEqual(['Gold', null, 'qualified']);
  expect(held(program, life, '2026-06-01')).toEqual(['Gold', null, 'qualified']);
  expect(held(program, [...life, nights('2024-06-01', -20)], '2024-06-01')).toEqual(['Gold', null, 'qualified']);
});

describe('an extension', () => {
  const counter = (more: Partial<Program> = {}): Program => ({
    kind: 'loyalty-program',
    version: 1,
    id: 'blue',
    timeZone: 'UTC',
    ladders: [
      {
        kind: 'counter',
        id: 'status',
        metric: 'nights',
        months: 12,
        levels: [{ name: 'Member' }, { name: 'Silver', cost: 10 }, { name: 'Gold', cost: 20 }],
      },
    ],
    ...more,
  });
  const life = [nights('2024-03-01', 10)];

  test('event says how many levels it lengthened', () => {
    const facts = (program: Program, events: LoyaltyEvent[], day: string) => {
      const event = fact(day, { type: 'extend', ...status, until: '2026-06-01T00:00:00Z', reason: 'sorry' });
      return applyEvent(program, replayEvents(program, events), event).reasons[0];
    };
    const until = ms('2026-06-01');
    expect(facts(counter(), life, '2024-05-01')).toEqual({ code: 'extended', facts: { ...status, until, grants: 1 } });
    expect(facts(counter(), life, '2025-03-01')).toEqual({ code: 'extended', facts: { ...status, until, grants: 0 } });
    // Silver and Gold, both in force.
    expect(facts(hotel(), [nights('2024-03-01', 20)], '2024-05-01')!.facts['grants']).toBe(2);
  });

  test.each([
    ['of a window', hotel({ validity: { kind: 'end-of-window' } }), '2025-01-01'],
    ['of a counter', counter(), '2025-03-01'],
  ])('announced after a level %s had ended brings it back', (_, program, ended) => {
    const extended = {
      ...program,
      extensions: [{ announcedAt: ms('2025-04-01'), validAt: ms('2024-12-01'), until: ms('2025-09-01') }],
    };
    expect(held(extended, life, '2024-12-01')).toEqual(['Silver', ended, expect.any(String)]);
    expect(levels(extended, life, '2026-01-01').slice(-4)).toEqual([
      'Silver 2024-03-01',
      `Member ${ended}`,
      'Silver 2025-04-01',
      'Member 2025-09-01',
    ]);
  });
});

describe('a membership that begins anew after its end', () => {
  const again = [
    fact('2023-03-10', { id: 'first', type: 'enroll' }),
    nights('2023-04-01', 8),
    fact('2023-06-01', { id: 'gone', type: 'close' }),
    fact('2023-09-01', { id: 'back', type: 'enroll' }),
    nights('2023-10-01', 7),
  ];

  test.each([
    ['years', { kind: 'membership-year' }, '2024-09-01'],
    ['spans', { kind: 'every-days', days: 366 }, '2024-09-01'],
  ] as const)('counts its own %s: what came before counts in what came before', (_, window, toOn) => {
    const program = hotel({ window, validity: { kind: 'end-of-window' } });
    const progress = (day: string) => {
      const account = replayEvents(program, again, { asOf: ms(day) });
      expect(checkAccount(account)).toEqual([]);
      const { totals, windowFromAt, windowToAt } = measureProgress(program, account, { ...status, asOf: ms(day) });
      return [totals, short(windowFromAt), short(windowToAt)];
    };
    expect(progress('2023-05-01').slice(0, 2)).toEqual([{ nights: 8 }, '2023-03-10']);
    expect(progress('2023-10-01')).toEqual([{ nights: 7 }, '2023-09-01', toOn]);
    expect(progress('2024-04-01')).toEqual([{ nights: 7 }, '2023-09-01', toOn]);
    // 3 more make Silver to the end of the new year.
    const life = [...again, nights('2024-05-01', 3)];
    expect(held(program, life, '2024-05-01')).toEqual(['Silver', toOn, 'qualified']);
    expect(listOutcomes(program, life).every(({ outcome }) => outcome === 'applied')).toBe(true);
  });

  test('keeps the year of the calendar, and levels that were reached', () => {
    const program = hotel();
    expect(held(program, [...again, nights('2023-11-01', 1)], '2023-11-01')).toEqual([
      'Silver',
      '2025-01-01',
      'qualified',
    ]);
  });
});

describe('a ladder whose years a lifetime ladder counts', () => {
  const counted = (more: Partial<WindowLadder>): Program => {
    const program = hotel({ validity: { kind: 'end-of-window' }, ...more });
    const lifetime: WindowLadder = {
      kind: 'window',
      id: 'lifetime',
      levels: [{ name: 'Guest' }, { name: 'Friend', enter: { metric: 'years', atLeast: 1 } }],
      metrics: { years: { from: 'windows-held', ladderId: 'status', level: 'Silver' } },
      window: { kind: 'lifetime' },
      validity: { kind: 'forever' },
    };
    return { ...program, ladders: [...program.ladders!, lifetime] };
  };
  const gold = [nights('2024-03-01', 25)];

  test('lands as softly as it would alone', () => {
    const soft = { downgrade: { kind: 'one-level', months: 3 } } as const;
    const landed = ['Member 2024-01-01', 'Gold 2024-03-01', 'Silver 2025-01-01', 'Member 2025-04-01'];
    const life = [fact('2024-01-01', { type: 'enroll' }), ...gold];
    for (const program of [counted(soft), hotel({ ...soft, validity: { kind: 'end-of-window' } })])
      expect(levels(program, life, '2026-01-01')).toEqual(landed);
    const account = replayEvents(counted(soft), life, { asOf: ms('2025-01-01') });
    expect(assignTier(counted(soft), account, { ladderId: 'lifetime', asOf: ms('2025-01-01') }).level).toBe('Friend');
  });

  test('has its grace, and falls once to what rolled over', () => {
    expect(levels(counted({ graceDays: 10 }), gold, '2026-01-01')).toEqual(['Gold 2024-03-01', 'Member 2025-01-11']);
    // 12 nights beyond Gold are Silver from the first instant of the next year.
    const program = counted({ rollover: { metric: 'nights' } });
    const account = replayEvents(program, [nights('2024-03-01', 32)]);
    const { tierChanges } = applyEvent(program, account, fact('2025-01-01', { type: 'pause' }));
    expect(tierChanges.map(({ from, to }) => `${from} to ${to}`)).toEqual(['Gold to Silver', 'Guest to Friend']);
  });

  test.each([
    ['days of grace', { graceDays: 400 }],
    ['a soft landing', { downgrade: { kind: 'one-level', months: 13 } }],
  ] as const)('counts the year through which %s last', (_, more) => {
    const years = (day: string) => {
      const account = replayEvents(counted(more), gold, { asOf: ms(day) });
      return measureProgress(counted(more), account, { ladderId: 'lifetime', asOf: ms(day) }).totals;
    };
    expect(['2025-01-01', '2026-01-01', '2027-01-01'].map(years)).toEqual([{ years: 1 }, { years: 2 }, { years: 2 }]);
  });
});

describe('a level that was taken or has ended is reached anew by its own condition', () => {
  const levelsOf = [
    { name: 'Member' },
    { name: 'Silver', enter: { metric: 'nights', atLeast: 20 }, retain: { metric: 'nights', atLeast: 10 } },
  ] as const;
  const match = fact('2024-02-01', { type: 'grant', ...status, level: 'Silver', reason: 'match' });
  const revoke = fact('2024-04-01', { type: 'revoke', ...status, reason: 'by mistake' });

  test('after a status match was retained and taken back', () => {
    const program = hotel({ levels: levelsOf });
    // 10 nights would keep the level; once it is taken, 20 are asked for, and give it.
    const life = [match, nights('2024-03-01', 10), revoke, nights('2024-05-01', 9)];
    expect(held(program, life, '2024-05-01').slice(0, 1)).toEqual(['Member']);
    expect(held(program, [...life, nights('2024-06-01', 1)], '2024-06-01')).toEqual([
      'Silver',
      '2026-01-01',
      'reentered',
    ]);
  });

  test('not by what had reached it before it was taken', () => {
    const program = hotel({ levels: levelsOf });
    const life = [nights('2024-03-01', 20), revoke, nights('2024-05-01', 5)];
    expect(held(program, life, '2024-05-01').slice(0, 1)).toEqual(['Member']);
  });
});

test('whoever enrolls after a first purchase has her years from the enrollment on, one after the other', () => {
  const program = hotel({ window: { kind: 'membership-year' }, validity: { kind: 'end-of-window' } });
  const life = [nights('2024-01-10', 8), fact('2024-03-01', { type: 'enroll' }), nights('2024-06-01', 9)];
  const spans = (day: string) =>
    traceWindows(program, life, { ...status, asOf: ms(day) }).map(({ fromAt, toAt, totals }) => [
      short(fromAt),
      short(toAt),
      totals['nights'],
    ]);
  expect(spans('2024-06-01')).toEqual([
    ['2024-01-10', '2024-03-01', 8],
    ['2024-03-01', '2025-03-01', 9],
  ]);
  expect(held(program, [...life, nights('2025-02-01', 1)], '2025-02-01')).toEqual([
    'Silver',
    '2025-03-01',
    'qualified',
  ]);
});

test('windows that are counted beyond the last of a list end with the last', () => {
  const window = {
    kind: 'listed',
    periods: [{ fromOn: '2024-01-01', toOn: '2025-01-01', validUntilOn: '2026-01-01' }],
  } as const;
  const program = hotel({ window, validity: { kind: 'end-of-window', plusWindows: 1, plusMonths: 2 } });
  expect(held(program, [nights('2024-05-01', 10)], '2024-05-01')).toEqual(['Silver', '2025-03-01', 'qualified']);
});
