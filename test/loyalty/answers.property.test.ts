import fc from 'fast-check';
import {
  accountAt,
  assignTier,
  explainBalance,
  listLots,
  listPostings,
  measureBalance,
  measureRedemptionCurve,
  mergeLotTallies,
  mergeRedemptionTallies,
  openJournal,
  previewPurchase,
  recordEvent,
  replayEvents,
  scheduleExpiry,
  summarizeStatement,
  tallyLots,
  tallyRedemptions,
  traceTiers,
  type Journal,
  type LoyaltyEvent,
  type Program,
} from 'clientele/loyalty';
import { expect, test } from 'vitest';
import { BUSY, DAY, frozen, json, lastAt, lives, numRuns, programs, same, seed, START } from './lives.ts';

const options = { seed, numRuns };
const ladderIds = fc.constantFrom('status' as const, 'rolling' as const, 'xp' as const, 'purse' as const);

test('the balance is its lots, its explanation, and jumps only where it says', () => {
  fc.assert(
    fc.property(programs, lives, fc.double({ min: 0, max: 1, noNaN: true }), (program, events, share) => {
      const asOf = lastAt(events);
      const account = replayEvents(program, events, { asOf });
      const now = measureBalance(program, account, { asOf });
      same(now.balance, now.available - now.debt);
      const left = explainBalance(program, events, { asOf }).reduce((sum, row) => sum + row.left, 0);
      same(left, now.available + now.pending - now.debt);
      const live = listLots(program, account, { asOf }).reduce((sum, lot) => sum + lot.left, 0);
      same(live, now.available + now.pending);
      const until = now.nextChangeAt ?? asOf + 1000 * DAY;
      const between = asOf + Math.floor(share * (until - 1 - asOf));
      const figures = ({ available, pending, debt }: typeof now) => ({ available, pending, debt });
      same(figures(measureBalance(program, account, { asOf: between })), figures(now));
      if (now.nextChangeAt !== null)
        expect(figures(measureBalance(program, account, { asOf: now.nextChangeAt }))).not.toEqual(figures(now));
      same(json(now), now);
    }),
    options,
  );
});

test('levels jump only where they say, and the intervals of a trace cover the membership', () => {
  fc.assert(
    fc.property(lives, fc.double({ min: 0, max: 1, noNaN: true }), ladderIds, (events, share, ladderId) => {
      const asOf = lastAt(events);
      const account = replayEvents(BUSY, events, { asOf });
      const now = assignTier(BUSY, account, { ladderId, asOf });
      const until = now.nextChangeAt ?? asOf + 1000 * DAY;
      const between = asOf + Math.floor(share * (until - 1 - asOf));
      expect(assignTier(BUSY, account, { ladderId, asOf: between }).level).toBe(now.level);
      if (now.nextChangeAt !== null)
        expect(assignTier(BUSY, account, { ladderId, asOf: now.nextChangeAt }).level).toBe(now.nextLevel);
      const trace = traceTiers(BUSY, events, { ladderId, asOf });
      if (account.enrolledAt === null) return;
      expect(trace.length).toBeGreaterThan(0);
      expect(trace.at(-1)).toMatchObject({ level: now.level, toAt: null });
      for (let i = 1; i < trace.length; i++) {
        same(trace[i - 1]!.toAt, trace[i]!.fromAt);
        same(trace[i]!.fromAt > trace[i - 1]!.fromAt, true);
      }
    }),
    options,
  );
});

test('opening + lines = closing, for any days', () => {
  fc.assert(
    fc.property(
      programs,
      lives,
      fc.integer({ min: 0, max: 200 }),
      fc.integer({ min: 1, max: 200 }),
      (program, events, skip, days) => {
        const day = (n: number): string => new Date(START + n * DAY).toISOString().slice(0, 10);
        const statement = summarizeStatement(program, events, { fromOn: day(skip), toOn: day(skip + days) });
        let balance = statement.opening;
        for (const line of statement.lines) same((balance += line.points), line.balance);
        expect(balance).toBe(statement.closing);
        for (const { entries } of listPostings(program, events, { from: START, to: START + days * DAY }))
          same(
            entries.reduce((sum, { points }) => sum + points, 0),
            0,
          );
      },
    ),
    options,
  );
});

