import { assignTier, replayEvents, type Ladder, type LoyaltyEvent, type Program } from 'clientele/loyalty';
import { expect, test } from 'vitest';

const program: Program = {
  kind: 'loyalty-program',
  version: 1,
  id: 'gym',
  timeZone: 'UTC',
  ladders: [
    {
      kind: 'window',
      id: 'status',
      levels: [{ name: 'Member' }, { name: 'Regular', enter: { metric: 'visits', atLeast: 5 } }],
      window: { kind: 'rolling', months: 1 },
      validity: { kind: 'after-reaching', months: 2 },
    },
  ],
};
const fact = (on: string, event: Record<string, unknown>): LoyaltyEvent =>
  ({ id: on, memberId: 'anna', at: `${on}T12:00:00Z`, ...event }) as LoyaltyEvent;
const visits = (on: string) => fact(on, { type: 'activity', metrics: { visits: 5 } });
const pause = fact('2025-01-10', { type: 'pause' });
const resume = fact('2025-02-10', { type: 'resume' });
const statusOf = (given: Program, events: LoyaltyEvent[], on: string) => {
  const asOf = `${on}T12:00:00Z`;
  const { level, untilAt, reasons } = assignTier(given, replayEvents(given, events, { asOf }), {
    ladderId: 'status',
    asOf,
  });
  const until = untilAt === null ? null : new Date(untilAt).toISOString().slice(0, 10);
  return [level, until, reasons.some(({ code }) => code === 'paused')];
};
const untilOf = (events: LoyaltyEvent[]): string => {
  const account = replayEvents(program, events, { asOf: '2025-02-20T12:00:00Z' });
  const { untilAt } = assignTier(program, account, { ladderId: 'status', asOf: '2025-02-20T12:00:00Z' });
  return new Date(untilAt!).toISOString().slice(0, 10);
};

test('a pause of 31 days moves what was in force when it began by 31 days', () => {
  expect(untilOf([visits('2025-01-01'), pause, resume])).toBe('2025-04-01');
});

test('a level renewed during the pause lasts from its renewal, not longer', () => {
  expect(untilOf([visits('2025-01-01'), pause, visits('2025-02-05'), resume])).toBe('2025-04-05');
});

test('a ladder that ignores pauses goes on: its levels end when they would have ended', () => {
  const busy: Program = { ...program, ladders: [{ ...program.ladders![0]!, pause: 'ignore' } as Ladder] };
  const life = [visits('2025-01-01'), pause];
  expect(statusOf(program, life, '2025-02-28')).toEqual(['Regular', null, true]);
  expect(statusOf(busy, life, '2025-02-28')).toEqual(['Regular', '2025-03-01', false]);
  expect(statusOf(busy, life, '2025-03-01')).toEqual(['Member', null, false]);
  expect(statusOf(busy, [...life, fact('2025-03-10', { type: 'resume' })], '2025-03-10')[0]).toBe('Member');
});

test('a level given by hand on a ladder of balances rests as well', () => {
  const purse: Program = {
    ...program,
    ladders: [
      {
        kind: 'balance',
        id: 'status',
        levels: [
          { name: 'Low', atLeast: 0 },
          { name: 'High', atLeast: 100 },
        ],
      },
    ],
  };
  const given = fact('2025-01-01', {
    type: 'grant',
    ladderId: 'status',
    level: 'High',
    until: '2025-02-01T12:00:00Z',
    reason: 'match',
  });
  expect(statusOf(purse, [given, pause], '2025-02-05')).toEqual(['High', null, true]);
  expect(statusOf(purse, [given, pause, resume], '2025-02-20')).toEqual(['High', '2025-03-04', false]);
});
