import { type Fetch, jsonOf } from '@billwright/accounting-common';
import { answerOf } from '@billwright/accounting-common/testing';

import type { TimeToExport } from '../../src/export-time.ts';
import type { QuickBooks } from '../../src/quick-books.ts';
import type { FakeQuickBooksFault } from '../../src/testing/fake-fault.ts';
import { asRow, asRows, type FakeRow } from '../../src/testing/fake-query.ts';
import type { FakeQuickBooksOptions } from '../../src/testing/fake-quick-books.ts';
import { type QuickBooksDesk, quickBooksDesk } from './quick-books-desk.ts';
import {
  done,
  exportRejected,
  invoiceIds,
  manyMore,
  putRight,
  type Step,
  timeExported,
  timeOf,
} from './steps.ts';

/** Something that goes wrong: with a call of this path, `send` for one that mails, or with the next one whatever it is. */
export interface Mishap {
  readonly path: string | null;
  readonly fault: FakeQuickBooksFault;
}

/** What happens to a desk. */
export interface Schedule {
  readonly mishaps: readonly (Mishap | null)[];
  readonly steps: readonly Step[];
  /** Whether the company takes numbers of ours: where it gives them itself, none is ever found taken. Default: it does. */
  readonly takesNumbers?: boolean | undefined;
}

/** What is wrong with the way to QuickBooks, on purpose. */
export interface Sabotage {
  readonly wrap?: ((fetch: Fetch) => Fetch) | undefined;
  readonly change?: ((connector: QuickBooks) => QuickBooks) | undefined;
  readonly fake?: Partial<FakeQuickBooksOptions> | undefined;
  readonly options?: Parameters<typeof quickBooksDesk>[1];
}

/** A desk after a schedule, and how many asked for tokens at once at most. */
export interface Outcome extends QuickBooksDesk {
  readonly tokensAtOnce: number;
  /** What was issued and exported. */
  readonly ids: readonly string[];
  /** What was rejected, and exported once more. */
  readonly exportedAgain: readonly string[];
  /** The time as it was last; `null`: there is none. */
  readonly time: TimeToExport | null;
}

/** Lets two processes, people and faults do what they do, and gives them time to come back from it. */
export async function afterSchedule(
  { mishaps, steps, takesNumbers = true }: Schedule,
  { wrap = (fetch) => fetch, change, fake = {}, options = {} }: Sabotage = {},
): Promise<Outcome> {
  const coming = [...mishaps];
  const tokens = { running: 0, most: 0 };
  const world = await quickBooksDesk(
    { takesNumbers, ...fake, faults: ({ path }) => nextOf(coming, path) },
    options,
    { wrap: (fetch) => wrap(disordered(counted(fetch, tokens))), change, processes: 2 },
  );
  const { desk, company, clock, drafted, work } = world;
  company.books.put('Employee', { DisplayName: 'Ana', Active: true });
  for (const name of ['Acme', 'Globex']) company.books.put('Customer', { DisplayName: name, Active: true });
  for (const [index, id] of invoiceIds.entries()) {
    await drafted(id, `${(index + 1) * 100}.00`, index === 2 ? 'globex' : 'acme');
    await desk.invoices.issue(id);
    await desk.invoices.export(id);
  }
  await work(2);
  let ids = invoiceIds;
  let time: TimeToExport | null = null;
  for (const step of steps) {
    await done(world, step);
    if (step === 'many' && ids === invoiceIds) ids = [...ids, ...(await manyMore(world))];
    if (step === 'time') {
      time = timeOf((time?.revision ?? 0) + 1);
      await timeExported(world, time);
    }
    await work(1);
  }
  coming.length = 0;
  // Whoever connects again is not told to wait any more.
  clock.advance(120);
  await putRight(world, steps);
  await work(120);
  const exportedAgain = await exportRejected(world, steps, ids);
  if (time !== null) await timeExported(world, time);
  await desk.ledgers.sync('quickbooks').catch(() => null);
  await work(2);
  return { ...world, tokensAtOnce: tokens.most, ids, exportedAgain, time };
}

/** Tokens that were used up and whose answer was lost are a grant that has gone: that has a test of its own. */
function nextOf(coming: (Mishap | null)[], called: string): FakeQuickBooksFault | null {
  const path = called.endsWith('/send') ? 'send' : called;
  const index = coming.findIndex((one) => one === null || one.path === null || one.path === path);
  const [mishap = null] = index === -1 ? [] : coming.splice(index, 1);
  const fault = mishap?.fault ?? null;
  const isLost = fault?.kind === 'lost' || fault?.kind === 'garbled';
  return path === 'tokens' && isLost ? { kind: 'broken' } : fault;
}

/** Counts how many ask for tokens at once. */
const counted =
  (fetch: Fetch, tokens: { running: number; most: number }): Fetch =>
  async (url, request) => {
    if (!url.includes('/tokens/bearer')) return fetch(url, request);
    tokens.running += 1;
    tokens.most = Math.max(tokens.most, tokens.running);
    try {
      await new Promise((go) => setImmediate(go));
      return await fetch(url, request);
    } finally {
      tokens.running -= 1;
    }
  };

/** What changed is told in another order, and some of it twice. */
const disordered = (fetch: Fetch): Fetch =>
  changed(fetch, '/cdc?', (answer) => {
    const [{ QueryResponse } = {}] = asRows(answer['CDCResponse']);
    const parts = asRows(QueryResponse).map((part) => ({
      ...part,
      ...(Array.isArray(part['Payment']) ? { Payment: twiceBackwards(asRows(part['Payment'])) } : {}),
    }));
    return { ...answer, CDCResponse: [{ QueryResponse: parts }] };
  });

const twiceBackwards = (rows: readonly FakeRow[]): readonly FakeRow[] => [
  ...rows.toReversed(),
  ...rows.slice(0, 1),
];

/** Changes the answers to calls with something in their address. */
export const changed =
  (fetch: Fetch, address: string, change: (answer: FakeRow) => unknown): Fetch =>
  async (url, request) => {
    const answer = await fetch(url, request);
    const body = jsonOf(await answer.text());
    if (!url.includes(address) || answer.status !== 200 || body === undefined) return answer;
    const { status, headers } = answer;
    return { ...answerOf({ status, body: change(asRow(body)) }), headers };
  };
