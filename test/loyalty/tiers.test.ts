import {
  applyEvent,
  assignTier,
  checkAccount,
  listOutcomes,
  measureBalance,
  measureProgress,
  openAccount,
  replayEvents,
  traceTiers,
  traceWindows,
  type CounterLadder,
  type LevelCondition,
  type LadderWindow,
  type LoyaltyEvent,
  type Program,
  type Validity,
  type WindowLadder,
} from 'clientele/loyalty';
import { describe, expect, test } from 'vitest';
import { fact, hotel, ms, nights, utc } from './shop.ts';

const dayOf = (at: number | null): string | null =>
  at === null
    ? null
    : new Date(at)
        .toISOString()
        .replace('T00:00:00.000Z', '')
        .replace(/:00\.000Z$/, 'Z');

const grant = (on: string, level: string, more: object = {}) =>
  fact(on, { type: 'grant', ladderId: 'status', level, reason: 'match', ...more });
const tier = (program: Program, events: LoyaltyEvent[], on: string) => {
  const asOf = utc(on);
  return assignTier(program, replayEvents(program, events, { asOf }), { ladderId: 'status', asOf });
};
/** Level and end, as `Gold to 2027-01-01`. */
const held = (program: Program, events: LoyaltyEvent[], on: string): string => {
  const { level, untilAt } = tier(program, events, on);
  return untilAt === null ? level : `${level} to ${dayOf(untilAt)}`;
};
const outcomeOf = (program: Program, events: LoyaltyEvent[]) => {
  const { outcome, reasons } = listOutcomes(program, events).at(-1)!;
  return [outcome, reasons];
};

describe('the window that holds an instant', () => {
  const enroll = fact('2024-02-29T15:00:00Z', { type: 'enroll' });
  const listed: LadderWindow = {
    kind: 'listed',
    periods: [
      { fromOn: '2024-01-01', toOn: '2025-01-01', validUntilOn: '2026-01-01' },
      { fromOn: '2025-01-01', toOn: '2025-04-01', validUntilOn: '2026-05-01' },
    ],
    then: { kind: 'calendar', unit: 'year', startsOn: '01-01' },
  };
  test.each<[LadderWindow, string, string | null, string | null]>([
    [{ kind: 'calendar', unit: 'month' }, '2025-03-31T23:59:59Z', '2025-03-01', '2025-04-01'],
    [{ kind: 'calendar', unit: 'month', startsOn: '04-06' }, '2025-04-05', '2025-04-01', '2025-05-01'],
    [{ kind: 'calendar', unit: 'quarter' }, '2025-04-01', '2025-04-01', '2025-07-01'],
    [{ kind: 'calendar', unit: 'quarter', startsOn: '02-01' }, '2025-04-30', '2025-02-01', '2025-05-01'],
    [{ kind: 'calendar', unit: 'year' }, '2025-12-31T23:59:59Z', '2025-01-01', '2026-01-01'],
    [{ kind: 'calendar', unit: 'year', startsOn: '04-06' }, '2025-04-05', '2024-04-06', '2025-04-06'],
    [{ kind: 'calendar', unit: 'year', startsOn: '04-06' }, '2025-04-06', '2025-04-06', '2026-04-06'],
    // From the 29th of February: the 28th of common years, the 29th again in leap years.
    [{ kind: 'membership-year' }, '2025-02-27T23:59:59Z', '2024-02-29', '2025-02-28'],
    [{ kind: 'membership-year' }, '2025-02-28', '2025-02-28', '2026-02-28'],
    [{ kind: 'membership-year' }, '2028-02-28T23:59:59Z', '2027-02-28', '2028-02-29'],
    [{ kind: 'membership-year' }, '2028-02-29', '2028-02-29', '2029-02-28'],
    // Ninety local days from the day of enrollment, not from its hour.
    [{ kind: 'every-days', days: 90 }, '2024-05-28T23:59:59Z', '2024-02-29', '2024-05-29'],
    [{ kind: 'every-days', days: 90 }, '2024-05-29', '2024-05-29', '2024-08-27'],
    [{ kind: 'lifetime' }, '2030-01-01', null, null],
    [listed, '2024-12-31T23:59:59Z', '2024-01-01', '2025-01-01'],
    [listed, '2025-03-31', '2025-01-01', '2025-04-01'],
    // The first regular window counts from the end of the list.
    [listed, '2025-04-01', '2025-04-01', '2026-01-01'],
    [listed, '2026-07-01', '2026-01-01', '2027-01-01'],
  ])('%j at %s: from %s to %s', (window, at, from, to) => {
    const program = hotel({ window, validity: { kind: 'forever' } });
    const asOf = utc(at);
    const account = replayEvents(program, [enroll, nights(at, 1)]);
    const { windowFromAt, windowToAt, totals } = measureProgress(program, account, { ladderId: 'status', asOf });
    expect([dayOf(windowFromAt), dayOf(windowToAt), totals]).toEqual([from, to, { nights: 1 }]);
    const rows = traceWindows(program, [enroll, nights(at, 1)], { ladderId: 'status', asOf });
    expect(rows.at(-1)).toMatchObject({ fromOn: from, totals: { nights: 1 }, rolledOut: null, levelMet: 'Member' });
  });

  test('what happens between listed periods counts for none of them', () => {
    const gap: LadderWindow = {
      kind: 'listed',
      periods: [
        { fromOn: '2024-01-01', toOn: '2024-06-01', validUntilOn: '2026-01-01' },
        { fromOn: '2024-07-01', toOn: '2025-01-01', validUntilOn: '2026-01-01' },
      ],
      then: { kind: 'lifetime' },
    };
    const program = hotel({ window: gap, validity: { kind: 'listed' } });
    const level = (on: string) => held(program, [enroll, nights(on, 10)], on);
    expect(['2024-05-31', '2024-06-01', '2024-07-01', '2025-01-01'].map(level)).toEqual([
      'Silver to 2026-01-01',
      'Member',
      'Silver to 2026-01-01',
      'Silver',
    ]);
    const rows = traceWindows(program, [enroll, nights('2025-01-01', 10)], {
      ladderId: 'status',
      asOf: utc('2025-02-01'),
    });
    expect(rows).toMatchObject([{ fromOn: '2025-01-01', toAt: null, totals: { nights: 10 } }]);
  });

  describe('a list goes on with what has no end', () => {
    const period = { fromOn: '2024-01-01', toOn: '2025-01-01', validUntilOn: '2025-01-01' };
    const after = (then: LadderWindow, more: Partial<WindowLadder> = {}) =>
      hotel({ window: { kind: 'listed', periods: [period], then }, validity: { kind: 'while-met' }, ...more });

    test('a rolling sequel lets activity go again', () => {
      const program = after({ kind: 'rolling', months: 12 });
      const life = [nights('2024-03-01', 4), nights('2025-02-01', 6), nights('2025-06-01', 4)];
      // The four nights of the list are not nights of the sequel.
      expect(held(program, life.slice(0, 2), '2025-03-01')).toBe('Member');
      expect(tier(program, life, '2025-06-01')).toMatchObject({ level: 'Silver', nextChangeAt: ms('2026-02-01') });
      expect(held(program, life, '2026-01-31')).toBe('Silver to 2026-02-01');
      expect(held(program, life, '2026-02-01')).toBe('Member');
      const quarter = after({ kind: 'rolling', months: 24 }, { validity: { kind: 'after-reaching', months: 3 } });
      const renewed = [nights('2025-02-01', 10), nights('2025-04-01', 1)];
      expect(held(quarter, renewed, '2025-04-01')).toBe('Silver to 2025-07-01');
    });

    test('and takes what was left over at the end of the list with it, once', () => {
      const rollover = { rollover: { metric: 'nights' } };
      const life = [nights('2024-03-01', 13), nights('2025-06-01', 7)];
      const ever = after({ kind: 'lifetime' }, rollover);
      expect(held(ever, life.slice(0, 1), '2025-05-31')).toBe('Member');
      expect(held(ever, life, '2025-06-01')).toBe('Silver');
      expect(held(ever, life, '2035-06-01')).toBe('Silver');
      expect(held(after({ kind: 'lifetime' }), life, '2025-06-01')).toBe('Member');
      const rows = traceWindows(ever, life, { ladderId: 'status', asOf: utc('2025-06-01') });
      expect(rows.at(-1)).toMatchObject({ fromOn: '2025-01-01', toAt: null, rolledIn: { nights: 3 } });
      // In a rolling window they came at the border, and leave it a year later.
      const rolling = after({ kind: 'rolling', months: 12 }, rollover);
      expect(tier(rolling, life, '2025-06-01')).toMatchObject({ level: 'Silver', nextChangeAt: ms('2026-01-01') });
      expect(held(rolling, life, '2026-01-01')).toBe('Member');
      const account = replayEvents(rolling, life, { asOf: utc('2026-01-01') });
      expect(account.ladders['status']!.windows.at(-1)).toMatchObject({ totals: { nights: 7 }, own: { nights: 7 } });
      expect(checkAccount(account)).toEqual([]);
    });
  });

  test('a period that counts from an earlier day counts that once more, judged when it begins', () => {
    const periods = [
      { fromOn: '2024-01-01', toOn: '2024-07-01', validUntilOn: '2025-01-01' },
      { fromOn: '2024-07-01', toOn: '2025-01-01', validUntilOn: '2026-01-01', countFromOn: '2024-04-01' },
    ];
    const program = hotel({ window: { kind: 'listed', periods }, validity: { kind: 'listed' } });
    const answers = (...days: string[]) => {
      const life = days.map((on) => nights(on, 5));
      return ['2024-06-30', '2024-07-01'].map((on) => held(program, life, on));
    };
    expect(answers('2024-04-01', '2024-06-30')).toEqual(['Silver to 2025-01-01', 'Silver to 2026-01-01']);
    expect(answers('2024-03-31T23:59:59Z', '2024-06-30')).toEqual(['Silver to 2025-01-01', 'Silver to 2025-01-01']);
    expect(answers('2024-06-01', '2024-07-01')).toEqual(['Member', 'Silver to 2026-01-01']);
    expect(answers('2024-07-01')).toEqual(['Member', 'Member']);
    const later = replayEvents(program, [enroll, nights('2025-01-01', 5)]);
    expect(later.ladders['status']!.windows).toEqual([]);
  });

  test('37 years after the enrollment the last day of the year is not yet the next one', () => {
    // Ten leap years in 37: a count by mean years is a day ahead.
    const old = fact('1984-01-01', { type: 'enroll' });
    const program = hotel({ window: { kind: 'membership-year' }, validity: { kind: 'forever' } });
    const account = replayEvents(program, [old, nights('2020-12-31', 1)]);
    const { windowFromAt, windowToAt } = measureProgress(program, account, {
      ladderId: 'status',
      asOf: utc('2020-12-31'),
    });
    expect([dayOf(windowFromAt), dayOf(windowToAt)]).toEqual(['2020-01-01', '2021-01-01']);
  });

  test('a level of a listed period ends with it, one of the sequel with its window', () => {
    const program = hotel({ window: listed, validity: { kind: 'listed' } });
    expect(held(program, [nights('2025-03-31', 10)], '2025-04-01')).toBe('Silver to 2026-05-01');
    expect(held(program, [nights('2026-03-31', 10)], '2026-04-01')).toBe('Silver to 2027-01-01');
  });

  test('a list without a sequel counts nothing after its end, and nothing before its beginning', () => {
    const { then: _, ...alone } = listed as Extract<LadderWindow, { kind: 'listed' }>;
    const program = hotel({ window: alone, validity: { kind: 'listed' } });
    const level = (on: string) => held(program, [enroll, nights(on, 50)], on);
    expect(['2025-03-31T23:59:59Z', '2025-04-01'].map(level)).toEqual(['Diamond to 2026-05-01', 'Member']);
    const early = hotel({ window: { ...alone, periods: alone.periods.slice(1) }, validity: { kind: 'listed' } });
    expect(held(early, [enroll, nights('2024-12-31', 50)], '2024-12-31')).toBe('Member');
  });
});

