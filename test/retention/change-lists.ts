import fc from 'fast-check';
import type { RevenueChange } from 'clientele/retention';

const HOUR = 3_600_000;
const begin = Date.UTC(2023, 9, 1);

/** Changes of few customers at distinct hours, half a year before and half a year into 2024. */
export const changeLists: fc.Arbitrary<RevenueChange[]> = fc
  .uniqueArray(
    fc.record({
      customerId: fc.constantFrom('a', 'b', 'c', 'd'),
      hour: fc.integer({ min: 0, max: 24 * 300 }),
      amountMinor: fc.constantFrom(0, 0, 100, 250, 999),
    }),
    {
      selector: (row) => `${row.customerId} ${row.hour}`,
      maxLength: 30,
    },
  )
  .map((rows) =>
    rows.map(({ customerId, hour, amountMinor }) => ({ customerId, at: begin + hour * HOUR, amountMinor })),
  );
