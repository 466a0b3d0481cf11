import { rememberedUnder } from '@billwright/accounting-common';
import { z } from 'zod';
import type { Company } from './company.ts';
import { toldKinds, type ToldKind } from './told-transaction.ts';

/** Where to go on: since when, and when there is much, at which row. */
export interface Cursor {
  readonly realmId: string;
  readonly since: string;
  /** The number of what was told again last. */
  readonly again: number;
  /** Of what is listed page by page: where the next page is, and since when to go on after the last. */
  readonly list: Page | GoneStep | null;
}

/** Rows of a kind, by the time of their last change: the first of them, and how many of the same time are known. */
export interface Page {
  readonly kind: ToldKind;
  readonly from: string;
  readonly start: number;
  readonly afterwards: string;
}

/** What has gone: the group of what was told after which to go on. */
export interface GoneStep {
  readonly kind: 'gone';
  readonly after: string;
  readonly afterwards: string;
}

const cursorSchema: z.ZodType<Cursor> = z.object({
  realmId: z.string(),
  since: z.string(),
  again: z.number().default(0),
  list: z
    .discriminatedUnion('kind', [
      z.object({ kind: z.enum(toldKinds), from: z.string(), start: z.number(), afterwards: z.string() }),
      z.object({ kind: z.literal('gone'), after: z.string(), afterwards: z.string() }),
    ])
    .nullable(),
});

/** The first page of a kind. */
export const firstPage = ({ since }: Cursor, afterwards: string, kind: ToldKind = 'Payment'): Page => ({
  kind,
  from: since,
  start: 1,
  afterwards,
});

/** The beginning is the day on which the company was connected: payments before it can't be of our invoices. */
export async function cursorOf(
  { realmId, context, setup }: Company,
  given: string | null,
  { overlapSeconds, tellsSeconds }: { readonly overlapSeconds: number; readonly tellsSeconds: number },
): Promise<Cursor> {
  if (given !== null) {
    const known = cursorSchema.safeParse(JSON.parse(given));
    // Another company was connected meanwhile: its changes are told from their beginning.
    if (known.success && known.data.realmId === realmId) return known.data;
  }
  const connectedAt =
    (await rememberedUnder(context, realmId, 'connected-at')) ?? before(setup.clock.now(), tellsSeconds);
  return { realmId, since: before(connectedAt, overlapSeconds), again: 0, list: null };
}

/** So many seconds before an instant. */
export const before = (at: string, seconds: number): string =>
  new Date(Date.parse(at) - seconds * 1000).toISOString();
