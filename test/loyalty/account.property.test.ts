import fc from 'fast-check';
import {
  applyEvent,
  checkAccount,
  openAccount,
  replayEvents,
  replayMembers,
  type Account,
  type PostingAccount,
  type Transaction,
} from 'clientele/loyalty';
import { expect, test } from 'vitest';
import { DAY, frozen, json, lastAt, lives, numRuns, programs, same, seed } from './lives.ts';

const options = { seed, numRuns };

test('every transaction sums to zero, and all of them to the figures of the account', () => {
  fc.assert(
    fc.property(programs, lives, (program, events) => {
      let account: Account = openAccount(program, 'anna');
      const books: Transaction[] = [];
      for (const event of events) {
        const applied = applyEvent(program, account, event);
        books.push(...applied.transactions);
        ({ account } = applied);
      }
      const sums: Partial<Record<PostingAccount, number>> = {};
      for (const { entries } of books) {
        same(
          entries.reduce((sum, { points }) => sum + points, 0),
          0,
        );
        for (const one of entries) sums[one.account] = (sums[one.account] ?? 0) + one.points;
      }
      const now = account.throughAt!;
      const held = (open: boolean): number =>
        account.lots
          .filter(({ availableAt }) => (availableAt !== null && availableAt <= now) === open)
          .reduce((sum, { left }) => sum + left, 0);
      const { totals } = account;
      const signs: [PostingAccount, number][] = [
        ['member:available', held(true)],
        ['member:pending', held(false)],
        ['member:debt', -account.debt],
        ['program:issued', -totals.issued],
        ['program:redeemed', totals.redeemed],
        ['program:expired', totals.expired],
        ['program:reversed', totals.reversed],
        ['program:written-off', totals.writtenOff],
        ['program:transfers', -totals.transferred],
      ];
      for (const [side, points] of signs) same([side, (sums[side] ?? 0) + 0], [side, points + 0]);
    }),
    options,
  );
});

test('issued = available + pending − debt + redeemed + expired + reversed + written off − received, no lot is overdrawn, and a debt stands alone', () => {
  fc.assert(
    fc.property(programs, lives, fc.integer({ min: 0, max: 400 }), (program, events, days) => {
      for (const asOf of [lastAt(events), lastAt(events) + days * DAY]) {
        const account = replayEvents(program, events, { asOf });
        same(checkAccount(account), []);
        const { issued, transferred, redeemed, expired, reversed, writtenOff } = account.totals;
        const left = account.lots.reduce((sum, lot) => sum + lot.left, 0);
        same(issued + transferred, left - account.debt + redeemed + expired + reversed + writtenOff);
        for (const lot of [...account.lots, ...account.spentLots])
          if (lot.left < 0 || lot.left > lot.granted) expect(lot).toBe('a lot within what it was given');
      }
    }),
    options,
  );
});

test('a replay, one event after the other, and any split of it end in the same account', () => {
  fc.assert(
    fc.property(programs, lives, fc.nat(), (program, events, cut) => {
      const whole = replayEvents(program, events);
      let account: Account = openAccount(program, 'anna');
      // Accounts share what an event leaves alone: whoever writes to an earlier one throws here.
      for (const event of events) ({ account } = applyEvent(program, frozen(account), event));
      same(account, whole);
      const k = cut % events.length;
      if (k === 0) return;
      const from = json(replayEvents(program, events.slice(0, k)));
      same(replayEvents(program, events.slice(k), { from }), whole);
    }),
    options,
  );
});

test('time may pass in any steps', () => {
  fc.assert(
    fc.property(
      programs,
      lives,
      fc.array(fc.integer({ min: 1, max: 120 }), { minLength: 1, maxLength: 4 }),
      (program, events, steps) => {
        let asOf = lastAt(events);
        let account = replayEvents(program, events, { asOf });
        for (const days of steps) {
          asOf += days * DAY;
          account = replayEvents(program, [], { from: account, asOf });
        }
        same(account, replayEvents(program, events, { asOf }));
      },
    ),
    options,
  );
});

