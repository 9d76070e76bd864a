/** May I send this survey? */
import type { SurveyRules } from 'clientele/feedback';
import { checkSurveyRules, decideSurvey } from 'clientele/feedback';

const rules: SurveyRules = {
  kind: 'survey-rules',
  version: 1,
  consent: 'required',
  newCustomerDays: 14,
  coolDowns: [
    { name: 'one-a-month', scope: 'all', counts: ['sent'], days: 30 },
    { name: 'nps-twice-a-year', scope: 'group', counts: ['answered'], days: 180 },
  ],
  surveys: { 'nps-q1': { group: 'nps' }, 'nps-q3': { group: 'nps' }, 'ces-ticket': { exemptFrom: ['one-a-month'] } },
};
console.log('problems of the rules:', checkSurveyRules(rules).length);

const customer = {
  consent: true,
  firstSeenAt: '2024-06-01T00:00:00Z',
  events: [
    { survey: 'nps-q1', kind: 'sent', at: '2025-03-03T09:00:00Z' },
    { survey: 'nps-q1', kind: 'answered', at: '2025-03-04T18:30:00Z' },
  ],
} as const;

const day = (at: number | null): string => (at === null ? 'not by waiting' : new Date(at).toISOString().slice(0, 16));
for (const [survey, asOf] of [
  ['ces-ticket', '2025-03-10T12:00:00Z'],
  ['nps-q3', '2025-03-10T12:00:00Z'],
  ['nps-q3', '2025-07-01T12:00:00Z'],
  ['nps-q3', '2025-08-31T18:30:00Z'],
] as const) {
  const { eligible, reasons, nextChangeAt } = decideSurvey(rules, customer, { survey, asOf });
  const why = reasons.map(({ code, facts }) => facts.name ?? code).join(', ');
  console.log(
    `${asOf.slice(0, 10)}  ${survey.padEnd(11)}${eligible ? 'yes' : `no: ${why}; from ${day(nextChangeAt)}`}`,
  );
}
