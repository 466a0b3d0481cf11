import type { FakeAnswer } from '@billwright/accounting-common/testing';
import { XeroFault } from './fake-fault.ts';

interface Known {
  readonly request: string;
  readonly answer: Promise<FakeAnswer>;
  readonly until: number;
}

const livesSeconds = 360;
const longestKey = 128;

/**
 * Answers of requests with a key: for six minutes from the first call the same request gets the same answer, also when it
 * was a refusal; another request with the key is refused
 * (https://developer.xero.com/documentation/guides/idempotent-requests/idempotency).
 */
export class FakeIdempotency {
  readonly #now: () => number;
  readonly #known = new Map<string, Known>();

  constructor(now: () => number) {
    this.#now = now;
  }

  async once(key: string | undefined, request: string, call: () => Promise<FakeAnswer>): Promise<FakeAnswer> {
    if (key === undefined) return call();
    if (key.length > longestKey)
      return new XeroFault(`Idempotency-Key has more than ${longestKey} characters`).answer();
    const known = this.#known.get(key);
    if (known !== undefined && known.until > this.#now())
      return known.request === request
        ? known.answer
        : new XeroFault('Idempotency-Key was used with another request').answer();
    const answer = call();
    this.#known.set(key, { request, answer, until: this.#now() + livesSeconds * 1000 });
    return answer;
  }
}
