/** Perks of a level by name; of several levels the higher value wins. */
export type Benefits = Readonly<Record<string, string | number | boolean>>;

/** What a member must have in a window: one threshold, or all or any of several. Equality qualifies. */
export type LevelCondition =
  | {
      /** metric of the ladder */
      metric: string;
      /** least total, a whole number in the metric's smallest unit */
      atLeast: number;
    }
  | {
      /** every one of these */
      all: readonly LevelCondition[];
    }
  | {
      /** at least one of these */
      any: readonly LevelCondition[];
    };

/** One level of a window ladder. */
export interface Level {
  /** name, unique in the ladder */
  name: string;
  /** what brings a member up to it; absent: the base, or by grant only */
  enter?: LevelCondition;
  /** what keeps a member who holds it or a higher one; `enter` when absent */
  retain?: LevelCondition;
  /** what brings back a member who once held it; `enter` when absent */
  reenter?: LevelCondition;
  /** perks of this level; those of lower levels come with it */
  benefits?: Benefits;
}
