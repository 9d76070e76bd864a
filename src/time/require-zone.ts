import { zoneTable } from './zone-offset.ts';

/**
 * Lets a time zone through that this engine knows, before any instant is read in it.
 *
 * @param timeZone - IANA name; `'UTC'` never touches `Intl`
 * @param argument - the argument as the caller writes it
 * @returns the same name
 * @throws InputError `unknown-zone`
 *
 * @example Is this a zone in which my shop can count days?
 * ```ts
 * import { requireZone } from 'clientele/time';
 *
 * requireZone('Europe/Paris', 'options.timeZone'); // => 'Europe/Paris'
 * requireZone('Mars/Olympus', 'options.timeZone'); // => throws 'unknown-zone'
 * ```
 */
export function requireZone(timeZone: string, argument: string): string {
  if (timeZone !== 'UTC') zoneTable(timeZone, argument);
  return timeZone;
}
