/**
 * Instants, zones and calendar periods that never depend on the zone of the host. Less stable than the domains.
 *
 * @module clientele/time
 */
export { addCalendar } from './add-calendar.ts';
export type { CalendarStep } from './add-calendar.ts';
export { anniversariesBetween } from './anniversaries-between.ts';
export type { AnniversarySpan } from './anniversaries-between.ts';
export { anniversaryOn } from './anniversary-on.ts';
export { civilDay } from './civil-day.ts';
export { civilFromEpoch } from './civil-from-epoch.ts';
export { civilParts } from './civil-parts.ts';
export type { CivilParts } from './civil-parts.ts';
export { dayNumber } from './day-number.ts';
export { dayNumberOf } from './day-number-of.ts';
export { dayText } from './day-text.ts';
export { endOfPeriod } from './end-of-period.ts';
export { epochFromCivil } from './epoch-from-civil.ts';
export { epochOf } from './epoch-of.ts';
export type { Instant, StoredInstant } from './instant.ts';
export { listPeriods } from './list-periods.ts';
export type { PeriodRange } from './list-periods.ts';
export type { Period, PeriodSpan } from './period.ts';
export { periodNumber } from './period-number.ts';
export type { PeriodNumberOptions } from './period-number.ts';
export { requireZone } from './require-zone.ts';
export { startOfDay } from './start-of-day.ts';
export { startOfPeriod } from './start-of-period.ts';
export type { PeriodOptions } from './start-of-period.ts';
export { zoneOffset } from './zone-offset.ts';
