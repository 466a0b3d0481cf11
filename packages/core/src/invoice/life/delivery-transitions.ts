import type { DeliveryState } from '../invoice.ts';

/**
 * What can become of the sending of an invoice. `deliver`: it was handed over, by whatever way. `fail-delivery`: it is
 * known that it did not arrive. `lose-delivery`: nobody can say.
 */
export type DeliveryAction =
  | 'queue-delivery'
  | 'cancel-delivery'
  | 'deliver'
  | 'fail-delivery'
  | 'lose-delivery';

/**
 * From each delivery state, what can be done, and the state that it leads to (R80). What is not here is refused.
 *
 * An `unknown` delivery is cleared up before anything is sent again; a `sent` one fails when it comes back.
 */
export const deliveryTransitions = {
  unsent: { 'queue-delivery': 'queued', deliver: 'sent' },
  queued: {
    'cancel-delivery': 'unsent',
    deliver: 'sent',
    'fail-delivery': 'failed',
    'lose-delivery': 'unknown',
  },
  sent: { 'fail-delivery': 'failed' },
  failed: { 'queue-delivery': 'queued', deliver: 'sent' },
  unknown: { deliver: 'sent', 'fail-delivery': 'failed' },
} as const satisfies Readonly<Record<DeliveryState, Partial<Record<DeliveryAction, DeliveryState>>>>;
