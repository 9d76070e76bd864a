import {
  accountAt,
  applyEvent,
  assignTier,
  openJournal,
  recordEvent,
  replayEvents,
  replayMembers,
  type Account,
  type Journal,
  type LoyaltyEvent,
  type Program,
} from 'clientele/loyalty';
import { expect, test } from 'vitest';

/** A hotel: levels by nights; a level can be given with a challenge. */
const program: Program = {
  kind: 'loyalty-program',
  version: 1,
  id: 'hotel',
  timeZone: 'UTC',
  ladders: [
    {
      kind: 'window',
      id: 'elite',
      levels: [{ name: 'Member' }, { name: 'Gold', enter: { metric: 'nights', atLeast: 100 } }],
      window: { kind: 'calendar', unit: 'year' },
      validity: { kind: 'end-of-window' },
    },
  ],
};
const T = Date.UTC(2025, 2, 1);
const DAY = 86_400_000;
const anna = { memberId: 'anna' };
const did = (id: string, at: number, metrics: Record<string, number>): LoyaltyEvent => ({
  ...anna,
  id,
  at,
  type: 'activity',
  metrics,
});
/** Gold for 60 days; 15 of the metric from `fromDay` on make it 300. */
const match = (fromDay: number, metric = 'nights'): Extract<LoyaltyEvent, { type: 'grant' }> => ({
  ...anna,
  id: 'match',
  at: T,
  type: 'grant',
  ladderId: 'elite',
  level: 'Gold',
  until: T + 60 * DAY,
  reason: 'status match',
  extendIf: { metric, atLeast: 15, from: T + fromDay * DAY, to: T + 50 * DAY, until: T + 300 * DAY },
});
const daysOf = (account: Account): number =>
  (assignTier(program, account, { ladderId: 'elite', asOf: account.throughAt! }).untilAt! - T) / DAY;
const replayed = (events: LoyaltyEvent[]): number => daysOf(replayEvents(program, events));

test('activity at the very instant of the grant counts, in whatever order the two are told', () => {
  const nights = did('n', T, { nights: 15 });
  expect(replayed([nights, match(0)])).toBe(300);
  expect(replayed([match(0), nights])).toBe(300);
  expect(replayed([nights, match(1)])).toBe(60);
});

test('activity before the grant counts from the first instant of the challenge on', () => {
  const nights = did('n', T - 10 * DAY, { nights: 15 });
  expect(replayed([nights, match(-10)])).toBe(300);
  expect(replayed([nights, match(-9)])).toBe(60);
});

test('a challenge may be over when the level is given', () => {
  const over = { ...match(-20), extendIf: { ...match(-20).extendIf!, to: T - 5 * DAY } };
  const won = (day: number) => replayed([did('n', T + day * DAY, { nights: 15 }), over]);
  expect([won(-20), won(-5 - 1e-6), won(-5), won(-4)]).toEqual([300, 300, 60, 60]);
});

test('an account does not know what was done before the grant, in whatever pieces it is gone on with', () => {
  const from = replayEvents(program, [did('m', T - 9 * DAY, { nights: 1 })]);
  const nights = did('n', T - DAY, { nights: 15 });
  expect(daysOf(replayEvents(program, [nights, match(-5)], { from }))).toBe(60);
  const one = applyEvent(program, applyEvent(program, from, nights).account, match(-5)).account;
  expect(one).toEqual(replayEvents(program, [nights, match(-5)], { from }));
});

test('what comes twice counts once, and what others did does not count', () => {
  const nights = did('n', T - DAY, { nights: 8 });
  expect(replayed([nights, nights, match(-5)])).toBe(60);
  const again = { ...nights, id: 'again', key: 'k', recordedAt: T - DAY };
  expect(replayed([{ ...nights, key: 'k' }, again, match(-5)])).toBe(60);
  const ben = { ...did('b', T - DAY, { nights: 15 }), memberId: 'ben' };
  expect(
    replayMembers(program, [ben, nights, match(-5)])
      .map(daysOf)
      .at(-1),
  ).toBe(60);
});

test('a journal knows what was done before the grant, also where the grant comes late', () => {
  const nights = did('n', T - DAY, { nights: 8 });
  const more = did('m', T + DAY, { nights: 7 });
  for (const order of [
    [nights, match(-5), more],
    [nights, more, match(-5)],
    [more, match(-5), nights],
  ]) {
    let journal: Journal = openJournal(program, 'anna');
    for (const event of order) ({ journal } = recordEvent(program, journal, event));
    const asOf = T + 2 * DAY;
    expect(daysOf(accountAt(program, journal, { asOf }))).toBe(300);
    expect(daysOf(accountAt(program, journal, { asOf, knownAt: asOf }))).toBe(300);
    expect(daysOf(journal.checkpoints.at(-1)!.account)).toBe(replayed([nights, match(-5), more]));
  }
});

test('a challenge may ask for an activity that no level mentions', () => {
  const before = did('p', T - DAY, { paidNights: 5 });
  const after = did('q', T + DAY, { paidNights: 10 });
  expect(replayed([before, match(-5, 'paidNights'), after])).toBe(300);
  expect(replayed([match(-5, 'paidNights'), after])).toBe(60);
});
