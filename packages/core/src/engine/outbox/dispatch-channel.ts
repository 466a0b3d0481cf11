import type { CancelSignal } from '../../ports/cancel-signal.ts';
import type { LeasedRow } from '../../ports/storage.ts';
import type { Instant } from '../../time/instant.ts';
import type { TenantScope } from '../tenant-scope.ts';
import { secondsAfter } from '../../time/seconds-after.ts';
import {
  beginMessage,
  type BegunMessage,
  postpone,
  type SettledMessage,
  startsWithinSeconds,
} from './begin-message.ts';
import { faultOf } from './call-outside.ts';
import { callMessages, endMessage } from './dispatch-message.ts';
import type { Message } from './message.ts';
import type { MessageHandler, Outcome } from './message-handler.ts';

/** What becomes of the messages of a dispatch. */
export type Told = (state: SettledMessage['state'] | 'failed', count?: number) => void;

/** Messages of one kind and tenant that go the same way, of which one at a time is worked on, in order. */
export interface Channel<Plan> {
  readonly name: string;
  readonly scope: TenantScope;
  readonly handler: MessageHandler<Plan>;
  readonly told: Told;
  readonly signal: CancelSignal | undefined;
}

/**
 * Delivers the messages of one channel: writes down of each what is about to happen, calls, and writes down of each what
 * came of it. Several calls that can be one are made as one.
 */
export async function dispatchChannel<Plan>(
  channel: Channel<Plan>,
  rows: readonly LeasedRow[],
): Promise<void> {
  const { scope, handler, told } = channel;
  const { circuits, clock } = scope.context;
  let joined: BegunMessage<Plan>[] = [];
  const callJoined = async (): Promise<void> => {
    const begun = joined;
    joined = [];
    await deliver(channel, begun);
  };
  for (const [index, row] of rows.entries()) {
    if (channel.signal?.aborted === true) break;
    const down = circuits.downUntil(channel.name, clock.now());
    if (down !== null) {
      const rest = rows.slice(index);
      if ((await tried(channel, row, () => postpone(scope, rest, down))) === failed) continue;
      told('pending', rest.length);
      break;
    }
    const begun = await tried(channel, row, () => beginMessage(scope, row, handler));
    if (begun === failed) continue;
    if ('state' in begun) {
      told(begun.state);
      continue;
    }
    const most = mostTogether(channel, begun);
    // What was begun goes out before anything that can take long.
    if (most === 1) await callJoined();
    joined.push(begun);
    if (joined.length >= most || clock.now() > latestStart(joined)) await callJoined();
  }
  await callJoined();
}

/** Nobody waits for company for longer than half of the time that it has. */
const latestStart = <Plan>([first]: readonly BegunMessage<Plan>[]): Instant =>
  first === undefined ? '' : secondsAfter(first.notAfter, -startsWithinSeconds / 2);

function mostTogether<Plan>(
  { scope, handler: { together } }: Channel<Plan>,
  { message, call }: BegunMessage<Plan>,
): number {
  return together?.isJoinable(call.plan) === true ? together.most(message, scope) : 1;
}

async function deliver<Plan>(channel: Channel<Plan>, begun: readonly BegunMessage<Plan>[]): Promise<void> {
  if (begun.length === 0) return;
  const { scope, handler, told } = channel;
  const outcomes = await callMessages(scope, begun, handler);
  for (const [index, one] of begun.entries()) {
    const outcome = outcomes[index];
    if (outcome === undefined) continue;
    const ended = await tried(channel, one.message, () => endMessage(scope, one, outcome, handler));
    if (ended !== failed) told(ended.state);
  }
  learn(channel, outcomes);
}

const isAnswer = ({ status }: Outcome): boolean => status !== 'later' && status !== 'unknown';

/** One call tells one thing of its channel, however many messages it was for. */
function learn<Plan>({ name, scope }: Channel<Plan>, outcomes: readonly Outcome[]): void {
  const { circuits, clock } = scope.context;
  const asked = outcomes.flatMap((one) => (one.status === 'later' && one.after != null ? [one.after] : []));
  const [longest] = asked.toSorted().toReversed();
  if (longest === undefined && outcomes.some(isAnswer)) circuits.isUp(name);
  else circuits.isDown(name, clock.now(), longest ?? null);
}

const failed = Symbol('failed');

/** What the storage does wrong is told: the message stays leased, or under way, and comes again when that is over. */
async function tried<Plan, Result>(
  { scope, told }: Channel<Plan>,
  { id }: Pick<Message, 'id'>,
  body: () => Promise<Result>,
): Promise<Result | typeof failed> {
  try {
    return await body();
  } catch (error) {
    scope.context.logger.error('a message could not be dispatched', { id, fault: faultOf(error) });
    told('failed');
    return failed;
  }
}
