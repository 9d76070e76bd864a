/**
 * The one list of the package's entries. The build, the package test, the example test and the check of package.json's
 * `exports` all read it, so a folder added here exists everywhere and a folder forgotten here exists nowhere.
 */

/** Every folder of `src/` that the root re-exports as a namespace, in alphabetical order. */
export const DOMAINS = [
  'amounts',
  'churn',
  'clv',
  'errors',
  'feedback',
  'loyalty',
  'purchases',
  'retention',
  'segmentation',
  'statistics',
  'survival',
  'time',
] as const;

/** Entry name in `dist/` → source file. `schemas` is an entry of its own: only it may load zod. */
export const ENTRIES: Record<string, string> = {
  index: 'src/index.ts',
  ...Object.fromEntries(DOMAINS.map((domain) => [`${domain}/index`, `src/${domain}/index.ts`])),
  'schemas/index': 'src/schemas/index.ts',
};
