import type { Instant } from '../time/index.ts';

/** What can happen between a survey and a customer. */
export type SurveyEventKind = 'sent' | 'shown' | 'answered' | 'dismissed';

/** A pause after something happened: while it lasts, the customer is not asked. */
export interface CoolDown {
  /** name of the rule, unique; it comes back in the reasons */
  name: string;
  /** events of which surveys count: of every survey, of the same group, of the same survey */
  scope: 'all' | 'group' | 'survey';
  /** which events count */
  counts: readonly SurveyEventKind[];
  /** length in days of 24 hours, counted from the event; null: once and never again */
  days: number | null;
  /** events that it takes to block, 1 by default; count one kind only, or one invitation counts twice */
  maximum?: number;
}

/** What is special about one survey. */
export interface SurveyRule {
  /** group that it belongs to; a survey without one is untouched by rules of scope `'group'` */
  group?: string;
  /** pauses that only this survey has */
  coolDowns?: readonly CoolDown[];
  /** names of pauses that this survey ignores */
  exemptFrom?: readonly string[];
  /** share of the customers who are asked at all, 0..1; in the place of the common share */
  sampleShare?: number;
}

/** When customers may be asked: a policy as a plain value. */
export interface SurveyRules {
  /** what kind of stored value this is */
  kind: 'survey-rules';
  /** version of the shape */
  version: 1;
  /** pauses that hold for every survey */
  coolDowns: readonly CoolDown[];
  /** days of 24 hours after the first contact in which nobody is asked; absent: no such pause */
  newCustomerDays?: number;
  /** `'required'`: without consent nobody is asked */
  consent?: 'required';
  /** share of the customers who are asked at all, 0..1; absent: everybody */
  sampleShare?: number;
  /** seed of the sample, whole; needed where a share is given. Another seed draws other customers */
  seed?: number;
  /** surveys by name; one that is not listed follows the common rules */
  surveys: Readonly<Record<string, SurveyRule>>;
}

/** Something that happened between a survey and a customer. */
export interface SurveyEvent {
  /** name of the survey */
  survey: string;
  /** what happened */
  kind: SurveyEventKind;
  /** when */
  at: Instant;
}

/** What is known of a customer who may be asked. */
export interface SurveyCustomer<Id extends string | number = string | number> {
  /** the party; needed where only a sample is asked */
  customerId?: Id;
  /** everything that happened between surveys and this customer, in any order */
  events: readonly SurveyEvent[];
  /** whether the customer agreed to be asked; absent means no */
  consent?: boolean;
  /** when the customer was first seen; null or absent when unknown */
  firstSeenAt?: Instant | null;
}
