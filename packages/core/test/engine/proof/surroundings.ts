import type { Subscription } from '../../../src/engine/engine-context.ts';
import type { BillingEvent } from '../../../src/events/billing-events.ts';
import type { AccountingConnector, LedgerPayment } from '../../../src/ports/accounting.ts';
import type { Clock } from '../../../src/ports/clock.ts';
import { FaultyCalls } from '../../../src/testing/fake-fault.ts';
import type { FakeLedger } from '../../../src/testing/fake-ledger.ts';
import { type FakeMailer, fakeMailer } from '../../../src/testing/fake-mailer.ts';
import { Random } from '../outbox/random.ts';
import { drawnFaults, type Trouble } from '../support/fault-draw.ts';
import type { Shape } from './shape.ts';

/** Everything outside of a simulated desk. */
export interface Surroundings {
  readonly ledger: FakeLedger;
  readonly mailer: FakeMailer;
  readonly subscription: Subscription;
  /** What the subscription was told, by key, in order. */
  readonly heard: ReadonlyMap<string, readonly BillingEvent[]>;
  /** What people entered in the ledger, in order: what they changed is there again. */
  readonly entered: readonly LedgerPayment[];
  readonly enter: (payment: LedgerPayment) => void;
}

/** What stands around the desk of a seed. It draws from a source of its own. */
export function surroundingsOf(
  seed: number,
  ledger: FakeLedger,
  clock: Clock,
  trouble: Readonly<Trouble>,
): Surroundings {
  const random = new Random(seed + 900_000);
  const hearing = new FaultyCalls(clock);
  const hearingFaults = drawnFaults(random, trouble);
  const heard = new Map<string, readonly BillingEvent[]>();
  const entered: LedgerPayment[] = [];
  return {
    ledger,
    mailer: fakeMailer({ clock, faults: drawnFaults(random, trouble) }),
    subscription: {
      id: 'books',
      events: ['invoice.issued', 'invoice.paid', 'invoice.exported'],
      deliver: (event, key) =>
        hearing.run(
          hearingFaults(),
          () => {
            heard.set(key, [...(heard.get(key) ?? []), event]);
          },
          undefined,
        ),
    },
    heard,
    entered,
    enter(payment) {
      entered.push(payment);
      ledger.enter(payment);
    },
  };
}

/** The ledger as the desk has it: that it calls is believed. */
export const believed = (ledger: AccountingConnector): AccountingConnector => ({
  ...ledger,
  webhook: () => Promise.resolve({ status: 'accepted', tenantIds: ['desk'] }),
});

/** What the desk has in a shape. */
export const portsOf = (
  { beside }: Shape,
  { mailer, subscription }: Surroundings,
): { readonly mailer?: FakeMailer; readonly subscriptions?: readonly Subscription[] } => ({
  ...(beside.includes('mail') ? { mailer } : {}),
  ...(beside.includes('events') ? { subscriptions: [subscription] } : {}),
});
