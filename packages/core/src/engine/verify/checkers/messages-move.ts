import { instantToSeconds, secondsToInstant } from '../../../time/instant.ts';
import { outbox } from '../../outbox/outbox.ts';
import type { TenantChecker } from '../checker.ts';
import { finding } from '../violation.ts';

const secondsOfADay = 86_400;

/** A message that is tried becomes due again later, so one that stays due is tried by nobody. */
export const messagesMove: TenantChecker = {
  invariant: 'I18',
  says: 'No message waits for more than a day longer than it has to.',
  of: 'tenant',
  async *check(view) {
    const to = secondsToInstant(instantToSeconds(view.now) - secondsOfADay);
    for (const state of ['pending', 'uncertain']) {
      for await (const { id, kind, due } of view.each(outbox, { index: ['state', state], to }))
        yield finding('message', id, 'is due for more than a day', { kind, state, due });
    }
  },
};
