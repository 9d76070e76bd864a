import { createRequire } from 'node:module';
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
    let journal: Journal = { ...openJournal(program, 'm0'), events: events.slice(0, -200), checkpoints: [] };
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

/** One event on an account of 100 lots. The brief allows 10 µs: a thousand of them 10 ms. */
const large: BenchCase<{ account: Account; events: History }> = {
  name: 'applyEvent on an account of 100 lots, 1,000 times, against copying it as naive code does',
  data: () => {
    const lots = Array.from({ length: 100 }, (_, i): LoyaltyEvent => ({
      id: `p${i}`,
      memberId: 'm0',
      at: START + i * HOUR,
      type: 'purchase',
      orderId: `o${i}`,
      amountMinor: 10_000,
    }));
    const next = Array.from({ length: 1000 }, (_, i) => ({ id: `r${i}`, memberId: 'm0', at: START + 200 * HOUR }));
    const events = next.map((one, i): LoyaltyEvent => ({ ...one, type: 'redeem', points: 50 + (i % 100) }));
    return { account: replayEvents(program, lots), events: JSON.parse(JSON.stringify(events)) as History };
  },
  ours: ({ account, events }) => events.map((event) => availableOf(applyEvent(program, account, event).account)),
  limit: ({ account, events }) => events.map(() => JSON.stringify(structuredClone(account)).length),
  goal: 1,
};

/** What the loop asks of numbers. */
interface Arithmetic<T> {
  /** whole points for full 100 minor units */
  points: (minor: number) => T;
  whole: (points: number) => T;
  plus: (a: T, b: T) => T;
  minus: (a: T, b: T) => T;
  /** a is at most b */
  within: (a: T, b: T) => boolean;
  isZero: (a: T) => boolean;
  numberOf: (a: T) => number;
}

const load = (name: string): any => createRequire(import.meta.url)(name);

/** The loop of `byHand` on the decimals of a package. */
function onDecimals<T>(make: () => Arithmetic<T>): (all: readonly History[]) => number[] {
  return (all) => {
    const { points: pointsOf, whole, plus, minus, within, isZero, numberOf } = make();
    return all.map((events) => {
      const lots: { left: T; until: number }[] = [];
      let head = 0;
      let available = whole(0);
      for (const event of events) {
        const at = event.at as number;
        while (head < lots.length && lots[head]!.until <= at) available = minus(available, lots[head++]!.left);
        if (event.type === 'purchase') {
          const points = pointsOf(event.amountMinor);
          if (isZero(points)) continue;
          lots.push({ left: points, until: yearLater(at) });
          available = plus(available, points);
        } else if (event.type === 'redeem') {
          let rest = whole(event.points!);
          if (!within(rest, available)) continue;
          available = minus(available, rest);
          while (!isZero(rest)) {
            const lot = lots[head]!;
            const take = within(rest, lot.left) ? rest : lot.left;
            lot.left = minus(lot.left, take);
            rest = minus(rest, take);
            if (isZero(lot.left)) head++;
          }
        }
      }
      return numberOf(available);
    });
  };
}

/** big.js, decimal.js and bignumber.js have the same methods. */
const byMethods = (name: string, floor: (quotient: any) => any) => (): Arithmetic<any> => {
  const module = load(name);
  const Decimal = module.BigNumber ?? module;
  return {
    points: (minor) => floor(new Decimal(minor).div(100)),
    whole: (points) => new Decimal(points),
    plus: (a, b) => a.plus(b),
    minus: (a, b) => a.minus(b),
    within: (a, b) => a.lte(b),
    isZero: (a) => a.eq(0),
    numberOf: (a) => Number(a),
  };
};

const onCurrency = (): Arithmetic<any> => {
  const currency = load('currency.js');
  const whole = (points: number) => currency(points, { precision: 0 });
  return {
    points: (minor) => whole(Math.floor(currency(minor, { fromCents: true }).value)),
    whole,
    plus: (a, b) => a.add(b),
    minus: (a, b) => a.subtract(b),
    within: (a, b) => a.intValue <= b.intValue,
    isZero: (a) => a.intValue === 0,
    numberOf: (a) => a.value,
  };
};

const onDinero = (): Arithmetic<any> => {
  const { dinero, add, subtract, lessThanOrEqual, isZero, transformScale, toSnapshot, down } = load('dinero.js');
  const point = { code: 'PTS', base: 10, exponent: 0 };
  return {
    points: (minor) => transformScale(dinero({ amount: minor, currency: point, scale: 2 }), 0, down),
    whole: (points) => dinero({ amount: points, currency: point }),
    plus: add,
    minus: subtract,
    within: lessThanOrEqual,
    isZero,
    numberOf: (a) => toSnapshot(a).amount,
  };
};

/** The brief asks for a fifth of the time of the loop on decimals; ours does all of a program's work meanwhile. */
const decimals = (
  [
    ['big.js', byMethods('big.js', (quotient) => quotient.round(0, 0))],
    ['decimal.js', byMethods('decimal.js', (quotient) => quotient.floor())],
    ['bignumber.js', byMethods('bignumber.js', (quotient) => quotient.integerValue(3))],
    ['dinero.js', onDinero],
    ['currency.js', onCurrency],
  ] as const
).map(([name, make]): BenchCase<History[]> => ({
  name: `replay of 500 members with 100 facts each, against the plain loop on ${name}`,
  data: () => histories(500, 100),
  ours: (all) => all.map((events) => availableOf(replayEvents(program, events))),
  limit: onDecimals<any>(make),
  goal: 0.2,
  check: same,
  rounds: 9,
}));

/** What is measured. */
export const cases: BenchCase[] = [batch, single, late, large, ...decimals];
