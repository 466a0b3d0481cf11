import type { Migration } from './migration.ts';
import { addColumns } from './read-columns.ts';
import { holdReference, references } from './references.ts';

/** Kinds of movements by the sign of their amounts. */
const signs: readonly (readonly [table: string, above: readonly string[], below: readonly string[]])[] = [
  [
    'payment_applications',
    ['payment', 'credit', 'prepaid', 'restored'],
    ['refund', 'reversal', 'freed', 'returned'],
  ],
  ['credit_movements', ['overpaid', 'credited', 'returned'], ['applied', 'refunded', 'reversed']],
];

/**
 * Rules that PostgreSQL holds itself, always: a second wall, for faults that nobody has thought of. They need nothing
 * but keys, references, checks and generated columns, which servers of many machines have as well.
 */
export const rulesMigration: Migration = {
  version: 3,
  name: 'rules',
  statements: ({ schema }) => [
    ...addColumns(schema, ['invoices', 'payments', 'payment_applications', 'credit_movements', 'bills']),
    `CREATE UNIQUE INDEX invoices_one_number ON ${schema}.invoices (tenant_id, series, number)
      WHERE number IS NOT NULL`,
    `ALTER TABLE ${schema}.invoices ADD CONSTRAINT invoices_add_up CHECK (total = net + tax + rounding)`,
    `ALTER TABLE ${schema}.payments ADD CONSTRAINT payments_above_zero CHECK (amount > 0)`,
    ...signs.map(
      ([table, above, below]) => `ALTER TABLE ${schema}.${table} ADD CONSTRAINT ${table}_sign CHECK (
        (amount > 0 AND kind IN (${listed(above)})) OR (amount < 0 AND kind IN (${listed(below)})))`,
    ),
    `CREATE UNIQUE INDEX bills_sequence ON ${schema}.bills (tenant_id, key_customer, "order")
      WHERE key_customer IS NOT NULL`,
    `CREATE UNIQUE INDEX prepaid_postings_sequence ON ${schema}.prepaid_postings (tenant_id, key_account, "order")
      WHERE key_account IS NOT NULL`,
    // Who deletes a draft looks whether a bill is on it.
    `CREATE INDEX bills_standing_on ON ${schema}.bills (tenant_id, standing_on) WHERE standing_on IS NOT NULL`,
    ...references.map((reference) => holdReference(schema, reference)),
  ],
};

const listed = (kinds: readonly string[]): string => kinds.map((kind) => `'${kind}'`).join(', ');
