import { holdRule } from './belt-rule.ts';
import { beltRules } from './belt-rules.ts';
import type { SchemaNames } from './migration.ts';
import { holdReference, lateReferences, referenceName } from './references.ts';

/** The version of the belt below; with another one in the database, that is taken off and this one put on. */
export const beltVersion = 3;

/**
 * Rules with what servers of many machines lack: triggers, and references that are looked at when a transaction is
 * committed. Nothing depends on them, so they can be left out there.
 */
export function putOnBelt({ schema }: SchemaNames): readonly string[] {
  return [
    ...lateReferences.map((late) => holdReference(schema, late, 'DEFERRABLE INITIALLY DEFERRED')),
    ...beltRules.flatMap((rule) => holdRule(schema, rule)),
  ];
}

/** Takes everything of the belt off, of this version or of one before. */
export function takeOffBelt({ schema }: SchemaNames): readonly string[] {
  const functions = beltRules.map(({ name }) => `${schema}.${name}`);
  const columns = columnsOfFirst.map((name) => `DROP COLUMN IF EXISTS belt_${name} CASCADE`);
  return [
    `DROP FUNCTION IF EXISTS ${functions.join(', ')} CASCADE`,
    `DROP INDEX IF EXISTS ${schema}.belt_one_number, ${schema}.belt_bill_sequence, ${schema}.belt_posting_sequence`,
    `ALTER TABLE ${schema}.invoices DROP CONSTRAINT IF EXISTS belt_totals, ${columns.join(', ')}`,
    ...lateReferences.map(
      (late) => `ALTER TABLE ${schema}.${late.table} DROP CONSTRAINT IF EXISTS ${referenceName(late)}`,
    ),
  ];
}

/** The columns that version 1 had, before they became columns of the tables themselves. */
const columnsOfFirst = ['series', 'number', 'settlement', 'currency', 'net', 'tax', 'rounding', 'total'];
