import type { Party, TaxId } from '@billwright/core';
import type { Words } from './words/words.ts';

/** What the number of a party is called where the party is. */
export const taxIdLabel = ({ scheme }: TaxId, { address }: Party, { taxIds, otherTaxId }: Words): string =>
  taxIds[`${scheme}-${address?.country ?? ''}`] ?? taxIds[scheme] ?? otherTaxId(scheme);