describe('how long a level lasts', () => {
  test.each<[Validity, string]>([
    [{ kind: 'end-of-window' }, '2026-01-01'],
    [{ kind: 'end-of-window', plusWindows: 1 }, '2027-01-01'],
    [{ kind: 'end-of-window', plusWindows: 2, plusMonths: 1, plusDays: 3 }, '2028-02-04'],
    [{ kind: 'end-of-window', plusDays: 3 }, '2026-01-04'],
    [{ kind: 'after-reaching', months: 3 }, '2025-08-31T12:00Z'],
    [{ kind: 'after-reaching', days: 10 }, '2025-06-10T12:00Z'],
    [{ kind: 'after-reaching', months: 1, days: 1 }, '2025-07-01T12:00Z'],
    [{ kind: 'after-reaching', months: 3, roundUpTo: 'day' }, '2025-09-01'],
    [{ kind: 'after-reaching', months: 3, roundUpTo: 'year' }, '2026-01-01'],
  ])('%j, reached on 31 May 2025 at noon: to %s', (validity, until) => {
    const reached = [nights('2025-05-31T12:00:00Z', 10)];
    const program = hotel({ validity });
    expect(held(program, reached, '2025-06-01')).toBe(`Silver to ${until}`);
    const end = tier(program, reached, '2025-06-01').untilAt!;
    const levelAt = (asOf: number) => tier(program, reached, new Date(asOf).toISOString()).level;
    expect([levelAt(end - 1), levelAt(end)]).toEqual(['Silver', 'Member']);
    expect(tier(program, reached, '2025-06-01')).toMatchObject({ nextChangeAt: end, nextLevel: 'Member' });
  });

  test('forever, and never down, have no end', () => {
    for (const program of [hotel({ validity: { kind: 'forever' } }), hotel({ downgrade: { kind: 'never' } })]) {
      expect(tier(program, [nights('2025-05-31', 10)], '2090-01-01')).toMatchObject({
        level: 'Silver',
        untilAt: null,
        nextChangeAt: null,
      });
    }
  });

  test('while it is met: to the end of the window, or until activity leaves a rolling one', () => {
    const yearly = hotel({ validity: { kind: 'while-met' } });
    expect(held(yearly, [nights('2025-05-31', 10)], '2025-06-01')).toBe('Silver to 2026-01-01');
    expect(held(yearly, [nights('2025-05-31', 10)], '2026-01-01')).toBe('Member');
    const rolling = hotel({ window: { kind: 'rolling', days: 30 }, validity: { kind: 'while-met' } });
    const life = [nights('2025-05-01', 6), nights('2025-05-20', 6), nights('2025-05-25', 5)];
    // 12 nights, then 17; from 31 May 11, from 19 June 5.
    expect(
      ['2025-05-20', '2025-05-31', '2025-06-18T23:59:59Z', '2025-06-19'].map((on) => held(rolling, life, on)),
    ).toEqual(['Silver to 2025-05-31', 'Silver to 2025-06-19', 'Silver to 2025-06-19', 'Member']);
  });

  test('each activity at which a rolling condition holds renews the level; one at which it does not, does not', () => {
    const program = hotel({
      window: { kind: 'rolling', months: 1 },
      validity: { kind: 'after-reaching', months: 2 },
    });
    const life = [nights('2025-01-01', 10), nights('2025-01-15', 1), nights('2025-02-20', 1)];
    // On 20 February the first ten have left.
    expect(['2025-01-01', '2025-01-15', '2025-02-20'].map((on) => held(program, life, on))).toEqual([
      'Silver to 2025-03-01',
      'Silver to 2025-03-15',
      'Silver to 2025-03-15',
    ]);
    expect(tier(program, life, '2025-01-01').reasons[0]!.code).toBe('qualified');
    expect(tier(program, life, '2025-01-15').reasons[0]!.code).toBe('retained');
    expect(replayEvents(program, life.slice(0, 2)).ladders['status']!.windows[0]!.met).toEqual([1]);
  });

  test('activity that leaves a rolling window renews nothing', () => {
    const program = hotel({ window: { kind: 'rolling', months: 1 }, validity: { kind: 'after-reaching', months: 2 } });
    const life = [nights('2025-01-01', 5), nights('2025-01-10', 5), nights('2025-01-20', 8)];
    // On 1 February the first five leave, and the other thirteen are enough.
    expect(held(program, life, '2025-02-02')).toBe('Silver to 2025-03-20');
    const account = replayEvents(program, life);
    expect(account.ladders['status']!.grants).toHaveLength(1);
  });

  test('in a window with an end a level is reached once: more activity does not renew it, nor does what comes again', () => {
    const validity = { kind: 'after-reaching', months: 2 } as const;
    const life = [nights('2025-01-01', 10), nights('2025-01-15', 1), nights('2025-02-01', -5), nights('2025-05-01', 5)];
    const answers = (program: Program) =>
      ['2025-01-15', '2025-02-28', '2025-05-01'].map((on) => held(program, life, on));
    const once = ['Silver to 2025-03-01', 'Silver to 2025-03-01', 'Member'];
    expect(answers(hotel({ validity }))).toEqual(once);
    expect(answers(hotel({ validity, reversal: 'keep' }))).toEqual(once);
    expect(answers(hotel({ validity, window: { kind: 'rolling', months: 12 } }))).toEqual([
      'Silver to 2025-03-15',
      'Silver to 2025-03-15',
      'Silver to 2025-07-01',
    ]);
  });

  test('a rolling window shows what is in it', () => {
    const program = hotel({ window: { kind: 'rolling', days: 30 }, validity: { kind: 'forever' } });
    const row = (on: string) =>
      traceWindows(program, [nights('2025-01-01', 10), nights('2025-01-20', 3)], {
        ladderId: 'status',
        asOf: utc(on),
      }).map(({ totals, own, levelMet }) => [totals['nights'], own['nights'], levelMet]);
    expect(row('2025-01-30')).toEqual([[13, 13, 'Silver']]);
    expect(row('2025-01-31')).toEqual([[3, 3, 'Member']]);
    expect(row('2025-02-19')).toEqual([[0, 0, 'Member']]);
  });

  test('a level of the period begins with the next one, some months later where the program says so', () => {
    const later = (plusMonths?: number) =>
      hotel({ upgrade: { kind: 'period-end', ...(plusMonths === undefined ? {} : { plusMonths }) } });
    const reached = [nights('2025-05-31', 10)];
    expect(['2025-12-31T23:59:59Z', '2026-01-01'].map((on) => held(later(), reached, on))).toEqual([
      'Member',
      'Silver to 2027-01-01',
    ]);
    expect(['2026-02-28T23:59:59Z', '2026-03-01'].map((on) => held(later(2), reached, on))).toEqual([
      'Member',
      'Silver to 2027-01-01',
    ]);
    expect(tier(later(2), reached, '2025-06-01')).toMatchObject({
      sinceAt: ms('2025-05-31'),
      nextChangeAt: ms('2026-03-01'),
      nextLevel: 'Silver',
    });
    expect(tier(later(2), reached, '2026-03-01').sinceAt).toBe(ms('2026-03-01'));
    // What would begin when it is already over never begins.
    expect(held(later(12), reached, '2027-01-01')).toBe('Member');
    expect(replayEvents(later(12), reached).ladders['status']!.grants).toEqual([]);
    expect(held(hotel({ upgrade: { kind: 'at-once' } }), reached, '2025-05-31')).toBe('Silver to 2027-01-01');
    // A lifetime has no end after which a level could begin: it begins at once.
    const lifetime = hotel({
      upgrade: { kind: 'period-end' },
      window: { kind: 'lifetime' },
      validity: { kind: 'forever' },
    });
    expect(held(lifetime, reached, '2025-06-01')).toBe('Silver');
  });
});

describe('a level that ends', () => {
  // 40 nights in 2023, 10 in 2024: Diamond to 2025, Silver to 2026.
  const life = [nights('2023-05-01', 40), nights('2024-05-01', 10)];
  const down = (more: Partial<WindowLadder>, days: string[]) => days.map((on) => held(hotel(more), life, on));

  test('falls to what is still deserved', () => {
    expect(down({}, ['2024-12-31T23:59:59Z', '2025-01-01', '2026-01-01'])).toEqual([
      'Diamond to 2025-01-01',
      'Silver to 2026-01-01',
      'Member',
    ]);
  });

  test('falls to the base, whatever else is valid', () => {
    expect(down({ downgrade: { kind: 'to-base' } }, ['2024-12-31T23:59:59Z', '2025-01-01'])).toEqual([
      'Diamond to 2025-01-01',
      'Member',
    ]);
  });

  test('falls softly: one level, for as many months, no lower than what is deserved', () => {
    expect(
      down({ downgrade: { kind: 'one-level', months: 6 } }, [
        '2025-01-01',
        '2025-06-30T23:59:59Z',
        '2025-07-01',
        '2026-01-01',
      ]),
    ).toEqual(['Gold to 2025-07-01', 'Gold to 2025-07-01', 'Silver to 2026-01-01', 'Member']);
    const soft = hotel({ downgrade: { kind: 'one-level', months: 6 } });
    expect(tier(soft, life, '2025-01-01')).toMatchObject({
      reasons: [{ code: 'soft-landing' }],
      nextLevel: 'Silver',
      nextChangeAt: ms('2025-07-01'),
    });
  });

  test('falls to the level just below without a landing, for as long as that was earned', () => {
    const earned = [nights('2023-05-01', 40), nights('2024-05-01', 20)];
    const soft = hotel({ downgrade: { kind: 'one-level', months: 24 } });
    expect(held(soft, earned, '2025-01-01')).toBe('Gold to 2026-01-01');
    // She held a higher one when she earned it.
    expect(tier(soft, earned, '2025-01-01').reasons[0]!.code).toBe('retained');
    // Then one level below: nothing of it was earned, the landing lasts two years.
    expect(held(soft, earned, '2026-01-01')).toBe('Silver to 2028-01-01');
    expect(held(soft, earned, '2028-01-01')).toBe('Member');
  });

  test('falls to the base, but what begins later begins', () => {
    const program = hotel({ downgrade: { kind: 'to-base' }, upgrade: { kind: 'period-end', plusMonths: 2 } });
    const earned = [nights('2023-05-01', 40), nights('2024-05-01', 20)];
    expect(['2024-12-31', '2025-01-01', '2025-03-01'].map((on) => held(program, earned, on))).toEqual([
      'Diamond to 2025-01-01',
      'Member',
      'Gold to 2026-01-01',
    ]);
  });

  test('has grace first, then lands softly; a landing has no grace', () => {
    const program = hotel({ downgrade: { kind: 'one-level', months: 6 }, graceDays: 10 });
    expect(['2025-01-01', '2025-01-11', '2025-07-11'].map((on) => held(program, life, on))).toEqual([
      'Diamond to 2025-01-11',
      'Gold to 2025-07-11',
      'Silver to 2026-01-11',
    ]);
  });

  test('is forgotten with its window, when nothing can bring it back', () => {
    const state = (on: string) => replayEvents(hotel(), life, { asOf: utc(on) }).ladders['status']!;
    expect(state('2024-06-01').grants.map(({ level }) => level)).toEqual([1, 2, 3, 1]);
    expect(state('2025-01-01').grants.map(({ level }) => level)).toEqual([1]);
    expect(state('2024-06-01').windows.map(({ fromAt }) => dayOf(fromAt))).toEqual(['2023-01-01', '2024-01-01']);
    expect(state('2025-01-01').windows.map(({ fromAt }) => dayOf(fromAt))).toEqual(['2024-01-01']);
    expect(state('2026-01-01').grants).toEqual([]);
    expect(state('2026-01-01').windows.map(({ fromAt }) => dayOf(fromAt))).toEqual(['2024-01-01']);
  });

  test('lasts for days of grace, once', () => {
    expect(
      down({ graceDays: 10 }, ['2025-01-01', '2025-01-10T23:59:59Z', '2025-01-11', '2026-01-10', '2026-01-11']),
    ).toEqual([
      'Diamond to 2025-01-11',
      'Diamond to 2025-01-11',
      'Silver to 2026-01-11',
      'Silver to 2026-01-11',
      'Member',
    ]);
    expect(tier(hotel({ graceDays: 10 }), life, '2025-01-05').reasons[0]!.code).toBe('grace');
    expect(held(hotel({ graceDays: 10 }), life, '2024-06-01')).toBe('Diamond to 2025-01-11');
  });
});

describe('nights that are taken back', () => {
  const taken = (reversal?: 'keep' | 'revoke' | 'at-period-end') => {
    const program = hotel(reversal === undefined ? {} : { reversal });
    const life = [nights('2025-03-01', 25), nights('2025-06-01', -6)];
    return ['2025-05-31', '2025-06-01', '2026-01-01'].map((on) => held(program, life, on));
  };
  const gold = 'Gold to 2027-01-01';
  const silver = 'Silver to 2027-01-01';
  test('are kept, cost the level at once, or at the end of the period', () => {
    expect(taken()).toEqual([gold, gold, gold]);
    expect(taken('keep')).toEqual([gold, gold, gold]);
    expect(taken('revoke')).toEqual([gold, silver, silver]);
    expect(taken('at-period-end')).toEqual([gold, 'Gold to 2026-01-01', silver]);
  });

  test('and come again give the level anew from then on', () => {
    const program = hotel({ reversal: 'revoke' });
    const life = [nights('2025-03-01', 25), nights('2025-06-01', -6), nights('2025-07-01', 1)];
    expect(tier(program, life, '2025-07-01')).toMatchObject({ level: 'Gold', sinceAt: ms('2025-07-01') });
    // She held it once, and is known to have.
    expect(replayEvents(program, life).ladders['status']!.onceHeld).toEqual([1, 2]);
    expect(tier(program, life, '2025-07-01').reasons[0]!.code).toBe('reentered');
    const rows = traceTiers(program, life, { ladderId: 'status', asOf: utc('2025-08-01') });
    expect(rows.map(({ level, fromAt, toAt }) => [level, dayOf(fromAt), dayOf(toAt)])).toEqual([
      ['Gold', '2025-03-01', '2025-06-01'],
      ['Silver', '2025-06-01', '2025-07-01'],
      ['Gold', '2025-07-01', null],
    ]);
  });
});

