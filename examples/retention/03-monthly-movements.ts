/** Monthly movements from subscriptions, and why three billing tools show three net retentions of one ledger. */
import {
  grossRevenueChurnRate,
  grossRevenueRetention,
  netRevenueRetention,
  recurringRevenueChanges,
  revenueMovementSeries,
  type RevenueMovements,
  type RevenuePolicy,
} from 'clientele/retention';

const monthly = (customerId: string, amountMinor: number, from: string, to: string | null = null, everyMonths = 1) => ({
  customerId,
  amountMinor,
  everyMonths,
  startAt: `${from}T00:00:00Z`,
  endAt: to && `${to}T00:00:00Z`,
});
const changes = recurringRevenueChanges([
  monthly('Adler', 60_000, '2023-11-01', null, 12),
  monthly('Adler', 1_000, '2024-03-10'),
  monthly('Bauer', 3_000, '2023-11-01', '2024-03-05'),
  monthly('Bauer', 2_000, '2024-03-05'),
  monthly('Conti', 2_000, '2023-11-01', '2024-03-20'),
  monthly('Duval', 1_000, '2023-06-01', '2023-12-01'),
  monthly('Duval', 1_500, '2024-03-12'),
  monthly('Ebner', 4_000, '2024-03-02'),
  monthly('Fabre', 800, '2024-03-03', '2024-03-25'),
]);
const months = (policy: Partial<RevenuePolicy> = {}): RevenueMovements[] =>
  revenueMovementSeries(changes, { from: '2024-01-01T00:00:00Z', to: '2024-05-01T00:00:00Z', period: 'month', policy });

console.log('month       opening    new  expand  back  contract  churn  closing   gross    net');
for (const m of months()) {
  const euros = (minor: number, width: number): string => (minor / 100).toFixed(0).padStart(width);
  const share = (value: number | null): string => `${(100 * value!).toFixed(1)} %`.padStart(8);
  console.log(
    `${m.startOn} ${euros(m.openingMinor, 8)} ${euros(m.newMinor, 6)} ${euros(m.expansionMinor, 7)} ${euros(m.reactivationMinor, 5)}`,
    `${euros(m.contractionMinor, 8)} ${euros(m.churnMinor, 6)} ${euros(m.closingMinor, 8)}`,
    share(grossRevenueRetention(m).value) + share(netRevenueRetention(m).value),
  );
}

console.log('\nMarch, by three policies');
for (const [name, policy] of Object.entries({
  'as here': {},
  'reactivation in net retention': { netRetentionReactivation: 'included' },
  'every change, new in the base': { counting: 'gross', churnBase: 'opening-plus-new' },
} satisfies Record<string, Partial<RevenuePolicy>>)) {
  const march = months(policy)[2]!;
  const [net, churn] = [netRevenueRetention(march), grossRevenueChurnRate(march)];
  console.log(
    `${name.padEnd(31)} net ${(100 * net.value!).toFixed(1)} %, gross churn ${(100 * churn.value!).toFixed(1)} % of ${churn.denominatorMinor / 100}`,
  );
}
