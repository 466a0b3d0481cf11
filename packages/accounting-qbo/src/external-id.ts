import { ownId as ownIdOf } from '@billwright/accounting-common';
import type { Company } from './company.ts';

/** What QuickBooks keeps a document as. */
export type DocumentEntity = 'Invoice' | 'CreditMemo';

/**
 * The id in QuickBooks of a copy.
 *
 * @throws BillingError `CONNECTOR_FAILED` when the copy is in another company.
 */
export const ownId = (
  { realmId, setup }: Company,
  external: string,
): { readonly entity: DocumentEntity; readonly id: string } =>
  ownIdOf(setup, realmId, ['Invoice', 'CreditMemo'], external);
