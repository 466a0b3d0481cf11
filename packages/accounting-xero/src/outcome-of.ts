import { type ExportResult, exportResult } from '@billwright/accounting-common';

/** What an error means for a document. */
export const outcomeOf = (error: unknown, wasSent: boolean): ExportResult => exportResult(error, wasSent);