test('a fall to the base comes before what happens at its instant', () => {
  const program = hotel({ downgrade: { kind: 'to-base' } });
  const end = '2025-03-01';
  const life = [
    nights('2024-12-01', 10),
    grant('2024-12-02', 'Gold', { until: utc(end) }),
    grant('2025-01-01', 'Silver'),
  ];
  // Every grant of the ladder ends with Gold, also the Silver that would have stayed.
  expect(held(program, life, '2025-02-28')).toBe('Gold to 2025-03-01');
  expect(held(program, life, end)).toBe('Member');
  // What is given or reached at that instant comes behind it.
  expect(held(program, [...life, grant(end, 'Silver', { until: utc('2026-01-01') })], end)).toBe(
    'Silver to 2026-01-01',
  );
  expect(held(program, [...life, nights(end, 10)], end)).toBe('Silver to 2027-01-01');
});

describe('an order returned', () => {
  const spending = (more: Partial<WindowLadder> = {}): Program =>
    hotel({
      metrics: { spend: { from: 'spend' } },
      levels: [
        { name: 'Member' },
        { name: 'Gold', enter: { metric: 'spend', atLeast: 500 }, retain: { metric: 'spend', atLeast: 300 } },
      ],
      reversal: 'revoke',
      ...more,
    });
  const buy = (on: string, orderId: string, amountMinor: number) =>
    fact(on, { type: 'purchase', orderId, amountMinor });
  const back = (on: string, orderId: string, amountMinor: number) => fact(on, { type: 'refund', orderId, amountMinor });
  const total = (program: Program, events: LoyaltyEvent[], on: string) =>
    measureProgress(program, replayEvents(program, events, { asOf: utc(on) }), { ladderId: 'status', asOf: utc(on) })
      .totals['spend'] ?? 0;

  test('after the end of a list, whatever comes behind it, takes what its period gave', () => {
    const period = { fromOn: '2024-01-01', toOn: '2025-01-01', validUntilOn: '2026-01-01' };
    const listed = { kind: 'listed', periods: [period] } as const;
    const life = [buy('2024-05-01', 'a', 500), buy('2025-02-01', 'b', 200)];
    const returned = [...life, back('2025-03-01', 'a', 400)];
    for (const then of [
      undefined,
      { kind: 'lifetime' },
      { kind: 'rolling', months: 12 },
      { kind: 'calendar', unit: 'year' },
    ] as const) {
      const window = then ? { ...listed, then } : listed;
      const program = spending({ window, validity: { kind: 'listed' } });
      expect(held(program, life, '2025-02-15')).toBe('Gold to 2026-01-01');
      expect(held(program, returned, '2025-03-01')).toBe('Member');
      expect(total(program, returned, '2025-03-01')).toBe(then ? 200 : 0);
    }
  });

  test('after the end of its window takes what that window gave, not what another one gave', () => {
    const life = [buy('2023-05-01', 'a', 500), buy('2024-05-01', 'b', 500)];
    expect(held(spending(), life, '2024-06-01')).toBe('Gold to 2026-01-01');
    expect(held(spending(), [...life, back('2024-07-01', 'b', 300)], '2024-07-01')).toBe('Gold to 2025-01-01');
    expect(held(spending(), [...life, back('2025-02-01', 'b', 300)], '2025-02-01')).toBe('Member');
    expect(held(spending(), [...life, back('2025-02-01', 'a', 500)], '2025-02-01')).toBe('Gold to 2026-01-01');
    expect(held(spending({ reversal: 'keep' }), [...life, back('2025-02-01', 'b', 500)], '2025-02-01')).toBe(
      'Gold to 2026-01-01',
    );
  });

  test('years after its window takes a level that is still valid', () => {
    const program = spending({ validity: { kind: 'end-of-window', plusWindows: 4 } });
    const life = [buy('2023-05-01', 'a', 500), buy('2024-05-01', 'b', 1), buy('2025-05-01', 'c', 1)];
    expect(held(program, life, '2026-06-01')).toBe('Gold to 2028-01-01');
    expect(held(program, [...life, back('2026-06-01', 'a', 201)], '2026-06-01')).toBe('Member');
  });

  test('leaves a level that was kept by its easier condition, while that is met', () => {
    const life = [buy('2023-05-01', 'a', 500), buy('2024-05-01', 'b', 400)];
    const left = (amountMinor: number) =>
      held(spending(), [...life, back('2025-02-01', 'b', amountMinor)], '2025-02-01');
    expect([left(100), left(101)]).toEqual(['Gold to 2026-01-01', 'Member']);
  });

  test('takes a level that has not begun', () => {
    const program = spending({ upgrade: { kind: 'period-end' } });
    const life = [buy('2024-05-01', 'a', 500), back('2024-06-01', 'a', 1)];
    expect(['2024-06-01', '2025-01-01'].map((on) => held(program, life, on))).toEqual(['Member', 'Member']);
    expect(checkAccount(replayEvents(program, life))).toEqual([]);
    expect(held(program, life.slice(0, 1), '2025-01-01')).toBe('Gold to 2026-01-01');
  });

  test('counts against the day it was bought, or the day it came back where the program says so', () => {
    const rolling = { window: { kind: 'rolling', days: 30 }, validity: { kind: 'while-met' } } as const;
    const life = [buy('2025-01-01', 'a', 100), buy('2025-01-11', 'b', 200), back('2025-01-21', 'a', 100)];
    const days = ['2025-01-20', '2025-01-21', '2025-01-31', '2025-02-10', '2025-02-20'];
    expect(days.map((on) => total(spending(rolling), life, on))).toEqual([300, 200, 200, 0, 0]);
    const later = { ...spending(rolling), points: { refunds: { metricsFall: 'when-refunded' } } } as const;
    expect(days.map((on) => total(later, life, on))).toEqual([300, 200, 100, -100, 0]);
    // What has left the window is not taken from it.
    const late = [buy('2025-01-01', 'a', 100), buy('2025-01-25', 'b', 200), back('2025-02-05', 'a', 100)];
    expect(total(spending(rolling), late, '2025-02-05')).toBe(200);
  });

  test('in full no longer counts as an order', () => {
    const orders = spending({
      metrics: { orders: { from: 'orders' } },
      levels: [{ name: 'Member' }, { name: 'Gold', enter: { metric: 'orders', atLeast: 2 } }],
    });
    const life = [buy('2025-01-01', 'a', 100), buy('2025-01-02', 'b', 100), buy('2025-01-03', 'free', 0)];
    const count = (events: LoyaltyEvent[]) =>
      measureProgress(orders, replayEvents(orders, events), { ladderId: 'status', asOf: utc('2025-02-01') }).totals;
    expect(count(life)).toEqual({ orders: 3 });
    expect(count([...life, back('2025-01-04', 'b', 99)])).toEqual({ orders: 3 });
    expect(count([...life, back('2025-01-04', 'b', 99), back('2025-01-05', 'b', 1)])).toEqual({ orders: 2 });
  });
});

describe('an easier way for who holds a level, or held it once', () => {
  const levels = [
    { name: 'Member' },
    {
      name: 'Gold',
      enter: { metric: 'nights', atLeast: 20 },
      retain: { metric: 'nights', atLeast: 15 },
      reenter: { metric: 'nights', atLeast: 18 },
    },
  ];
  const program = hotel({ levels });
  const why = (events: LoyaltyEvent[], on: string) => [
    held(program, events, on),
    tier(program, events, on).reasons[0]!.code,
  ];
  const first = nights('2023-05-01', 20);

  test('equality qualifies; one less does not', () => {
    expect(why([nights('2023-05-01', 19)], '2023-05-01')[0]).toBe('Member');
    expect(why([first], '2023-05-01')).toEqual(['Gold to 2025-01-01', 'qualified']);
  });

  test('to keep it, also for who was given it by hand', () => {
    const given = (count: number) => [
      nights('2025-02-01', count),
      grant('2025-03-01', 'Gold', { until: utc('2025-08-01') }),
    ];
    expect(why(given(15), '2025-03-01')).toEqual(['Gold to 2027-01-01', 'retained']);
    expect(why(given(14), '2025-03-01')).toEqual(['Gold to 2025-08-01', 'granted']);
  });

  test('to keep it, while it is held', () => {
    expect(why([first, nights('2024-05-01', 15)], '2025-01-01')).toEqual(['Gold to 2026-01-01', 'retained']);
    expect(why([first, nights('2024-05-01', 14)], '2025-01-01')[0]).toBe('Member');
    expect(why([nights('2024-05-01', 15)], '2024-06-01')[0]).toBe('Member');
  });

  test('to come back to it, once it was held', () => {
    const later = (count: number) => why([first, nights('2025-05-01', count)], '2025-06-01');
    expect(later(17)[0]).toBe('Member');
    expect(later(18)).toEqual(['Gold to 2027-01-01', 'reentered']);
    expect(why([nights('2025-05-01', 18)], '2025-06-01')[0]).toBe('Member');
  });

  test('progress asks for what counts for this member', () => {
    const needs = (events: LoyaltyEvent[], on: string) => {
      const { next, keep } = measureProgress(program, replayEvents(program, events), {
        ladderId: 'status',
        asOf: utc(on),
      });
      return [next, keep].map(
        (one) => one && one.missing.map((leaf) => [leaf.has, leaf.needs, leaf.missing, leaf.share]),
      );
    };
    expect(needs([nights('2023-05-01', 5)], '2023-05-01')).toEqual([[[5, 20, 15, 0.25]], null]);
    expect(needs([first, nights('2024-05-01', 3)], '2024-06-01')).toEqual([null, [[3, 15, 12, 0.2]]]);
    expect(needs([first, nights('2025-05-01', 9)], '2025-06-01')).toEqual([[[9, 18, 9, 0.5]], null]);
    // More than enough is all of it, and what was taken back is none of it.
    expect(needs([nights('2023-05-01', -5)], '2023-05-01')).toEqual([[[-5, 20, 25, 0]], null]);
    expect(needs([first, nights('2024-05-01', 30)], '2024-06-01')).toEqual([null, [[30, 15, 0, 1]]]);
  });
});