test('the order of delivery does not matter', () => {
  const delivered = lives.chain((events) =>
    fc.tuple(fc.constant(events), fc.shuffledSubarray(events, { minLength: events.length, maxLength: events.length })),
  );
  fc.assert(
    fc.property(programs, delivered, fc.boolean(), (program, [events, shuffled], late) => {
      const recorded = (list: typeof events) =>
        late ? list.map((event, i) => ({ ...event, recordedAt: (event.at as number) + (i % 3) * DAY })) : list;
      const known = new Map(recorded(events).map((event) => [event.id, event]));
      const asThey = (list: typeof events) => list.map(({ id }) => known.get(id)!);
      const whole = replayEvents(program, asThey(events));
      same(replayEvents(program, asThey(shuffled)), whole);
      same(replayMembers(program, asThey(shuffled))[0], whole);
    }),
    options,
  );
});

test('duplicates change nothing, by id and by key', () => {
  fc.assert(
    fc.property(programs, lives, fc.array(fc.nat(), { minLength: 1, maxLength: 5 }), (program, events, again) => {
      const keyed = events.map((event) => ({ ...event, key: `k-${event.id}` }));
      const whole = replayEvents(program, keyed);
      const copies = again.map((n) => keyed[n % keyed.length]!);
      same(replayEvents(program, [...keyed, ...copies]), whole);
      const resent = copies.map((event, i) => ({ ...event, id: `again${i}` }));
      same(replayEvents(program, [...keyed, ...resent]), whole);
      for (const event of copies) {
        const applied = applyEvent(program, whole, event);
        same([applied.outcome, applied.transactions, applied.tierChanges], ['duplicate', [], []]);
        if (applied.account !== whole) expect(applied.account).toBe(whole);
      }
    }),
    options,
  );
});

test('what is learned later never changes an earlier answer', () => {
  fc.assert(
    fc.property(
      programs,
      lives,
      fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 16, maxLength: 16 }),
      fc.nat(),
      (program, events, delays, pick) => {
        const facts = events.map((event, i) => ({ ...event, recordedAt: (event.at as number) + delays[i]! * DAY }));
        const knownAt = facts[pick % facts.length]!.recordedAt;
        const known = facts.filter(({ recordedAt }) => recordedAt <= knownAt);
        const asOf = lastAt(events);
        same(replayEvents(program, facts, { asOf, knownAt }), replayEvents(program, known, { asOf }));
      },
    ),
    options,
  );
});

test('accounts survive JSON, and no argument is written to', () => {
  fc.assert(
    fc.property(programs, lives, (program, events) => {
      const fixed = frozen(json(program));
      const account = frozen(replayEvents(fixed, frozen(json(events))));
      same(json(account), account);
      const event = {
        id: 'next',
        memberId: 'anna',
        at: account.throughAt! + DAY,
        type: 'purchase',
        orderId: 'next',
        amountMinor: 9_900,
      } as const;
      const applied = applyEvent(fixed, account, event);
      same(json(applied), applied);
      same(applied.account, replayEvents(program, [...events, event]));
    }),
    options,
  );
});

test('every refusal says why, and a stored decision is never judged again', () => {
  fc.assert(
    fc.property(programs, lives, (program, events) => {
      let account: Account = openAccount(program, 'anna');
      const stored = events.map((event) => {
        const applied = applyEvent(program, account, event);
        if (applied.outcome !== 'applied' && applied.reasons.length === 0) expect(applied).toBe('explained');
        ({ account } = applied);
        return applied.event;
      });
      for (const event of stored)
        if (event.type === 'redeem' || event.type === 'transfer')
          same(['accepted', 'rejected'].includes(event.decision ?? 'rejected'), true);
      same(replayEvents(program, stored), account);
    }),
    options,
  );
});
