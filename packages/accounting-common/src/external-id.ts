import type { Caller } from './caller.ts';
import { failure } from './failure.ts';

/** What the engine calls a thing in a ledger: ids are of one company and one kind only. */
export const externalId = (companyId: string, entity: string, id: string): string =>
  `${companyId}/${entity}/${id}`;

/**
 * The id in the ledger of a copy.
 *
 * @throws BillingError `CONNECTOR_FAILED` when the copy is in another company, or of another kind.
 */
export function ownId<Entity extends string>(
  { id: connectorId }: Pick<Caller, 'id'>,
  companyId: string,
  entities: readonly Entity[],
  external: string,
): { readonly entity: Entity; readonly id: string } {
  const [company, kind, id] = external.split('/');
  const entity = entities.find((one) => one === kind);
  if (company === companyId && entity !== undefined && id !== undefined) return { entity, id };
  throw failure(connectorId, 'refused', 'the copy is in another company than the one that is connected now');
}
