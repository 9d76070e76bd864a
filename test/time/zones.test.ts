import { runInNewContext } from 'node:vm';
import { civilFromEpoch, epochFromCivil, zoneOffset } from 'clientele/time';
import { describe, expect, test, vi } from 'vitest';

const HOUR = 3_600_000;
const at = (text: string): number => Date.parse(text);
const iso = (epoch: number): string => new Date(epoch).toISOString();
/** Wall time such as `2024-03-31T02:30`, held as UTC. */
const civil = (text: string): number => Date.parse(`${text}Z`);
/** The offset in minutes one second before and exactly at an instant. */
const around = (zone: string, text: string): number[] =>
  [at(text) - 1000, at(text)].map((epoch) => zoneOffset(zone, epoch) / 60_000);
const failure = (run: () => unknown): unknown => {
  try {
    return run();
  } catch (error) {
    return error;
  }
};

describe('the offset of a zone', () => {
  test('is the law of that day', () => {
    expect(zoneOffset('Europe/Paris', at('2024-01-01T00:00Z'))).toBe(HOUR);
    expect(zoneOffset('Europe/Paris', at('2024-07-01T00:00Z'))).toBe(2 * HOUR);
    expect(zoneOffset('Asia/Kathmandu', at('2024-07-01T00:00Z'))).toBe(5.75 * HOUR);
    expect(zoneOffset('America/St_Johns', at('2024-01-01T00:00Z'))).toBe(-3.5 * HOUR);
    expect(zoneOffset('Pacific/Kiritimati', at('2024-01-01T00:00Z'))).toBe(14 * HOUR);
    expect(zoneOffset('Etc/UTC', 0)).toBe(0);
  });
  test('of UTC is 0, not minus 0, at every instant', () => {
    for (const t of [0, -1, 8.64e15, -8.64e15]) expect(Object.is(zoneOffset('UTC', t), 0)).toBe(true);
    expect(Object.is(zoneOffset('Europe/London', at('2024-01-01T00:00Z')), 0)).toBe(true);
  });
  test('changes at the second of the law, not at a whole hour of UTC', () => {
    // @date-fns/tz 1.5.0 tzScan puts each of these up to an hour late.
    expect(around('Australia/Adelaide', '2024-04-06T16:30:00Z')).toEqual([630, 570]);
    expect(around('Australia/Adelaide', '2024-10-05T16:30:00Z')).toEqual([570, 630]);
    expect(around('America/St_Johns', '1995-04-02T03:31:00Z')).toEqual([-210, -150]);
    expect(around('America/St_Johns', '1995-10-29T02:31:00Z')).toEqual([-150, -210]);
  });
  test('may change by half an hour', () => {
    expect(around('Australia/Lord_Howe', '2024-04-06T15:00:00Z')).toEqual([660, 630]);
    expect(around('Australia/Lord_Howe', '2024-10-05T15:30:00Z')).toEqual([630, 660]);
  });
  test('may change twice within a month', () => {
    // @date-fns/tz 1.5.0 tzScan misses these pairs.
    expect(around('Africa/Cairo', '2010-08-10T21:00:00Z')).toEqual([180, 120]);
    expect(around('Africa/Cairo', '2010-09-09T22:00:00Z')).toEqual([120, 180]);
    expect(around('Africa/Casablanca', '2019-05-05T02:00:00Z')).toEqual([60, 0]);
    expect(around('Africa/Casablanca', '2019-06-09T02:00:00Z')).toEqual([0, 60]);
    expect(around('America/Recife', '2000-10-08T03:00:00Z')).toEqual([-180, -120]);
    expect(around('America/Recife', '2000-10-15T02:00:00Z')).toEqual([-120, -180]);
  });
  test('keeps its sign between minus one hour and zero', () => {
    // @date-fns/tz 1.5.0 tzOffset reads +44.5 minutes here.
    expect(zoneOffset('Africa/Monrovia', at('1971-06-01T00:00Z')) / 60_000).toBe(-44.5);
    expect(zoneOffset('Africa/Monrovia', at('1972-06-01T00:00Z'))).toBe(0);
    expect(zoneOffset('Europe/Dublin', at('1900-06-01T00:00Z')) / 1000).toBeLessThan(0);
  });
  test('is there for the far past and the far future', () => {
    for (const t of [-8.64e15, at('0001-01-01T00:00Z'), at('2500-07-01T00:00Z'), 8.64e15]) {
      expect(Math.abs(zoneOffset('Europe/Paris', t))).toBeLessThan(15 * HOUR);
    }
    // The law in force goes on: summer time in the year 2500.
    expect(zoneOffset('Europe/Paris', at('2500-07-01T00:00Z'))).toBe(2 * HOUR);
  });
  test('does not depend on the order in which instants and zones are asked for', () => {
    const instants = [at('2024-07-01T00:00Z'), at('1999-01-01T00:00Z'), at('2024-01-01T00:00Z')];
    const ask = (zones: string[]): Record<string, number[]> =>
      Object.fromEntries(zones.map((zone) => [zone, instants.map((t) => zoneOffset(zone, t))]));
    const zones = ['Asia/Tokyo', 'America/Chicago', 'Europe/Oslo'];
    expect(ask(zones.toReversed())).toEqual(ask(zones));
  });
  test.each(['Europe/Pariss', '', '+01:00', '-05:00', '+01', 'Mars/Olympus', 'UTC+1', undefined, null, 5, {}])(
    'of %j does not exist',
    (zone) => {
      const error = failure(() => zoneOffset(zone as string, 0));
      expect(error).toMatchObject({ code: 'unknown-zone', argument: 'timeZone' });
    },
  );
  test.each([NaN, Infinity, 8.64e15 + 1])('at %s is no question', (t) => {
    expect(failure(() => zoneOffset('Europe/Paris', t))).toMatchObject({ code: 'not-an-instant', argument: 'at' });
    expect(failure(() => zoneOffset('UTC', t))).toMatchObject({ code: 'not-an-instant' });
  });
});

