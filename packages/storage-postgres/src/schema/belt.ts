import type { SchemaNames } from './migration.ts';

/** The version of the belt below; with another one in the database, that is taken off and this one put on. */
export const beltVersion = 1;

const text = (path: string): string => `text GENERATED ALWAYS AS (value #>> '{${path}}') STORED`;
const amount = (of: string): string =>
  `numeric GENERATED ALWAYS AS ((value #>> '{content,totals,${of},amount}')::numeric) STORED`;

/** Columns that show what an invoice says, for the rules below and for people who look into the database. */
const invoiceColumns = {
  belt_series: text('issued,series'),
  belt_number: text('issued,number'),
  belt_settlement: text('settlement'),
  belt_currency: text('content,currency'),
  belt_net: amount('net'),
  belt_tax: amount('tax'),
  belt_rounding: amount('rounding'),
  belt_total: amount('total'),
};

/**
 * A second wall, for faults that nobody has thought of: rules that PostgreSQL holds itself. Nothing depends on them, so
 * they can be left out where a server lacks what they need.
 */
export function putOnBelt({ schema }: SchemaNames): readonly string[] {
  const columns = Object.entries(invoiceColumns).map(([name, type]) => `ADD COLUMN ${name} ${type}`);
  return [
    `ALTER TABLE ${schema}.invoices ${columns.join(', ')}`,
    `CREATE UNIQUE INDEX belt_one_number ON ${schema}.invoices (tenant_id, belt_series, belt_number)
      WHERE belt_number IS NOT NULL`,
    // A number minus itself is 0, but for NaN and the infinities.
    `ALTER TABLE ${schema}.invoices ADD CONSTRAINT belt_totals CHECK (
      belt_total = belt_net + belt_tax + belt_rounding AND belt_total - belt_total = 0)`,
    `CREATE UNIQUE INDEX belt_bill_sequence ON ${schema}.bills (tenant_id, key_customer, "order")
      WHERE key_customer IS NOT NULL`,
    `CREATE UNIQUE INDEX belt_posting_sequence ON ${schema}.prepaid_postings (tenant_id, key_account, "order")
      WHERE key_account IS NOT NULL`,
    refusal(schema, 'belt_number_kept', 'a number that was given stays with its invoice'),
    `CREATE TRIGGER belt_number_kept AFTER UPDATE ON ${schema}.invoices FOR EACH ROW
      WHEN (OLD.belt_number IS NOT NULL
        AND (NEW.belt_series, NEW.belt_number) IS DISTINCT FROM (OLD.belt_series, OLD.belt_number))
      EXECUTE FUNCTION ${schema}.belt_number_kept()`,
    `CREATE TRIGGER belt_number_not_lost AFTER DELETE ON ${schema}.invoices FOR EACH ROW
      WHEN (OLD.belt_number IS NOT NULL) EXECUTE FUNCTION ${schema}.belt_number_kept()`,
    refusal(schema, 'belt_audit_grows', 'the audit log only grows'),
    `CREATE TRIGGER belt_audit_grows BEFORE UPDATE OR DELETE ON ${schema}.audit FOR EACH ROW
      EXECUTE FUNCTION ${schema}.belt_audit_grows()`,
  ];
}

/** Takes everything of the belt off, of this version or of one before. */
export function takeOffBelt({ schema }: SchemaNames): readonly string[] {
  const columns = Object.keys(invoiceColumns).map((name) => `DROP COLUMN IF EXISTS ${name} CASCADE`);
  return [
    `DROP FUNCTION IF EXISTS ${schema}.belt_number_kept, ${schema}.belt_audit_grows CASCADE`,
    `DROP INDEX IF EXISTS ${schema}.belt_one_number, ${schema}.belt_bill_sequence, ${schema}.belt_posting_sequence`,
    `ALTER TABLE ${schema}.invoices DROP CONSTRAINT IF EXISTS belt_totals, ${columns.join(', ')}`,
  ];
}

const refusal = (schema: string, name: string, message: string): string =>
  `CREATE FUNCTION ${schema}.${name}() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      RAISE EXCEPTION '${message}' USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = '${name}';
    END $$`;
