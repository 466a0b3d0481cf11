import type { Clock } from '../ports/clock.ts';
import type { Mail, Mailer } from '../ports/mailer.ts';
import { type FakeFault, FaultyCalls } from './fake-fault.ts';
import { fixedClock } from './fixed-clock.ts';

/** How a fake mailer behaves. */
export interface FakeMailerOptions {
  /** Default: one that stands still. */
  readonly clock?: Clock | undefined;
  /** What goes wrong with a mail; `null`: nothing. Default: nothing ever does. */
  readonly faults?: ((mail: Mail) => FakeFault | null) | undefined;
}

/** A mailer in memory. */
export interface FakeMailer extends Mailer {
  /** Every mail that a server took over, in order. One that was sent twice is here twice, with the same key. */
  sent(): readonly Mail[];
}

/**
 * A mailer in memory, for tests: it keeps mails, and its calls fail as they are told to.
 *
 * @example
 * ```ts
 * import { fakeMailer } from '@billwright/core/testing';
 *
 * const mailer = fakeMailer();
 * console.log(mailer.sent().length);
 * // => 0
 * ```
 */
export function fakeMailer(options: FakeMailerOptions = {}): FakeMailer {
  const { clock = fixedClock('2026-01-01T00:00:00Z'), faults = () => null } = options;
  const outside = new FaultyCalls(clock);
  const sent: Mail[] = [];
  return {
    async send(mail, { signal } = {}) {
      const fault = faults(mail);
      if (fault?.kind === 'limited') return { status: 'retry', reason: '451 try again later' };
      if (fault?.kind === 'refused') return { status: 'rejected', reason: '550 no such user' };
      await outside.run(fault, () => sent.push(mail), signal);
      return { status: 'sent', messageId: `<${mail.key}@mail.example>` };
    },
    sent() {
      outside.settle();
      return [...sent];
    },
  };
}
