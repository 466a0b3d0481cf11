import type { LeasedRow, LeaseRequest } from '@billwright/core';
import type { RowTable } from './row-table.ts';
import type { Session } from './session.ts';
import { requireStorable } from './storable-row.ts';
import { fromSortable, toSortable } from './text-order.ts';

/** Takes messages of all tenants that are due, earliest first. What somebody else just takes is passed over. */
export async function leaseMessages(
  session: Session,
  outbox: RowTable,
  { kind, now, until, limit }: LeaseRequest,
): Promise<readonly LeasedRow[]> {
  const text = `WITH due AS MATERIALIZED (
      SELECT tenant_id, id, row_number() OVER () AS place FROM (
        SELECT tenant_id, id FROM ${outbox.name} WHERE key_due = $1 AND "order" <= $2
        ORDER BY "order", tenant_id, id LIMIT $4 FOR UPDATE SKIP LOCKED) AS free),
    leased AS (
      UPDATE ${outbox.name} AS message SET "order" = $3, revision = revision + 1 FROM due
      WHERE message.tenant_id = due.tenant_id AND message.id = due.id
      RETURNING to_json(message.tenant_id)::text AS tenant, due.place, message.*)
    SELECT tenant, ${outbox.row} AS row FROM leased ORDER BY place`;
  const values = [
    requireStorable(kind, 'kind'),
    toSortable(requireStorable(now, 'now')),
    toSortable(requireStorable(until, 'until')),
    Math.max(0, limit),
  ];
  const { rows } = await session.write({ text, values }, { collection: 'outbox', id: '*' });
  return rows.map(({ tenant, row }) => ({
    ...outbox.read(row),
    tenantId: fromSortable(String(JSON.parse(String(tenant)))),
  }));
}