describe('an engine without Intl', () => {
  test('knows UTC and refuses every other zone, and never silently answers UTC', async () => {
    vi.resetModules();
    vi.stubGlobal('Intl', undefined);
    try {
      const time = await import('clientele/time');
      expect(time.zoneOffset('UTC', 0)).toBe(0);
      expect(time.civilDay('2024-02-29T23:00:00Z', 'UTC')).toBe('2024-02-29');
      expect(time.addCalendar(0, { months: 1 }, 'UTC')).toBe(31 * 24 * HOUR);
      for (const zone of ['Europe/Paris', 'Etc/UTC']) {
        expect(failure(() => time.zoneOffset(zone, 0))).toMatchObject({ code: 'unknown-zone' });
      }
      expect((failure(() => time.zoneOffset('Asia/Tokyo', 0)) as Error).message).toMatch('this engine knows only UTC');
    } finally {
      vi.unstubAllGlobals();
      vi.resetModules();
    }
  });
  test('UTC never touches Intl', async () => {
    vi.resetModules();
    const trap = new Proxy({}, { get: () => expect.unreachable('Intl was read') });
    vi.stubGlobal('Intl', trap);
    try {
      const time = await import('clientele/time');
      const options = { timeZone: 'UTC' };
      expect(time.startOfPeriod('2024-02-29T23:00:00Z', 'month', options)).toBe(at('2024-02-01T00:00Z'));
      expect(time.periodNumber('2024-02-29T23:00:00Z', 'year', options)).toBe(54);
      expect(time.civilParts('2024-02-29T23:00:00Z', 'UTC').weekday).toBe(4);
    } finally {
      vi.unstubAllGlobals();
      vi.resetModules();
    }
  });
  test('the sandbox of the tests can build a realm', () => expect(runInNewContext('1 + 1')).toBe(2));
});

describe('wall time and instants', () => {
  test('lead to each other and back', () => {
    const t = at('2024-07-01T10:00Z');
    expect(iso(civilFromEpoch(t, 'America/New_York'))).toBe('2024-07-01T06:00:00.000Z');
    expect(epochFromCivil(civilFromEpoch(t, 'America/New_York'), 'America/New_York')).toBe(t);
    expect(epochFromCivil(t, 'UTC')).toBe(t);
  });
  test('a missing time moves forward by the gap', () => {
    expect(iso(epochFromCivil(civil('2024-03-31T02:30'), 'Europe/Paris'))).toBe('2024-03-31T01:30:00.000Z');
    expect(iso(epochFromCivil(civil('2024-10-06T02:15'), 'Australia/Lord_Howe'))).toBe('2024-10-05T15:45:00.000Z');
  });
  test('a repeated time is the earlier instant', () => {
    expect(iso(epochFromCivil(civil('2024-10-27T02:30'), 'Europe/Paris'))).toBe('2024-10-27T00:30:00.000Z');
    expect(iso(epochFromCivil(civil('2024-11-03T01:30'), 'America/New_York'))).toBe('2024-11-03T05:30:00.000Z');
  });
  test('the borders of a gap and of a repetition are exact', () => {
    expect(iso(epochFromCivil(civil('2024-03-31T01:59:59.999'), 'Europe/Paris'))).toBe('2024-03-31T00:59:59.999Z');
    expect(iso(epochFromCivil(civil('2024-03-31T03:00'), 'Europe/Paris'))).toBe('2024-03-31T01:00:00.000Z');
    expect(iso(epochFromCivil(civil('2024-10-27T03:00'), 'Europe/Paris'))).toBe('2024-10-27T02:00:00.000Z');
    expect(iso(epochFromCivil(civil('2024-10-27T02:00'), 'Europe/Paris'))).toBe('2024-10-27T00:00:00.000Z');
  });
  test('noon of a day that a zone skipped is noon of the next', () => {
    expect(iso(epochFromCivil(civil('2011-12-30T12:00'), 'Pacific/Apia'))).toBe('2011-12-30T22:00:00.000Z');
    expect(iso(civilFromEpoch(at('2011-12-30T22:00Z'), 'Pacific/Apia'))).toBe('2011-12-31T12:00:00.000Z');
  });
  test('a day that a zone lived twice is lived first', () => {
    // Alaska changed from the Asian to the American side of the date line: Sitka had two noons on 19 October 1867.
    const first = epochFromCivil(civil('1867-10-19T12:00'), 'America/Sitka');
    expect(iso(civilFromEpoch(first, 'America/Sitka'))).toBe('1867-10-19T12:00:00.000Z');
    expect(iso(civilFromEpoch(first + 24 * HOUR, 'America/Sitka'))).toBe('1867-10-19T12:00:00.000Z');
  });
  test('the ends of dates are no trap', () => {
    expect(epochFromCivil(civilFromEpoch(8.64e15, 'Asia/Tokyo'), 'Asia/Tokyo')).toBe(8.64e15);
    expect(epochFromCivil(civilFromEpoch(-8.64e15, 'Asia/Tokyo'), 'Asia/Tokyo')).toBe(-8.64e15);
  });
  test.each([NaN, Infinity, 9e15])('wall time %s is refused', (value) => {
    expect(failure(() => epochFromCivil(value, 'Europe/Paris'))).toMatchObject({
      code: 'not-an-instant',
      argument: 'civil',
    });
  });
});
