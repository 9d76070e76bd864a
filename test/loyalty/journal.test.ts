import {
  accountAt,
  applyEvent,
  checkAccount,
  openAccount,
  openJournal,
  recordEvent,
  replayEvents,
  type Account,
  type Journal,
  type LoyaltyEvent,
  type Program,
} from 'clientele/loyalty';
import { createRandom, nextUniform } from 'clientele/statistics';
import { describe, expect, test } from 'vitest';
import { BUSY, DAY, json, QUIET, same, START } from './lives.ts';

/** A life of many facts: enough lots are used up for the list of them to be cut, enough facts for many checkpoints. */
function longLife(facts: number, seed: number): LoyaltyEvent[] {
  const random = createRandom(seed);
  const below = (n: number): number => Math.floor(nextUniform(random) * n);
  let at = START;
  return Array.from({ length: facts }, (_, i): LoyaltyEvent => {
    at += 1 + below(DAY / 4);
    const base = { id: `e${i}`, memberId: 'anna', at };
    const earlier = i - 1 - below(30);
    switch (below(12)) {
      case 0:
        return { ...base, type: 'refund', orderId: `o${earlier}`, amountMinor: below(9_000) };
      case 1:
        return { ...base, type: 'cancel-redemption', redemptionId: `e${earlier}` };
      case 2:
        return { ...base, type: 'activity', metrics: { nights: below(3) } };
      case 3:
        return { ...base, type: 'adjust', points: below(80) - 60, reason: 'by hand' };
      case 4:
      case 5:
      case 6:
        return { ...base, type: 'redeem', points: 1 + below(120) };
      case 7:
        return { ...base, type: 'release', orderId: `o${earlier}` };
      default:
        return { ...base, type: 'purchase', orderId: `o${i}`, amountMinor: below(20_000) };
    }
  });
}

const SIMPLE: Program = {
  kind: 'loyalty-program',
  version: 1,
  id: 'simple',
  timeZone: 'UTC',
  points: {
    earn: [{ id: 'base', kind: 'spend', points: '1', perMinor: 100 }],
    expiry: { kind: 'after-earning', months: 2 },
  },
};
const PROGRAMS: readonly [string, Program][] = [
  ['points that end', SIMPLE],
  ['holds, caps and four ladders', BUSY],
  ['silence, and the oldest first', QUIET],
];

function record(program: Program, events: readonly LoyaltyEvent[], from = openJournal(program, 'anna')): Journal {
  let journal: Journal = from;
  for (const event of events) ({ journal } = recordEvent(program, journal, event));
  return journal;
}

const head = (journal: Journal): Account => journal.checkpoints.at(-1)!.account;
/** A journal keeps no list of what was seen: its events are that list. */
const unseen = (account: Account): Account => ({ ...account, seen: [] });

describe.each(PROGRAMS)('a long life under %s', (_, program) => {
  const events = longLife(700, 7);

  test('is the same replayed, applied one by one, and recorded in a journal', () => {
    const whole = replayEvents(program, events);
    same(checkAccount(whole), []);
    let account: Account = openAccount(program, 'anna');
    for (const event of events) ({ account } = applyEvent(program, account, event));
    same(account, whole);
    same(head(record(program, events)), unseen(whole));
  });

  test('is the same when facts come late, from a little to very', () => {
    const late = new Set([3, 150, 420, 600, 640, 690, 697]);
    const onTime = events.filter((_, i) => !late.has(i));
    // What comes late was not known when the others were decided: their decisions are in the journal's events.
    const journal = record(program, [...events].filter((_, i) => late.has(i)).reverse(), record(program, onTime));
    expect(journal.events).toHaveLength(events.length);
    same(
      journal.events.map(({ id }) => id),
      events.map(({ id }) => id),
    );
    same(head(journal), unseen(replayEvents(program, journal.events)));
    for (const { count, account } of journal.checkpoints)
      same(account, unseen(replayEvents(program, journal.events.slice(0, count))));
  });

  test('is answered about any instant from the checkpoint before it', () => {
    const journal = json(record(program, events));
    for (const i of [0, 1, 63, 64, 255, 512, 640, 699]) {
      const asOf = journal.events[i]!.at as number;
      same(accountAt(program, journal, { asOf }), unseen(replayEvents(program, journal.events, { asOf })));
    }
  });
});

