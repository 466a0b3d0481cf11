import type { SchemaNames } from './migration.ts';
import { holdReference, lateReferences, referenceName } from './references.ts';

/** The version of the belt below; with another one in the database, that is taken off and this one put on. */
export const beltVersion = 2;

/**
 * Rules with what servers of many machines lack: triggers, and references that are looked at when a transaction is
 * committed. Nothing depends on them, so they can be left out there.
 */
export function putOnBelt({ schema }: SchemaNames): readonly string[] {
  return [
    ...lateReferences.map((late) => holdReference(schema, late, 'DEFERRABLE INITIALLY DEFERRED')),
    refusal(schema, 'belt_number_kept', 'a number that was given stays with its invoice'),
    // Generated columns are not there yet before a row is written.
    `CREATE TRIGGER belt_number_kept AFTER UPDATE ON ${schema}.invoices FOR EACH ROW
      WHEN (OLD.number IS NOT NULL AND (NEW.series, NEW.number) IS DISTINCT FROM (OLD.series, OLD.number))
      EXECUTE FUNCTION ${schema}.belt_number_kept()`,
    `CREATE TRIGGER belt_number_not_lost AFTER DELETE ON ${schema}.invoices FOR EACH ROW
      WHEN (OLD.number IS NOT NULL) EXECUTE FUNCTION ${schema}.belt_number_kept()`,
    refusal(schema, 'belt_audit_grows', 'the audit log only grows'),
    `CREATE TRIGGER belt_audit_grows BEFORE UPDATE OR DELETE ON ${schema}.audit FOR EACH ROW
      EXECUTE FUNCTION ${schema}.belt_audit_grows()`,
  ];
}

/** Takes everything of the belt off, of this version or of one before. */
export function takeOffBelt({ schema }: SchemaNames): readonly string[] {
  const columns = columnsOfFirst.map((name) => `DROP COLUMN IF EXISTS belt_${name} CASCADE`);
  return [
    `DROP FUNCTION IF EXISTS ${schema}.belt_number_kept, ${schema}.belt_audit_grows CASCADE`,
    `DROP INDEX IF EXISTS ${schema}.belt_one_number, ${schema}.belt_bill_sequence, ${schema}.belt_posting_sequence`,
    `ALTER TABLE ${schema}.invoices DROP CONSTRAINT IF EXISTS belt_totals, ${columns.join(', ')}`,
    ...lateReferences.map(
      (late) => `ALTER TABLE ${schema}.${late.table} DROP CONSTRAINT IF EXISTS ${referenceName(late)}`,
    ),
  ];
}

/** The columns that version 1 had, before they became columns of the tables themselves. */
const columnsOfFirst = ['series', 'number', 'settlement', 'currency', 'net', 'tax', 'rounding', 'total'];

const refusal = (schema: string, name: string, message: string): string =>
  `CREATE FUNCTION ${schema}.${name}() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      RAISE EXCEPTION '${message}' USING ERRCODE = 'integrity_constraint_violation', CONSTRAINT = '${name}';
    END $$`;
