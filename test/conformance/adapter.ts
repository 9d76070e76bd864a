/** What an adapter is given beside the input of a case. */
export interface CaseContext {
  /** text of a file below the data folder; throws `MissingData` when the folder or file is absent, which skips the case */
  readData(path: string): string;
  /** what the file says about itself: sources, units, named values that its cases refer to */
  about: Record<string, unknown>;
  /** what the case expects, for adapters that must know which keys are asked for; never used to compute an answer */
  expect: Record<string, unknown>;
}

/** Translates the names and shapes of one engine-neutral op to a call of the library and back. It never computes. */
export type Op = (input: any, context: CaseContext) => unknown;

/** A suite's adapter: one entry an op. */
export type Adapter = Record<string, Op>;

/** The data file that a case needs is not here: the case is skipped and counted. */
export class MissingData extends Error {}
