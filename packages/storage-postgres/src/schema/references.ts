/** A column that names a row of another table of the same tenant. */
export interface Reference {
  readonly table: string;
  readonly column: string;
  /** The table whose `id` is named. */
  readonly names: string;
}

const reference = (table: string, column: string, names: string): Reference => ({ table, column, names });

/** What is written after the row that it names, in every call and in an import. */
export const references: readonly Reference[] = [
  reference('contracts', 'key_customer', 'customers'),
  reference('prepaid_accounts', 'key_customer', 'customers'),
  reference('prepaid_lots', 'key_account', 'prepaid_accounts'),
  reference('prepaid_postings', 'key_account', 'prepaid_accounts'),
  reference('batch_customers', 'key_batch', 'batches'),
  reference('bills', 'key_customer', 'customers'),
  reference('bills', 'key_batch', 'batches'),
  reference('billed_periods', 'id', 'bills'),
  reference('billed_periods', 'key_customer', 'customers'),
  reference('carried', 'key_open', 'customers'),
  reference('invoices', 'key_customer', 'customers'),
  reference('invoices', 'key_batch', 'batches'),
  reference('invoice_digests', 'id', 'invoices'),
  reference('payments', 'key_customer', 'customers'),
  reference('payment_applications', 'key_invoice', 'invoices'),
  reference('payment_applications', 'key_refund', 'payments'),
  reference('credit_movements', 'key_customer', 'customers'),
];

/**
 * What may be written before the row that it names, in the same transaction: PostgreSQL looks when it is committed. A
 * claim comes before its bill, a bill before its draft, and in an import a credit note before what it credits.
 */
export const lateReferences: readonly Reference[] = [
  reference('claims', 'key_owner', 'bills'),
  reference('bills', 'standing_on', 'invoices'),
  reference('invoices', 'key_credited', 'invoices'),
  reference('prepaid_lots', 'key_invoice', 'invoices'),
];

/** The statement that makes PostgreSQL hold a reference. The tenant is part of it, so it never leaves the tenant. */
export function holdReference(
  schema: string,
  { table, column, names }: Reference,
  when: '' | 'DEFERRABLE INITIALLY DEFERRED' = '',
): string {
  return `ALTER TABLE ${schema}.${table} ADD CONSTRAINT ${referenceName({ table, column })}
    FOREIGN KEY (tenant_id, ${column}) REFERENCES ${schema}.${names} (tenant_id, id) ${when}`;
}

/** The name of the constraint. */
export const referenceName = ({ table, column }: Pick<Reference, 'table' | 'column'>): string =>
  `${table}_${column}_known`;
