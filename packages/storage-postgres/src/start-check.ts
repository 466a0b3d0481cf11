import { BillingError, collections } from '@billwright/core';
import { keyColumn, tableName } from './schema/names.ts';
import { knownVersion } from './schema/migrations.ts';
import { readColumns } from './schema/read-columns.ts';
import { knownPolicies } from './schema/tenants-apart-migration.ts';
import { requireServer } from './require-server.ts';
import type { Session } from './session.ts';

const about = { collection: 'database', id: 'start' };

/**
 * Looks whether the promises of a storage can hold on this server, with this role and these tables.
 *
 * @param schema plain, as the catalogue has it
 * @throws BillingError `STORAGE_REFUSED` or `STORAGE_VERSION` when they can't.
 */
export async function checkStart(session: Session, schema: string): Promise<void> {
  const one = async (text: string, values: readonly unknown[]): Promise<string> => {
    const { rows } = await session.read({ text, values }, about);
    const found = rows[0]?.['found'];
    return typeof found === 'string' ? found : '';
  };
  await requireServer((text, values) => session.read({ text, values }, about));
  const unbound = await one(
    'SELECT rolname::text AS found FROM pg_roles WHERE rolname = current_user AND (rolsuper OR rolbypassrls)',
    [],
  );
  if (unbound !== '') {
    throw refused(`the role "${unbound}" is above row-level security; name another one in the option role`);
  }
  await checkVersion(one, schema);
  const open = await one(tablesWithoutSecurity, [schema, ['migrations', 'extras']]);
  if (open !== '') throw refused(`row-level security is not forced on ${open}`);
  const policies = await one(otherPolicies, [
    schema,
    knownPolicies.map(({ name }) => name),
    knownPolicies.map(({ condition }) => condition),
  ]);
  if (policies !== '') throw refused(`policies that are not ours let more through: ${policies}`);
}

type Ask = (text: string, values: readonly unknown[]) => Promise<string>;

async function checkVersion(one: Ask, schema: string): Promise<void> {
  const known = knownVersion;
  const hasTable = await one('SELECT to_regclass($1)::text AS found', [`${schema}.migrations`]);
  if (hasTable === '') throw new BillingError('STORAGE_VERSION', { found: 0, known });
  const found = Number(await one(`SELECT max(version)::text AS found FROM "${schema}".migrations`, []));
  if (found !== known) throw new BillingError('STORAGE_VERSION', { found, known });
  const columns = Object.entries(collections).flatMap(([collection, indexes]) => {
    const table = tableName(collection);
    const own = ['value', ...indexes.map(keyColumn), ...Object.keys(readColumns[table] ?? {})];
    return own.map((column) => `${table}.${column}`);
  });
  const missing = await one(missingColumns, [schema, columns]);
  if (missing !== '') throw refused(`its tables were made by another edition of this version: no ${missing}`);
}

const refused = (reason: string): BillingError => new BillingError('STORAGE_REFUSED', { reason });

const missingColumns = `SELECT string_agg(wanted, ', ' ORDER BY wanted) AS found FROM unnest($2::text[]) AS wanted
  WHERE wanted NOT IN (
    SELECT table_name || '.' || column_name FROM information_schema.columns WHERE table_schema = $1)`;

const tablesWithoutSecurity = `SELECT string_agg(relname, ', ' ORDER BY relname) AS found
  FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
  WHERE nspname = $1 AND relkind IN ('r', 'p') AND relname <> ALL ($2::text[])
    AND NOT (relrowsecurity AND relforcerowsecurity)`;

/** A condition without what PostgreSQL adds when it writes it out. */
const bare = (condition: string): string => `regexp_replace(${condition}, '::text|[[:space:]()]', '', 'g')`;

// One of our names may stand for something else.
const otherPolicies = `SELECT string_agg(tablename || '.' || policyname, ', ') AS found FROM pg_policies
  WHERE schemaname = $1 AND permissive = 'PERMISSIVE' AND NOT EXISTS (
    SELECT FROM unnest($2::text[], $3::text[]) AS known (name, condition)
    WHERE known.name = tablename || '.' || policyname AND ${bare('known.condition')}
      = ALL (ARRAY[${bare('qual')}, ${bare('coalesce(with_check, qual)')}]))`;
