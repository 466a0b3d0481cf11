import { type FakeAnswer, neverAnswered } from './fake-answer.ts';

/** What goes wrong on the way of one call; what else there is has an answer of its own. */
interface WayFault {
  readonly kind: string;
  /** What an answer is that can't be read. */
  readonly body?: string;
}

/**
 * The answer to a call with which something goes wrong. `unreached`: nothing is done, and no answer comes. `lost`: it is
 * done, and no answer comes. `silent`: it is done, and nobody answers until the caller gives up. `garbled`: it is done, and
 * the answer can't be read.
 *
 * @param early the answer of a fault before which nothing is done; `null`: it has none
 */
export async function withFault(
  fault: WayFault | null,
  early: FakeAnswer | null,
  done: () => FakeAnswer | Promise<FakeAnswer>,
  { headers, signal }: { readonly headers: Readonly<Record<string, string>>; readonly signal: AbortSignal },
): Promise<FakeAnswer> {
  if (fault?.kind === 'unreached') throw new TypeError('fetch failed');
  if (early !== null) return early;
  const answer = await done();
  if (fault?.kind === 'lost') throw new TypeError(`fetch failed: ${headers['authorization']}`);
  if (fault?.kind === 'silent') return neverAnswered(signal);
  if (fault?.kind === 'garbled') return { status: 200, body: fault.body === 'empty' ? '' : '<html/>' };
  return answer;
}
