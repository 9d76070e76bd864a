/** A cohort triangle to turn over: the same log under three meanings of "came back", as of any day. */
import { tabulateCohorts, tallyCohorts } from 'clientele/retention';
import type { Purchase } from 'clientele/purchases';
import { createRandom, nextUniform } from 'clientele/statistics';
import { element, live, slider } from './live.ts';

const DAY = 86_400_000;
const START = Date.UTC(2024, 0, 1);
const KINDS = ['bounded', 'rolling', 'unbroken'] as const;
type Kind = (typeof KINDS)[number];

/** A shop by seed: eight months of newcomers, each with a rhythm and a chance of leaving after each order. */
function shop(): Purchase<number>[] {
  const random = createRandom(8);
  const log: Purchase<number>[] = [];
  for (let customerId = 0; customerId < 400; customerId++) {
    const rhythm = 12 + 50 * nextUniform(random);
    let day = nextUniform(random) * 240;
    while (day < 240) {
      log.push({ customerId, at: START + Math.floor(day * DAY) });
      if (nextUniform(random) < 0.3) break;
      day -= rhythm * Math.log(nextUniform(random));
    }
  }
  return log;
}

const tableAt = (log: Purchase<number>[], days: number, kind: Kind) =>
  tabulateCohorts(tallyCohorts(log, { asOf: START + days * DAY, period: 'month' }), { metric: 'customers', kind });

/** What the page shows first: one month after the first, by each meaning. */
export const headline = (): string =>
  KINDS.map((kind) => `${kind} ${(100 * tableAt(shop(), 200, kind).averages[1]!.value!).toFixed(1)} %`).join(', ');

live('retention-cohorts', headline, (root) => {
  const log = shop();
  const table = element('table');
  const words = element('p');
  table.style.cssText = 'border-collapse:collapse;font-variant-numeric:tabular-nums;display:table';
  let [days, kind]: [number, Kind] = [200, 'bounded'];
  const cell = (tag: 'td' | 'th', textContent: string, share?: number | null): HTMLElement => {
    const made = element(tag, { textContent });
    made.style.cssText = 'padding:.3rem .55rem;text-align:right;border:0;';
    if (share === null)
      made.style.background = 'repeating-linear-gradient(45deg,rgba(128,128,128,.3) 0 2px,transparent 2px 6px)';
    else if (share !== undefined) made.style.background = `rgba(91,143,201,${0.08 + 0.8 * share})`;
    return made;
  };
  const show = (): void => {
    const { cohorts, averages } = tableAt(log, days, kind);
    const columns = Math.max(0, ...cohorts.map(({ cells }) => cells.length));
    const numbers = Array.from({ length: columns }, (_, k) => cell('th', `+${k}`));
    table.replaceChildren(
      element('tr', {}, cell('th', 'began in'), cell('th', 'size'), ...numbers),
      ...cohorts.map(({ startOn, customers, cells }) =>
        element(
          'tr',
          {},
          cell('th', startOn.slice(0, 7)),
          cell('td', String(customers)),
          ...cells.map(({ value, numerator }) =>
            cell('td', value === null ? `${numerator}…` : `${(100 * value).toFixed(0)} %`, value),
          ),
        ),
      ),
      element(
        'tr',
        {},
        cell('th', 'all'),
        cell('td', ''),
        ...averages.map(({ value }) => cell('th', `${(100 * value!).toFixed(1)} %`)),
      ),
    );
    words.textContent = `As of day ${days}. Hatched months are not over: their count so far is shown, and no average holds it.`;
  };
  const choice = element('select', {}, ...KINDS.map((name) => element('option', { value: name, textContent: name })));
  choice.addEventListener('change', () => {
    kind = choice.value as Kind;
    show();
  });
  root.append(
    element('label', {}, 'came back means ', choice),
    ' ',
    slider('as of day', { min: 20, max: 240, value: 200 }, (value) => {
      days = value;
      show();
    }),
    table,
    words,
  );
});
