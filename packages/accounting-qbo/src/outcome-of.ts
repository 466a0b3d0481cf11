import { type ExportResult, exportResult } from '@billwright/accounting-common';

/** What an error means for a document. 5010: somebody changes the same document, and that passes. */
export const outcomeOf = (error: unknown, wasSent: boolean): ExportResult =>
  exportResult(error, wasSent, ['5010']);
