import { collectionsMigration } from './collections-migration.ts';
import type { Migration } from './migration.ts';
import { quantitiesMigration } from './quantities-migration.ts';
import { rulesMigration } from './rules-migration.ts';
import { tenantsApartMigration } from './tenants-apart-migration.ts';

/** Every step of the schema, in the order in which they are taken. */
export const migrations: readonly Migration[] = [
  collectionsMigration,
  tenantsApartMigration,
  rulesMigration,
  quantitiesMigration,
];

/** The version that this package works with. */
export const knownVersion: number = migrations.at(-1)?.version ?? 0;
