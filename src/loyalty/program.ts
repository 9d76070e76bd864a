import type { StoredInstant } from '../time/index.ts';
import type { Ladder, WindowLadder } from './ladder.ts';
import type { PointsPolicy } from './points-policy.ts';

/** A dated change of a program: what it names is replaced from that instant on. */
export interface ProgramChange {
  /** first instant of the new version */
  from: StoredInstant;
  /** why, for people */
  note?: string;
  /** members of the points policy, each replaced whole */
  points?: Partial<Omit<PointsPolicy, 'scale'>>;
  /** members of ladders by id, each replaced whole; names of levels stay */
  ladders?: Readonly<
    Record<
      string,
      Partial<
        Pick<WindowLadder, 'levels' | 'validity' | 'upgrade' | 'downgrade' | 'graceDays' | 'reversal' | 'rollover'>
      >
    >
  >;
}

/** Levels lengthened for everybody. Never shortens. */
export interface ProgramExtension {
  /** when it was announced: answers about earlier instants do not know it */
  announcedAt: StoredInstant;
  /** levels valid at this instant are meant */
  validAt: StoredInstant;
  /** their new end, excluded */
  until: StoredInstant;
  /** ladders; all when absent */
  ladders?: readonly string[];
}

/** A loyalty program as one JSON value. It is never written to; a change is a new object. */
export interface Program {
  /** what this value is */
  kind: 'loyalty-program';
  /** version of this shape */
  version: 1;
  /** name of the program */
  id: string;
  /** IANA zone on whose wall clock every calendar rule runs */
  timeZone: string;
  /** ISO 4217; an event that states another one throws `mixed-currency` */
  currency?: string;
  /** everything about points */
  points?: PointsPolicy;
  /** parallel rows of levels */
  ladders?: readonly Ladder[];
  /** dated versions, ascending; the number in force is how many have begun */
  changes?: readonly ProgramChange[];
  /** levels lengthened for everybody */
  extensions?: readonly ProgramExtension[];
}

/** Ids of the ladders of a program, as the caller's constant spells them. */
export type LadderId<P extends Program> = P extends { ladders: readonly (infer L extends Ladder)[] } ? L['id'] : string;

/** Names of the levels of one ladder, as the caller's constant spells them. */
export type LevelName<P extends Program, Id extends string = string> = P extends {
  ladders: readonly (infer L extends Ladder)[];
}
  ? Extract<L, { id: Id }>['levels'][number]['name']
  : string;