describe('what rolls over', () => {
  const rows = (rollover: NonNullable<WindowLadder['rollover']>, ...years: number[]) =>
    traceWindows(
      hotel({ rollover }),
      years.map((count, i) => nights(`${2020 + i}-05-01`, count)),
      { ladderId: 'status', asOf: utc(`${2020 + years.length}-06-01`) },
    ).map(({ fromOn, totals, own, rolledIn, rolledOut }) => [
      fromOn?.slice(0, 4),
      totals['nights'],
      own['nights'] ?? 0,
      rolledIn['nights'] ?? 0,
      rolledOut,
    ]);

  test('is what is above the threshold of the level reached, of own nights only, at most the cap', () => {
    expect(rows({ metric: 'nights' }, 35, 1)).toEqual([
      ['2020', 35, 35, 0, 15],
      ['2021', 16, 1, 15, 1],
      ['2022', 1, 0, 1, null],
    ]);
    expect(rows({ metric: 'nights', ownOnly: false }, 35, 1)[1]).toEqual(['2021', 16, 1, 15, 6]);
    expect(rows({ metric: 'nights', cap: 4 }, 35, 1)[0]).toEqual(['2020', 35, 35, 0, 4]);
    expect(rows({ metric: 'nights', thresholds: { Gold: 30 } }, 35)[0]).toEqual(['2020', 35, 35, 0, 5]);
  });

  test('is nothing below the first level, and nothing at its very threshold', () => {
    expect(rows({ metric: 'nights' }, 9)).toEqual([['2020', 9, 9, 0, 0]]);
    expect(rows({ metric: 'nights' }, 10)).toEqual([['2020', 10, 10, 0, 0]]);
  });

  test('is nothing at the base, though the base has a condition that everybody meets', () => {
    const base = hotel().ladders![0] as WindowLadder;
    const levels = [{ name: 'Member', enter: { metric: 'nights', atLeast: 0 } }, ...base.levels.slice(1)];
    const program = hotel({ levels, rollover: { metric: 'nights' } });
    const [row] = traceWindows(program, [nights('2020-05-01', 9)], { ladderId: 'status', asOf: utc('2021-06-01') });
    expect(row).toMatchObject({ totals: { nights: 9 }, rolledOut: 0, levelMet: 'Member' });
    expect(replayEvents(program, [nights('2020-05-01', 9)]).ladders['status']!.grants).toEqual([]);
  });

  test('is measured by the threshold of its own metric; a metric without one does not roll', () => {
    const row = (metric: string) => {
      const levels = [
        { name: 'Member' },
        {
          name: 'Gold',
          enter: {
            all: [
              { metric: 'stays', atLeast: 2 },
              { metric: 'nights', atLeast: 20 },
            ],
          },
        },
      ];
      const program = hotel({
        levels,
        rollover: { metric },
        metrics: { points: { from: 'activity', name: 'points' } },
      });
      const stay = fact('2020-05-01', { type: 'activity', metrics: { stays: 3, nights: 27, points: 50 } });
      return traceWindows(program, [stay], { ladderId: 'status', asOf: utc('2021-06-01') })[0]!.rolledOut;
    };
    expect([row('nights'), row('stays'), row('points')]).toEqual([7, 1, 0]);
  });

  test('goes by the thresholds in force in the last instant of the window', () => {
    const base = hotel().ladders![0] as WindowLadder;
    const [member, silver, gold, diamond] = base.levels;
    const levels = [member!, silver!, { ...gold!, enter: { metric: 'nights', atLeast: 15 } }, diamond!];
    const changed = (from: string) =>
      hotel({ rollover: { metric: 'nights' } }, { changes: [{ from: utc(from), ladders: { status: { levels } } }] });
    const row = (from: string) =>
      traceWindows(changed(from), [nights('2020-05-01', 17)], { ladderId: 'status', asOf: utc('2021-06-01') })[0]!
        .rolledOut;
    expect([row('2020-11-01'), row('2021-01-01')]).toEqual([2, 7]);
  });

  test('counts from the first instant of the next window: it can bring a level by itself', () => {
    const program = hotel({ rollover: { metric: 'nights' }, validity: { kind: 'end-of-window' } });
    expect(
      ['2020-12-31', '2021-01-01', '2022-01-01'].map((on) => held(program, [nights('2020-05-01', 39)], on)),
    ).toEqual(['Gold to 2021-01-01', 'Silver to 2022-01-01', 'Member']);
  });
});

describe('levels by hand', () => {
  const program = hotel();
  const match = grant('2025-02-01', 'Gold', { id: 'match', until: utc('2025-08-01') });
  const board = grant('2025-03-01', 'Diamond', { id: 'board' });
  const revoke = (on: string, more: object = {}) =>
    fact(on, { type: 'revoke', ladderId: 'status', reason: 'fraud', ...more });
  const extend = (on: string, until: string) =>
    fact(on, { type: 'extend', ladderId: 'status', until: utc(until), reason: 'storm' });

  test('are valid until their end, or without one', () => {
    expect(['2025-02-01', '2025-08-01'].map((on) => held(program, [match], on))).toEqual([
      'Gold to 2025-08-01',
      'Member',
    ]);
    expect(held(program, [match, board], '2040-01-01')).toBe('Diamond');
    expect(outcomeOf(program, [match])).toEqual([
      'applied',
      [{ code: 'granted', facts: { ladderId: 'status', level: 'Gold' } }],
    ]);
    expect(tier(program, [match], '2025-03-01').reasons).toEqual([
      {
        code: 'granted',
        facts: { level: 'Gold', fromAt: ms('2025-02-01'), untilAt: ms('2025-08-01'), eventId: 'match' },
      },
    ]);
  });

  test('are taken by the event that gave them, or all at once', () => {
    const life = [match, board];
    const both = (grants: number) => ['applied', [{ code: 'revoked', facts: { ladderId: 'status', grants } }]];
    expect(outcomeOf(program, [...life, revoke('2025-04-01', { grantEventId: 'board' })])).toEqual(both(1));
    expect(held(program, [...life, revoke('2025-04-01', { grantEventId: 'board' })], '2025-04-01')).toBe(
      'Gold to 2025-08-01',
    );
    expect(outcomeOf(program, [...life, revoke('2025-04-01')])).toEqual(both(2));
    expect(held(program, [...life, revoke('2025-04-01')], '2025-04-01')).toBe('Member');
    // What has not begun can.
    const later = hotel({ upgrade: { kind: 'period-end' } });
    const earned = [nights('2025-03-01', 10), revoke('2025-04-01')];
    expect(outcomeOf(later, earned)).toEqual(both(1));
    expect([held(later, earned, '2026-01-01'), held(later, earned.slice(0, 1), '2026-01-01')]).toEqual([
      'Member',
      'Silver to 2027-01-01',
    ]);
    // What is over can no longer be taken.
    expect(outcomeOf(program, [match, revoke('2025-08-01', { grantEventId: 'match' })])).toEqual([
      'rejected',
      [{ code: 'unknown-grant', facts: { grantEventId: 'match' } }],
    ]);
    expect(outcomeOf(program, [match, revoke('2025-08-01')])).toEqual(both(0));
    expect(outcomeOf(program, [match, fact('2025-03-01', { type: 'revoke', ladderId: 'x', reason: '' })])).toEqual([
      'rejected',
      [{ code: 'unknown-level', facts: { ladderId: 'x', level: null } }],
    ]);
    expect(outcomeOf(program, [grant('2025-03-01', 'Iron')])).toEqual([
      'rejected',
      [{ code: 'unknown-level', facts: { ladderId: 'status', level: 'Iron' } }],
    ]);
  });

  test('are lengthened, never shortened; what is over is over', () => {
    expect(held(program, [match, extend('2025-07-31', '2025-10-01')], '2025-07-31')).toBe('Gold to 2025-10-01');
    expect(held(program, [match, extend('2025-07-31', '2025-07-31T12:00:00Z')], '2025-07-31')).toBe(
      'Gold to 2025-08-01',
    );
    expect(held(program, [match, extend('2025-08-01', '2025-10-01')], '2025-08-01')).toBe('Member');
    expect(held(program, [match, board, extend('2025-07-31', '2025-10-01')], '2025-07-31')).toBe('Diamond');
    expect(outcomeOf(program, [match, extend('2025-07-31', '2025-10-01')])).toEqual([
      'applied',
      [{ code: 'extended', facts: { ladderId: 'status', until: ms('2025-10-01'), grants: 1 } }],
    ]);
  });

  test('a challenge that is won after the level ended brings it back from then on', () => {
    const challenge = (to: string) => ({
      extendIf: { metric: 'nights', atLeast: 5, from: utc('2025-02-01'), to: utc(to), until: utc('2025-12-01') },
    });
    const life = (to: string) => [
      grant('2025-02-01', 'Gold', { id: 'match', until: utc('2025-04-01'), ...challenge(to) }),
      nights('2025-03-01', 4),
      nights('2025-05-01', 1),
    ];
    expect(['2025-03-31', '2025-04-01', '2025-05-01'].map((on) => held(program, life('2025-06-01'), on))).toEqual([
      'Gold to 2025-04-01',
      'Member',
      'Gold to 2025-12-01',
    ]);
    expect(tier(program, life('2025-06-01'), '2025-05-01').reasons[0]!.facts).toEqual({
      level: 'Gold',
      fromAt: ms('2025-05-01'),
      untilAt: ms('2025-12-01'),
      eventId: 'match',
    });
    expect(held(program, life('2025-05-01'), '2025-05-01')).toBe('Member');
    // Too late by an instant, or won in time.
    const inTime = [life('2025-06-01')[0]!, nights('2025-03-15', 5)];
    expect(held(program, inTime, '2025-03-15')).toBe('Gold to 2025-12-01');
    expect(tier(program, inTime, '2025-03-15').reasons[0]!.facts).toMatchObject({ fromAt: ms('2025-02-01') });
  });

  test('a challenge never makes a level shorter', () => {
    const won = (until: object) => [
      grant('2025-02-01', 'Gold', {
        ...until,
        extendIf: {
          metric: 'nights',
          atLeast: 5,
          from: utc('2025-02-01'),
          to: utc('2025-06-01'),
          until: utc('2025-12-01'),
        },
      }),
      nights('2025-03-01', 5),
    ];
    expect(held(program, won({ until: utc('2026-02-01') }), '2025-03-01')).toBe('Gold to 2026-02-01');
    expect(held(program, won({ until: utc('2025-12-01') }), '2025-03-01')).toBe('Gold to 2025-12-01');
    expect(held(program, won({}), '2025-03-01')).toBe('Gold');
    expect(replayEvents(program, won({})).ladders['status']!.grants).toHaveLength(1);
  });

  test('what can still be brought back is kept until it no longer can', () => {
    const over = (on: string, more: object = {}) => {
      const life = [grant('2025-02-01', 'Gold', { until: utc('2025-04-01'), ...more })];
      return replayEvents(program, life, { asOf: utc(on) }).ladders['status']!.grants.length;
    };
    const challenge = {
      extendIf: {
        metric: 'nights',
        atLeast: 5,
        from: utc('2025-02-01'),
        to: utc('2025-06-01'),
        until: utc('2025-12-01'),
      },
    };
    expect([over('2025-03-31'), over('2025-04-01')]).toEqual([1, 0]);
    expect([over('2025-04-01', challenge), over('2025-05-31', challenge)]).toEqual([1, 1]);
    const extended = hotel(
      {},
      { extensions: [{ announcedAt: utc('2025-09-01'), validAt: utc('2025-06-01'), until: utc('2025-12-01') }] },
    );
    const kept = (from: string, until: string, on: string) =>
      replayEvents(extended, [grant(from, 'Gold', { until: utc(until) })], { asOf: utc(on) }).ladders['status']!.grants
        .length;
    // Valid on 1 June, over before the extension is announced; not valid on that day; over when it was announced long ago.
    expect(kept('2025-02-01', '2025-08-01', '2025-08-15')).toBe(1);
    expect(kept('2025-06-01', '2025-08-01', '2025-08-15')).toBe(1);
    expect(kept('2025-06-02', '2025-08-01', '2025-08-15')).toBe(0);
    expect(kept('2025-02-01', '2025-06-01', '2025-06-15')).toBe(0);
    expect(kept('2025-02-01', '2025-09-15', '2025-12-01')).toBe(0);
  });

  test('in a pause they can be lengthened past their end, never shortened', () => {
    const life = (until: string) => [
      grant('2025-01-01', 'Gold', { until: utc('2025-02-01') }),
      fact('2025-01-10', { type: 'pause' }),
      extend('2025-02-10', until),
      fact('2025-02-20', { type: 'resume' }),
    ];
    // 41 days of pause are added: to 1 March, or to 1 February.
    expect(held(program, life('2025-03-01'), '2025-02-20')).toBe('Gold to 2025-04-11');
    expect(held(program, life('2025-01-20'), '2025-02-20')).toBe('Gold to 2025-03-14');
  });

  test('an extension of the program lengthens what was valid, from the instant it is announced', () => {
    const club = { ...hotel().ladders![0]!, id: 'club' } as WindowLadder;
    const announced = (announcedOn: string, more: object = {}) =>
      hotel(
        {},
        {
          ladders: [...hotel().ladders!, club],
          extensions: [
            { announcedAt: utc(announcedOn), validAt: utc('2025-06-01'), until: utc('2025-12-01'), ...more },
          ],
        },
      );
    const days = ['2025-05-31', '2025-06-15', '2025-09-15', '2025-12-01'];
    const answers = (given: Program, events = [match]) => days.map((on) => held(given, events, on));
    const before = 'Gold to 2025-08-01';
    const after = 'Gold to 2025-12-01';
    expect(answers(announced('2025-06-10'))).toEqual([before, after, after, 'Member']);
    expect(answers(announced('2025-03-01'))).toEqual([before, after, after, 'Member']);
    // Announced after the level ended: it begins again.
    expect(answers(announced('2025-09-01'))).toEqual([before, before, after, 'Member']);
    const from = (announcedOn: string, on: string) =>
      (tier(announced(announcedOn), [match], on).reasons[0]!.facts as { fromAt: number }).fromAt;
    expect([dayOf(from('2025-09-01', '2025-09-15')), dayOf(from('2025-06-10', '2025-09-15'))]).toEqual([
      '2025-09-01',
      '2025-02-01',
    ]);
    expect(answers(announced('2025-06-10', { ladders: ['club'] }))).toEqual([before, before, 'Member', 'Member']);
    expect(answers(announced('2025-06-10', { ladders: ['status'] }))).toEqual([before, after, after, 'Member']);
    // Given in the very instant that counts.
    expect(answers(announced('2025-06-10'), [grant('2025-06-01', 'Gold', { until: utc('2025-08-01') })])).toEqual([
      'Member',
      after,
      after,
      'Member',
    ]);
    // Not valid at the instant that counts: given later, or over before.
    expect(answers(announced('2025-06-10'), [grant('2025-06-02', 'Gold', { until: utc('2025-08-01') })])).toEqual([
      'Member',
      before,
      'Member',
      'Member',
    ]);
    expect(answers(announced('2025-06-10'), [grant('2025-02-01', 'Gold', { until: utc('2025-06-01') })])[1]).toBe(
      'Member',
    );
    // Never shorter.
    expect(answers(announced('2025-06-10'), [grant('2025-02-01', 'Gold', { until: utc('2026-01-01') })])[1]).toBe(
      'Gold to 2026-01-01',
    );
  });
});