test('what is scheduled to end does end, then', () => {
  fc.assert(
    fc.property(programs, lives, (program, events) => {
      const asOf = lastAt(events);
      const account = replayEvents(program, events, { asOf });
      const [first] = scheduleExpiry(program, account, { asOf });
      if (!first) return;
      const books = listPostings(program, events, { from: first.at, to: first.at + 1 });
      const ended = books
        .flatMap(({ entries }) => entries)
        .filter((one) => one.account === 'program:expired')
        .reduce((sum, { points }) => sum + points, 0);
      expect(ended).toBe(first.points);
    }),
    options,
  );
});

test('a journal that takes facts late ends where a replay of what it holds ends, and survives JSON', () => {
  const delivered = lives.chain((events) =>
    fc.shuffledSubarray(events, { minLength: events.length, maxLength: events.length }),
  );
  fc.assert(
    fc.property(programs, delivered, (program, shuffled) => {
      let journal: Journal = openJournal(program, 'anna');
      for (const event of shuffled) ({ journal } = recordEvent(program, frozen(journal), event));
      same(json(journal), journal);
      const asOf = lastAt(shuffled) + DAY;
      same(accountAt(program, json(journal), { asOf }), {
        ...replayEvents(program, journal.events, { asOf }),
        seen: [],
      });
    }),
    options,
  );
});

test('a preview is what the purchase gives, and more money never gives fewer points or a lower level', () => {
  fc.assert(
    fc.property(lives, fc.nat(50_000), fc.nat(50_000), (events, a, b) => {
      const account = replayEvents(BUSY, events);
      const at = account.throughAt! + DAY;
      const preview = (amountMinor: number) =>
        previewPurchase(BUSY, account, { at, orderId: 'cart', amountMinor, channel: 'web' });
      const [less, more] = [preview(Math.min(a, b)), preview(Math.max(a, b))];
      expect(more.points).toBeGreaterThanOrEqual(less.points);
      const rank = (level: string | undefined) => BUSY.ladders[0].levels.findIndex(({ name }) => name === level);
      expect(rank(more.tierAfter['status'])).toBeGreaterThanOrEqual(rank(less.tierAfter['status']));
      const event: LoyaltyEvent = {
        id: 'cart',
        memberId: 'anna',
        at,
        type: 'purchase',
        orderId: 'cart',
        amountMinor: a,
        channel: 'web',
      };
      const after = replayEvents(BUSY, [event], { from: account });
      const order = after.orders.find(({ orderId }) => orderId === 'cart');
      expect(order?.byRule.reduce((sum, { granted }) => sum + granted, 0) ?? 0).toBe(preview(a).points);
    }),
    options,
  );
});

/** Nothing spent, nothing expired, no caps, no promotions, no levels that multiply: a return can undo all of it. */
const PLAIN: Program = {
  kind: 'loyalty-program',
  version: 1,
  id: 'plain',
  timeZone: 'UTC',
  points: {
    earn: [
      { id: 'block', kind: 'spend', points: '3', perMinor: 700 },
      {
        id: 'cents',
        kind: 'spend',
        points: '0.07',
        perMinor: 10,
        mode: 'proportional',
        rounding: 'half-up',
        scope: 'line',
      },
      { id: 'order', kind: 'flat', points: 5, on: 'order' },
    ],
    hold: { days: 10 },
  },
  ladders: [
    {
      kind: 'window',
      id: 'status',
      metrics: { spend: { from: 'spend' }, orders: { from: 'orders' } },
      levels: [{ name: 'Member' }, { name: 'Gold', enter: { metric: 'spend', atLeast: 10_000 } }],
      window: { kind: 'lifetime' },
      validity: { kind: 'forever' },
      reversal: 'revoke',
    },
  ],
};

