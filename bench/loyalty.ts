import { applyEvent, openAccount, openJournal, recordEvent, replayEvents } from 'clientele/loyalty';
import type { Account, Journal, LoyaltyEvent, Program } from 'clientele/loyalty';
import { createRandom, nextUniform } from 'clientele/statistics';
import type { BenchCase } from './harness.ts';

const program: Program = {
  kind: 'loyalty-program',
  version: 1,
  id: 'bench',
  timeZone: 'UTC',
  points: {
    earn: [{ id: 'base', kind: 'spend', points: '1', perMinor: 100 }],
    expiry: { kind: 'after-earning', months: 12 },
  },
};
const START = Date.UTC(2022, 0, 1);
const HOUR = 3_600_000;

type History = readonly LoyaltyEvent[];

/** 70 % purchases, 30 % redemptions, two years. */
function histories(members: number, each: number): History[] {
  const random = createRandom(20261125);
  const made = Array.from({ length: members }, (_, m) => {
    let at = START;
    const gap = (2 * 730 * 24 * HOUR) / each;
    return Array.from({ length: each }, (__, i): LoyaltyEvent => {
      at += 1 + Math.floor(nextUniform(random) * gap);
      const base = { id: `e${i}`, memberId: `m${m}`, at };
      return nextUniform(random) < 0.7
        ? { ...base, type: 'purchase', orderId: `o${i}`, amountMinor: Math.floor(nextUniform(random) * 20_000) }
        : { ...base, type: 'redeem', points: 1 + Math.floor(nextUniform(random) * 150) };
    });
  });
  // As a store gives them. Objects made by spreading have a shape each in this engine, and both loops crawl over them.
  return JSON.parse(JSON.stringify(made)) as History[];
}

function yearLater(at: number): number {
  const day = new Date(at);
  const month = day.getUTCMonth();
  const moved = Date.UTC(day.getUTCFullYear() + 1, month, day.getUTCDate(), 0, 0, 0, at % 86_400_000);
  return new Date(moved).getUTCMonth() === month ? moved : moved - 86_400_000;
}

/** The plain mutable loop: lots in a queue, the head expires and is spent first. */
function byHand(all: readonly History[]): number[] {
  return all.map((events) => {
    const lots: { left: number; until: number }[] = [];
    let head = 0;
    let available = 0;
    for (const event of events) {
      const at = event.at as number;
      while (head < lots.length && lots[head]!.until <= at) available -= lots[head++]!.left;
      if (event.type === 'purchase') {
        const points = Math.floor(event.amountMinor / 100);
        if (points === 0) continue;
        lots.push({ left: points, until: yearLater(at) });
        available += points;
      } else if (event.type === 'redeem' && event.points! <= available) {
        let rest = event.points!;
        available -= rest;
        while (rest > 0) {
          const lot = lots[head]!;
          const take = Math.min(rest, lot.left);
          lot.left -= take;
          rest -= take;
          if (lot.left === 0) head++;
        }
      }
    }
    return available;
  });
}

const availableOf = ({ lots }: Account): number => lots.reduce((sum, { left }) => sum + left, 0);
const same = (ours: unknown, other: unknown): void => {
  if (JSON.stringify(ours) !== JSON.stringify(other)) throw new Error('different balances');
};

interface Late {
  journal: Journal;
  at: number;
}

/** Each round records one fact more into the journal that the round before left, as a host does. */
const late: BenchCase<Late> = {
  name: 'one fact that is 20 facts late into a journal of 100,000, against replaying all',
  data: () => {
    const events = histories(1, 100_000)[0]!;
    let journal: Journal = { ...openJournal(program, 'm0'), events: [...events.slice(0, -200)], checkpoints: [] };
    for (const event of events.slice(-200)) ({ journal } = recordEvent(program, journal, event));
    return { journal, at: (events.at(-20)!.at as number) + 1 };
  },
  ours: (data) => {
    const { at, journal } = data;
    const fact = { id: `late${journal.events.length}`, memberId: 'm0', at, type: 'credit', points: 5 } as const;
    const recorded = recordEvent(program, journal, fact);
    data.journal = recorded.journal;
    return availableOf(recorded.account);
  },
  limit: (data) => availableOf(replayEvents(program, data.journal.events)),
  goal: 0.05,
  check: same,
  rounds: 9,
};

const batch: BenchCase<History[]> = {
  name: 'replay of 10,000 members with 100 facts each',
  data: () => histories(10_000, 100),
  ours: (all) => all.map((events) => availableOf(replayEvents(program, events))),
  limit: byHand,
  goal: 3,
  check: same,
  rounds: 7,
};

const single: BenchCase<History[]> = {
  name: 'applyEvent one by one, 1,000 members with 100 facts each, against replayEvents',
  data: () => histories(1000, 100),
  ours: (all) =>
    all.map((events, m) => {
      let account: Account = openAccount(program, `m${m}`);
      for (const event of events) ({ account } = applyEvent(program, account, event));
      return availableOf(account);
    }),
  limit: (all) => all.map((events) => availableOf(replayEvents(program, events))),
  goal: 4,
  check: same,
  rounds: 9,
};

/** What is measured. */
export const cases: BenchCase[] = [batch, single, late];
