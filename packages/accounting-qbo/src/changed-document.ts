import { fieldOf } from '@billwright/accounting-common';
import type { Row } from './ask.ts';
import type { CompanyFacts } from './company-facts.ts';
import type { CurrentCopy } from './current-copies.ts';

/** What we say of a document only when there is something to say. */
const ours = new Set(['CustomerMemo', 'BillEmail', 'BillAddr', 'ShipAddr']);

/** What QuickBooks computes of what is said. */
const computed = new Set([
  'TxnTaxDetail',
  'TotalAmt',
  'HomeTotalAmt',
  'Balance',
  'HomeBalance',
  'MetaData',
  'domain',
]);

/**
 * The change of a copy. What is left out of a change is emptied, as Intuit documents it: so everything goes back that
 * somebody has added to the copy, its terms, its class, its fields, and only what is ours is put in
 * its place, or goes when we say it no more.
 */
export function changedDocument(copy: CurrentCopy, body: Row, facts: CompanyFacts): Row {
  const theirs = Object.entries(copy).filter(([name]) => !ours.has(name) && !computed.has(name));
  return {
    ...Object.fromEntries(theirs),
    ...chosenTax(copy, facts),
    ...body,
    Id: copy.Id,
    SyncToken: copy.SyncToken,
    sparse: false,
  };
}

/**
 * Where people choose the rate of a document, in the US without automated sales tax, what they chose goes back; the
 * amounts are computed from it. Elsewhere each line has its own.
 */
function chosenTax(copy: CurrentCopy, { isInUs, findsTax }: CompanyFacts): Row {
  const TxnTaxCodeRef = fieldOf(copy['TxnTaxDetail'], 'TxnTaxCodeRef');
  return isInUs && !findsTax && TxnTaxCodeRef !== undefined ? { TxnTaxDetail: { TxnTaxCodeRef } } : {};
}
