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
import { DAY, frozen, json, lastAt, lives, numRuns, programs, seed } from './lives.ts';

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
        expect(entries.reduce((sum, { points }) => sum + points, 0)).toBe(0);
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
      for (const [side, points] of signs) expect([side, (sums[side] ?? 0) + 0]).toEqual([side, points + 0]);
    }),
    options,
  );
});

test('issued = available + pending − debt + redeemed + expired + reversed + written off − received, no lot is overdrawn, and a debt stands alone', () => {
  fc.assert(
    fc.property(programs, lives, fc.integer({ min: 0, max: 400 }), (program, events, days) => {
      for (const asOf of [lastAt(events), lastAt(events) + days * DAY]) {
        const account = replayEvents(program, events, { asOf });
        expect(checkAccount(account)).toEqual([]);
        const { issued, transferred, redeemed, expired, reversed, writtenOff } = account.totals;
        const left = account.lots.reduce((sum, lot) => sum + lot.left, 0);
        expect(issued + transferred).toBe(left - account.debt + redeemed + expired + reversed + writtenOff);
        for (const lot of [...account.lots, ...account.spentLots]) {
          expect(lot.left).toBeGreaterThanOrEqual(0);
          expect(lot.left).toBeLessThanOrEqual(lot.granted);
        }
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
      for (const event of events) ({ account } = applyEvent(program, account, event));
      expect(account).toEqual(whole);
      const k = cut % events.length;
      if (k === 0) return;
      const from = json(replayEvents(program, events.slice(0, k)));
      expect(replayEvents(program, events.slice(k), { from })).toEqual(whole);
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
        expect(account).toEqual(replayEvents(program, events, { asOf }));
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
      expect(replayEvents(program, asThey(shuffled))).toEqual(replayEvents(program, asThey(events)));
      expect(replayMembers(program, asThey(shuffled))[0]).toEqual(replayEvents(program, asThey(events)));
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
      expect(replayEvents(program, [...keyed, ...copies])).toEqual(whole);
      const resent = copies.map((event, i) => ({ ...event, id: `again${i}` }));
      expect(replayEvents(program, [...keyed, ...resent])).toEqual(whole);
      for (const event of copies) {
        const applied = applyEvent(program, whole, event);
        expect(applied).toMatchObject({ outcome: 'duplicate', transactions: [], tierChanges: [] });
        expect(applied.account).toBe(whole);
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
      fc.array(fc.integer({ min: 0, max: 60 }), { minLength: 24, maxLength: 24 }),
      fc.nat(),
      (program, events, delays, pick) => {
        const facts = events.map((event, i) => ({ ...event, recordedAt: (event.at as number) + delays[i]! * DAY }));
        const knownAt = facts[pick % facts.length]!.recordedAt;
        const known = facts.filter(({ recordedAt }) => recordedAt <= knownAt);
        const asOf = lastAt(events);
        expect(replayEvents(program, facts, { asOf, knownAt })).toEqual(replayEvents(program, known, { asOf }));
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
      expect(json(account)).toEqual(account);
      const event = {
        id: 'next',
        memberId: 'anna',
        at: account.throughAt! + DAY,
        type: 'purchase',
        orderId: 'next',
        amountMinor: 9_900,
      } as const;
      const applied = applyEvent(fixed, account, event);
      expect(json(applied)).toEqual(applied);
      expect(applied.account).toEqual(replayEvents(program, [...events, event]));
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
        if (applied.outcome !== 'applied') expect(applied.reasons.length).toBeGreaterThan(0);
        ({ account } = applied);
        return applied.event;
      });
      for (const event of stored)
        if (event.type === 'redeem' || event.type === 'transfer')
          expect(event.decision ?? 'rejected').toMatch(/^(accepted|rejected)$/);
      expect(replayEvents(program, stored)).toEqual(account);
    }),
    options,
  );
});
