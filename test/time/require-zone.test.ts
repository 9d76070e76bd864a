/** A zone that no engine knows is refused under the name that the caller wrote, in every function, without a single row. */
import { fitGapRisk, fitInactivityRisk, tallyGaps, tallyInactivity } from 'clientele/churn';
import { tabulateTracking } from 'clientele/clv';
import { measureRolling, measureSeries, NPS } from 'clientele/feedback';
import { splitCalibrationHoldout, summarizePurchases, tallyPurchases } from 'clientele/purchases';
import {
  retentionByDay,
  revenueMovementSeries,
  tabulateLifecycle,
  tallyCohorts,
  tallyOrders,
  tallyRevenueCohorts,
} from 'clientele/retention';
import { requireZone } from 'clientele/time';
import { expect, test } from 'vitest';

const timeZone = 'Mars/Olympus';
const asOf = '2025-01-01T00:00:00Z';
const from = '2024-01-01T00:00:00Z';
const refused = expect.objectContaining({
  code: 'unknown-zone',
  argument: 'options.timeZone',
  message: 'options.timeZone: expected an IANA name, got "Mars/Olympus"',
});

test.each<[string, () => unknown]>([
  ['fitGapRisk', () => fitGapRisk([], { asOf, timeZone })],
  ['fitInactivityRisk', () => fitInactivityRisk([], { asOf, timeZone, horizonDays: 30, landmarks: [from] })],
  [
    'measureRolling',
    () => measureRolling(NPS, [], { from, to: asOf, windowDays: 7, stepDays: 7, keep: 'all', timeZone }),
  ],
  ['measureSeries', () => measureSeries(NPS, [], { from, to: asOf, period: 'month', keep: 'all', timeZone })],
  ['retentionByDay', () => retentionByDay([], { asOf, timeZone, dayRule: 'calendar', windows: [] })],
  ['revenueMovementSeries', () => revenueMovementSeries([], { from, to: asOf, period: 'month', timeZone } as never)],
  [
    'splitCalibrationHoldout',
    () => splitCalibrationHoldout([], { splitOn: '2024-06-01', endOn: '2025-01-01', timeZone }),
  ],
  ['summarizePurchases', () => summarizePurchases([], { asOf, timeZone })],
  ['tabulateLifecycle', () => tabulateLifecycle([], { asOf, period: 'month', timeZone } as never)],
  [
    'tabulateTracking',
    () => tabulateTracking({} as never, [], { splitOn: '2024-06-01', endOn: '2025-01-01', timeZone }),
  ],
  ['tallyCohorts', () => tallyCohorts([], { asOf, period: 'month', timeZone })],
  ['tallyGaps', () => tallyGaps([], { asOf, timeZone })],
  ['tallyInactivity', () => tallyInactivity([], { asOf, timeZone, horizonDays: 30, landmarks: [from] })],
  ['tallyOrders', () => tallyOrders([], { asOf, timeZone })],
  ['tallyPurchases', () => tallyPurchases([], { timeZone })],
  ['tallyRevenueCohorts', () => tallyRevenueCohorts([], { asOf, period: 'month', timeZone } as never)],
])('%s', (_, call) => {
  expect(call).toThrow(refused);
});

test('a zone that there is comes back, UTC too', () => {
  expect(requireZone('UTC', 'options.timeZone')).toBe('UTC');
  expect(requireZone('Asia/Kathmandu', 'options.timeZone')).toBe('Asia/Kathmandu');
});
test.each([undefined, null, 5, '', '+01:00'])('%j is none', (zone) => {
  expect(() => requireZone(zone as string, 'shop.zone')).toThrow(
    expect.objectContaining({ code: 'unknown-zone', argument: 'shop.zone' }),
  );
});