test('an order returned in any pieces ends where no order was', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1, max: 9_000 }), { minLength: 1, maxLength: 6 }),
      fc.integer({ min: 1, max: 72 }),
      (parts, hours) => {
        const amountMinor = parts.reduce((sum, part) => sum + part, 0);
        const lines = parts.map((part, i) => ({ id: `l${i}`, amountMinor: part }));
        for (const withLines of [false, true]) {
          const events: LoyaltyEvent[] = [
            {
              id: 'p',
              memberId: 'anna',
              at: START,
              type: 'purchase',
              orderId: 'o',
              amountMinor,
              ...(withLines ? { lines } : {}),
            },
            ...parts.map((part, i): LoyaltyEvent => ({
              id: `f${i}`,
              memberId: 'anna',
              at: START + (i + 1) * hours * 3_600_000,
              type: 'refund',
              orderId: 'o',
              amountMinor: part,
              ...(withLines ? { lines: [{ id: `l${i}`, amountMinor: part }] } : {}),
            })),
          ];
          const account = replayEvents(PLAIN, events);
          const { available, pending, debt } = measureBalance(PLAIN, account, { asOf: account.throughAt! });
          same([available, pending, debt], [0, 0, 0]);
          same(account.totals.reversed, account.totals.issued);
          same(account.orders[0]!.refundedMinor, amountMinor);
          same(assignTier(PLAIN, account, { ladderId: 'status', asOf: account.throughAt! }).level, 'Member');
          for (const { totals } of account.ladders['status']!.windows)
            same(
              Object.values(totals).every((total) => total === 0),
              true,
            );
        }
      },
    ),
    options,
  );
});

test('tallies of disjoint members merge to the tally of all', () => {
  fc.assert(
    fc.property(lives, lives, (a, b) => {
      const asOf = Math.max(lastAt(a), lastAt(b));
      const accounts = [a, b].map((events, i) =>
        replayEvents(
          BUSY,
          events.map((event) => ({ ...event, memberId: `m${i}` })),
          { asOf },
        ),
      );
      const [one, other] = accounts.map((account) => tallyLots(BUSY, [account], { asOf }));
      const whole = tallyLots(BUSY, accounts, { asOf });
      same(mergeLotTallies(one!, other!), whole);
      same(mergeLotTallies(json(other!), json(one!)), whole);
      same(mergeLotTallies(whole, tallyLots(BUSY, [], { asOf })), whole);
    }),
    options,
  );
});

test('no clock is read', () => {
  const now = Date.now;
  Date.now = () => {
    throw new Error('the clock was read');
  };
  try {
    const account = replayEvents(BUSY, [{ id: 'e', memberId: 'anna', at: START, type: 'credit', points: 5 }]);
    expect(measureBalance(BUSY, account, { asOf: START }).available).toBe(5);
  } finally {
    Date.now = now;
  }
});

test('points that were given are redeemed, run out, taken back, sent, or still there; merged parts are the whole', () => {
  fc.assert(
    fc.property(programs, lives, lives, (program, a, b) => {
      const asOf = Math.max(lastAt(a), lastAt(b)) + 40 * DAY;
      const histories = [a, b].map((events, i) => ({
        memberId: `m${i}`,
        events: events.map((event) => ({ ...event, memberId: `m${i}` })),
      }));
      const whole = tallyRedemptions(program, histories, { asOf });
      const [one, other] = histories.map((history) => tallyRedemptions(program, [history], { asOf }));
      same(mergeRedemptionTallies(one!, other!), whole);
      same(mergeRedemptionTallies(json(other!), json(one!)), whole);
      let left = 0;
      for (const { issued, ages } of Object.values(whole.cohorts)) {
        left += issued;
        for (const cell of Object.values(ages)) left += cell.transferred - cell.redeemed - cell.expired - cell.reversed;
      }
      const lots = histories.flatMap(({ events }) => replayEvents(program, events, { asOf }).lots);
      same(
        left,
        lots.reduce((sum, lot) => sum + lot.left, 0),
      );
      const curve = measureRedemptionCurve(whole);
      same(json(curve), curve);
      if (curve.ultimateRedemptionRate === null) return;
      const sum = curve.ultimateRedemptionRate + curve.ultimateBreakageRate! + curve.unresolvedShare!;
      if (Math.abs(sum - 1) > 1e-12) expect(curve).toBe('shares that add up to 1');
    }),
    options,
  );
});
