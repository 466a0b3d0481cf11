/**
 * Xero as a ledger of Billwright.
 *
 * @packageDocumentation
 */

export type { XeroOptions } from './options.ts';
