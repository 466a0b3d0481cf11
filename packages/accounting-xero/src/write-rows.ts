import { failure } from '@billwright/accounting-common';
import { type BillingError, isBillingError } from '@billwright/core';
import { z } from 'zod';
import { refusedElement } from './fault.ts';
import { type Organisation, read } from './organisation.ts';
import { requestKey } from './request-key.ts';

/** A row of a request or an answer, of which the fields are read where they are needed. */
export type Row = Readonly<Record<string, unknown>>;

/** What can be written many at once: under the same name it stands in requests and answers. */
export type RowKind = 'Invoices' | 'CreditNotes' | 'Contacts' | 'Items';

/** Something that is to be written. */
export interface RowToWrite {
  readonly row: Row;
  /** Tells what is written from everything else that ever is: within six minutes Xero does it once. */
  readonly key: string;
}

/** What became of it. */
export type WrittenRow =
  | { readonly status: 'done'; readonly row: Row }
  | { readonly status: 'failed'; readonly error: BillingError<'CONNECTOR_FAILED'> };

/** The most that one request may hold, in rows and in characters; Xero takes 3.5 MB. */
const most = { rows: 50, characters: 2_500_000 };

export const rowSchema: z.ZodType<Row> = z.record(z.string(), z.unknown());

/**
 * Writes rows: new ones with `PUT`, known ones with `POST`. What became of each, in their order: without
 * `summarizeErrors=false` one that is refused would hide that the others were kept.
 */
export async function writeRows(
  organisation: Organisation,
  kind: RowKind,
  method: 'PUT' | 'POST',
  rows: readonly RowToWrite[],
): Promise<readonly WrittenRow[]> {
  const written: WrittenRow[] = [];
  for (const group of groupsOf(rows)) written.push(...(await writeGroup(organisation, kind, method, group)));
  return written;
}

function groupsOf(rows: readonly RowToWrite[]): readonly (readonly RowToWrite[])[] {
  const groups: RowToWrite[][] = [];
  let left = { rows: 0, characters: 0 };
  for (const row of rows) {
    const characters = JSON.stringify(row.row).length;
    if (left.rows === 0 || left.characters < characters) {
      groups.push([]);
      left = most;
    }
    groups.at(-1)?.push(row);
    left = { rows: left.rows - 1, characters: left.characters - characters };
  }
  return groups;
}

async function writeGroup(
  organisation: Organisation,
  kind: RowKind,
  method: 'PUT' | 'POST',
  rows: readonly RowToWrite[],
): Promise<readonly WrittenRow[]> {
  const { setup } = organisation;
  // Contacts have no prices of units.
  const places = kind === 'Contacts' ? {} : { unitdp: '4' };
  try {
    const answer = await organisation.call({
      method,
      path: kind,
      query: { summarizeErrors: 'false', ...places },
      body: { [kind]: rows.map(({ row }) => row) },
      idempotencyKey: requestKey(organisation, method, kind, ...rows.map(({ key }) => key)),
    });
    const elements = read(organisation, z.looseObject({ [kind]: z.array(rowSchema) }), answer.body)[kind];
    const told = z.array(rowSchema).parse(elements);
    if (told.length !== rows.length)
      throw failure(setup.id, 'unknown', `the answer tells of ${told.length} of ${rows.length} rows`);
    return told.map((row): WrittenRow => {
      const reason = refusedElement(row);
      if (reason === null) return { status: 'done', row };
      return { status: 'failed', error: failure(setup.id, 'refused', reason, { status: 200 }) };
    });
  } catch (error) {
    if (!isBillingError(error, 'CONNECTOR_FAILED')) throw error;
    // A request that can't be read is refused as a whole, whichever of its rows is at fault.
    if (error.details.kind === 'refused' && rows.length > 1) {
      const half = Math.ceil(rows.length / 2);
      const first = await writeGroup(organisation, kind, method, rows.slice(0, half));
      return [...first, ...(await writeGroup(organisation, kind, method, rows.slice(half)))];
    }
    return rows.map(() => ({ status: 'failed', error }));
  }
}
