/** Nothing runs at midnight: the same stored account answers for any later instant. */
import {
  listPostings,
  measureBalance,
  replayEvents,
  scheduleExpiry,
  type LoyaltyEvent,
  type Program,
} from 'clientele/loyalty';

const program = {
  kind: 'loyalty-program',
  version: 1,
  id: 'shop',
  timeZone: 'Europe/Paris',
  points: {
    earn: [{ id: 'base', kind: 'spend', points: '1', perMinor: 100 }],
    hold: { days: 14 },
    expiry: { kind: 'after-earning', months: 6, roundUpTo: 'month' },
  },
} as const satisfies Program;

const events: LoyaltyEvent[] = [
  { id: 'e1', memberId: 'anna', at: '2025-01-20T11:00:00Z', type: 'purchase', orderId: 'o1', amountMinor: 12_000 },
  { id: 'e2', memberId: 'anna', at: '2025-03-15T11:00:00Z', type: 'purchase', orderId: 'o2', amountMinor: 8000 },
  { id: 'e3', memberId: 'anna', at: '2025-04-02T11:00:00Z', type: 'redeem', points: 70 },
];
const stored = JSON.parse(JSON.stringify(replayEvents(program, events)));

console.log('The account was stored on 2 April and not touched since.\n');
console.log('as of                    available  pending  next change');
for (const asOf of [
  '2025-04-02T11:00:00Z',
  '2025-07-31T21:59:59Z',
  '2025-07-31T22:00:00Z',
  '2025-09-30T21:59:59Z',
  '2025-09-30T22:00:00Z',
]) {
  const { available, pending, nextChange, nextChangeAt } = measureBalance(program, stored, { asOf });
  const next = nextChangeAt === null ? 'none' : `${nextChange} at ${new Date(nextChangeAt).toISOString()}`;
  console.log(`${asOf}  ${String(available).padStart(11)}  ${String(pending).padStart(7)}  ${next}`);
}

console.log('\nThe reminder mail of 10 July: what ends in the next 30 days?');
const asOf = '2025-07-10T06:00:00Z';
for (const { points, lastDayOn, lotIds } of scheduleExpiry(program, stored, { asOf, untilAt: '2025-08-09T06:00:00Z' }))
  console.log(`${points} points of ${lotIds.join(', ')}; last day ${lastDayOn}`);

console.log('\nThe books of the year, with what time did at its own instant:');
for (const { at, cause, entries } of listPostings(program, events, {
  from: '2025-01-01T00:00:00+01:00',
  to: '2026-01-01T00:00:00+01:00',
})) {
  const sides = entries.map((entry) => `${entry.account} ${entry.points > 0 ? '+' : ''}${entry.points}`).join(', ');
  console.log(`${new Date(at).toISOString().slice(0, 16)}  ${cause.padEnd(8)} ${sides}`);
}
