import type { MessageKind } from '../../../src/engine/outbox/message.ts';
import { Random } from '../outbox/random.ts';

/** What a seed simulates beside the copies of invoices in a ledger. */
export type Beside = 'mail' | 'payments' | 'events';

/** Of how a seed is simulated, what came later: seeds that failed before that are run as they were then. */
export interface Shape {
  readonly beside: readonly Beside[];
  /** How many documents the ledger takes in one call. */
  readonly batch?: number | undefined;
  /** How many payments it tells at once. */
  readonly pageSize?: number | undefined;
}

/** Copies alone, one by one. */
export const plainShape: Shape = { beside: [] };

/** As a seed likes it. What it draws for that is drawn from nowhere else. */
export function shapeOf(seed: number): Shape {
  const random = new Random(seed + 500_000);
  return {
    beside: random.pick<readonly Beside[]>([
      [],
      [],
      ['mail'],
      ['payments'],
      ['events'],
      ['mail', 'payments', 'events'],
    ]),
    batch: random.pick([undefined, undefined, 2, 3]),
    pageSize: random.pick([1, 100]),
  };
}

const kinds: Readonly<Record<Beside, readonly MessageKind[]>> = {
  mail: ['mail'],
  payments: ['sync', 'payment'],
  events: ['event'],
};

/** The kinds of messages that there are in a shape. */
export const kindsOf = ({ beside }: Shape): readonly MessageKind[] => [
  'export',
  ...beside.flatMap((one) => kinds[one]),
];