/** A program of points whose holders of so many are High. */
const purseOf = (atLeast: number): Program => ({
  ...hotel(),
  points: {},
  ladders: [
    {
      kind: 'balance',
      id: 'status',
      levels: [
        { name: 'Low', atLeast: 0 },
        { name: 'High', atLeast },
      ],
    },
  ],
});

test('levels by the balance go up and down with it, and what is owed counts', () => {
  const purse = purseOf(100);
  const life = [
    fact('2025-01-01', { type: 'credit', points: 100, expiresAt: utc('2025-06-01') }),
    fact('2025-02-01', { type: 'redeem', points: 1 }),
    fact('2025-03-01', { type: 'credit', points: 1 }),
    fact('2025-07-01', { type: 'adjust', points: -40, reason: 'error' }),
  ];
  expect(['2025-01-01', '2025-02-01', '2025-03-01', '2025-06-01'].map((on) => tier(purse, life, on).level)).toEqual([
    'High',
    'Low',
    'High',
    'Low',
  ]);
  const progress = (on: string) =>
    measureProgress(purse, replayEvents(purse, life, { asOf: utc(on) }), { ladderId: 'status', asOf: utc(on) });
  expect(progress('2025-02-01')).toMatchObject({
    totals: { balance: 99 },
    next: { missing: [{ missing: 1 }] },
    keep: null,
  });
  expect(progress('2025-03-01')).toMatchObject({
    totals: { balance: 100 },
    next: null,
    keep: { level: 'High', met: true },
  });
  // One point is left, forty are taken.
  expect(progress('2025-07-01')).toMatchObject({
    totals: { balance: -39 },
    next: { missing: [{ missing: 139, share: 0 }] },
  });
  expect(tier(purse, life, '2025-04-01')).toMatchObject({ nextLevel: 'Low', nextChangeAt: ms('2025-06-01') });
});

describe('a level of the balance', () => {
  const purse = purseOf(30);
  const credit = (on: string, points: number) => fact(on, { type: 'credit', points });
  const grants = (...events: LoyaltyEvent[]) => replayEvents(purse, events).ladders['status']!.grants;

  test('is none for who owes as much', () => {
    const owing = fact('2025-01-01', { type: 'adjust', points: -40, reason: 'error' });
    expect(tier(purse, [owing], '2025-02-01').level).toBe('Low');
    expect(grants(owing)).toEqual([]);
  });

  test('is held since it was reached, whatever comes later', () => {
    const life = [credit('2025-01-01', 30), credit('2025-02-01', 5)];
    expect(tier(purse, life, '2025-03-01').reasons[0]!.facts).toMatchObject({
      fromAt: ms('2025-01-01'),
      eventId: life[0]!.id,
    });
    expect(grants(...life)).toHaveLength(1);
  });

  test('stands beside the same level by hand', () => {
    const life = [grant('2025-01-01', 'High', { until: utc('2025-02-15') }), credit('2025-02-01', 30)];
    expect(['2025-02-14', '2025-03-01'].map((on) => tier(purse, life, on).level)).toEqual(['High', 'High']);
    expect(['2025-02-14', '2025-03-01'].map((on) => tier(purse, life.slice(0, 1), on).level)).toEqual(['High', 'Low']);
  });
});

describe('a ladder that is not the first', () => {
  const club: WindowLadder = {
    kind: 'window',
    id: 'club',
    levels: [{ name: 'Guest' }, { name: 'Gold' }, { name: 'Owner' }],
    window: { kind: 'lifetime' },
    validity: { kind: 'forever' },
  };
  const bonus = (ladderId: string) =>
    ({ id: ladderId, kind: 'flat', points: 5, on: { ladderId, level: 'Gold' } }) as const;
  const program = hotel({ pause: 'ignore' }, { points: { earn: [bonus('status')] } });
  const both: Program = { ...program, ladders: [...program.ladders!, club] };
  const given = (on: string, level: string, more: object = {}) =>
    fact(on, { type: 'grant', ladderId: 'club', level, reason: 'match', ...more });

  test('gives its own levels, and pays its own bonuses', () => {
    const account = replayEvents(both, [given('2025-01-01', 'Owner')]);
    expect([account.ladders['club']!.level, account.ladders['status']!.level]).toEqual([2, 0]);
    expect(account.totals.issued).toBe(0);
    expect(replayEvents(both, [grant('2025-01-01', 'Gold')]).totals.issued).toBe(5);
  });

  test('rests in a pause though another goes on', () => {
    const pause = fact('2025-01-10', { type: 'pause' });
    const revoke = (ladderId: string, grantEventId: string) =>
      fact('2025-02-10', { type: 'revoke', ladderId, grantEventId, reason: 'fraud' });
    const until = utc('2025-02-01');
    const owner = given('2025-01-01', 'Owner', { id: 'o', until });
    expect(outcomeOf(both, [owner, pause, revoke('club', 'o')])[0]).toBe('applied');
    const gold = grant('2025-01-01', 'Gold', { id: 'g', until });
    expect(outcomeOf(both, [gold, pause, revoke('status', 'g')])[0]).toBe('rejected');
  });
});

describe('an account from before the ladders of its program', () => {
  const from = () =>
    replayEvents({ ...hotel(), ladders: [] }, [
      fact('2025-01-01', { type: 'enroll' }),
      fact('2025-01-02', { type: 'pause' }),
    ]);
  test('takes no levels, and goes on otherwise', () => {
    const apply = (event: LoyaltyEvent) => applyEvent(hotel(), from(), event);
    for (const event of [
      grant('2025-02-01', 'Gold'),
      fact('2025-02-01', { type: 'revoke', ladderId: 'status', reason: 'x' }),
      fact('2025-02-01', { type: 'extend', ladderId: 'status', until: utc('2026-01-01'), reason: 'x' }),
    ])
      expect(apply(event)).toMatchObject({ outcome: 'rejected', reasons: [{ code: 'unknown-level' }] });
    expect(apply(nights('2025-02-01', 50))).toMatchObject({ outcome: 'applied', tierChanges: [] });
    expect(apply(fact('2025-02-01', { type: 'resume' })).account.pausedAt).toBe(null);
  });
});

describe('the answer about a level', () => {
  const program = hotel();
  test('of who never was a member, of the base, and of a ladder without a counter', () => {
    const nobody = assignTier(program, openAccount(program, 'anna'), { ladderId: 'status', asOf: 0 });
    expect(nobody).toStrictEqual({
      level: 'Member',
      index: 0,
      sinceAt: null,
      untilAt: null,
      reasons: [{ code: 'not-enrolled', facts: {} }],
      nextChangeAt: null,
      nextLevel: null,
    });
    const enrolled = [fact('2025-01-10', { type: 'enroll' })];
    expect(tier(program, enrolled, '2025-02-01')).toMatchObject({
      sinceAt: ms('2025-01-10'),
      reasons: [{ code: 'base', facts: { level: 'Member' } }],
    });
    // Given by hand, the base still has no end.
    expect(tier(program, [grant('2025-01-10', 'Member', { until: utc('2025-06-01') })], '2025-02-01')).toMatchObject({
      level: 'Member',
      untilAt: null,
    });
  });

  test('in a pause: what was in force has no end, what is earned meanwhile has its own', () => {
    const life = [nights('2025-01-10', 10), fact('2025-03-01', { type: 'pause' })];
    expect(tier(program, life, '2025-03-02')).toMatchObject({
      level: 'Silver',
      untilAt: null,
      reasons: [{ code: 'qualified' }, { code: 'paused', facts: { pausedAt: ms('2025-03-01') } }],
    });
    const more = [...life, nights('2025-04-01', 10)];
    expect(held(program, more, '2025-04-02')).toBe('Gold to 2027-01-01');
    expect(tier(program, more, '2025-04-02').reasons).toHaveLength(1);
    // Also where it has none anyway, and where it was given in the instant in which the pause began.
    const pause = fact('2025-03-01', { type: 'pause' });
    const paused = { code: 'paused', facts: { pausedAt: ms('2025-03-01') } };
    for (const until of [undefined, utc('2025-06-01')]) {
      const given = grant('2025-03-01', 'Gold', until === undefined ? {} : { until });
      expect(tier(program, [given, pause], '2025-03-02').reasons).toEqual([
        {
          code: 'granted',
          facts: { level: 'Gold', fromAt: ms('2025-03-01'), untilAt: until ? ms(until) : null, eventId: given.id },
        },
        paused,
      ]);
      const resumed = held(program, [given, pause, fact('2025-03-11', { type: 'resume' })], '2025-03-11');
      expect(resumed).toBe(until === undefined ? 'Gold' : 'Gold to 2025-06-11');
    }
  });

  test('with grace: a rise that comes first does not end the level', () => {
    const rising = hotel({
      upgrade: { kind: 'period-end', plusMonths: 2 },
      validity: { kind: 'end-of-window', plusWindows: 2 },
      graceDays: 10,
    });
    const life = [nights('2023-05-01', 10), nights('2024-05-01', 20)];
    expect(tier(rising, life, '2025-01-15')).toMatchObject({
      level: 'Silver',
      untilAt: ms('2026-01-01'),
      nextLevel: 'Gold',
      nextChangeAt: ms('2025-03-01'),
    });
    expect(held(rising, [nights('2023-05-01', 10)], '2025-01-15')).toBe('Silver to 2026-01-11');
  });

  test('about a ladder that is not there', () => {
    const ask = () => assignTier(program, openAccount(program, 'anna'), { ladderId: 'x' as never, asOf: 0 });
    expect(ask).toThrow('options.ladderId: expected a ladder of the program, got x');
  });
});

