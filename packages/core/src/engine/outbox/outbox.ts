import type { Instant } from '../../time/instant.ts';
import { collection } from '../collection.ts';
import type { Unit } from '../unit.ts';
import type { Message } from './message.ts';

/** Messages: who is due is found by kind, in the order of the instants from which they are. */
export const outbox = collection<Message, 'outbox'>({
  name: 'outbox',
  id: ({ id }) => id,
  order: ({ due }) => due,
  keys: ({ kind, subject, state }) => ({
    due: state === 'pending' || state === 'uncertain' ? kind : null,
    subject: `${subject.kind}:${subject.id}`,
    state,
  }),
});

/** Writes the messages of a call. What was written before, for the same fact, stays as it is. */
export async function writeMessages(unit: Unit): Promise<void> {
  for (const { due, ...message } of unit.messages) {
    await unit.add(outbox, newMessage(message, due ?? unit.at));
  }
}

const newMessage = (
  message: Omit<Message, 'due' | 'state' | 'attempts' | 'fault'>,
  due: Instant,
): Message => ({
  ...message,
  due,
  state: 'pending',
  attempts: 0,
  fault: null,
});
