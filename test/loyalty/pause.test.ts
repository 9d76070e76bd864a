import { assignTier, replayEvents, type LoyaltyEvent, type Program } from 'clientele/loyalty';
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
