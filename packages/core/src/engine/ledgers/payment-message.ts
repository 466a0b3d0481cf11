import type { LedgerPayment } from '../../ports/accounting.ts';
import type { Instant } from '../../time/instant.ts';
import { secondsAfter } from '../../time/seconds-after.ts';
import { asJson } from '../as-json.ts';
import { canonicalJson } from '../canonical-json.ts';
import type { NewMessage } from '../outbox/message.ts';
import { outbox } from '../outbox/outbox.ts';
import type { Unit } from '../unit.ts';
import { payloadOf } from './export-plan.ts';

/** What a message of the kind `payment` carries. */
export interface PaymentPayload {
  readonly connectorId: string;
  readonly payment: LedgerPayment;
}

/** The message that records a payment later. Another state of the same payment is another message. */
export function paymentMessage(connectorId: string, payment: LedgerPayment, at: Instant): NewMessage {
  const state = canonicalJson(asJson(payment));
  const id = ['payment', connectorId, payment.externalId, state].map(encodeURIComponent).join(':');
  return {
    id,
    kind: 'payment',
    subject: { kind: 'ledger-payment', id: payment.externalId },
    payload: asJson({ connectorId, payment } satisfies PaymentPayload),
    due: secondsAfter(at, 60),
  };
}

/** Whether a ledger may have documents of ours of which we don't know yet what it calls them. */
export async function waitsForExports(unit: Unit, connectorId: string): Promise<boolean> {
  for await (const message of unit.each(outbox, { index: ['state', 'uncertain'] }))
    if (message.kind === 'export' && payloadOf(message).connectorId === connectorId) return true;
  return false;
}
