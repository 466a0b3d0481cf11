import { rememberedUnder } from '@billwright/accounting-common';
import { z } from 'zod';
import { changeRemembered } from './change-remembered.ts';
import type { Organisation } from './organisation.ts';

/** What is remembered of a copy. */
export interface Copy {
  /** Xero's ids of its lines, by our keys. */
  readonly lines: Readonly<Record<string, string>>;
  /** The addresses to which Xero mails it. */
  readonly mailsTo: readonly string[];
  /** Whether it had been mailed when it was last seen. */
  readonly isSent: boolean;
  /** The files that were to go along, each by its id and where it is. */
  readonly files: readonly string[];
  /** Of a credit note: the invoice that it corrects, by external id. */
  readonly credits: string | null;
  /** What pays it, as it was told last, by external ids. */
  readonly told: readonly string[];
  /** What was told and was not there any more later. */
  readonly gone: readonly string[];
  /** Of a credit note: whether it was ever taken off another invoice than the one that it corrects. */
  readonly isApplied: boolean;
}

const copySchema: z.ZodType<Copy> = z.object({
  lines: z.record(z.string(), z.string()),
  mailsTo: z.array(z.string()),
  isSent: z.boolean(),
  files: z.array(z.string()),
  credits: z.string().nullable(),
  told: z.array(z.string()),
  gone: z.array(z.string()),
  isApplied: z.boolean().default(false),
});

const nothing: Copy = {
  lines: {},
  mailsTo: [],
  isSent: false,
  files: [],
  credits: null,
  told: [],
  gone: [],
  isApplied: false,
};

const nameOf = (id: string): string => `copy:${id}`;

/** What is remembered of a copy, by its id in Xero; `null`: nothing, so it may be none of ours. */
export async function copyOf({ context, id }: Organisation, documentId: string): Promise<Copy | null> {
  const kept = await rememberedUnder(context, id, nameOf(documentId));
  return kept === null ? null : copySchema.parse(JSON.parse(kept));
}

/** Changes what is remembered of a copy. */
export const changeCopy = (
  organisation: Organisation,
  documentId: string,
  change: (copy: Copy) => Partial<Copy>,
): Promise<void> =>
  changeRemembered(organisation, nameOf(documentId), (kept) => {
    const copy = kept === null ? nothing : copySchema.parse(JSON.parse(kept));
    return JSON.stringify({ ...copy, ...change(copy) });
  });
