import { listenFor, type Listening } from '@billwright/accounting-common/testing';
import type { FakeXero } from './fake-xero.ts';

/** The headers that somebody who calls Xero looks at. */
const headers = [
  'date',
  'retry-after',
  'x-rate-limit-problem',
  'x-daylimit-remaining',
  'x-minlimit-remaining',
];

/**
 * Lets a fake organisation listen on a port of this machine, so that requests go the whole way over HTTP.
 *
 * @example
 * ```ts
 * import { fakeXero, listening } from '@billwright/accounting-xero/testing';
 *
 * const organisation = fakeXero({ clock: { now: () => '2026-04-01T06:00:00.000Z' } });
 * const { fetch, close } = await listening(organisation);
 * const { signal } = new AbortController();
 * const url = 'https://api.xero.com/api.xro/2.0/Invoices';
 * console.log((await fetch(url, { method: 'GET', headers: {}, signal })).status);
 * // => 401
 * await close();
 * ```
 */
export const listening = (organisation: FakeXero): Promise<Listening> =>
  listenFor(organisation.fetch, headers);
