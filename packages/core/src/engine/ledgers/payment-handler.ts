import type { MessageHandler } from '../outbox/message-handler.ts';
import type { Message } from '../outbox/message.ts';
import { recordLedgerPayment } from '../payments/record-ledger-payment.ts';
import { type PaymentPayload, waitsForExports } from './payment-message.ts';

/** Records payments that a ledger told and that could not be recorded then. Nothing outside is called. */
export const paymentHandler: MessageHandler<never> = {
  channel: ({ id }) => id,
  async begin(unit, message) {
    const { connectorId, payment } = payloadOf(message);
    const { isWhole } = await recordLedgerPayment(unit, connectorId, payment);
    return !isWhole && (await waitsForExports(unit, connectorId))
      ? { do: 'fail', reason: 'it names documents that are none of ours, as far as we know by now' }
      : { do: 'nothing' };
  },
  call: () => Promise.resolve({ status: 'done' }),
  end: () => Promise.resolve(),
};

// It was written by `paymentMessage`.
// oxlint-disable-next-line typescript/no-unsafe-type-assertion
const payloadOf = ({ payload }: Message): PaymentPayload => payload as unknown as PaymentPayload;
