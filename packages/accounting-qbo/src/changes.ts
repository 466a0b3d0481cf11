import { fieldOf, rememberedUnder } from '@billwright/accounting-common';
import type { ConnectorContext, LedgerChanges } from '@billwright/core';
import { z } from 'zod';
import { ask, read } from './ask.ts';
import { type Company, openCompany } from './company.ts';
import { ledgerPayments } from './ledger-payments.ts';
import { ledgerRefunds } from './ledger-refunds.ts';
import { quoted } from './quoted.ts';
import type { Setup } from './setup.ts';
import { type ToldKind, toldSchema, type ToldTransaction } from './told-transaction.ts';

/** Where to go on: since when, and when there is much, at which row. */
interface Cursor {
  readonly realmId: string;
  readonly since: string;
  /** Of rows that are listed page by page: where the next page is, and since when to go on after the last. */
  readonly list: Page | null;
}

/** Rows of a kind, by the time of their last change: the first of them, and how many of the same time are known. */
interface Page {
  readonly kind: ToldKind;
  readonly from: string;
  readonly start: number;
  readonly afterwards: string;
}

/** What is told of, in the order in which it is listed. */
const kinds: readonly ToldKind[] = ['Payment', 'RefundReceipt'];

const cursorSchema: z.ZodType<Cursor> = z.object({
  realmId: z.string(),
  since: z.string(),
  list: z
    .object({
      kind: z.enum(['Payment', 'RefundReceipt']),
      from: z.string(),
      start: z.number(),
      afterwards: z.string(),
    })
    .nullable(),
});

/** What was written while we asked may be told late: so much is told twice. */
const overlapSeconds = 300;
/** QuickBooks tells changes of the last 30 days. */
const tellsSeconds = 29 * 86_400;
/** It tells at most so many at once, and does not say when there are more. */
const mostRows = 1000;

/** Payments since a cursor. */
export async function changes(
  setup: Setup,
  given: string | null,
  context: ConnectorContext,
): Promise<LedgerChanges> {
  const company = await openCompany(setup, context);
  const cursor = await cursorOf(company, given);
  const now = Date.parse(setup.clock.now());
  if (cursor.list !== null) return listed(company, cursor, cursor.list);
  if (Date.parse(cursor.since) < now - tellsSeconds * 1000)
    return listed(company, cursor, firstPage(cursor, before(setup.clock.now(), overlapSeconds)));
  const query = { entities: kinds.join(','), changedSince: cursor.since };
  const { body } = await company.call({ method: 'GET', path: 'cdc', query });
  const told = changedIn(company, body);
  const time = fieldOf(body, 'time');
  // By its clock, which is not ours.
  const until = typeof time === 'string' && !Number.isNaN(Date.parse(time)) ? time : setup.clock.now();
  const since = before(until, overlapSeconds);
  const isAll = told.Payment.length + told.RefundReceipt.length < mostRows;
  const next: Cursor = isAll
    ? { realmId: company.realmId, since: since > cursor.since ? since : cursor.since, list: null }
    : { ...cursor, list: firstPage(cursor, since) };
  const payments = [
    ...(await ledgerPayments(company, told.Payment)),
    ...(await ledgerRefunds(company, told.RefundReceipt)),
  ];
  return { payments, cursor: JSON.stringify(next), hasMore: !isAll };
}

const firstPage = ({ since }: Cursor, afterwards: string, kind: ToldKind = 'Payment'): Page => ({
  kind,
  from: since,
  start: 1,
  afterwards,
});

/** What changed, page by page. It does not tell what was deleted; the changes before it told of those. */
async function listed(company: Company, cursor: Cursor, page: Page): Promise<LedgerChanges> {
  const { kind, from, start } = page;
  const query = `select * from ${kind} where MetaData.LastUpdatedTime >= ${quoted(from)} orderby MetaData.LastUpdatedTime startposition ${start} maxresults ${mostRows}`;
  const [rows = []] = await ask(company, [query]);
  const told = read(company, z.array(toldSchema), rows);
  const list = pageAfter(cursor, page, told);
  const next: Cursor = list === null ? { ...cursor, since: page.afterwards, list } : { ...cursor, list };
  const payments = await (kind === 'Payment' ? ledgerPayments : ledgerRefunds)(company, told);
  return { payments, cursor: JSON.stringify(next), hasMore: list !== null };
}

/**
 * The page after one. It begins at the time of the last row, not behind so many rows: a row that changes meanwhile goes to
 * the end, and those after it move up. `null` after the last one.
 */
function pageAfter(cursor: Cursor, page: Page, told: readonly ToldTransaction[]): Page | null {
  const { kind, from, start, afterwards } = page;
  if (told.length < mostRows) {
    const following = kinds[kinds.indexOf(kind) + 1];
    return following === undefined ? null : firstPage(cursor, afterwards, following);
  }
  const last = told.at(-1)?.MetaData?.LastUpdatedTime ?? from;
  return Date.parse(last) > Date.parse(from)
    ? { ...page, from: last, start: 1 }
    : { ...page, start: start + mostRows };
}

/** The beginning is the day on which the company was connected: payments before it can't be of our invoices. */
async function cursorOf(company: Company, given: string | null): Promise<Cursor> {
  const { realmId, context, setup } = company;
  if (given !== null) {
    const known = cursorSchema.safeParse(JSON.parse(given));
    // Another company was connected meanwhile: its changes are told from their beginning.
    if (known.success && known.data.realmId === realmId) return known.data;
  }
  const connectedAt =
    (await rememberedUnder(context, realmId, 'connected-at')) ?? before(setup.clock.now(), tellsSeconds);
  return { realmId, since: before(connectedAt, overlapSeconds), list: null };
}

const rowsSchema = z.array(toldSchema).default([]);
const answerSchema = z.looseObject({
  CDCResponse: z.array(
    z.looseObject({
      QueryResponse: z.array(z.looseObject({ Payment: rowsSchema, RefundReceipt: rowsSchema })),
    }),
  ),
});

function changedIn(
  company: Company,
  answer: unknown,
): Readonly<Record<ToldKind, readonly ToldTransaction[]>> {
  const { CDCResponse } = read(company, answerSchema, answer);
  const all = CDCResponse.flatMap(({ QueryResponse }) => QueryResponse);
  return {
    Payment: all.flatMap(({ Payment }) => Payment),
    RefundReceipt: all.flatMap(({ RefundReceipt }) => RefundReceipt),
  };
}

const before = (at: string, seconds: number): string =>
  new Date(Date.parse(at) - seconds * 1000).toISOString();