describe('levels paid from a counter', () => {
  const club = (more: Partial<CounterLadder> = {}): Program => ({
    ...hotel(),
    ladders: [
      {
        kind: 'counter',
        id: 'status',
        levels: [{ name: 'Explorer' }, { name: 'Silver', cost: 100 }, { name: 'Gold', cost: 180 }],
        metric: 'xp',
        months: 12,
        ...more,
      },
    ],
  });
  const xp = (on: string, count: number) => fact(on, { type: 'activity', metrics: { xp: count } });
  const at = (program: Program, events: LoyaltyEvent[], on: string) => [
    held(program, events, on),
    tier(program, events, on).counter,
  ];

  test('reaching the cost moves up and deducts it, again and again', () => {
    const life = [xp('2025-01-10', 99), xp('2025-01-11', 1), xp('2025-01-12', 200)];
    expect(['2025-01-10', '2025-01-11', '2025-01-12'].map((on) => at(club(), life, on))).toEqual([
      ['Explorer', 99],
      ['Silver to 2026-01-11', 0],
      ['Gold to 2026-01-12', 20],
    ]);
    expect(at(club(), [xp('2025-01-10', 290)], '2025-01-10')).toEqual(['Gold to 2026-01-10', 10]);
    expect(at(club({ carryCap: 5 }), [xp('2025-01-10', 290)], '2025-01-10')).toEqual(['Silver to 2026-01-10', 5]);
    expect(at(club({ roundUpTo: 'month' }), life, '2025-01-12')).toEqual(['Gold to 2026-02-01', 20]);
    // Taken back: never below nothing.
    expect(at(club(), [xp('2025-01-10', 50), xp('2025-01-11', -80)], '2025-01-11')).toEqual(['Explorer', 0]);
  });

  test('at the end the level is paid again, its ends counted from the first day, or it falls', () => {
    const life = [xp('2024-02-29', 100), xp('2024-06-01', 150)];
    expect(at(club(), life, '2025-02-28')).toEqual(['Silver to 2026-02-28', 50]);
    // Two renewals: in 2028 again the 29th.
    const rich = [
      xp('2024-02-29', 100),
      ...[5, 6, 7].map((month) => xp(`2024-0${month}-01`, 60)),
      xp('2025-06-01', 60),
      xp('2026-06-01', 60),
    ];
    expect(at(club({ levels: [{ name: 'Explorer' }, { name: 'Silver', cost: 60 }] }), rich, '2027-03-01')[0]).toBe(
      'Silver to 2028-02-29',
    );
    const short = [xp('2025-01-10', 280), xp('2025-06-01', 179)];
    expect(at(club(), short, '2026-01-09T23:59:59Z')).toEqual(['Gold to 2026-01-10', 179]);
    expect(at(club(), short, '2026-01-10')).toEqual(['Silver to 2027-01-10', 0]);
    expect(at(club({ onShortfall: { levelsDown: 2, counter: 'reset' } }), short, '2026-01-10')).toEqual([
      'Explorer',
      0,
    ]);
    expect(at(club({ onShortfall: { levelsDown: 1, counter: 'keep' } }), short, '2026-01-10')).toEqual([
      'Silver to 2027-01-10',
      179,
    ]);
    expect(at(club({ onShortfall: { levelsDown: 9, counter: 'keep' } }), short, '2026-01-10')).toEqual([
      'Explorer',
      179,
    ]);
    expect(at(club(), [...short, xp('2026-01-01', 1)], '2026-01-10')).toEqual(['Gold to 2027-01-10', 0]);
  });

  test('a level by hand stands beside the paid one', () => {
    const by = (until: string) => grant('2025-01-01', 'Gold', { until: utc(until) });
    const life = [by('2025-06-01'), xp('2025-02-01', 100)];
    expect(['2025-02-01', '2025-06-01'].map((on) => at(club(), life, on))).toEqual([
      ['Gold to 2025-06-01', 0],
      ['Silver to 2026-02-01', 0],
    ]);
    expect(at(club(), [...life, xp('2025-03-01', 180)], '2025-06-01')).toEqual(['Gold to 2026-03-01', 0]);
    expect(at(club(), [by('2026-06-01'), xp('2025-02-01', 100), xp('2025-03-01', 100)], '2026-06-02')).toEqual([
      'Silver to 2027-02-01',
      0,
    ]);
  });

  test('a pause moves the level, and the day from which its ends are counted', () => {
    const life = [
      xp('2024-01-10', 150),
      fact('2024-03-01', { type: 'pause' }),
      fact('2024-03-31', { type: 'resume' }),
      xp('2024-06-01', 60),
    ];
    expect(held(club(), life, '2024-06-01')).toBe('Silver to 2025-02-09');
    expect(held(club(), life, '2025-02-09')).toBe('Silver to 2026-02-09');
  });

  test('a level without a cost is passed over on the way up', () => {
    const levels = [{ name: 'Explorer' }, { name: 'Gift' }, { name: 'Gold', cost: 50 }];
    const account = replayEvents(club({ levels }), [xp('2025-01-10', 5)]);
    const { next, keep } = measureProgress(club({ levels }), account, { ladderId: 'status', asOf: utc('2025-02-01') });
    expect([next?.level, next?.missing[0]?.missing, keep]).toEqual(['Gold', 45, null]);
    const given = replayEvents(club({ levels }), [grant('2025-01-10', 'Gift')]);
    expect(measureProgress(club({ levels }), given, { ladderId: 'status', asOf: utc('2025-02-01') })).toMatchObject({
      current: 'Gift',
      keep: null,
      deadlineAt: null,
    });
  });

  test('progress is what the counter holds of the next cost, and its deadline the end of the level', () => {
    const account = replayEvents(club(), [xp('2025-01-10', 145)]);
    const options = { ladderId: 'status', asOf: utc('2025-02-01') };
    expect(measureProgress(club(), account, options)).toMatchObject({
      current: 'Silver',
      next: { level: 'Gold', met: false, missing: [{ metric: 'xp', has: 45, needs: 180, missing: 135, share: 0.25 }] },
      keep: { level: 'Silver', missing: [{ needs: 100, missing: 55 }] },
      windowFromAt: null,
      deadlineAt: ms('2026-01-10'),
      lastDayOn: '2026-01-09',
      totals: { xp: 45 },
    });
  });
});

test('years at a level are counted when they are over, also of a level that began within the year', () => {
  const held2 = hotel({ upgrade: { kind: 'period-end', plusMonths: 2 } });
  const program: Program = {
    ...held2,
    ladders: [
      ...held2.ladders!,
      {
        kind: 'window',
        id: 'lifetime',
        metrics: { years: { from: 'windows-held', ladderId: 'status', level: 'Silver' } },
        levels: [{ name: 'None' }, { name: 'Friend', enter: { metric: 'years', atLeast: 1 } }],
        window: { kind: 'lifetime' },
        validity: { kind: 'forever' },
      },
    ],
  };
  // Silver from 1 March 2025 to the end of the year.
  const life = [nights('2024-05-01', 10)];
  const friend = (on: string) =>
    assignTier(program, replayEvents(program, life, { asOf: utc(on) }), { ladderId: 'lifetime', asOf: utc(on) }).level;
  expect(['2025-12-31', '2026-01-01'].map(friend)).toEqual(['None', 'Friend']);
  expect(['2025-02-28', '2025-03-01', '2026-01-01'].map((on) => held(program, life, on))).toEqual([
    'Member',
    'Silver to 2026-01-01',
    'Member',
  ]);
});

describe('years held at a level or above', () => {
  const both = (held: Partial<WindowLadder> = {}): Program => {
    const status = { ...hotel({ validity: { kind: 'end-of-window' }, ...held }).ladders![0] } as WindowLadder;
    const years = (ladderId: string, id: string): WindowLadder => ({
      kind: 'window',
      id,
      metrics: { years: { from: 'windows-held', ladderId, level: 'Gold' } },
      levels: [{ name: 'None' }, { name: 'Friend', enter: { metric: 'years', atLeast: 100 } }],
      window: { kind: 'lifetime' },
      validity: { kind: 'forever' },
    });
    return {
      ...hotel(),
      ladders: [status, { ...status, id: 'other' }, years('status', 'lifetime'), years('other', 'others')],
    };
  };
  const count = (events: LoyaltyEvent[], on: string, ladderId = 'lifetime') => {
    const account = replayEvents(both(), events, { asOf: utc(on) });
    return measureProgress(both(), account, { ladderId, asOf: utc(on) }).totals['years'] ?? 0;
  };

  test('each complete one counts, and none below', () => {
    const life = [
      nights('2020-05-01', 19),
      nights('2021-05-01', 20),
      nights('2022-05-01', 40),
      nights('2023-05-01', 30),
    ];
    expect(['2021-01-01', '2021-12-31', '2022-01-01', '2023-01-01', '2023-12-31'].map((on) => count(life, on))).toEqual(
      [0, 0, 1, 2, 2],
    );
  });

  test('of a ladder that is not the first, with levels of its own', () => {
    const [, other, , others] = both().ladders!;
    const first = { ...hotel().ladders![0], id: 'first', levels: [{ name: 'A' }, { name: 'B' }] } as WindowLadder;
    const program: Program = { ...hotel(), ladders: [first, other!, others!] };
    const asOf = utc('2021-06-01');
    const account = replayEvents(program, [nights('2020-05-01', 20)], { asOf });
    expect(measureProgress(program, account, { ladderId: 'others', asOf }).totals).toEqual({ years: 1 });
  });

  test('of this ladder, not of another; also where nothing but a gift of the level happened in them', () => {
    const given = (ladderId: string) => [
      fact('2024-05-01', { type: 'grant', ladderId, level: 'Gold', reason: 'match', until: utc('2026-06-01') }),
    ];
    expect([count(given('status'), '2026-06-01'), count(given('status'), '2026-06-01', 'others')]).toEqual([2, 0]);
    expect([count(given('other'), '2026-06-01'), count(given('other'), '2026-06-01', 'others')]).toEqual([0, 2]);
    expect(count(given('status'), '2030-01-01')).toBe(2);
  });
});

describe('what a change of level tells and pays', () => {
  const bonus = (level: string, points: number) =>
    ({ id: level, kind: 'flat', points, on: { ladderId: 'status', level } }) as const;
  const program = hotel({}, { points: { earn: [bonus('Silver', 1), bonus('Gold', 20), bonus('Diamond', 300)] } });

  test('each level passed pays once', () => {
    const paid = (events: LoyaltyEvent[]) => {
      const account = replayEvents(program, events);
      return measureBalance(program, account, { asOf: account.throughAt! }).balance;
    };
    expect(paid([nights('2025-01-10', 9)])).toBe(0);
    expect(paid([nights('2025-01-10', 10)])).toBe(1);
    expect(paid([nights('2025-01-10', 20)])).toBe(21);
    expect(paid([nights('2025-01-10', 10), nights('2025-01-11', 30)])).toBe(321);
    expect(paid([grant('2025-01-10', 'Gold'), nights('2025-01-11', 10)])).toBe(21);
  });

  test('from where to where, why, and by which event', () => {
    const one = nights('2025-01-10', 20, 'stay');
    expect(
      applyEvent(program, replayEvents(program, [fact('2025-01-01', { type: 'enroll' })]), one).tierChanges,
    ).toEqual([
      { ladderId: 'status', from: 'Member', to: 'Gold', at: ms('2025-01-10'), why: 'qualified', eventId: 'stay' },
    ]);
    const account = replayEvents(program, [one]);
    const close = fact('2027-01-01', { id: 'close', type: 'close' });
    expect(applyEvent(program, account, close).tierChanges).toEqual([
      { ladderId: 'status', from: 'Gold', to: 'Member', at: ms('2027-01-01'), why: 'base', eventId: null },
    ]);
  });
});

describe('a milestone', () => {
  const program = (more: object): Program =>
    hotel(
      {},
      {
        points: {
          earn: [
            {
              id: 'mile',
              kind: 'milestone',
              metric: 'nights',
              from: 5,
              points: 7,
              window: { kind: 'calendar', unit: 'year' },
              ...more,
            },
          ],
        },
      },
    );
  const paid = (more: object, ...counts: [string, number][]): number => {
    const account = replayEvents(
      program(more),
      counts.map(([on, count]) => nights(on, count)),
    );
    return account.totals.issued / 7;
  };
  test.each<[object, number, number]>([
    [{}, 4, 0],
    [{}, 5, 1],
    [{}, 50, 1],
    [{ every: 3 }, 7, 1],
    [{ every: 3 }, 8, 2],
    [{ every: 3, to: 10 }, 50, 2],
    [{ every: 3, to: 11 }, 50, 3],
    [{ to: 4 }, 50, 0],
  ])('%j at %i nights pays %i times', (more, count, times) => {
    expect(paid(more, ['2025-02-01', count])).toBe(times);
  });

  test('pays once in its window, however often the total comes back to it', () => {
    expect(paid({}, ['2025-02-01', 5], ['2025-02-02', -3], ['2025-02-03', 3])).toBe(1);
    expect(paid({}, ['2025-02-01', 5], ['2026-02-01', 5])).toBe(2);
    expect(paid({}, ['2025-12-31', 3], ['2026-01-01', 3])).toBe(0);
    expect(paid({ every: 5 }, ['2025-02-01', 3], ['2025-02-02', 3], ['2025-02-03', 4])).toBe(2);
  });

  test('in a rolling window it pays again when what it was paid for has left', () => {
    const rolling = { window: { kind: 'rolling', days: 10 } };
    expect(paid(rolling, ['2025-02-01', 5], ['2025-02-10', 5])).toBe(1);
    expect(paid(rolling, ['2025-02-01', 5], ['2025-02-11', 5])).toBe(2);
    expect(paid(rolling, ['2025-02-01', 3], ['2025-02-05', 3], ['2025-02-11', 2])).toBe(2);
  });
});

