import * as z from 'zod';
import { InputError, throwFirstProblem } from '../errors/index.ts';
import type {
  AnswerTally,
  CoolDown,
  DecayedAnswerTally,
  FollowUpContact,
  FollowUpPolicy,
  GroupCounts,
  KanoAnswer,
  Metric,
  Scale,
  SurveyEvent,
  SurveyRule,
  SurveyRules,
} from '../feedback/index.ts';
import { checkMetric, checkSurveyRules } from '../feedback/index.ts';
import { InstantSchema } from './instant.ts';
import { refusing } from './parse.ts';
import { recordOf } from './record-of.ts';
import { schemaOf } from './schema-of.ts';

const count = z.int().min(0);
const levels = z.array(z.number());
const ScaleSchema: z.ZodType<Scale> = schemaOf<Scale>()(z.object({ min: z.int(), max: z.int() }));

/** A feedback metric: scale and statistic, sound as `checkMetric` says. */
export const FeedbackMetricSchema: z.ZodType<Metric> = schemaOf<Metric>()(
  z
    .object({
      kind: z.literal('feedback-metric'),
      version: z.literal(1),
      id: z.string().min(1),
      scale: ScaleSchema,
      statistic: z.discriminatedUnion('kind', [
        z.object({ kind: z.literal('net'), top: levels, bottom: levels, excluded: levels.exactOptional() }),
        z.object({ kind: z.literal('share'), top: levels, excluded: levels.exactOptional() }),
        z.object({ kind: z.literal('mean'), rescaled: z.literal(true).exactOptional() }),
      ]),
      better: z.enum(['higher', 'lower']),
      context: z.enum(['relationship', 'transactional']).exactOptional(),
    })
    .check(refusing((metric) => throwFirstProblem(checkMetric(metric), 'metric'))),
);

/** A stored tally of answers: one count per level, and `answered` is their sum. */
export const AnswerTallySchema: z.ZodType<AnswerTally> = schemaOf<AnswerTally>()(
  z
    .object({
      kind: z.literal('answer-tally'),
      version: z.literal(1),
      metric: z.string().min(1),
      scale: ScaleSchema,
      counts: z.array(count),
      answered: count,
      unanswered: count,
      dismissed: count,
      superseded: count,
      outsideWindow: count,
      invalid: z.object({ offScale: count, fractional: count, notNumber: count }),
    })
    .check(
      refusing(({ scale, counts, answered }) => {
        requireLevels(scale, counts);
        const sum = counts.reduce((total, one) => total + one, 0);
        if (sum !== answered) {
          throw new InputError('inconsistent', 'answered', `expected the sum of the counts, ${sum}, got ${answered}`);
        }
      }),
    ),
);

/** A stored tally of fading answers. */
export const DecayedAnswerTallySchema: z.ZodType<DecayedAnswerTally> = schemaOf<DecayedAnswerTally>()(
  z
    .object({
      kind: z.literal('decayed-answer-tally'),
      version: z.literal(1),
      metric: z.string().min(1),
      scale: ScaleSchema,
      halfLifeDays: z.number().positive(),
      asOfAt: z.number(),
      counts: z.array(count),
      weights: z.array(z.array(z.number())),
      squares: z.array(z.array(z.number())),
    })
    .check(
      refusing(({ scale, counts, weights, squares }) => {
        for (const cells of [counts, weights, squares]) requireLevels(scale, cells);
      }),
    ),
);

/** Promoters, passives and detractors of a published report. */
export const GroupCountsSchema: z.ZodType<GroupCounts> = schemaOf<GroupCounts>()(
  z.object({ top: count, middle: count, bottom: count }),
);

const CoolDownSchema: z.ZodType<CoolDown> = schemaOf<CoolDown>()(
  z.object({
    name: z.string().min(1),
    scope: z.enum(['all', 'group', 'survey']),
    counts: z.array(z.enum(['sent', 'shown', 'answered', 'dismissed'])),
    days: z.number().min(0).nullable(),
    maximum: z.int().min(1).exactOptional(),
  }),
);

const SurveyRuleSchema: z.ZodType<SurveyRule> = schemaOf<SurveyRule>()(
  z.object({
    group: z.string().exactOptional(),
    coolDowns: z.array(CoolDownSchema).exactOptional(),
    exemptFrom: z.array(z.string()).exactOptional(),
    sampleShare: z.number().min(0).max(1).exactOptional(),
  }),
);

/** Survey rules, sound as `checkSurveyRules` says; warnings pass. */
export const SurveyRulesSchema: z.ZodType<SurveyRules> = schemaOf<SurveyRules>()(
  z
    .object({
      kind: z.literal('survey-rules'),
      version: z.literal(1),
      coolDowns: z.array(CoolDownSchema),
      newCustomerDays: z.number().min(0).exactOptional(),
      consent: z.literal('required').exactOptional(),
      sampleShare: z.number().min(0).max(1).exactOptional(),
      seed: z.int().exactOptional(),
      surveys: recordOf(SurveyRuleSchema),
    })
    .check(refusing((rules) => throwFirstProblem(checkSurveyRules(rules), 'rules'))),
);

/** One event between a survey and a customer. */
export const SurveyEventSchema: z.ZodType<SurveyEvent> = schemaOf<SurveyEvent>()(
  z.object({
    survey: z.string().min(1),
    kind: z.enum(['sent', 'shown', 'answered', 'dismissed']),
    at: InstantSchema,
  }),
);

/** Which answers call for a contact, and how soon. */
export const FollowUpPolicySchema: z.ZodType<FollowUpPolicy> = schemaOf<FollowUpPolicy>()(
  z.object({
    metric: FeedbackMetricSchema,
    trigger: z.array(z.int()).min(1),
    contactWithinDays: z.number().min(0),
  }),
);

/** One contact about an answer. */
export const FollowUpContactSchema: z.ZodType<FollowUpContact> = schemaOf<FollowUpContact>()(
  z.object({ answerId: z.string().min(1), at: InstantSchema }),
);

/** One pair of Kano answers, 1 like … 5 dislike. */
export const KanoAnswerSchema: z.ZodType<KanoAnswer> = schemaOf<KanoAnswer>()(
  z.object({ present: z.int().min(1).max(5), absent: z.int().min(1).max(5) }),
);

function requireLevels(scale: Scale, cells: readonly unknown[]): void {
  const wanted = scale.max - scale.min + 1;
  if (cells.length === wanted) return;
  throw new InputError('inconsistent', 'counts', `expected one entry per level, ${wanted}, got ${cells.length}`);
}
