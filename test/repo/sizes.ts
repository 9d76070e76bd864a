/** What a one-line consumer may cost, and what must not ride along. A raise needs its story in a comment. */
export interface SizeRow {
  what: string;
  code: string;
  /** ceiling in bytes, minified by esbuild and gzipped at level 9 */
  most: number;
  /** texts that survive minification and must not appear */
  absent: string[];
}

const ZOD = 'ZodError';
const INTL = 'DateTimeFormat';
const DATE_FNS = 'constructDateFrom';
const NOTHING_FOREIGN = [ZOD, INTL, DATE_FNS];

export const SIZES: SizeRow[] = [
  {
    what: 'an error with one guard',
    code: "export { requireCount } from 'clientele/errors';",
    most: 250,
    absent: NOTHING_FOREIGN,
  },
  {
    what: 'a rate with its interval',
    code: "export { measureRate } from 'clientele/statistics';",
    most: 600,
    absent: NOTHING_FOREIGN,
  },
  {
    what: 'one distribution',
    code: "export { normalQuantile } from 'clientele/statistics';",
    most: 1000,
    absent: NOTHING_FOREIGN,
  },
];