describe('a window', () => {
  const shopping = (more: Partial<WindowLadder>, rest: Partial<Program> = {}): Program =>
    hotel(
      {
        metrics: { spend: { from: 'spend' } },
        levels: [{ name: 'Member' }, { name: 'Gold', enter: { metric: 'spend', atLeast: 500 } }],
        reversal: 'revoke',
        ...more,
      },
      rest,
    );
  const buy = (on: string, orderId: string, amountMinor: number) =>
    fact(on, { type: 'purchase', orderId, amountMinor });
  const back = (on: string, orderId: string, amountMinor: number) => fact(on, { type: 'refund', orderId, amountMinor });
  const stateOf = (program: Program, events: LoyaltyEvent[], on?: string) =>
    replayEvents(program, events, on === undefined ? {} : { asOf: utc(on) }).ladders['status']!;

  test('of a life counts what happened before 1970 as well', () => {
    const program = hotel({ window: { kind: 'lifetime' }, validity: { kind: 'forever' } });
    const life = [nights('1960-05-01', 6), nights('1961-05-01', 4)];
    expect(held(program, life, '1961-06-01')).toBe('Silver');
    const rows = traceWindows(program, life, { ladderId: 'status', asOf: utc('1961-06-01') });
    expect(rows).toMatchObject([{ fromAt: null, toAt: null, totals: { nights: 10 }, levelMet: 'Silver' }]);
    // It never ends, whatever else does.
    const later = [nights('2025-05-01', 10), grant('2025-05-01', 'Gold', { until: utc('2025-06-01') })];
    expect(traceWindows(program, later, { ladderId: 'status', asOf: utc('2026-01-01') })).toMatchObject([
      { fromAt: null, toAt: null, totals: { nights: 10 }, rolledOut: null },
    ]);
  });

  test('begins with its first instant: what was bought then is taken from it', () => {
    const life = [buy('2025-01-01', 'a', 500), back('2025-03-01', 'a', 1)];
    expect(['2025-01-01', '2025-03-01'].map((on) => held(shopping({}), life, on))).toEqual([
      'Gold to 2027-01-01',
      'Member',
    ]);
  });

  test('that was forgotten does not come back with a return', () => {
    const life = [buy('2020-05-01', 'a', 100), buy('2021-05-01', 'b', 100), buy('2022-05-01', 'c', 100)];
    const late = [...life, back('2023-05-01', 'a', 100)];
    const windows = (events: LoyaltyEvent[]) =>
      stateOf(shopping({}), events).windows.map(({ fromAt }) => dayOf(fromAt));
    expect(windows([...late, buy('2023-06-01', 'd', 1)])).toEqual(['2022-01-01', '2023-01-01']);
    expect(windows(late)).toEqual(['2022-01-01']);
  });

  test('that is over gives no level, however easy that has become since', () => {
    const levels = [
      { name: 'Member' },
      { name: 'Gold', enter: { metric: 'spend', atLeast: 500 }, retain: { metric: 'spend', atLeast: 300 } },
    ];
    const life = [buy('2023-05-01', 'a', 400), buy('2024-05-01', 'b', 500)];
    const late = [...life, back('2024-07-01', 'a', 50), back('2024-08-01', 'b', 500)];
    expect(['2024-07-31', '2024-08-01'].map((on) => held(shopping({ levels }), late, on))).toEqual([
      'Gold to 2026-01-01',
      'Member',
    ]);
  });

  test('is kept while a level without an end stands on it, beside levels that stand on others', () => {
    const program = shopping({ validity: { kind: 'forever' } });
    const life = [buy('2023-05-01', 'a', 500), buy('2024-05-01', 'b', 500), buy('2025-05-01', 'c', 1)];
    const one = [...life, back('2026-05-01', 'a', 500)];
    const both = [...one, back('2026-06-01', 'b', 500)];
    expect([held(program, one, '2026-05-01'), held(program, both, '2026-06-01')]).toEqual(['Gold', 'Member']);
  });

  test('that rolls no longer holds what leaves it at the instant of a return', () => {
    const program = shopping({ window: { kind: 'rolling', days: 30 }, validity: { kind: 'while-met' } });
    const life = [buy('2025-01-01', 'a', 100), buy('2025-01-25', 'b', 200), back('2025-01-31', 'a', 100)];
    expect(stateOf(program, life).windows[0]!.totals).toEqual({ spend: 200 });
  });

  test('that rolls keeps one entry an instant', () => {
    const program = hotel({ window: { kind: 'rolling', days: 30 }, validity: { kind: 'while-met' } });
    const life = [nights('2025-01-01', 1), nights('2025-01-01', 2), nights('2025-01-02', 3)];
    expect(stateOf(program, life).windows[0]!.rolling).toEqual([
      { at: ms('2025-01-01'), metrics: { nights: 3 } },
      { at: ms('2025-01-02'), metrics: { nights: 3 } },
    ]);
  });

  test('of a list stands in the order of time, also where a later one already counts', () => {
    const periods = [
      { fromOn: '2024-01-01', toOn: '2024-05-01', validUntilOn: '2026-01-01' },
      { fromOn: '2024-05-01', toOn: '2024-09-01', validUntilOn: '2026-01-01' },
      { fromOn: '2024-09-01', toOn: '2025-01-01', validUntilOn: '2026-01-01', countFromOn: '2024-03-01' },
    ];
    const life = [nights('2024-04-01', 3), nights('2024-06-01', 5)];
    const one = (window: LadderWindow) =>
      stateOf(hotel({ window, validity: { kind: 'listed' } }), life).windows.map(({ fromAt, totals }) => [
        dayOf(fromAt),
        totals,
      ]);
    const windows = [
      ['2024-01-01', { nights: 3 }],
      ['2024-05-01', { nights: 5 }],
      ['2024-09-01', { nights: 8 }],
    ];
    expect(one({ kind: 'listed', periods })).toEqual(windows);
    const running = traceWindows(hotel({ window: { kind: 'listed', periods }, validity: { kind: 'listed' } }), life, {
      ladderId: 'status',
      asOf: utc('2024-08-31'),
    });
    expect(running.map(({ fromOn, totals }) => [fromOn, totals])).toEqual([
      ['2024-01-01', { nights: 3 }],
      ['2024-05-01', { nights: 5 }],
    ]);
    // The same list in two parts.
    const then: LadderWindow = { kind: 'listed', periods: periods.slice(2) };
    expect(one({ kind: 'listed', periods: periods.slice(0, 2), then })).toEqual(windows);
  });

  test('shows the level kept or come back to in it, and one that a change made easier before its end', () => {
    const gold = (atLeast: number) => [
      { name: 'Member' },
      { name: 'Gold', enter: { metric: 'nights', atLeast }, retain: { metric: 'nights', atLeast: 15 } },
    ];
    const met = (program: Program, ...years: number[]) =>
      traceWindows(
        program,
        years.map((count, i) => nights(`${2020 + i}-05-01`, count)),
        { ladderId: 'status', asOf: utc(`${2020 + years.length}-01-01`) },
      ).map(({ levelMet }) => levelMet);
    expect(met(hotel({ levels: gold(20) }), 20, 15, 14)).toEqual(['Gold', 'Gold', 'Member']);
    const changes = [{ from: utc('2020-11-01'), ladders: { status: { levels: gold(16) } } }];
    expect(met(hotel({ levels: gold(20) }, { changes }), 17)).toEqual(['Gold']);
  });

  test('that a return corrected is shown as corrected', () => {
    const life = [buy('2023-05-01', 'a', 500), back('2024-02-01', 'a', 200)];
    const rows = traceWindows(shopping({}), life, { ladderId: 'status', asOf: utc('2024-03-01') });
    expect(rows.map(({ totals, levelMet }) => [totals, levelMet])).toEqual([[{ spend: 300 }, 'Member']]);
  });
});

describe('what rolls over into a window', () => {
  test('rolls to the day on which the membership has its anniversary', () => {
    const program = hotel({ window: { kind: 'membership-year' }, rollover: { metric: 'nights' } });
    const life = [fact('2024-02-29', { type: 'enroll' }), nights('2026-05-01', 35)];
    const asOf = utc('2027-06-01');
    const progress = measureProgress(program, replayEvents(program, life, { asOf }), { ladderId: 'status', asOf });
    expect(progress).toMatchObject({ windowFromAt: ms('2027-02-28'), windowToAt: ms('2028-02-29') });
    expect(progress.totals).toEqual({ nights: 15 });
  });

  test('is lost where a list ends', () => {
    const periods = [{ fromOn: '2024-01-01', toOn: '2025-01-01', validUntilOn: '2026-01-01' }];
    const program = hotel({
      window: { kind: 'listed', periods },
      validity: { kind: 'listed' },
      rollover: { metric: 'nights' },
    });
    const life = [nights('2024-05-01', 35)];
    expect(held(program, life, '2025-02-01')).toBe('Gold to 2026-01-01');
    const rows = traceWindows(program, life, { ladderId: 'status', asOf: utc('2025-02-01') });
    expect(rows).toMatchObject([{ totals: { nights: 35 }, rolledOut: 15 }]);
  });

  test('may be a metric that only its own thresholds know', () => {
    const program = hotel({ rollover: { metric: 'points', thresholds: { Silver: 5 } } });
    const stay = fact('2024-05-01', { type: 'activity', metrics: { nights: 10, points: 8 } });
    const [row] = traceWindows(program, [stay], { ladderId: 'status', asOf: utc('2025-02-01') });
    expect(row).toMatchObject({ totals: { nights: 10, points: 8 }, rolledOut: 3 });
  });

  test('is not written down where there is nothing of it, whoever else counts the window', () => {
    const years: WindowLadder = {
      kind: 'window',
      id: 'years',
      metrics: { years: { from: 'windows-held', ladderId: 'status', level: 'Silver' } },
      levels: [{ name: 'None' }, { name: 'Friend', enter: { metric: 'years', atLeast: 1 } }],
      window: { kind: 'lifetime' },
      validity: { kind: 'forever' },
    };
    const status = hotel({ rollover: { metric: 'nights' } }).ladders!;
    const program: Program = { ...hotel(), ladders: [...status, years] };
    const rows = traceWindows(program, [nights('2024-05-01', 10)], { ladderId: 'status', asOf: utc('2025-02-01') });
    expect(rows.map(({ rolledIn, rolledOut }) => [rolledIn, rolledOut])).toEqual([
      [{}, 0],
      [{}, null],
    ]);
  });
});

describe('a level taken back at once', () => {
  test('has no grace and no landing: those are for levels that end', () => {
    const life = [nights('2025-03-01', 40), nights('2025-06-01', -40)];
    for (const soft of [{ graceDays: 10 }, { downgrade: { kind: 'one-level', months: 6 } }] as const)
      expect(held(hotel({ reversal: 'revoke', ...soft }), life, '2025-06-01')).toBe('Member');
  });

  test('by hand has none either', () => {
    const revoke = fact('2025-03-01', { type: 'revoke', ladderId: 'status', reason: 'fraud' });
    const life = [grant('2025-02-01', 'Diamond'), revoke];
    expect(held(hotel({ downgrade: { kind: 'one-level', months: 6 } }), life, '2025-03-01')).toBe('Member');
  });

  test('by hand is not given again by what was counted before, not even where the window rolls', () => {
    const program = hotel({ window: { kind: 'rolling', months: 12 }, validity: { kind: 'forever' } });
    const revoke = fact('2025-02-01', { type: 'revoke', ladderId: 'status', reason: 'fraud' });
    const life = [nights('2025-01-01', 10), revoke, nights('2025-03-01', 1)];
    expect(['2025-01-01', '2025-03-01'].map((on) => held(program, life, on))).toEqual(['Silver', 'Member']);
  });

  test('and earned again before it began is one level', () => {
    const program = hotel({ upgrade: { kind: 'period-end' }, reversal: 'at-period-end' });
    const life = [nights('2025-03-01', 10), nights('2025-04-01', -1), nights('2025-05-01', 1)];
    expect(replayEvents(program, life).ladders['status']!.grants).toHaveLength(1);
    expect(held(program, life, '2026-01-01')).toBe('Silver to 2027-01-01');
  });
});

test('a level without an end keeps none when a change gives levels an end', () => {
  const program = hotel(
    { window: { kind: 'rolling', months: 12 }, validity: { kind: 'forever' } },
    {
      changes: [{ from: utc('2025-02-01'), ladders: { status: { validity: { kind: 'after-reaching', months: 2 } } } }],
    },
  );
  expect(held(program, [nights('2025-01-01', 10), nights('2025-03-01', 1)], '2025-03-01')).toBe('Silver');
});

describe('grace', () => {
  test('follows a level that was held while it was met', () => {
    const program = hotel({ validity: { kind: 'while-met' }, graceDays: 10 });
    expect(
      ['2025-12-31', '2026-01-10', '2026-01-11'].map((on) => held(program, [nights('2025-05-01', 10)], on)),
    ).toEqual(['Silver to 2026-01-11', 'Silver to 2026-01-11', 'Member']);
  });

  test('comes once, though the level will begin again later, or a lower one ends with it', () => {
    const later = hotel({ upgrade: { kind: 'period-end', plusMonths: 2 }, graceDays: 10 });
    const twice = [nights('2023-05-01', 10), nights('2024-05-01', 1), nights('2025-05-01', 10)];
    // Silver from March 2024 to January 2025, and from March 2026.
    expect(['2025-01-10', '2025-01-11', '2026-03-01'].map((on) => held(later, twice, on))).toEqual([
      'Silver to 2025-01-11',
      'Member',
      'Silver to 2027-01-11',
    ]);
    const soon = [nights('2023-05-01', 10), nights('2024-05-01', 10)];
    expect(['2025-01-10', '2025-01-11', '2025-03-01'].map((on) => tier(later, soon, on).level)).toEqual([
      'Silver',
      'Member',
      'Silver',
    ]);
    const gold = [grant('2025-01-01', 'Gold', { until: utc('2025-02-01') })];
    const silver = grant('2025-01-01', 'Silver', { until: utc('2025-02-11') });
    const kind = hotel({ graceDays: 10 });
    expect(['2025-02-10', '2025-02-11'].map((on) => tier(kind, [...gold, silver], on).level)).toEqual([
      'Gold',
      'Member',
    ]);
  });

  test('follows a level by hand that ends with the grace of an earlier one', () => {
    const program = hotel({ graceDays: 10 });
    const life = [
      grant('2025-01-01', 'Gold', { until: utc('2025-02-01') }),
      grant('2025-02-05', 'Gold', { until: utc('2025-02-11') }),
    ];
    expect(['2025-02-11', '2025-02-20', '2025-02-21'].map((on) => tier(program, life, on).level)).toEqual([
      'Gold',
      'Gold',
      'Member',
    ]);
  });
});

