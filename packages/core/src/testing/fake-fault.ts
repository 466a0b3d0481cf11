import type { CancelSignal } from '../ports/cancel-signal.ts';
import type { Clock } from '../ports/clock.ts';
import type { Instant } from '../time/instant.ts';
import { secondsAfter } from '../time/seconds-after.ts';

/**
 * What goes wrong with one call of a fake.
 *
 * - `unreached`: the call throws, and nothing happened. `lost`: it happened, and the call throws.
 * - `late`: the call throws, and it happens so many seconds later.
 * - `silent`: nobody answers until the call is given up. It happens after so many seconds, or never (`null`).
 * - `limited`: it asks to be tried again. `refused`: it says no for good.
 */
export type FakeFault =
  | { readonly kind: 'unreached' | 'lost' | 'limited' | 'refused' }
  | { readonly kind: 'late'; readonly seconds: number }
  | { readonly kind: 'silent'; readonly seconds: number | null };

/** Lets calls of a fake go wrong, and what comes late happen when its time has come. */
export class FaultyCalls {
  readonly #clock: Clock;
  #coming: { readonly at: Instant; readonly happen: () => unknown }[] = [];

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Lets happen what is late and due by now. */
  settle(): void {
    const now = this.#clock.now();
    const due = this.#coming.filter(({ at }) => at <= now);
    this.#coming = this.#coming.filter(({ at }) => at > now);
    for (const { happen } of due.toSorted((one, other) => (one.at < other.at ? -1 : 1))) happen();
  }

  /** Does what was asked, or goes wrong as it was told to. `limited` and `refused` are the caller's to answer. */
  async run<Answer>(
    fault: FakeFault | null,
    happen: () => Answer,
    signal: CancelSignal | undefined,
  ): Promise<Answer> {
    this.settle();
    if (signal?.aborted === true) throw asError(signal.reason);
    const happened = this.part(fault, happen);
    if (happened.isAnswered) return happened.answer;
    if (fault?.kind === 'silent') return givenUp(signal);
    throw new Error(`the fake is told to fail: ${fault?.kind}`);
  }

  /** Does one of several things of one call, or lets it go wrong: then nobody knows. */
  part<Answer>(
    fault: FakeFault | null,
    happen: () => Answer,
  ): { readonly isAnswered: true; readonly answer: Answer } | { readonly isAnswered: false } {
    if (fault === null) return { isAnswered: true, answer: happen() };
    if (fault.kind === 'lost') happen();
    if ((fault.kind === 'late' || fault.kind === 'silent') && fault.seconds !== null)
      this.#coming.push({ at: secondsAfter(this.#clock.now(), fault.seconds), happen });
    return { isAnswered: false };
  }
}

/** A promise that only giving up ends. */
function givenUp(signal: CancelSignal | undefined): Promise<never> {
  return new Promise((_, reject) => {
    signal?.addEventListener('abort', () => reject(asError(signal.reason)));
  });
}

const asError = (reason: unknown): Error => (reason instanceof Error ? reason : new Error('given up'));
