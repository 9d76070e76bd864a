import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Program } from 'clientele/loyalty';

/** The programs of `examples/loyalty/programs`, as a host would load them: from JSON, without a word of code. */
function load(name: string): Program {
  const path = fileURLToPath(new URL(`../../examples/loyalty/programs/${name}.json`, import.meta.url));
  return JSON.parse(readFileSync(path, 'utf8')) as Program;
}

/** Nights or spend for the top; a lifetime ladder that counts years held; until the end of February after the next year. */
export const marriottLike: Program = load('marriott-like');
/** Any of three measures, nights roll over, bonuses at totals, lower thresholds for one year. */
export const hiltonLike: Program = load('hilton-like');
/** Before 2024: (miles or segments) and (dollars or card spend); dollars alone since. */
export const deltaLike: Program = load('delta-like');
/** Points end after a year of silence; rates by level. */
export const sephoraLike: Program = load('sephora-like');
/** Stars with one decimal; rolling 12 months; stars of higher levels never end. */
export const starbucksLike: Program = load('starbucks-like');
/** Levels by spend of the year; a note at 2,000 points. */
export const nordstromLike: Program = load('nordstrom-like');
/** April to March, until 30 April after the following year, one level a year on the way down; 2020 kept levels cheaper. */
export const britishAirwaysLike: Program = load('british-airways-like');
/** A change of year as listed periods: a short one that counts from before it begins. */
export const britishAirways2024Like: Program = load('british-airways-2024-like');
/** A counter that levels are paid from. */
export const flyingBlueLike: Program = load('flying-blue-like');
/** Points and half of them on own flights; the status year begins in April; one year longer for all in 2020. */
export const anaLike: Program = load('ana-like');
/** No levels: 1 point for each full euro, held 14 days, ends 12 months later with the month. */
export const flatRetail: Program = load('flat-retail');
/** Membership years with a bonus each, grace, and a pause that extends. */
export const subscriptionYears: Program = load('subscription-years');
/** Lifetime revenue that returns take back, a rolling ladder, a top level by grant only. */
export const b2bLifetime: Program = load('b2b-lifetime');
