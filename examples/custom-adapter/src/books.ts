import { access, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CivilDate, LedgerPayment, Money } from '@billwright/core';
import { isMissing, type Journal, openJournal } from './journal.ts';

/** A document that was booked. */
export interface BookedDocument {
  readonly externalId: string;
  /** The key under which it was booked last. */
  readonly key: string;
  readonly kind: 'invoice' | 'credit-note';
  readonly number: string;
  readonly on: CivilDate;
  readonly customer: string;
  readonly total: Money;
  /** The document that it corrects. */
  readonly credits: string | null;
  readonly isVoid: boolean;
}

/**
 * The books of one tenant: a folder with `documents.jsonl`, which the connector writes, `payments.jsonl`, which the
 * bookkeeper writes, and perhaps `closed-until.txt` with the last day of a closed year.
 */
export interface Books {
  /** Whether the folder is there: a share may be out of reach, and is not empty for that. */
  areOpen(): Promise<boolean>;
  documents(): Promise<readonly BookedDocument[]>;
  /** Books a document, in the place of one with its id. */
  book(document: BookedDocument): Promise<void>;
  readonly payments: Journal<LedgerPayment>;
  /** The last day on which nothing can be booked any more. */
  closedUntil(): Promise<CivilDate | null>;
}

/** The books in a folder. */
export function openBooks(folder: string): Books {
  const documents = openJournal<BookedDocument>(join(folder, 'documents.jsonl'));
  return {
    payments: openJournal<LedgerPayment>(join(folder, 'payments.jsonl')),

    areOpen: () =>
      access(folder).then(
        () => true,
        () => false,
      ),

    async documents() {
      const lines = await documents.lines();
      return [...new Map(lines.map((line) => [line.externalId, line])).values()];
    },

    book: (document) => documents.add(document),

    async closedUntil() {
      const text = await readFile(join(folder, 'closed-until.txt'), 'utf8').catch((error: unknown) => {
        if (isMissing(error)) return '';
        throw error;
      });
      return text.trim() === '' ? null : text.trim();
    },
  };
}
