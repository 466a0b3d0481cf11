import { failure, rememberedUnder } from '@billwright/accounting-common';
import type { ConnectorContext, LedgerChanges, LedgerPayment } from '@billwright/core';
import { z } from 'zod';
import { runFollowUps } from './follow-ups.ts';
import { hasCreditNotes } from './kept-document.ts';
import { openOrganisation, type Organisation, read } from './organisation.ts';
import type { Setup } from './setup.ts';
import { toldAgain } from './told-again.ts';
import { notesTakenOff, type PaidDocument, paidSchema, paymentsOf, usesOfNote } from './told-payments.ts';

/** Where to go on: since when, and on which page when very many documents changed in one second. */
interface Cursor {
  readonly organisationId: string;
  readonly since: string;
  readonly page: number;
  /** Since when credit notes are looked at: they come last. */
  readonly notesSince: string;
  /** The number of what was told again last. */
  readonly again: number;
}

const cursorSchema: z.ZodType<Cursor> = z.object({
  organisationId: z.string(),
  since: z.string(),
  page: z.number(),
  notesSince: z.string(),
  again: z.number().default(0),
});

/** What was written while we asked may be told late: so much is told twice. */
const overlapSeconds = 300;
/** The most documents that come with one request. */
const pageSize = 500;
/** The calls of a day that Xero allows on its free tier, the smallest. */
const freePerDay = 1000;
/** So much of a day's calls is kept for exports: asking for changes can wait. */
const keptForExports = 0.2;

/** What was paid since a cursor. */
export async function changes(
  setup: Setup,
  given: string | null,
  context: ConnectorContext,
): Promise<LedgerChanges> {
  const organisation = await openOrganisation(setup, context);
  requireCallsLeft(organisation);
  const cursor = await cursorOf(organisation, given);
  const { rows, at } = await pageOf(organisation, 'Invoices', cursor.since, cursor.page);
  const payments: LedgerPayment[] = [];
  for (const row of rows) payments.push(...(await paymentsOf(organisation, row)));
  const isLast = rows.length < pageSize;
  for (const row of await notesOf(organisation, rows, isLast ? cursor.notesSince : null))
    payments.push(...(await usesOfNote(organisation, row)));
  if (!isLast) return { payments, cursor: JSON.stringify(after(cursor, rows)), hasMore: true };
  const again = await toldAgain(organisation, cursor.again);
  for (const row of again.rows) {
    payments.push(...(await paymentsOf(organisation, row)));
    payments.push(...(await usesOfNote(organisation, row)));
  }
  // What exports have left open.
  await runFollowUps(organisation);
  const until = before(at, overlapSeconds);
  const since = until > cursor.since ? until : cursor.since;
  const next: Cursor = { ...cursor, since, page: 1, notesSince: since, again: again.last };
  return { payments, cursor: JSON.stringify(next), hasMore: false };
}

/**
 * Documents come in the order of their changes, so the next ones are those since a second before the last; so many in one
 * second come page by page.
 */
function after(cursor: Cursor, rows: readonly PaidDocument[]): Cursor {
  const last = before(instantOf(rows.at(-1)?.UpdatedDateUTC ?? '', cursor.since), 1);
  return last > cursor.since ? { ...cursor, since: last, page: 1 } : { ...cursor, page: cursor.page + 1 };
}

/**
 * Credit notes that have changed, and those that invoices tell as taken off them: not every change tells on both sides.
 *
 * @param since `null`: there are more invoices first
 */
async function notesOf(
  organisation: Organisation,
  invoices: readonly PaidDocument[],
  since: string | null,
): Promise<readonly PaidDocument[]> {
  const { context, id } = organisation;
  if ((await rememberedUnder(context, id, hasCreditNotes)) === null) return [];
  const notes = since === null ? [] : [...(await changedNotes(organisation, since))];
  const known = new Set(notes.map(({ CreditNoteID }) => CreditNoteID));
  for (const invoice of invoices)
    for (const noteId of await notesTakenOff(organisation, invoice)) {
      if (known.has(noteId)) continue;
      known.add(noteId);
      const { body } = await organisation.call({ method: 'GET', path: `CreditNotes/${noteId}` });
      notes.push(
        ...read(organisation, z.looseObject({ CreditNotes: z.array(paidSchema) }), body).CreditNotes,
      );
    }
  return notes;
}

