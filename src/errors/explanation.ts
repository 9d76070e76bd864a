/** A plain JSON value: what can be stored, sent and compared. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** The figures and names that an explanation used. */
export type Facts = Readonly<Record<string, Json>>;

/** Why an answer is what it is. */
export interface Reason<C extends string = string, F extends object = Facts> {
  /** kebab-case name of the reason */
  code: C;
  /** the facts that it used */
  facts: F;
}

/** What to know about a fit before trusting it. */
export interface Warning<C extends string = string, F extends object = Facts> {
  /** kebab-case name of the warning */
  code: C;
  /** one plain sentence for a reader who has not read the paper */
  message: string;
  /** the facts behind the sentence */
  facts: F;
}

/** What is wrong with a policy. */
export interface Problem<C extends string = string> {
  /** kebab-case name of the problem */
  code: C;
  /** JSON Pointer (RFC 6901) into the policy; `''` is the whole */
  path: string;
  /** an error makes the policy unusable; a warning never throws */
  severity: 'error' | 'warning';
  /** one plain sentence: what is wrong and what would be right */
  message: string;
  /** the facts behind the sentence; absent where there are none */
  facts?: Facts;
}

/** What is wrong with an untrusted value at the door. */
export interface Issue<C extends string = string> {
  /** index of the row, or null where the value is not one of many */
  row: number | null;
  /** JSON Pointer (RFC 6901) into the row or value; `''` is the whole */
  path: string;
  /** kebab-case name of the issue */
  code: C;
  /** one plain sentence */
  message: string;
}
