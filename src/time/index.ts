/**
 * Instants, zones and calendar periods that never depend on the zone of the host. Less stable than the domains.
 *
 * @module clientele/time
 */
export { civilDay } from './civil-day.ts';
export { civilFromEpoch } from './civil-from-epoch.ts';
export { dayNumber } from './day-number.ts';
export { dayNumberOf } from './day-number-of.ts';
export { dayText } from './day-text.ts';
export { epochFromCivil } from './epoch-from-civil.ts';
export { epochOf } from './epoch-of.ts';
export type { Instant, StoredInstant } from './instant.ts';
export type { Period, PeriodSpan } from './period.ts';
export { startOfDay } from './start-of-day.ts';
export { zoneOffset } from './zone-offset.ts';
