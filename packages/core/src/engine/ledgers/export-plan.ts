import type { DocumentOutcome, LedgerDocument } from '../../ports/accounting.ts';
import type { Message } from '../outbox/message.ts';
import type { Outcome } from '../outbox/message-handler.ts';
import type { ExportPayload } from './queue-export.ts';

/** What a ledger is asked about a document. */
export interface ExportPlan {
  readonly does: 'export' | 'void' | 'find';
  readonly document: LedgerDocument;
  readonly connectorId: string;
}

// It was written by `queueExport`.
// oxlint-disable-next-line typescript/no-unsafe-type-assertion
export const payloadOf = ({ payload }: Message): ExportPayload => payload as unknown as ExportPayload;

/** What a ledger answered, as the outbox takes it. */
export function asOutcome(answer: DocumentOutcome): Outcome {
  switch (answer.status) {
    case 'confirmed':
      return { status: 'done', externalId: answer.externalId };
    case 'rejected':
      return { status: 'refused', reason: answer.reason.slice(0, 1000) };
    case 'retry':
      return { status: 'later', reason: answer.reason.slice(0, 1000), after: answer.after };
    case 'unknown':
      return { status: 'unknown', reason: answer.reason.slice(0, 1000) };
  }
  // What the compiler has not seen: then nobody knows.
  throw new Error('the ledger gave no outcome that there is');
}
