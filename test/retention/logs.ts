import fc from 'fast-check';
import type { Purchase } from 'clientele/purchases';

const DAY = 86_400_000;

/** Small logs with many coincidences: few customers, few days, amounts that do not sum in floats, refunds among them. */
export const logs: fc.Arbitrary<Purchase[]> = fc.array(
  fc.record({
    customerId: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'),
    at: fc.integer({ min: 0, max: 400 * 24 }).map((hour) => Date.UTC(2023, 0, 1) + hour * (DAY / 24)),
    amount: fc.constantFrom(0, 0.1, 0.2, 19.99, -0.1, 1e6),
  }),
  { maxLength: 40 },
);

/** A log cut into two that share no customers. */
export const parted = (log: readonly Purchase[]): [Purchase[], Purchase[]] => [
  log.filter(({ customerId }) => customerId < 'd'),
  log.filter(({ customerId }) => customerId >= 'd'),
];
