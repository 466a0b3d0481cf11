import type { CancelSignal } from '../../ports/cancel-signal.ts';
import type { LeasedRow } from '../../ports/storage.ts';
import { secondsAfter } from '../../time/seconds-after.ts';
import type { EngineContext } from '../engine-context.ts';
import { TenantScope } from '../tenant-scope.ts';
import { postpone } from './begin-message.ts';
import { faultOf } from './call-outside.ts';
import { dispatchMessage } from './dispatch-message.ts';
import { handlers } from './handlers.ts';
import type { Message, MessageKind } from './message.ts';
import type { Outcome } from './message-handler.ts';

/** Which messages to deliver. */
export interface DispatchOptions {
  /** Default: all kinds. */
  readonly kinds?: readonly MessageKind[] | undefined;
  /** At most so many of each kind. Default: 1,000. */
  readonly limit?: number | undefined;
  /** Begins nothing more once it aborts; what is under way is brought to its end. */
  readonly signal?: CancelSignal | undefined;
}

/**
 * How many messages became what. `waiting`: they will be tried again. `uncertain`: nobody can say yet whether they
 * arrived. `dead`: a person must look. `overtaken`: somebody else has them. `failed`: the storage did.
 */
export type DispatchReport = Readonly<
  Record<'done' | 'waiting' | 'uncertain' | 'dead' | 'overtaken' | 'failed', number>
>;

const reported: Readonly<Record<Message['state'] | 'overtaken', keyof DispatchReport>> = {
  pending: 'waiting',
  uncertain: 'uncertain',
  done: 'done',
  dead: 'dead',
  dropped: 'overtaken',
  overtaken: 'overtaken',
};

/** How long a worker has what it leased; each call then takes as long as it needs. */
const leaseSeconds = 600;
const leaseSize = 50;

/**
 * Delivers the messages that are due, of all tenants. Any number of workers may do so at once, and be killed anywhere.
 * Kinds and channels don't wait for each other.
 */
export async function dispatch(
  context: EngineContext,
  { kinds, limit = 1000, signal }: DispatchOptions = {},
): Promise<DispatchReport> {
  const report = { done: 0, waiting: 0, uncertain: 0, dead: 0, overtaken: 0, failed: 0 };
  const isOver = (): boolean => signal?.aborted === true;
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the keys of the table are the kinds
  const wanted = kinds ?? (Object.keys(handlers) as MessageKind[]);
  const told = (state: keyof DispatchReport, count = 1): void => {
    report[state] += count;
  };
  await Promise.all(
    wanted.map(async (kind) => {
      try {
        for (let taken = 0; taken < limit && !isOver(); ) {
          const rows = await leaseSome(context, kind, Math.min(leaseSize, limit - taken));
          if (rows.length === 0) return;
          taken += rows.length;
          await Promise.all(byChannel(rows).map((some) => dispatchChannel(context, some, told, signal)));
        }
      } catch (error) {
        context.logger.error('messages could not be leased', { kind, fault: faultOf(error) });
        told('failed');
      }
    }),
  );
  return report;
}

function leaseSome(
  { storage, clock }: EngineContext,
  kind: MessageKind,
  limit: number,
): Promise<readonly LeasedRow[]> {
  const now = clock.now();
  return storage.lease({ kind, now, until: secondsAfter(now, leaseSeconds), limit });
}

async function dispatchChannel(
  context: EngineContext,
  rows: readonly LeasedRow[],
  told: (state: keyof DispatchReport, count?: number) => void,
  signal: CancelSignal | undefined,
): Promise<void> {
  const { circuits } = context;
  for (const [index, row] of rows.entries()) {
    if (signal?.aborted === true) return;
    const scope = new TenantScope(context, row.tenantId);
    const channel = channelOf(row);
    try {
      const down = circuits.downUntil(channel, context.clock.now());
      if (down !== null) {
        await postpone(scope, rows.slice(index), down);
        told('waiting', rows.length - index);
        return;
      }
      const { state, outcome } = await handlers[messageIn(row).kind].use((handler) =>
        dispatchMessage(scope, row, handler),
      );
      if (outcome !== null) learn(context, channel, outcome);
      told(reported[state]);
    } catch (error) {
      // The message stays leased, and comes again when the lease is over.
      context.logger.error('a message could not be dispatched', { id: row.id, fault: faultOf(error) });
      told('failed');
    }
  }
}

function learn({ circuits, clock }: EngineContext, channel: string, outcome: Outcome): void {
  if (outcome.status === 'later') circuits.isDown(channel, clock.now(), outcome.after ?? null);
  else if (outcome.status === 'unknown') circuits.isDown(channel, clock.now(), null);
  else circuits.isUp(channel);
}

function byChannel(rows: readonly LeasedRow[]): readonly (readonly LeasedRow[])[] {
  const channels = new Map<string, LeasedRow[]>();
  for (const row of rows) channels.set(channelOf(row), [...(channels.get(channelOf(row)) ?? []), row]);
  return [...channels.values()];
}

function channelOf(row: LeasedRow): string {
  const message = messageIn(row);
  return [row.tenantId, message.kind, handlers[message.kind].channel(message)].join('\u0000');
}

// The outbox holds what the engine wrote, by type.
// oxlint-disable-next-line typescript/no-unsafe-type-assertion
const messageIn = ({ value }: LeasedRow): Message => value as unknown as Message;
