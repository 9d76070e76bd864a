/**
 * Whose points end in the next 30 days, on which day, and what are they worth?
 *
 * The list that a reminder mail is made from. It needs no table of expiry dates: each stored account is asked. A program
 * whose points end with silence gives the same list, with another reason: there a single purchase keeps them all.
 */
import { amountForPoints, replayEvents, scheduleExpiry, type Program } from 'clientele/loyalty';
import { addCalendar } from 'clientele/time';
import { shopMembers } from './shop-members.ts';

const shop: Program = {
  kind: 'loyalty-program',
  version: 1,
  id: 'shop',
  timeZone: 'Europe/Paris',
  points: {
    earn: [{ id: 'base', kind: 'spend', points: '1', perMinor: 100 }],
    expiry: { kind: 'after-earning', months: 12, roundUpTo: 'month' },
    spending: { price: { points: 100, minor: 150 } },
  },
};
const silence: Program = { ...shop, points: { ...shop.points, expiry: { kind: 'inactivity', months: 6 } } };
const members = shopMembers();

function remind(program: Program, asOf: string): void {
  const untilAt = addCalendar(asOf, { days: 30 }, program.timeZone);
  const rows = members.flatMap(({ memberId, events }) => {
    const known = events.filter(({ at }) => Date.parse(String(at)) <= Date.parse(asOf));
    if (known.length === 0) return [];
    const ending = scheduleExpiry(program, replayEvents(program, known, { asOf }), { asOf, untilAt });
    return ending.map((one) => ({ memberId, ...one, worth: amountForPoints(program, one.points) }));
  });
  rows.sort((a, b) => a.at - b.at || b.points - a.points);
  console.log(`${rows.length} reminders as of ${asOf.slice(0, 10)}; the first of them:`);
  for (const { memberId, points, worth, lastDayOn, why } of rows.slice(0, 5)) {
    const how = why === 'lot' ? 'can be spent until' : 'stay if anything is bought until';
    console.log(`  ${memberId}: ${points} points (${(worth / 100).toFixed(2)} €) ${how} ${lastDayOn}`);
  }
}

remind(shop, '2024-05-10T06:00:00Z');
remind(silence, '2024-05-10T06:00:00Z');
