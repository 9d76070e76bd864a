import { fitAalenJohansen, fitCox, probabilityEnded, relativeHazard, summarizeSpells } from 'clientele/survival';
import type { CoxModel } from 'clientele/survival';
import { expectTypeOf } from 'vitest';

const model = fitCox([{ days: 5, ended: true, covariates: { plan: 1, age: 30 } }]);
expectTypeOf(model).toEqualTypeOf<CoxModel<'plan' | 'age'>>();
relativeHazard(model, { covariates: { plan: 1, age: 30 } });
// @ts-expect-error TS2741: a covariate of the model is missing
relativeHazard(model, { covariates: { plan: 1 } });

const curve = fitAalenJohansen([
  { days: 5, cause: 'cancelled' },
  { days: 9, cause: 'card' },
]);
expectTypeOf(curve.causes).toEqualTypeOf<('cancelled' | 'card')[]>();
// @ts-expect-error TS2322: no such cause
probabilityEnded(curve, { days: 5, cause: 'moved' });

const summary = summarizeSpells([{ customerId: Number('7'), startedAt: 0 }], { asOf: 1, observedFrom: 'beginning' });
expectTypeOf(summary.spells[0]!.customerId).toEqualTypeOf<number>();
// @ts-expect-error TS2741: the window of observation decides the answer and has no default
summarizeSpells([{ customerId: 7, startedAt: 0 }], { asOf: 1 });
