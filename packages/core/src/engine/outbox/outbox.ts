import type { Instant } from '../../time/instant.ts';
import { collection } from '../collection.ts';
import type { Unit } from '../unit.ts';
import type { Message, NewMessage } from './message.ts';

/** Messages: who is due is found by kind, in the order of the instants from which they are. */
export const outbox = collection<Message, 'outbox'>({
  name: 'outbox',
  id: ({ id }) => id,
  order: ({ due }) => due,
  keys: ({ kind, subject, state }) => ({
    due: isOpen(state) ? kind : null,
    subject: `${subject.kind}:${subject.id}`,
    state,
  }),
});

/** Whether a message of this state is still on its way. */
export const isOpen = (state: Message['state']): boolean => state === 'pending' || state === 'uncertain';

/** Writes the messages of a call. What was written before, for the same fact, stays as it is. */
export async function writeMessages(unit: Unit): Promise<void> {
  await unit.addAll(
    outbox,
    unit.messages.map((message) => newMessage(message, unit.at, 0)),
  );
}

/**
 * Notes a message for a fact that may have had one before: one that has ended begins anew, whatever became of it. How often
 * it was sent is counted on, so whoever remembers an answer to the last request is asked another one.
 */
export async function sendAnew(unit: Unit, message: NewMessage): Promise<void> {
  const before = await unit.find(outbox, message.id);
  if (before === null) unit.send(message);
  else await unit.save(outbox, newMessage(message, unit.at, before.sends));
}

const newMessage = ({ due, ...message }: NewMessage, now: Instant, sends: number): Message => ({
  ...message,
  due: due ?? now,
  state: 'pending',
  attempts: 0,
  sends,
  resends: 0,
  fault: null,
});
