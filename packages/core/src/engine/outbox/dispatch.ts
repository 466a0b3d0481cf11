import type { CancelSignal } from '../../ports/cancel-signal.ts';
import type { LeasedRow } from '../../ports/storage.ts';
import { secondsAfter } from '../../time/seconds-after.ts';
import type { EngineContext } from '../engine-context.ts';
import { TenantScope } from '../tenant-scope.ts';
import { faultOf } from './call-outside.ts';
import { dispatchChannel, type Told } from './dispatch-channel.ts';
import { handlers } from './handlers.ts';
import type { Message, MessageKind } from './message.ts';

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

const reported: Readonly<Record<Parameters<Told>[0], keyof DispatchReport>> = {
  pending: 'waiting',
  uncertain: 'uncertain',
  done: 'done',
  dead: 'dead',
  dropped: 'overtaken',
  overtaken: 'overtaken',
  failed: 'failed',
};

/** How long a worker has what it leased; each call then takes as long as it needs. */
const leaseSeconds = 600;
const leaseSize = 50;

/** So many that the calls of the channel that takes most at once are full. */
function leaseSizeOf(context: EngineContext, kind: MessageKind): number {
  const most = handlers[kind].use(({ together }) => together?.largest(context) ?? 1);
  return Math.ceil(leaseSize / most) * most;
}

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
  const told: Told = (state, count = 1) => {
    report[reported[state]] += count;
  };
  await Promise.all(
    wanted.map(async (kind) => {
      try {
        const size = leaseSizeOf(context, kind);
        for (let taken = 0; taken < limit && !isOver(); ) {
          const rows = await leaseSome(context, kind, Math.min(size, limit - taken));
          if (rows.length === 0) return;
          taken += rows.length;
          await Promise.all(byChannel(rows).map((some) => dispatchSome(context, some, told, signal)));
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

async function dispatchSome(
  context: EngineContext,
  rows: readonly LeasedRow[],
  told: Told,
  signal: CancelSignal | undefined,
): Promise<void> {
  const [first] = rows;
  if (first === undefined) return;
  const scope = new TenantScope(context, first.tenantId);
  await handlers[messageIn(first).kind].use((handler) =>
    dispatchChannel({ name: channelOf(first), scope, handler, told, signal }, rows),
  );
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
