import { listenFor, type Listening } from '@billwright/accounting-common/testing';
import type { FakeQuickBooks } from './fake-quick-books.ts';

/**
 * Lets a fake company listen on a port of this machine, so that requests go the whole way over HTTP.
 *
 * @example
 * ```ts
 * import { fakeQuickBooks, listening } from '@billwright/accounting-qbo/testing';
 *
 * const company = fakeQuickBooks({ clock: { now: () => '2026-04-01T06:00:00.000Z' } });
 * const { fetch, close } = await listening(company);
 * const { signal } = new AbortController();
 * const url = `https://quickbooks.api.intuit.com/v3/company/${company.realmId}/query?query=select`;
 * console.log((await fetch(url, { method: 'GET', headers: {}, signal })).status);
 * // => 401
 * await close();
 * ```
 */
export const listening = (company: FakeQuickBooks): Promise<Listening> =>
  listenFor(company.fetch, ['content-type', 'intuit_tid', 'retry-after']);
