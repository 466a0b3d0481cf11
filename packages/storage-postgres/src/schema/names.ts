import { BillingError } from '@billwright/core';

/** The schema of all tables, when none is named. */
export const defaultSchema = 'billwright';

const plainName = /^[a-z_][a-z0-9_]{0,30}$/;

/**
 * A name of the caller's as SQL writes it.
 *
 * @throws BillingError `STORAGE_REFUSED` when it is more than small letters, digits and underscores.
 */
export function identifier(name: string, what: string): string {
  if (plainName.test(name)) return `"${name}"`;
  const reason = `the ${what} "${name}" is not made of 1 to 31 small letters, digits and underscores`;
  throw new BillingError('STORAGE_REFUSED', { reason });
}

/** The table of a collection, without its schema. */
export const tableName = (collection: string): string => collection.replaceAll('-', '_');

/** The column in which a table has the key of an index. */
export const keyColumn = (index: string): string => `key_${index.replaceAll('-', '_')}`;
