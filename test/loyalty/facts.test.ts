/** Which facts count: whose they are, up to when, as known when, and told how often. */
import {
  accountAt,
  applyEvent,
  comparePrograms,
  listOutcomes,
  measureBalance,
  openAccount,
  openJournal,
  recordEvent,
  replayEvents,
  replayMembers,
  type Account,
  type Journal,
  type LoyaltyEvent,
  type Program,
  type WindowLadder,
} from 'clientele/loyalty';
import { describe, expect, test } from 'vitest';
import { back, balanceOn, BASE, buy, credit, DAY, on, redeem, shop, T0 } from './shop.ts';

const at = (day: number): number => T0 + day * DAY;
const bobs = (event: LoyaltyEvent): LoyaltyEvent => ({ ...event, memberId: 'bob' });
const issued = ({ totals }: Account): number => totals.issued;

test('facts come as any iterable: a list, a set, a generator', () => {
  const program = shop({});
  const list = [credit(0, 1), credit(1, 2)];
  function* one(): Generator<LoyaltyEvent> {
    yield* list;
  }
  for (const events of [new Set(list), one()])
    expect(replayEvents(program, events)).toEqual(replayEvents(program, list));
  expect(replayMembers(program, one())).toEqual(replayMembers(program, list));
  expect(listOutcomes(program, one()).map(({ outcome }) => outcome)).toEqual(['applied', 'applied']);
});

test('of facts that nobody recorded late, those that happened by then were known then', () => {
  const program = shop({});
  const life = [credit(0, 1), credit(5, 2)];
  for (const key of ['knownAt', 'asOf'] as const) {
    const points = (day: number) => issued(replayEvents(program, life, { [key]: at(day) }));
    expect([0, 5 - 1e-6, 5, 6].map(points)).toEqual([1, 1, 3, 3]);
    const members = (day: number) => replayMembers(program, life, { [key]: at(day) }).map(issued);
    expect([members(-1), members(4), members(5)]).toEqual([[], [1], [3]]);
  }
});

describe('of many members', () => {
  test('each stands where its first fact stands in the list, and only who has one by then', () => {
    const program = shop({});
    const list = [bobs(credit(3, 7)), credit(1, 1), bobs(credit(4, 2))];
    const whole = (options: object) =>
      replayMembers(program, list, options).map((account) => [account.memberId, issued(account)]);
    expect(whole({})).toEqual([
      ['bob', 9],
      ['anna', 1],
    ]);
    expect(whole({ asOf: at(2) })).toEqual([['anna', 1]]);
  });

  test('time passes for each of them, also for who did nothing lately', () => {
    const program = shop({ expiry: { kind: 'after-earning', days: 10 } });
    const accounts = replayMembers(program, [credit(0, 5), bobs(credit(8, 7))], { asOf: at(12) });
    expect(accounts.map(({ totals, throughAt }) => [totals.expired, throughAt])).toEqual([
      [5, at(12)],
      [0, at(12)],
    ]);
  });

  test('what one sends the other receives once, also where the receipt was stored as well', () => {
    const program = shop({});
    const sent = on(1, { id: 't', type: 'transfer', toMemberId: 'bob', points: 20 });
    const { receive } = applyEvent(program, replayEvents(program, [credit(0, 50)]), sent);
    const life = [credit(0, 50), sent, receive!];
    const left = replayMembers(program, life).map(
      (account) => measureBalance(program, account, { asOf: at(1) }).available,
    );
    expect(left).toEqual([30, 20]);
    expect(listOutcomes(program, life).map(({ outcome, reasons }) => [outcome, reasons])).toEqual([
      ['applied', []],
      ['applied', []],
      ['duplicate', [{ code: 'duplicate', facts: { transferId: 't' } }]],
    ]);
    // A receipt of which the sending is not at hand is a fact like others.
    expect(listOutcomes(program, [receive!])).toMatchObject([{ outcome: 'applied' }]);
  });
});

test('a replay goes on with what happened at the very instant at which it stopped', () => {
  const program = shop({});
  const from = replayEvents(program, [credit(5, 1)]);
  expect(issued(replayEvents(program, [credit(5, 2)], { from }))).toBe(3);
  expect(replayEvents(program, [], { from, asOf: at(1) })).toEqual(from);
});

