import { tz } from '@date-fns/tz';
import { addCalendar, dayNumber, zoneOffset } from 'clientele/time';
import { addMonths, differenceInCalendarDays } from 'date-fns';
import type { BenchCase } from './harness.ts';

/** Random instants of 1972 to 2036, by seed. */
function instants(count: number): number[] {
  const list: number[] = [];
  let state = 20261125;
  const from = Date.UTC(1972, 0, 1);
  const length = Date.UTC(2036, 0, 1) - from;
  for (let i = 0; i < count; i++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    list.push(from + Math.floor((state / 2 ** 32) * length));
  }
  return list;
}

function same(ours: unknown, other: unknown, who: string): void {
  if (ours !== other) throw new Error(`ours ${String(ours)}, ${who} ${String(other)}`);
}

const PARIS = 'Europe/Paris';

/** The law of Paris alone, written out: the least that any zone arithmetic can do. Only right from 1996 on. */
function parisOffset(at: number): number {
  const year = new Date(at).getUTCFullYear();
  const lastSunday = (month: number): number => {
    const end = Date.UTC(year, month + 1, 0, 1);
    return end - new Date(end).getUTCDay() * 86_400_000;
  };
  return at >= lastSunday(2) && at < lastSunday(9) ? 7_200_000 : 3_600_000;
}

const modern = (count: number): number[] => instants(count).map((at) => 820_454_400_000 + (at % 1_200_000_000_000));

/** Ours against the law of one zone by hand; the goals of the brief are rates: 5 M/s, 0.5 M/s. */
export const cases: BenchCase[] = [
  {
    name: 'offsets of Europe/Paris at 100,000 instants',
    data: () => modern(100_000),
    ours: (list: number[]) => list.reduce((sum, at) => sum + zoneOffset(PARIS, at), 0),
    limit: (list: number[]) => list.reduce((sum, at) => sum + parisOffset(at), 0),
    goal: 1,
    check: same,
  },
  {
    name: 'day numbers in Europe/Paris of 100,000 instants',
    data: () => modern(100_000),
    ours: (list: number[]) => list.reduce((sum, at) => sum + dayNumber(at, PARIS), 0),
    limit: (list: number[]) => list.reduce((sum, at) => sum + Math.floor((at + parisOffset(at)) / 86_400_000), 0),
    goal: 1,
    check: same,
  },
  {
    name: 'day differences in Europe/Paris of 2,000 instants',
    data: () => modern(2000),
    ours: (list: number[]) =>
      list.reduce((sum, at) => sum + dayNumber(at, PARIS) - dayNumber(820_454_400_000, PARIS), 0),
    limit: (list: number[]) => {
      const origin = Math.floor((820_454_400_000 + parisOffset(820_454_400_000)) / 86_400_000);
      return list.reduce((sum, at) => sum + Math.floor((at + parisOffset(at)) / 86_400_000) - origin, 0);
    },
    peer: {
      name: 'date-fns in tz()',
      run: (list: number[]) =>
        list.reduce((sum, at) => sum + differenceInCalendarDays(at, 820_454_400_000, { in: tz(PARIS) }), 0),
    },
    goal: 2,
    check: same,
  },
  {
    name: 'one month later in Europe/Paris at 2,000 instants',
    data: () => modern(2000),
    ours: (list: number[]) => list.reduce((sum, at) => sum + addCalendar(at, { months: 1 }, PARIS), 0),
    limit: (list: number[]) =>
      list.reduce((sum, at) => {
        const civil = new Date(at + parisOffset(at));
        const day = civil.getUTCDate();
        civil.setUTCMonth(civil.getUTCMonth() + 1);
        if (civil.getUTCDate() !== day) civil.setUTCDate(0);
        const wall = civil.getTime();
        const summer = wall - 7_200_000;
        if (parisOffset(summer) === 7_200_000) return sum + summer;
        return sum + wall - 3_600_000;
      }, 0),
    peer: {
      name: 'date-fns in tz()',
      run: (list: number[]) => list.reduce((sum, at) => sum + addMonths(at, 1, { in: tz(PARIS) }).getTime(), 0),
    },
    goal: 3,
    check: same,
  },
];
