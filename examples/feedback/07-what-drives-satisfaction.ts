/** What drives satisfaction? */
import { measureDrivers } from 'clientele/feedback';

const outcome = [9, 8, 4, 6, 2, 7, 10, 5, 3, 8, 6, 9];
const predictors = {
  service: [9, 8, 3, 6, 2, 8, 9, 5, 4, 7, 6, 9],
  delivery: [8, 8, 5, 5, 3, 6, 9, 6, 4, 8, 5, 7],
  price: [5, 6, 4, 7, 4, 5, 6, 3, 5, 6, 7, 4],
};
const methods = (['johnson', 'shapley', 'correlation'] as const).map((method) =>
  measureDrivers({ outcome, predictors }, { method }),
);
const [johnson, shapley, alone] = methods as [(typeof methods)[0], (typeof methods)[0], (typeof methods)[0]];

console.log(`All three explain ${(100 * johnson.rSquared!).toFixed(1)} % of the differences in satisfaction.\n`);
console.log('driver      Johnson  Shapley  alone (r²)  correlation');
for (const name of ['service', 'delivery', 'price'] as const) {
  const percent = (share: number): string => `${(100 * share).toFixed(1)} %`.padStart(7);
  console.log(
    `${name.padEnd(10)}${percent(johnson.importanceShare![name])}  ${percent(shapley.importanceShare![name])}     ` +
      `${percent(alone.importance![name])}        ${johnson.correlation![name].toFixed(2)}`,
  );
}
console.log('\nService and delivery go together: alone each takes credit for both, Johnson and Shapley share it out.');