describe('a fact that was told before', () => {
  const program = shop({});
  const first = credit(1, 10, { id: 'first', key: 'k' });
  const told = {
    'with the same id, whatever it says': [{ ...first, points: 99 }, 'duplicate', { id: 'first' }],
    'with the same id and no key': [credit(1, 99, { id: 'first' }), 'duplicate', { id: 'first' }],
    'with the same key and body': [{ ...first, id: 'again' }, 'duplicate', { key: 'k', firstId: 'first' }],
    'with the same key and another body': [
      { ...first, id: 'again', points: 99 },
      'key-conflict',
      { key: 'k', firstId: 'first' },
    ],
  } as const;
  test.each(Object.entries(told))('%s does nothing and says so at every door', (_, [again, code, facts]) => {
    const reasons = [{ code, facts }];
    const account = replayEvents(program, [first]);
    const { journal } = recordEvent(program, openJournal(program, 'anna'), first);
    const nothing = { outcome: code, reasons, event: again, transactions: [], tierChanges: [] };
    expect(listOutcomes(program, [first, again])[1]).toMatchObject({ outcome: code, reasons });
    // Recorded later, though it happened before.
    const late = { ...again, recordedAt: at(9) };
    expect(listOutcomes(program, [late, first]).map(({ outcome }) => outcome)).toEqual([code, 'applied']);
    expect(replayEvents(program, [late, first])).toEqual(account);
    expect(replayEvents(program, [again], { from: account })).toEqual(account);
    expect(applyEvent(program, account, again)).toStrictEqual({ ...nothing, account });
    expect(recordEvent(program, journal, again)).toStrictEqual({
      ...nothing,
      account: { ...account, seen: [] },
      journal,
    });
    // Of a stored journal that lost its checkpoints the account is worked out.
    const bare = { ...journal, checkpoints: [] };
    expect(recordEvent(program, bare, again).account).toEqual({ ...account, seen: [] });
  });

  test('at once: the first of the list counts', () => {
    const twin = (day: number, points: number) => credit(day, points, { id: 'twin', recordedAt: at(9) });
    expect(issued(replayEvents(program, [twin(2, 1), twin(1, 2)]))).toBe(1);
    expect(issued(replayEvents(program, [twin(1, 2), twin(2, 1)]))).toBe(2);
  });

  test.each<[string, object, object, 'duplicate' | 'key-conflict']>([
    ['its fields in another order', { a: 1, b: 2 }, { b: 2, a: 1 }, 'duplicate'],
    ['a date instead of its text', { at: new Date(at(1)) }, { at: new Date(at(1)).toISOString() }, 'duplicate'],
    ['a field of nothing', { a: undefined }, {}, 'duplicate'],
    ['when it was recorded, and how it was decided', {}, { recordedAt: at(3), decision: 'accepted' }, 'duplicate'],
    ['another list', { tags: ['a', 'b'] }, { tags: ['a', 'c'] }, 'key-conflict'],
    ['a list split elsewhere', { of: [1, 23] }, { of: [12, 3] }, 'key-conflict'],
    ['a list of the same as one of its own', { of: [[1], 2] }, { of: [1, 2] }, 'key-conflict'],
    ['the hole of a list, as JSON writes it', { of: [undefined] }, { of: [null] }, 'duplicate'],
    ['another big number', { of: 1n }, { of: 2n }, 'key-conflict'],
    ['another day', { of: new Date(1) }, { of: new Date(2) }, 'key-conflict'],
    ['another part of a part', { of: { a: { b: 1 } } }, { of: { a: { b: 2 } } }, 'key-conflict'],
    ['another name of a part', { of: { a: 1 } }, { of: { b: 1 } }, 'key-conflict'],
  ])('has the same body or not: %s', (_, a, b, outcome) => {
    const body = (id: string, more: object): LoyaltyEvent => ({ ...credit(1, 10, { id, key: 'k' }), ...more });
    expect(listOutcomes(program, [body('a', a), body('b', b)])[1]!.outcome).toBe(outcome);
  });
});

