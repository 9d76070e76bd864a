import { zoneOffset } from 'clientele/time';
import { expect, test } from 'vitest';

/**
 * about: the offsets of every zone this engine knows, read field by field from `Intl.DateTimeFormat#formatToParts`,
 * which is another path through ICU than the `longOffset` text that the library reads. Unit: ms. Random instants of
 * 1972–2036 by seed, where every offset of the IANA data is a whole number of minutes, and of 1880–2200 for twelve zones
 * with local mean times to the second.
 */
const FIELDS = {
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
  hour: 'numeric',
  minute: 'numeric',
  second: 'numeric',
} as const;

function createReader(timeZone: string): (at: number) => number {
  const format = new Intl.DateTimeFormat('en-US', { timeZone, hourCycle: 'h23', calendar: 'gregory', ...FIELDS });
  return (at) => {
    const parts = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
    const { year, month, day, hour, minute, second } = parts as Record<keyof typeof FIELDS, number>;
    return Date.UTC(year, month - 1, day, hour, minute, second) - at;
  };
}

function wrongOf(zone: string, from: number, to: number, count: number): string[] {
  const read = createReader(zone);
  const wrong: string[] = [];
  let state = zone.length * 7919 + zone.charCodeAt(zone.length - 1);
  for (let i = 0; i < count; i++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    const at = Math.floor((from + (state / 2 ** 32) * (to - from)) / 1000) * 1000;
    if (zoneOffset(zone, at) !== read(at)) wrong.push(`${zone} ${new Date(at).toISOString()}`);
  }
  return wrong;
}

test('every zone of the engine reads right at 12,000 random instants of 1972 to 2036', () => {
  const zones = Intl.supportedValuesOf('timeZone');
  expect(zones.length).toBeGreaterThan(400);
  expect(zones.flatMap((zone) => wrongOf(zone, Date.UTC(1972, 0, 8), Date.UTC(2036, 0, 1), 30))).toEqual([]);
});

test.each([
  'Africa/Monrovia',
  'Europe/Dublin',
  'Africa/Casablanca',
  'Europe/Amsterdam',
  'America/St_Johns',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'Pacific/Apia',
  'America/Sao_Paulo',
  'Europe/Paris',
  'America/New_York',
  'Asia/Tehran',
])('%s reads right at 1,500 random instants of 1880 to 2200', (zone) => {
  expect(wrongOf(zone, Date.UTC(1880, 0, 1), Date.UTC(2200, 0, 1), 1500)).toEqual([]);
});
