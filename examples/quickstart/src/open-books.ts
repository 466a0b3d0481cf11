import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Billing, createBilling } from '@billwright/core';
import { pgliteStorage } from '@billwright/storage-postgres/pglite';

/** Billing over a folder, and the clock that it goes by: a month that is over gives the same invoices whenever it is run. */
export interface Books {
  readonly billing: Billing;
  /** Sets the clock to noon of a day. */
  readonly on: (day: string) => void;
}

/** Opens the books in a folder, which keep what was billed from one run to the next; `fresh` throws them away first. */
export async function openBooks(out: string, fresh: boolean): Promise<Books> {
  const dataDir = join(out, 'books');
  if (fresh) await rm(dataDir, { recursive: true, force: true });
  const storage = await pgliteStorage({ dataDir, allowEmbedded: true });
  let now = new Date().toISOString();
  return {
    billing: createBilling({ storage, clock: { now: () => now } }),
    on: (day) => {
      now = `${day}T12:00:00.000Z`;
    },
  };
}