describe('checkpoints', () => {
  const events = longLife(1500, 11);
  const counts = ({ checkpoints }: Journal): number[] => checkpoints.map(({ count }) => count);

  test('are laid down by facts in order, near ones close together and far ones few', () => {
    const journal = record(SIMPLE, events.slice(0, 1000));
    expect(counts(journal)).toEqual([512, 768, 896, 960, 1000]);
  });

  test('a fact that is d events late is at most 5 d + 64 events from a checkpoint', () => {
    let journal: Journal = openJournal(SIMPLE, 'anna');
    for (const event of events) {
      ({ journal } = recordEvent(SIMPLE, journal, event));
      const total = journal.events.length;
      if (total % 50 !== 0) continue;
      for (let late = 1; late < total; late += 7) {
        const base = Math.max(0, ...counts(journal).filter((count) => count <= total - late));
        expect(total - base).toBeLessThanOrEqual(5 * late + 64);
      }
    }
    expect(counts(journal).length).toBeLessThanOrEqual(12);
  });

  test('that stood after a late fact are made anew, those before it stay', () => {
    const journal = record(SIMPLE, events.slice(0, 1000));
    const at = (journal.events[850]!.at as number) + 1;
    const late = recordEvent(SIMPLE, journal, { id: 'late', memberId: 'anna', at, type: 'credit', points: 5 });
    expect(late.journal.events[851]!.id).toBe('late');
    expect(late.journal.checkpoints[1]!.account).toBe(journal.checkpoints[1]!.account);
    same(head(late.journal), unseen(replayEvents(SIMPLE, late.journal.events)));
  });

  test('are not needed: a journal without any is replayed', () => {
    const bare: Journal = { ...openJournal(SIMPLE, 'anna'), events: events.slice(0, 300), checkpoints: [] };
    const again = recordEvent(SIMPLE, bare, events[0]!);
    expect(again.outcome).toBe('duplicate');
    same(again.account, unseen(replayEvents(SIMPLE, bare.events)));
    const { account } = recordEvent(SIMPLE, bare, events[300]!);
    same(account, unseen(replayEvents(SIMPLE, events.slice(0, 301))));
  });
});

test('a late purchase takes the order from a later one of the same name', () => {
  const bought = (id: string, at: number): LoyaltyEvent => ({
    id,
    memberId: 'anna',
    at,
    type: 'purchase',
    orderId: 'o1',
    amountMinor: 100 * at,
  });
  const first = recordEvent(SIMPLE, openJournal(SIMPLE, 'anna'), bought('b', 20));
  expect(first.account.lots[0]!.left).toBe(20);
  const second = recordEvent(SIMPLE, first.journal, bought('a', 10));
  expect(second.outcome).toBe('applied');
  expect(second.account.lots.map(({ id, left }) => [id, left])).toEqual([['a', 10]]);
  const third = recordEvent(SIMPLE, second.journal, bought('c', 30));
  expect(third.outcome).toBe('rejected');
  expect(third.reasons).toEqual([{ code: 'duplicate', facts: { orderId: 'o1' } }]);
});

test('a journal that was recorded from stays what it was, and can be recorded from again', () => {
  const journal = record(SIMPLE, longLife(200, 3));
  const before = json(journal);
  const at = (journal.events[150]!.at as number) + 1;
  const credit: LoyaltyEvent = { id: 'x', memberId: 'anna', at, type: 'credit', points: 5 };
  const one = recordEvent(SIMPLE, journal, credit);
  const two = recordEvent(SIMPLE, journal, { ...credit, id: 'y' });
  same(journal, before);
  expect(one.journal.events[151]!.id).toBe('x');
  expect(two.journal.events[151]!.id).toBe('y');
  expect(recordEvent(SIMPLE, one.journal, credit).outcome).toBe('duplicate');
  expect(recordEvent(SIMPLE, two.journal, credit).outcome).toBe('applied');
});
