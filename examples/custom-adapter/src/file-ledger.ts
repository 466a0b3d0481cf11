import { join } from 'node:path';
import type { AccountingConnector, CancelSignal, ExportOutcome, LedgerDocument } from '@billwright/core';
import { type BookedDocument, type Books, openBooks } from './books.ts';
import { Turns } from './turns.ts';

/** Payments that are told at once. */
const pageSize = 25;

/** Where the books are: a folder for each tenant. */
export interface FileLedgerOptions {
  readonly folder: string;
}

/** A ledger in files. One process writes to the books of a tenant at a time. */
export function fileLedger({ folder }: FileLedgerOptions): AccountingConnector {
  const turns = new Turns();
  const booksOf = (tenantId: string): Books => openBooks(join(folder, encodeURIComponent(tenantId)));

  /** Changes the books of a tenant when nobody else does. */
  const change = (
    { tenantId, signal }: { readonly tenantId: string; readonly signal?: CancelSignal | undefined },
    body: (books: Books) => Promise<ExportOutcome>,
  ): Promise<ExportOutcome> =>
    turns.next(tenantId, async () => {
      requireWanted(signal);
      const books = booksOf(tenantId);
      if (await books.areOpen()) return body(books);
      return { status: 'retry', reason: 'the folder of the books is out of reach' };
    });

  return {
    id: 'file-ledger',
    supports: { send: false, payments: true, void: true },
    // A line is written when the call ends, or never.
    longestRequestSeconds: 0,

    export: (document, context) =>
      change(context, async (books) => {
        const booked = await books.documents();
        const known = booked.find(({ key }) => key === document.key);
        if (known !== undefined) return confirmed(known);
        const line = lineOf(document, booked.length + 1);
        const closedUntil = await books.closedUntil();
        if (closedUntil !== null && line.on <= closedUntil) {
          return { status: 'rejected', reason: `the books are closed until ${closedUntil}` };
        }
        await books.book(line);
        return confirmed(line);
      }),

    async find({ key, invoice }, { tenantId, signal }) {
      requireWanted(signal);
      const books = booksOf(tenantId);
      // Whoever can't look must not say that there is nothing.
      if (!(await books.areOpen())) throw new Error('the folder of the books is out of reach');
      const booked = await books.documents();
      const found = booked.find((each) => each.key === key || each.number === invoice.issued?.number);
      return found === undefined ? null : { externalId: found.externalId };
    },

    void: ({ externalId, key }, context) =>
      change(context, async (books) => {
        const known = (await books.documents()).find((each) => each.externalId === externalId);
        if (known === undefined) return { status: 'rejected', reason: `there is no "${externalId}"` };
        if (!known.isVoid) await books.book({ ...known, key, isVoid: true });
        return confirmed(known);
      }),

    async send() {
      return { status: 'rejected', reason: 'files mail nothing' };
    },

    async changes(cursor, { tenantId, signal }) {
      requireWanted(signal);
      // Lines are only added, so their number says where to go on.
      const from = Number(cursor ?? 0);
      const lines = await booksOf(tenantId).payments.lines();
      const payments = lines.slice(from, from + pageSize);
      const next = from + payments.length;
      return { payments, cursor: String(next), hasMore: next < lines.length };
    },

    async webhook() {
      return { status: 'refused', reason: 'files call nobody' };
    },
  };
}

function lineOf(document: LedgerDocument, next: number): BookedDocument {
  const { content, issued, kind, id } = document.invoice;
  return {
    externalId: document.externalId ?? `doc-${next}`,
    key: document.key,
    kind,
    number: issued?.number ?? id,
    on: issued?.on ?? content.lines[0]?.to ?? '',
    customer: content.buyer.name,
    total: content.totals.total,
    credits: document.creditsExternalId,
    isVoid: false,
  };
}

const confirmed = ({ externalId }: BookedDocument): ExportOutcome => ({ status: 'confirmed', externalId });

function requireWanted(signal: CancelSignal | undefined): void {
  if (signal?.aborted === true) throw signal.reason;
}
