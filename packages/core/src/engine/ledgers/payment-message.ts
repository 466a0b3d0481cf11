import type { LedgerPayment } from '../../ports/accounting.ts';
import type { Instant } from '../../time/instant.ts';
import { secondsAfter } from '../../time/seconds-after.ts';
import { asJson } from '../as-json.ts';
import type { NewMessage } from '../outbox/message.ts';
import { outbox } from '../outbox/outbox.ts';
import type { Unit } from '../unit.ts';
import { payloadOf } from './export-plan.ts';

/** What a message of the kind `payment` carries. */
export interface PaymentPayload {
  readonly connectorId: string;
  readonly payment: LedgerPayment;
}

/** The message that records a payment later: one for each payment, with what was told of it last. */
export const paymentMessage = (connectorId: string, payment: LedgerPayment, at: Instant): NewMessage => ({
  id: ['payment', connectorId, payment.kind, payment.externalId].map(encodeURIComponent).join(':'),
  kind: 'payment',
  subject: { kind: 'ledger-payment', id: payment.externalId },
  payload: asJson({ connectorId, payment } satisfies PaymentPayload),
  due: secondsAfter(at, 60),
});

/** What was told of a payment before need not be recorded any more: something newer is. */
export async function closePaymentMessage(
  unit: Unit,
  connectorId: string,
  payment: LedgerPayment,
): Promise<void> {
  const message = await unit.find(outbox, paymentMessage(connectorId, payment, unit.at).id);
  if (message !== null && message.state !== 'done')
    await unit.save(outbox, { ...message, state: 'done', fault: null });
}

/** Whether a ledger may have documents of ours of which we don't know yet what it calls them. */
export async function waitsForExports(unit: Unit, connectorId: string): Promise<boolean> {
  for await (const message of unit.each(outbox, { index: ['state', 'uncertain'] }))
    if (message.kind === 'export' && payloadOf(message).connectorId === connectorId) return true;
  return false;
}
