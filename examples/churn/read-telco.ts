/** Reads the public Telco customer churn file (IBM sample data) from where you keep it; the library itself never reads files. */
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const DATA = process.env['CLIENTELE_DATA'] ?? resolve(import.meta.dirname, '../../../shared/data');

/** Where the file is looked for: the first argument of the program, or below `CLIENTELE_DATA`. */
export const telcoPath = (given?: string): string => given ?? join(DATA, 'telco/telco-customer-churn.csv');

/** What the operator knows about its customers, as a schema. */
export const TELCO_FEATURES = [
  { name: 'tenure', kind: 'number', label: 'Months here' },
  { name: 'MonthlyCharges', kind: 'number', label: 'Monthly charges' },
  { name: 'TotalCharges', kind: 'number', label: 'Total charges' },
  { name: 'SeniorCitizen', kind: 'boolean', label: 'Senior citizen' },
  { name: 'gender', kind: 'category', label: 'Gender' },
  { name: 'Partner', kind: 'category', label: 'Partner' },
  { name: 'Dependents', kind: 'category', label: 'Dependents' },
  { name: 'PhoneService', kind: 'category', label: 'Phone' },
  { name: 'MultipleLines', kind: 'category', label: 'Multiple lines' },
  { name: 'InternetService', kind: 'category', reference: 'DSL', label: 'Internet' },
  { name: 'OnlineSecurity', kind: 'category', label: 'Online security' },
  { name: 'OnlineBackup', kind: 'category', label: 'Online backup' },
  { name: 'DeviceProtection', kind: 'category', label: 'Device protection' },
  { name: 'TechSupport', kind: 'category', label: 'Tech support' },
  { name: 'StreamingTV', kind: 'category', label: 'Streaming TV' },
  { name: 'StreamingMovies', kind: 'category', label: 'Streaming movies' },
  { name: 'Contract', kind: 'category', reference: 'Month-to-month', label: 'Contract' },
  { name: 'PaperlessBilling', kind: 'category', label: 'Paperless billing' },
  { name: 'PaymentMethod', kind: 'category', reference: 'Bank transfer (automatic)', label: 'Payment' },
] as const;

/** One customer of the file. */
export interface TelcoExample {
  customerId: string;
  features: {
    readonly [F in (typeof TELCO_FEATURES)[number] as F['name']]: F extends { kind: 'number' }
      ? number | null
      : F extends { kind: 'boolean' }
        ? boolean | null
        : string | null;
  };
  churned: boolean;
}

/** The customers of the file in its order, or null where there is no such file. */
export function readTelco(path: string): TelcoExample[] | null {
  if (!existsSync(path)) return null;
  const [head, ...lines] = readFileSync(path, 'utf8').trim().split(/\r?\n/);
  const columns = head!.split(',');
  return lines.map((line) => {
    const cells = line.split(',');
    const row = Object.fromEntries(columns.map((column, i) => [column, cells[i]!]));
    const features = Object.fromEntries(
      TELCO_FEATURES.map(({ name, kind }) => {
        const text = row[name]!;
        // A customer of the first month has no total yet; "No internet service" is no.
        if (kind === 'number') return [name, Number(text.trim())];
        if (kind === 'boolean') return [name, text === '1'];
        return [name, /^No (?:internet|phone) service$/.test(text) ? 'No' : text];
      }),
    ) as unknown as TelcoExample['features'];
    return { customerId: row['customerID']!, features, churned: row['Churn'] === 'Yes' };
  });
}
