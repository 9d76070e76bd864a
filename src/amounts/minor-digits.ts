import { InputError } from '../errors/index.ts';

/**
 * ISO 4217 as published on 2026-01-01, by the digits after the decimal point, followed by what was withdrawn from it
 * since 2010 and still stands in older logs. Codes without a minor unit (gold, the IMF's drawing rights, tests) are left
 * out: an amount of them has no minor units.
 */
const NONE = 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF BYR';
const THREE = 'BHD IQD JOD KWD LYD OMR TND';
const FOUR = 'CLF UYW';
const TWO =
  'AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF CHW CNY COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST XAD XCD XCG YER ZAR ZMW ZWG ' +
  'ANG BGN CUC EEK HRK LTL LVL MRO SLL STD VEF ZMK ZWL';

/**
 * How many decimal digits a currency's minor unit stands for: 2 for the euro's cent, 0 for the yen, 3 for the Kuwaiti
 * dinar. `amountMinor` is the amount times ten to this power.
 *
 * The digits are those of ISO 4217. Payment providers differ for a few currencies (the Icelandic króna, the Ugandan
 * shilling), and cash may be coarser than the law.
 *
 * @param currency - ISO 4217 code in capitals
 * @param fallback - digits to answer for a code that ISO 4217 does not know, or for which it has no minor unit
 * @returns 0 to 4
 * @throws InputError `unknown-name` for an unknown code without a fallback
 *
 * @example Is 4,990 forty-nine euros ninety, or four thousand nine hundred and ninety yen?
 * ```ts
 * import { minorDigits } from 'clientele/amounts';
 *
 * minorDigits('EUR'); // => 2
 * minorDigits('JPY'); // => 0
 * minorDigits('KWD'); // => 3
 * minorDigits('POINTS', 0); // => 0
 * minorDigits('EURO'); // => throws 'unknown-name'
 * ```
 */
export function minorDigits(currency: string, fallback?: number): number {
  if (/^[A-Z]{3}$/.test(currency)) {
    if (TWO.includes(currency)) return 2;
    if (NONE.includes(currency)) return 0;
    if (THREE.includes(currency)) return 3;
    if (FOUR.includes(currency)) return 4;
  }
  if (fallback !== undefined) return fallback;
  throw new InputError('unknown-name', 'currency', `expected an ISO 4217 code, got ${JSON.stringify(currency)}`);
}
