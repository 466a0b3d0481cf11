import { mailHandler } from '../delivery/mail-handler.ts';
import { exportHandler } from '../ledgers/export-handler.ts';
import { ledgerSendHandler } from '../ledgers/ledger-send-handler.ts';
import { paymentHandler } from '../ledgers/payment-handler.ts';
import { syncHandler } from '../ledgers/sync-handler.ts';
import { eventHandler } from '../subscriptions/event-handler.ts';
import type { Message, MessageKind } from './message.ts';
import type { MessageHandler } from './message-handler.ts';

/** A handler whose plans only it looks at. */
export interface AnyHandler {
  readonly channel: (message: Message) => string;
  readonly use: <Result>(body: <Plan>(handler: MessageHandler<Plan>) => Result) => Result;
}

const closed = <Plan>(handler: MessageHandler<Plan>): AnyHandler => ({
  channel: handler.channel,
  use: (body) => body(handler),
});

/** How messages of each kind are delivered. */
export const handlers: Readonly<Record<MessageKind, AnyHandler>> = {
  export: closed(exportHandler),
  'ledger-send': closed(ledgerSendHandler),
  mail: closed(mailHandler),
  event: closed(eventHandler),
  sync: closed(syncHandler),
  payment: closed(paymentHandler),
};
