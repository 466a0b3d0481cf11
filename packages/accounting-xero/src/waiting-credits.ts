import { externalId, rememberedUnder } from '@billwright/accounting-common';
import type { Invoice } from '@billwright/core';
import { z } from 'zod';
import { changeRemembered } from './change-remembered.ts';
import { changeCopy } from './copy.ts';
import { addFollowUps, allocationOf } from './follow-ups.ts';
import type { Organisation } from './organisation.ts';

/** A copied credit note whose invoice has no copy, so it can't be taken off it yet. */
interface WaitingCredit {
  readonly creditNoteId: string;
  readonly amount: string;
  readonly on: string;
}

const waitingSchema: z.ZodType<readonly WaitingCredit[]> = z.array(
  z.object({ creditNoteId: z.string(), amount: z.string(), on: z.string() }),
);

const nameOf = (invoiceId: string): string => `credits-of:${invoiceId}`;

const waitingIn = (kept: string | null): readonly WaitingCredit[] =>
  kept === null ? [] : waitingSchema.parse(JSON.parse(kept));

/** A credit note is copied before its invoice: it is taken off it when that is copied, too. */
export const rememberWaiting = (
  organisation: Organisation,
  { credits, content, issued }: Invoice,
  creditNoteId: string,
): Promise<void> =>
  changeWaiting(organisation, credits?.invoiceId ?? '', (waiting) => [
    ...waiting.filter((one) => one.creditNoteId !== creditNoteId),
    { creditNoteId, amount: content.totals.total.amount, on: issued?.on ?? '' },
  ]);

/** A credit note was taken back: it waits no more. */
export const forgetWaiting = (
  organisation: Organisation,
  { credits }: Invoice,
  creditNoteId: string,
): Promise<void> =>
  changeWaiting(organisation, credits?.invoiceId ?? '', (waiting) =>
    waiting.filter((one) => one.creditNoteId !== creditNoteId),
  );

/** An invoice was copied: what waits for it follows now, and what goes back for it is told as its refund. */
export async function followWaiting(
  organisation: Organisation,
  { id }: Invoice,
  invoiceId: string,
): Promise<void> {
  const waiting = waitingIn(await rememberedUnder(organisation.context, organisation.id, nameOf(id)));
  if (waiting.length === 0) return;
  const credits = externalId(organisation.id, 'Invoice', invoiceId);
  for (const { creditNoteId } of waiting) await changeCopy(organisation, creditNoteId, () => ({ credits }));
  await addFollowUps(
    organisation,
    waiting.map((one) => allocationOf({ ...one, invoiceId })),
  );
  // Last: whoever is broken off before does it again.
  const done = new Set(waiting.map(({ creditNoteId }) => creditNoteId));
  await changeWaiting(organisation, id, (now) => now.filter(({ creditNoteId }) => !done.has(creditNoteId)));
}

const changeWaiting = (
  organisation: Organisation,
  invoiceId: string,
  change: (waiting: readonly WaitingCredit[]) => readonly WaitingCredit[],
): Promise<void> =>
  changeRemembered(organisation, nameOf(invoiceId), (kept) => {
    const waiting = change(waitingIn(kept));
    return waiting.length === 0 && kept === null ? null : JSON.stringify(waiting);
  });