async function changedNotes(organisation: Organisation, since: string): Promise<readonly PaidDocument[]> {
  const all: PaidDocument[] = [];
  for (let page = 1; ; page += 1) {
    const { rows } = await pageOf(organisation, 'CreditNotes', since, page);
    all.push(...rows);
    if (rows.length < pageSize) return all;
  }
}

async function pageOf(
  organisation: Organisation,
  kind: 'Invoices' | 'CreditNotes',
  since: string,
  page: number,
): Promise<{ readonly rows: readonly PaidDocument[]; readonly at: string }> {
  const { setup } = organisation;
  const type = kind === 'Invoices' ? 'ACCREC' : 'ACCRECCREDIT';
  const { body, at } = await organisation.call({
    method: 'GET',
    path: kind,
    query: {
      where: `Type=="${type}"`,
      order: 'UpdatedDateUTC ASC',
      page: String(page),
      pageSize: String(pageSize),
    },
    // To the second, and without a zone it is UTC.
    modifiedSince: since.slice(0, 19),
  });
  const rows = read(organisation, z.looseObject({ [kind]: z.array(paidSchema) }), body)[kind];
  // By its clock, which is not ours.
  const told = Date.parse(at ?? '');
  const now = Number.isNaN(told) ? setup.clock.now() : new Date(told).toISOString();
  return { rows: z.array(paidSchema).parse(rows), at: now };
}

/** The beginning is when the organisation was connected: what was paid before can't be of our invoices. */
async function cursorOf({ id, context, setup }: Organisation, given: string | null): Promise<Cursor> {
  const known = given === null ? null : cursorSchema.safeParse(JSON.parse(given));
  // Another organisation was connected meanwhile: its changes are told from their beginning.
  if (known?.data?.organisationId === id) return known.data;
  const connectedAt = (await rememberedUnder(context, id, 'connected-at')) ?? setup.clock.now();
  const since = before(connectedAt, overlapSeconds);
  return { organisationId: id, since, page: 1, notesSince: since, again: 0 };
}

/**
 * Asking can wait, and exports can't: so questions are spread over the day, and some calls are kept.
 *
 * @throws BillingError `CONNECTOR_FAILED`, `limited`, when it has to wait. Then it is tried again.
 */
function requireCallsLeft({ id, setup }: Organisation): void {
  const { calls, questions } = setup.budgetOf(id);
  const { mostTold } = calls;
  // More than it allows are never left: who has never heard of more is taken to be on the free tier.
  const isFree = mostTold !== null && mostTold <= freePerDay;
  const callsPerDay = isFree ? Math.min(setup.callsPerDay, freePerDay) : setup.callsPerDay;
  const left = calls.leftToday() ?? callsPerDay;
  const isShort = left <= callsPerDay * keptForExports;
  const welcome = isShort ? Date.parse(setup.clock.now()) + 3_600_000 : questions.take(callsPerDay);
  if (welcome === null) return;
  const reason = isShort
    ? 'the calls that are left of this day are kept for exports'
    : 'it was asked too often';
  throw failure(setup.id, 'limited', reason, { after: new Date(welcome).toISOString() });
}

function instantOf(told: string, otherwise: string): string {
  const milliseconds = /^\/Date\((\d+)/.exec(told)?.[1];
  const at = milliseconds === undefined ? Date.parse(told) : Number(milliseconds);
  // Xero compares whole seconds.
  return Number.isNaN(at) ? otherwise : new Date(Math.floor(at / 1000) * 1000).toISOString();
}

const before = (at: string, seconds: number): string =>
  new Date(Date.parse(at) - seconds * 1000).toISOString();
