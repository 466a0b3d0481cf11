import { failure } from '@billwright/accounting-common';
import type { Company } from './company.ts';

/** What QuickBooks keeps a document as. */
export type DocumentEntity = 'Invoice' | 'CreditMemo';

/** What the engine calls a thing in QuickBooks: ids are of one company and one kind only. */
export const externalId = (realmId: string, entity: string, id: string): string =>
  `${realmId}/${entity}/${id}`;

/**
 * The id in QuickBooks of a copy.
 *
 * @throws BillingError `CONNECTOR_FAILED` when the copy is in another company.
 */
export function ownId({ realmId, setup }: Company, external: string): { entity: DocumentEntity; id: string } {
  const [realm, entity, id] = external.split('/');
  if (realm === realmId && (entity === 'Invoice' || entity === 'CreditMemo') && id !== undefined)
    return { entity, id };
  throw failure(setup.id, 'refused', 'the copy is in another company than the one that is connected now');
}