describe('a program compared with its change', () => {
  const status: WindowLadder = {
    kind: 'window',
    id: 'status',
    metrics: { spend: { from: 'spend' } },
    levels: [{ name: 'Member' }, { name: 'Gold', enter: { metric: 'spend', atLeast: 50_00 } }],
    window: { kind: 'lifetime' },
    validity: { kind: 'forever' },
  };
  const harder: WindowLadder = {
    ...status,
    levels: [{ name: 'Member' }, { name: 'Gold', enter: { metric: 'spend', atLeast: 90_00 } }],
  };
  const asOf = at(10);
  const compare = (before: Program, after: Program, ...lives: LoyaltyEvent[][]) =>
    comparePrograms(
      before,
      after,
      lives.map((events, i) => ({
        memberId: `m${i}`,
        events: events.map((event) => ({ ...event, memberId: `m${i}` })),
      })),
      { asOf, valuePerPoint: '1' },
    );
  const same = { better: 0, worse: 0, same: 1 };

  test('only by what happened by then, and only over who did something by then', () => {
    const [before, after] = [shop({ earn: [BASE] }), shop({ earn: [{ ...BASE, perMinor: 50 }] })];
    const answer = compare(before, after, [buy(0, 'o', 1000), buy(11, 'p', 700)], [buy(11, 'o', 1000)], []);
    expect(answer).toEqual({
      members: 1,
      movements: [],
      pointsBefore: 10,
      pointsAfter: 20,
      debtAfter: 0,
      refusedAfter: 0,
      costDifferenceMinor: 10,
      better: 1,
      worse: 0,
      same: 0,
    });
  });

  test('points that ended by then are gone, points on hold are there', () => {
    const [before, after] = [shop({}), shop({ expiry: { kind: 'after-earning', days: 9 } })];
    const held = credit(1, 7, { availableAt: at(30), expiresAt: at(60) });
    const answer = compare(before, after, [credit(0, 10), held]);
    expect(answer).toMatchObject({ pointsBefore: 17, pointsAfter: 7, costDifferenceMinor: 0, worse: 1 });
    const holding = shop({ earn: [BASE], hold: { days: 30 } });
    expect(compare(shop({ earn: [BASE] }), holding, [buy(0, 'o', 1000)])).toMatchObject({ pointsAfter: 10, ...same });
  });

  test('a return that only the change would refuse is counted, a redemption that both refuse is not', () => {
    const [before, after] = [shop({ earn: [BASE] }), shop({ earn: [BASE], negative: 'refuse' })];
    const life = [buy(0, 'o', 1000), redeem(1, 5000), redeem(2, 10), back(3, 'o', 1000)];
    const answer = compare(before, after, life, life);
    // Each owes ten before, and nothing after.
    expect(answer).toMatchObject({ members: 2, refusedAfter: 2, debtAfter: 0, better: 2 });
    expect(compare(after, before, life)).toMatchObject({ refusedAfter: 0, debtAfter: 10, worse: 1 });
  });

  test('redemptions that were accepted stay so: what they lack is a debt, and who owes is worse off', () => {
    const [before, after] = [shop({ earn: [BASE] }), shop({ earn: [{ ...BASE, perMinor: 200 }] })];
    const life = [buy(0, 'o', 1000), redeem(1, 10)];
    expect(compare(before, after, life)).toMatchObject({
      pointsBefore: 0,
      pointsAfter: 0,
      debtAfter: 5,
      costDifferenceMinor: -5,
      refusedAfter: 0,
      worse: 1,
    });
    expect(compare(after, before, [...life, credit(2, 5)])).toMatchObject({
      pointsBefore: 10,
      pointsAfter: 15,
      better: 1,
    });
  });

  test('a level more or less is better or worse; one up and points down is neither', () => {
    const [low, high] = [shop({ earn: [BASE] }, { ladders: [status] }), shop({ earn: [BASE] }, { ladders: [harder] })];
    const life = [buy(0, 'o', 60_00)];
    const row = { ladderId: 'status', members: 1 };
    expect(compare(low, high, life)).toMatchObject({ movements: [{ ...row, from: 'Gold', to: 'Member' }], worse: 1 });
    expect(compare(high, low, life)).toMatchObject({ movements: [{ ...row, from: 'Member', to: 'Gold' }], better: 1 });
    const dear = shop({ earn: [{ ...BASE, perMinor: 200 }] }, { ladders: [status] });
    expect(compare(high, dear, life)).toMatchObject(same);
    // A ladder that goes away or comes is a movement, and nobody's gain.
    const none = shop({ earn: [BASE] });
    expect(compare(low, none, life)).toMatchObject({ movements: [{ ...row, from: 'Gold', to: null }], ...same });
    expect(compare(none, low, life, life)).toMatchObject({
      movements: [{ ladderId: 'status', from: null, to: 'Gold', members: 2 }],
      same: 2,
    });
  });
});

