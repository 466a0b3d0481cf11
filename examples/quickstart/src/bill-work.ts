import type { Bill, Desk, Invoice, TimeEntry } from '@billwright/core';

/** What a run came to. */
export interface BilledRun {
  /** The bills that it made: how each amount came about. None when everything was billed before. */
  readonly bills: readonly Bill[];
  /** The invoices that it issued. */
  readonly issued: readonly Invoice[];
  /** All invoices that there are, those of earlier runs too, by number. */
  readonly invoices: readonly Invoice[];
}

/** So many entries are recorded at once. */
const portion = 1000;

/** Records work, and bills what is due of it: first without writing, then as drafts, then as invoices with numbers. */
export async function billWork(
  desk: Desk,
  entries: readonly TimeEntry[],
  through: string,
): Promise<BilledRun> {
  for (let at = 0; at < entries.length; at += portion)
    await desk.work.record(entries.slice(at, at + portion));

  // What a run that was broken off had saved goes on under the key that it had.
  const { items: saved } = await desk.batches.list({ state: 'saved', limit: 200 });
  const request = { through, early: true };
  const bills: Bill[] = [];
  for await (const customer of desk.batches.previewEach(request))
    bills.push(...customer.bills.map(({ bill }) => bill));
  const key = `run ${saved.length + 1}`;
  if (bills.length > 0) await desk.batches.save({ ...request, key });

  const issued: Invoice[] = [];
  for (const { id } of (await desk.batches.list({ state: 'saved', limit: 200 })).items) {
    for (const result of await desk.batches.issue(id))
      if (result.status === 'issued') issued.push(result.invoice);
      else throw Object.assign(new Error(result.reason), { code: result.code });
  }
  return { bills, issued, invoices: await invoicesOf(desk) };
}

async function invoicesOf(desk: Desk): Promise<readonly Invoice[]> {
  const invoices: Invoice[] = [];
  for (let after: string | undefined; ; ) {
    const { items, next } = await desk.invoices.list({ after, limit: 200 });
    invoices.push(...items.filter(({ issued }) => issued !== null));
    if (next === null) return invoices;
    after = next;
  }
}
