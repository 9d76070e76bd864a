/**
 * Days from 1970-01-01 to a date of the proleptic Gregorian calendar, or null where there is no such date (30 February,
 * month 13, day 0). Years before 100 are taken as they stand, which `Date.UTC` does not do.
 *
 * Months are counted from March, so that the leap day is the last of its year and the days before a month are the
 * integer part of a straight line (Hinnant 2013, "chrono-Compatible Low-Level Date Algorithms", days_from_civil).
 */
export function gregorianDay(year: number, month: number, day: number): number | null {
  if (month < 1 || month > 12 || day < 1 || day > monthLength(year, month)) return null;
  const marchYear = month > 2 ? year : year - 1;
  const marchMonth = (month + 9) % 12;
  const era = Math.floor(marchYear / 400);
  const yearOfEra = marchYear - era * 400;
  const dayOfYear = Math.floor((153 * marchMonth + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

function monthLength(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}