describe('a journal', () => {
  const program = shop({ earn: [BASE], expiry: { kind: 'after-earning', days: 10 } });
  const record = (events: LoyaltyEvent[]): Journal => {
    let journal: Journal = openJournal(program, 'anna');
    for (const event of events) ({ journal } = recordEvent(program, journal, event));
    return journal;
  };

  test('answers for any instant before, between and after its facts', () => {
    const journal = record([credit(0, 1), credit(5, 2)]);
    const totals = (day: number) => {
      const account = accountAt(program, journal, { asOf: at(day) });
      return [account.totals.issued, account.totals.expired, account.throughAt];
    };
    expect([-1, 0, 4, 5, 10, 15].map(totals)).toEqual([
      [0, 0, at(-1)],
      [1, 0, at(0)],
      [1, 0, at(4)],
      [3, 0, at(5)],
      [3, 1, at(10)],
      [3, 3, at(15)],
    ]);
    const nobody = openJournal(program, 'anna');
    expect(accountAt(program, nobody, { asOf: at(3) })).toEqual({ ...openAccount(program, 'anna'), throughAt: at(3) });
  });

  test('answers as known then, and its events say what was seen', () => {
    const journal = record([credit(0, 1), credit(1, 2, { recordedAt: at(9) })]);
    const known = (day: number) => accountAt(program, journal, { asOf: at(4), knownAt: at(day) });
    expect([known(8), known(9)].map(issued)).toEqual([1, 3]);
    expect(known(9).seen).toEqual([]);
    expect(known(9)).toEqual(accountAt(program, journal, { asOf: at(4) }));
    // Nothing was known yet.
    expect(known(-5)).toEqual({ ...openAccount(program, 'anna'), throughAt: at(4) });
  });

  test('keeps the decisions that it made, told with what they did', () => {
    const journal = record([credit(0, 10, { id: 'c' })]);
    const recorded = recordEvent(program, journal, redeem(1, 11, { id: 'r' }));
    expect(recorded.journal.events.at(-1)).toMatchObject({ id: 'r', decision: 'rejected' });
    expect(recorded.reasons).toEqual([{ code: 'insufficient-points', facts: { points: 11, balance: 10, missing: 1 } }]);
    // Ten more come late, from before: she was told no.
    const late = recordEvent(program, recorded.journal, credit(0, 10, { id: 'd', recordedAt: at(2) }));
    expect(late.account.totals.redeemed).toBe(0);
    expect(balanceOn(program, late.journal.events, 2)).toBe(20);
  });

  test('puts a fact of an instant behind the others of it, and tells only what the fact itself did', () => {
    const journal = record([credit(0, 10, { id: 'a' }), credit(5, 10, { id: 'b' })]);
    const { journal: more, transactions } = recordEvent(program, journal, credit(0, 1, { id: 'c' }));
    expect(more.events.map(({ id }) => id)).toEqual(['a', 'c', 'b']);
    expect(transactions.map(({ eventId }) => eventId)).toEqual(['c']);
    expect(recordEvent(program, journal, credit(5, 1, { id: 'd' })).journal.events.at(-1)!.id).toBe('d');
  });

  test('hands over what an accepted transfer sends', () => {
    const journal = record([credit(0, 10)]);
    const send = (points: number) => on(1, { id: 't', type: 'transfer', toMemberId: 'bob', points });
    expect(recordEvent(program, journal, send(4)).receive).toMatchObject({ memberId: 'bob', lots: [{ points: 4 }] });
    expect(recordEvent(program, journal, send(11))).not.toHaveProperty('receive');
  });

  test.each(['soonest-expiring', 'oldest', 'newest'] as const)(
    'what ends soonest is sent first where the %s are spent first',
    (order) => {
      const byAge = shop({ spending: { order } });
      const life = [credit(0, 10), credit(1, 10, { expiresAt: at(50) }), credit(2, 10, { expiresAt: at(60) })];
      const send = on(5, { type: 'transfer', toMemberId: 'bob', points: 15 });
      expect(applyEvent(byAge, replayEvents(byAge, life), send).receive).toMatchObject({
        lots: [
          { points: 10, expiresAt: at(50) },
          { points: 5, expiresAt: at(60) },
        ],
      });
    },
  );

  describe('of many facts', () => {
    const plain = shop({});
    const many = (count: number): LoyaltyEvent[] =>
      Array.from({ length: count }, (_, i) => credit(i, 1, { id: `c${i}` }));
    const recorded = (events: LoyaltyEvent[]): Journal => {
      let journal: Journal = openJournal(plain, 'anna');
      for (const event of events) ({ journal } = recordEvent(plain, journal, event));
      return journal;
    };
    const counts = ({ checkpoints }: Journal): number[] => checkpoints.map(({ count }) => count);

    test('keeps an account every 64 of the last 128, the 128th included', () => {
      expect(counts(recorded(many(191)))).toEqual([64, 128, 191]);
      expect(counts(recorded(many(192)))).toEqual([64, 128, 192]);
      expect(counts(recorded(many(193)))).toEqual([128, 192, 193]);
    });

    test('keeps the same accounts when one comes late, each as its facts make it', () => {
      const events = many(200);
      for (const late of [3, 100, 140]) {
        const journal = recorded([...events.slice(0, late), ...events.slice(late + 1), events[late]!]);
        expect(counts(journal)).toEqual([128, 192, 200]);
        for (const { count, account } of journal.checkpoints)
          expect(account).toEqual({ ...replayEvents(plain, events.slice(0, count)), seen: [] });
      }
    });
  });
});

test('the first fact may be from before 1970', () => {
  const program = shop({});
  const old = credit(-30_000, 5);
  const { account } = applyEvent(program, openAccount(program, 'anna'), old);
  expect([issued(account), account.throughAt]).toEqual([5, at(-30_000)]);
  expect(issued(replayEvents(program, [old], { from: openAccount(program, 'anna') }))).toBe(5);
});
