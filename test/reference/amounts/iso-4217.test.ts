import { minorDigits } from 'clientele/amounts';
import { expect, test } from 'vitest';

/**
 * about: ISO 4217 list one of 2026-01-01 (amendment 179 and before), as carried by the Python package iso4217, which is
 * generated from the agency's XML. Minor unit "N.A." is null. Unit: decimal digits.
 */
const PUBLISHED: [number | null, string][] = [
  [0, 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'],
  [
    2,
    'AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF CHW CNY COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST XAD XCD XCG YER ZAR ZMW ZWG',
  ],
  [3, 'BHD IQD JOD KWD LYD OMR TND'],
  [4, 'CLF UYW'],
  [null, 'XAG XAU XBA XBB XBC XBD XDR XPD XPT XSU XTS XUA XXX'],
];

test('every currency of ISO 4217 has its digits, and no code without a minor unit has any', () => {
  const codes = PUBLISHED.flatMap(([digits, list]) => list.split(' ').map((code) => [code, digits] as const));
  expect(codes).toHaveLength(178);
  for (const [code, digits] of codes) expect(minorDigits(code, -1), code).toBe(digits ?? -1);
});
