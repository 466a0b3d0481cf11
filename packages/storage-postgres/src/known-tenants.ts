import type { Session } from './session.ts';
import { requireStorable } from './storable-row.ts';
import { fromSortable, toSortable } from './text-order.ts';

const about = { collection: 'tenants', id: '*' };

/** Notes that the tenant of the transaction has rows. Goes with its commit, so that who waits for it holds nobody up. */
export const noteTenant = (schema: string): string =>
  `INSERT INTO ${schema}.tenants (tenant_id) VALUES (current_setting('billing.tenant'))
    ON CONFLICT (tenant_id) DO NOTHING`;

/** The tenants that have rows, in order. */
export async function tenantsAfter(
  session: Session,
  schema: string,
  { after, limit }: { readonly after?: string | undefined; readonly limit: number },
): Promise<readonly string[]> {
  // Nothing comes before the empty text, and no tenant is called so.
  const values = [after === undefined ? '' : toSortable(requireStorable(after, 'after')), Math.max(0, limit)];
  const text = `SELECT to_json(tenant_id)::text AS tenant FROM ${schema}.tenants
    WHERE tenant_id > $1 ORDER BY tenant_id LIMIT $2`;
  const { rows } = await session.read({ text, values }, about);
  return rows.map(({ tenant }) => fromSortable(String(JSON.parse(String(tenant)))));
}
