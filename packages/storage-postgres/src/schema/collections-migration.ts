import { collections } from '@billwright/core';
import type { Migration } from './migration.ts';
import { keyColumn, tableName } from './names.ts';

// Until something is released, the first version is what the port has now. A release writes its list down here.
const tables: Readonly<Record<string, readonly string[]>> = collections;

/**
 * A table for each collection. The tenant is the first of every key. Texts are compared byte by byte, and values are
 * kept as they were written: `jsonb` would change numbers and forget the order of keys.
 */
export const collectionsMigration: Migration = {
  version: 1,
  name: 'collections',
  statements: ({ schema }) => [
    ...Object.entries(tables).flatMap(([collection, indexes]) => [
      tableStatement(schema, collection, indexes),
      `CREATE INDEX ${tableName(collection)}_order ON ${schema}.${tableName(collection)} (tenant_id, "order", id)`,
      ...indexes.map((index) => indexStatement(schema, collection, index)),
    ]),
    // Messages are leased over all tenants, earliest first.
    `CREATE INDEX outbox_lease ON ${schema}.outbox (key_due, "order", tenant_id, id) WHERE key_due IS NOT NULL`,
    `CREATE TABLE ${schema}.locks (
      tenant_id text COLLATE "C" NOT NULL,
      name text COLLATE "C" NOT NULL,
      PRIMARY KEY (tenant_id, name)
    )`,
    `CREATE TABLE ${schema}.tenants (tenant_id text COLLATE "C" PRIMARY KEY)`,
  ],
};

function tableStatement(schema: string, collection: string, indexes: readonly string[]): string {
  const keys = indexes.map((index) => `${keyColumn(index)} text COLLATE "C",`);
  return `CREATE TABLE ${schema}.${tableName(collection)} (
    tenant_id text COLLATE "C" NOT NULL,
    id text COLLATE "C" NOT NULL,
    "order" text COLLATE "C" NOT NULL,
    revision bigint NOT NULL CHECK (revision > 0),
    value json NOT NULL,
    ${keys.join('\n    ')}
    PRIMARY KEY (tenant_id, id)
  )`;
}

function indexStatement(schema: string, collection: string, index: string): string {
  const column = keyColumn(index);
  return `CREATE INDEX ${tableName(collection)}_${column} ON ${schema}.${tableName(collection)}
    (tenant_id, ${column}, "order", id) WHERE ${column} IS NOT NULL`;
}

/** All tables that have a tenant in each row. */
export const tenantTables: readonly string[] = [...Object.keys(tables).map(tableName), 'locks', 'tenants'];
