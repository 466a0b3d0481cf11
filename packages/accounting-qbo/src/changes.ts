import { fieldOf } from '@billwright/accounting-common';
import type { ConnectorContext, LedgerChanges, LedgerPayment } from '@billwright/core';
import { z } from 'zod';
import { ask, read } from './ask.ts';
import { before, type Cursor, cursorOf, firstPage, type GoneStep, type Page } from './changes-cursor.ts';
import { type Company, openCompany } from './company.ts';
import { goneOf, groupAfter, rememberTold } from './gone-transactions.ts';
import { ledgerPayments } from './ledger-payments.ts';
import { ledgerRefunds } from './ledger-refunds.ts';
import { quoted } from './quoted.ts';
import type { Setup } from './setup.ts';
import { toldAgain } from './told-again.ts';
import { type ToldKind, toldKinds, toldSchema, type ToldTransaction } from './told-transaction.ts';

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
  const now = setup.clock.now();
  const cursor = await cursorOf(company, given, { overlapSeconds, tellsSeconds });
  if (cursor.list?.kind === 'gone') return gone(company, cursor, cursor.list);
  if (cursor.list !== null) return listed(company, cursor, cursor.list);
  if (cursor.since < before(now, tellsSeconds))
    return listed(company, cursor, firstPage(cursor, before(now, overlapSeconds)));
  const again = await toldAgain(company, cursor.again);
  const query = { entities: toldKinds.join(','), changedSince: cursor.since };
  const { body } = await company.call({ method: 'GET', path: 'cdc', query });
  const told = changedIn(company, body);
  const time = fieldOf(body, 'time');
  // By its clock, which is not ours.
  const until = typeof time === 'string' && !Number.isNaN(Date.parse(time)) ? time : now;
  const since = before(until, overlapSeconds);
  const isAll = told.Payment.length + told.RefundReceipt.length < mostRows;
  const next: Cursor = isAll
    ? { ...cursor, since: since > cursor.since ? since : cursor.since, again: again.last }
    : { ...cursor, again: again.last, list: firstPage(cursor, since) };
  const payments = [...(await tell(company, 'Payment', again.payments))];
  for (const kind of toldKinds) payments.push(...(await tell(company, kind, told[kind])));
  return { payments, cursor: JSON.stringify(next), hasMore: !isAll };
}

/** What was told, as the engine takes it. */
async function tell(
  company: Company,
  kind: ToldKind,
  told: readonly ToldTransaction[],
): Promise<readonly LedgerPayment[]> {
  await rememberTold(company, kind, told);
  return (kind === 'Payment' ? ledgerPayments : ledgerRefunds)(company, told);
}

/** What changed, page by page. It does not tell what was deleted: that comes after it. */
async function listed(company: Company, cursor: Cursor, page: Page): Promise<LedgerChanges> {
  const { kind, from, start } = page;
  const query = `select * from ${kind} where MetaData.LastUpdatedTime >= ${quoted(from)} orderby MetaData.LastUpdatedTime startposition ${start} maxresults ${mostRows}`;
  const [rows = []] = await ask(company, [query]);
  const told = read(company, z.array(toldSchema), rows);
  const next: Cursor = { ...cursor, list: stepAfter(cursor, page, told) };
  return { payments: await tell(company, kind, told), cursor: JSON.stringify(next), hasMore: true };
}

/**
 * The page after one. It begins at the time of the last row, not behind so many rows: a row that changes meanwhile goes to
 * the end, and those after it move up. After the last one comes what has gone.
 */
function stepAfter(cursor: Cursor, page: Page, told: readonly ToldTransaction[]): Page | GoneStep {
  const { kind, from, start, afterwards } = page;
  if (told.length < mostRows) {
    const following = toldKinds[toldKinds.indexOf(kind) + 1];
    return following === undefined
      ? { kind: 'gone', after: '', afterwards }
      : firstPage(cursor, afterwards, following);
  }
  const last = told.at(-1)?.MetaData?.LastUpdatedTime ?? from;
  return Date.parse(last) > Date.parse(from)
    ? { ...page, from: last, start: 1 }
    : { ...page, start: start + mostRows };
}

/** What was told before and is not there any more, group by group. */
async function gone(company: Company, cursor: Cursor, step: GoneStep): Promise<LedgerChanges> {
  const group = await groupAfter(company, step.after);
  const next: Cursor =
    group === null
      ? { ...cursor, since: step.afterwards, list: null }
      : { ...cursor, list: { ...step, after: group } };
  const found = group === null ? null : await goneOf(company, group);
  const payments = found === null ? [] : await tell(company, found.kind, found.gone);
  return { payments, cursor: JSON.stringify(next), hasMore: group !== null };
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
