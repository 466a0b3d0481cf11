import { tenantTables } from './collections-migration.ts';
import type { Migration } from './migration.ts';

// A setting that ended with its transaction is '' and not null.
const isOwn = `tenant_id = NULLIF(current_setting('billing.tenant', true), '')`;

const isDispatcher = `current_setting('billing.dispatcher', true) = 'on'`;

/** The policies that a schema may have, and what each lets through; any other would let more through. */
export const knownPolicies: readonly { readonly name: string; readonly condition: string }[] = [
  ...tenantTables.map((table) => ({ name: `${table}.tenant`, condition: isOwn })),
  ...['tenants', 'outbox'].map((table) => ({ name: `${table}.dispatcher`, condition: isDispatcher })),
];

/**
 * Row-level security: a transaction sees and writes rows of the tenant that it named, and of nobody when it named none.
 * Only who sends messages sees those of all tenants, and who asks for the tenants sees their ids.
 */
export const tenantsApartMigration: Migration = {
  version: 2,
  name: 'tenants apart',
  statements: ({ schema }) => [
    ...tenantTables.flatMap((table) => [
      `ALTER TABLE ${schema}.${table} ENABLE ROW LEVEL SECURITY`,
      `ALTER TABLE ${schema}.${table} FORCE ROW LEVEL SECURITY`,
      `CREATE POLICY tenant ON ${schema}.${table} USING (${isOwn}) WITH CHECK (${isOwn})`,
    ]),
    `CREATE POLICY dispatcher ON ${schema}.tenants FOR SELECT USING (${isDispatcher})`,
    `CREATE POLICY dispatcher ON ${schema}.outbox FOR ALL USING (${isDispatcher}) WITH CHECK (${isDispatcher})`,
  ],
};
