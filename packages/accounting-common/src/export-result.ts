import { type ExportOutcome, isBillingError } from '@billwright/core';

/** What the engine is told of an export; `unknown`: it has to be looked up. */
export type ExportResult =
  | ExportOutcome
  | { readonly status: 'unknown'; readonly reason: string; readonly error: Error };

/**
 * What an error means for a document. Before the document was sent nothing can have been kept of it, whatever went wrong.
 * Faults that are `passing` are gone when it is tried again.
 *
 * @throws whatever is not an error of the connector, for example the reason of somebody who gave up.
 */
export function exportResult(
  error: unknown,
  wasSent: boolean,
  passing: readonly string[] = [],
): ExportResult {
  if (isBillingError(error, 'CONNECTOR_NOT_CONNECTED')) return { status: 'retry', reason: error.message };
  if (!isBillingError(error, 'CONNECTOR_FAILED')) throw error;
  const { kind, after, fault, trace } = error.details;
  const told = [
    error.details.reason,
    fault === null ? '' : `fault ${fault}`,
    trace === null ? '' : `call ${trace}`,
  ];
  const reason = told.filter((part) => part !== '').join(', ');
  switch (kind) {
    case 'refused':
      return { status: fault !== null && passing.includes(fault) ? 'retry' : 'rejected', reason };
    case 'limited':
    case 'unauthorized':
      return { status: 'retry', reason, after };
    case 'unknown':
      return wasSent ? { status: 'unknown', reason, error } : { status: 'retry', reason };
  }
}
