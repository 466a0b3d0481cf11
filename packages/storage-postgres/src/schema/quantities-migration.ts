import type { Migration } from './migration.ts';
import { addColumns } from './read-columns.ts';

/** What prepaid accounts count, as numbers that PostgreSQL can add up. */
export const quantitiesMigration: Migration = {
  version: 4,
  name: 'quantities',
  statements: ({ schema }) => addColumns(schema, ['prepaid_postings']),
};
