import type { DocumentOutcome, ExportOutcome } from '@billwright/core';
import type { ExportResult } from './export-result.ts';

/** What the engine is told of one document: what nobody knows is thrown, so that it is looked up. */
export function knownOutcome(result: ExportResult | undefined): ExportOutcome {
  if (result === undefined) throw new Error('there is no outcome');
  if (result.status === 'unknown') throw result.error;
  return result;
}

/** What the engine is told of one document of several. */
export const documentOutcome = (result: ExportResult): DocumentOutcome =>
  result.status === 'unknown' ? { status: 'unknown', reason: result.reason } : result;
