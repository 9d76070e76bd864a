/** Spells of memberships against a plain count on the calendar: whoever was watched on a day of her life is at risk on it. */
import { fitKaplanMeier, summarizeSpells } from 'clientele/survival';
import fc from 'fast-check';
import { expect, test } from 'vitest';

const DAY = 86_400_000;
const ORIGIN = Date.UTC(2024, 2, 1); // clocks change within these months in most zones of the host
const at = (day: number): number => ORIGIN + day * DAY;

/** Days of the calendar from `ORIGIN`: when it began, and after how many days it ended; null while it runs. */
type Membership = readonly [from: number, length: number | null];

const memberships: fc.Arbitrary<Membership[]> = fc.array(
  fc.tuple<[number, number | null]>(fc.integer({ min: -20, max: 40 }), fc.option(fc.integer({ min: 1, max: 40 }))),
  { minLength: 1, maxLength: 25 },
);
const window = fc
  .tuple(fc.integer({ min: -15, max: 20 }), fc.integer({ min: 1, max: 50 }))
  .map(([from, length]) => ({ from, asOf: from + length }));
const endOf = ([from, length]: Membership): number => (length === null ? Infinity : from + length);

const summarize = (list: readonly Membership[], { from, asOf }: { from: number; asOf: number }) =>
  summarizeSpells(
    list.map((one, customerId) => ({
      customerId,
      startedAt: at(one[0]),
      ...(one[1] === null ? {} : { endedAt: new Date(at(endOf(one))).toISOString() }),
    })),
    { asOf: at(asOf), observedFrom: at(from) },
  );

test('at risk and ended on a day of life are those whom the table watched on it', () => {
  fc.assert(
    fc.property(memberships, window, (list, { from, asOf }) => {
      const { spells } = summarize(list, { from, asOf });
      if (spells.length === 0) return;
      const { steps } = fitKaplanMeier(spells);
      const want: { days: number; atRisk: number; ended: number }[] = [];
      for (let life = 1; life <= 100; life++) {
        // Day `life` of a membership lies on the calendar at start + life: watched after `from`, up to `asOf`, until its end.
        const watched = list.filter(
          (one) => one[0] < asOf && one[0] + life > from && one[0] + life <= Math.min(asOf, endOf(one)),
        );
        const ended = watched.filter((one) => endOf(one) === one[0] + life && endOf(one) < asOf).length;
        if (ended > 0) want.push({ days: life, atRisk: watched.length, ended });
      }
      expect(steps.map(({ days, atRisk, ended }) => ({ days, atRisk, ended }))).toEqual(want);
    }),
    { seed: 20261126, numRuns: 150 },
  );
});

test('nobody is lost: a membership is a spell, or it is counted by why it is none', () => {
  fc.assert(
    fc.property(memberships, window, (list, { from, asOf }) => {
      const { spells, excluded } = summarize(list, { from, asOf });
      const late = list.filter((one) => one[0] >= asOf).length;
      const before = list.filter((one) => one[0] < asOf && endOf(one) <= from).length;
      expect(excluded).toEqual({ endedBeforeWindow: before, startedAfter: late });
      expect(spells.length).toBe(list.length - late - before);
      for (const { customerId, days, ended, entryDays } of spells) {
        const one = list[customerId]!;
        const lived = Array.from({ length: 200 }, (_, day) => one[0] + day).filter((day) => day < Math.min(endOf(one), asOf)); // prettier-ignore
        expect({ days, ended, entryDays }).toEqual({
          days: lived.length,
          ended: endOf(one) < asOf,
          entryDays: lived.filter((day) => day < from).length,
        });
      }
    }),
    { seed: 20261127, numRuns: 150 },
  );
});