test('a fall to the base takes the lower levels away for good', () => {
  const program = hotel({ downgrade: { kind: 'to-base' } });
  // Silver was earned to 2026.
  const life = [nights('2023-05-01', 40), nights('2024-05-01', 10), fact('2025-02-01', { type: 'enroll' })];
  expect(['2024-12-31', '2025-01-01', '2025-02-01'].map((on) => tier(program, life, on).level)).toEqual([
    'Diamond',
    'Member',
    'Member',
  ]);
});

describe('of levels by hand', () => {
  const program = hotel();
  test('that end together the first given is told', () => {
    const until = utc('2025-08-01');
    const life = ['a', 'b'].map((id) => grant('2025-02-01', 'Gold', { id, until }));
    expect(tier(program, life, '2025-03-01').reasons[0]!.facts).toMatchObject({ eventId: 'a' });
  });

  test('one without an end has none after a pause in which it was lengthened', () => {
    const life = [
      grant('2025-01-01', 'Gold'),
      fact('2025-01-10', { type: 'pause' }),
      fact('2025-02-10', { type: 'extend', ladderId: 'status', until: utc('2025-03-01'), reason: 'storm' }),
      fact('2025-02-20', { type: 'resume' }),
    ];
    expect(['2025-02-15', '2025-02-20', '2026-01-01'].map((on) => held(program, life, on))).toEqual([
      'Gold',
      'Gold',
      'Gold',
    ]);
  });

  test('one in force in a pause is lengthened by the longer of both', () => {
    const life = [
      grant('2025-01-01', 'Gold', { until: utc('2025-04-01') }),
      fact('2025-01-10', { type: 'pause' }),
      fact('2025-02-10', { type: 'extend', ladderId: 'status', until: utc('2025-05-01'), reason: 'storm' }),
      fact('2025-02-20', { type: 'resume' }),
    ];
    // 41 days after 1 May.
    expect(held(program, life, '2025-02-20')).toBe('Gold to 2025-06-11');
  });

  test('one whose challenge is over is forgotten with its end', () => {
    const challenge = (to: string) => ({
      extendIf: { metric: 'nights', atLeast: 5, from: utc('2025-02-01'), to: utc(to), until: utc('2025-12-01') },
    });
    const kept = (to: string, on: string) => {
      const life = [grant('2025-02-01', 'Gold', { until: utc('2025-04-01'), ...challenge(to) }), nights(on, 1)];
      return replayEvents(program, life).ladders['status']!.grants.length;
    };
    expect([kept('2025-06-01', '2025-05-31'), kept('2025-06-01', '2025-06-01')]).toEqual([1, 0]);
  });

  test('one whose challenge begins later does not count what happened before', () => {
    const match = grant('2025-02-01', 'Gold', {
      until: utc('2025-08-01'),
      extendIf: {
        metric: 'nights',
        atLeast: 5,
        from: utc('2025-04-01'),
        to: utc('2025-06-01'),
        until: utc('2025-12-01'),
      },
    });
    const won = (on: string) => held(program, [match, nights(on, 5)], '2025-06-01');
    expect(['2025-03-31', '2025-04-01', '2025-05-31', '2025-06-01'].map(won)).toEqual([
      'Gold to 2025-08-01',
      'Gold to 2025-12-01',
      'Gold to 2025-12-01',
      'Gold to 2025-08-01',
    ]);
  });

  test('one whose challenge is won, or that is extended for all, at the instant of its end begins again then', () => {
    const challenge = {
      extendIf: {
        metric: 'nights',
        atLeast: 5,
        from: utc('2025-02-01'),
        to: utc('2025-06-01'),
        until: utc('2025-12-01'),
      },
    };
    const match = grant('2025-02-01', 'Gold', { until: utc('2025-04-01'), ...challenge });
    const begins = (given: Program, life: LoyaltyEvent[]) =>
      (tier(given, life, '2025-05-01').reasons[0]!.facts as { fromAt: number }).fromAt;
    expect(dayOf(begins(program, [match, nights('2025-04-01', 5)]))).toBe('2025-04-01');
    const announcedAt = utc('2025-04-01');
    const extensions = [{ announcedAt, validAt: utc('2025-03-01'), until: utc('2025-12-01') }];
    const plain = grant('2025-02-01', 'Gold', { until: announcedAt });
    expect(dayOf(begins(hotel({}, { extensions }), [plain]))).toBe('2025-04-01');
    const state = replayEvents(hotel({}, { extensions }), [plain], { asOf: announcedAt }).ladders['status']!;
    expect(state.grants).toHaveLength(1);
  });

  test('none is brought back by an extension that is over when it is announced', () => {
    const extensions = [{ announcedAt: utc('2025-09-01'), validAt: utc('2025-03-01'), until: utc('2025-08-15') }];
    const life = [grant('2025-02-01', 'Gold', { until: utc('2025-08-01') })];
    const given = hotel({}, { extensions });
    expect(['2025-07-31', '2025-08-14', '2025-09-01'].map((on) => tier(given, life, on).level)).toEqual([
      'Gold',
      'Member',
      'Member',
    ]);
    const account = replayEvents(given, life, { asOf: utc('2025-09-01') });
    expect([account.ladders['status']!.grants, checkAccount(account)]).toEqual([[], []]);
  });
});

describe('a trace of levels', () => {
  const program = hotel({ graceDays: 10 });
  const trace = (events: LoyaltyEvent[]) =>
    traceTiers(program, events, { ladderId: 'status', asOf: utc('2026-01-01') }).map(
      ({ level, fromAt, toAt, why, eventIds }) => [level, dayOf(fromAt), dayOf(toAt), why, eventIds],
    );
  const match = grant('2025-02-01', 'Gold', { id: 'match', until: utc('2025-04-01') });

  test('names no event where time alone acts, and none behind the base', () => {
    expect(trace([match])).toEqual([
      ['Gold', '2025-02-01', '2025-04-11', 'granted', ['match']],
      ['Member', '2025-04-11', null, 'base', []],
    ]);
    const fraud = fact('2025-03-01', { id: 'fraud', type: 'revoke', ladderId: 'status', reason: 'fraud' });
    expect(trace([match, fraud])).toEqual([
      ['Gold', '2025-02-01', '2025-03-01', 'granted', ['match']],
      ['Member', '2025-03-01', null, 'base', []],
    ]);
    const soft = traceTiers(
      hotel({ downgrade: { kind: 'one-level', months: 1 } }),
      [{ ...match, level: 'Diamond' } as never],
      {
        ladderId: 'status',
        asOf: utc('2025-04-15'),
      },
    );
    expect(soft.map(({ level, why, eventIds }) => [level, why, eventIds])).toEqual([
      ['Diamond', 'granted', ['match']],
      ['Gold', 'soft-landing', []],
    ]);
  });

  test('joins a level that ends and is given again at one instant', () => {
    const plain = (events: LoyaltyEvent[]) =>
      traceTiers(hotel(), events, { ladderId: 'status', asOf: utc('2026-01-01') }).map(({ level, fromAt, toAt }) => [
        level,
        dayOf(fromAt),
        dayOf(toAt),
      ]);
    const again = grant('2025-04-01', 'Gold', { until: utc('2025-06-01') });
    expect(plain([match, again])).toEqual([
      ['Gold', '2025-02-01', '2025-06-01'],
      ['Member', '2025-06-01', null],
    ]);
    // Another level then is another row.
    expect(plain([match, { ...again, level: 'Silver' } as LoyaltyEvent])).toEqual([
      ['Gold', '2025-02-01', '2025-04-01'],
      ['Silver', '2025-04-01', '2025-06-01'],
      ['Member', '2025-06-01', null],
    ]);
  });
});

describe('progress', () => {
  const leaf = (metric: string, atLeast: number) => ({ metric, atLeast });
  const ask = (program: Program, events: LoyaltyEvent[], on: string) =>
    measureProgress(program, replayEvents(program, events), { ladderId: 'status', asOf: utc(on) });

  test('to a level once held asks for the way back, or for the entry where that is met', () => {
    const back = (more: object) => hotel({ levels: [{ name: 'Member' }, { name: 'Gold', ...more }] });
    const revoke = fact('2025-06-01', { type: 'revoke', ladderId: 'status', reason: 'fraud' });
    const needs = (program: Program, count: number) => {
      const { next } = ask(program, [grant('2025-01-01', 'Gold'), revoke, nights('2025-05-01', count)], '2025-07-01');
      return [next?.met, next?.missing.map((one) => one.needs)];
    };
    const both = back({ enter: leaf('nights', 20), reenter: leaf('nights', 18) });
    expect([needs(both, 9), needs(both, 19), needs(both, 20)]).toEqual([
      [false, [18]],
      [true, [18]],
      [true, [20]],
    ]);
    expect(needs(back({ reenter: leaf('nights', 18) }), 9)).toEqual([false, [18]]);
  });

  test('to keep what needs nothing is all of it', () => {
    const levels = (atLeast: number) => [
      { name: 'Member' },
      { name: 'Gold', enter: leaf('nights', 5), retain: leaf('nights', atLeast) },
    ];
    const share = (atLeast: number) =>
      ask(hotel({ levels: levels(atLeast) }), [nights('2025-05-01', 5), nights('2025-05-02', -5)], '2025-06-01').keep
        ?.missing;
    expect(share(0)).toEqual([{ metric: 'nights', has: 0, needs: 0, missing: 0, share: 1 }]);
    expect(share(-2)).toEqual([{ metric: 'nights', has: 0, needs: -2, missing: 0, share: 1 }]);
  });

  test('lists at most 64 ways', () => {
    const ways = (enter: LevelCondition) =>
      ask(hotel({ levels: [{ name: 'Member' }, { name: 'Gold', enter }] }), [nights('2025-05-01', 1)], '2025-06-01')
        .next?.alternatives.length;
    const either = (count: number) => ({ any: Array.from({ length: count }, (_, i) => leaf(`m${i}`, 1)) });
    expect([ways(either(64)), ways(either(65))]).toEqual([64, 64]);
    const choices = (count: number) => ({ all: Array.from({ length: count }, () => either(2)) });
    expect([ways(choices(6)), ways(choices(7))]).toEqual([64, 64]);
  });

  test('by a counter ends with the paid level, whatever was given by hand', () => {
    const program: Program = {
      ...hotel(),
      ladders: [
        {
          kind: 'counter',
          id: 'status',
          levels: [{ name: 'A' }, { name: 'B', cost: 100 }],
          metric: 'nights',
          months: 12,
        },
      ],
    };
    const life = [grant('2025-01-01', 'B', { until: utc('2030-01-01') }), nights('2025-02-01', 100)];
    expect(ask(program, life, '2025-03-01').deadlineAt).toBe(ms('2026-02-01'));
  });
});

describe('a milestone elsewhere', () => {
  const paid = (window: LadderWindow, ...events: LoyaltyEvent[]) => {
    const program = hotel(
      {},
      { points: { earn: [{ id: 'mile', kind: 'milestone', metric: 'nights', from: 5, points: 7, window }] } },
    );
    const { totals, milestones } = replayEvents(program, events);
    return [totals.issued, Object.keys(milestones)];
  };

  test('counts years from the enrollment', () => {
    const enroll = fact('2025-01-10', { type: 'enroll' });
    const year = { kind: 'membership-year' } as const;
    expect(paid(year, enroll, nights('2025-03-01', 3), nights('2025-12-01', 2))).toEqual([7, ['mile']]);
    expect(paid(year, enroll, nights('2026-01-09', 3), nights('2026-01-10', 2))).toEqual([0, ['mile']]);
  });

  test('counts nothing outside of its periods, and nothing of another metric', () => {
    const periods = [{ fromOn: '2025-01-01', toOn: '2025-06-01', validUntilOn: '2026-01-01' }];
    const listed = { kind: 'listed', periods } as const;
    expect(paid(listed, nights('2025-05-31', 5))).toEqual([7, ['mile']]);
    expect(paid(listed, nights('2025-06-01', 5))).toEqual([0, []]);
    expect(paid(listed, fact('2025-05-31', { type: 'activity', metrics: { stays: 5 } }))).toEqual([0, []]);
  });
});
