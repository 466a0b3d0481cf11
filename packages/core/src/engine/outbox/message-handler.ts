import type { CancelSignal } from '../../ports/cancel-signal.ts';
import type { RefusedRecipient } from '../../ports/mailer.ts';
import type { Json } from '../../ports/storage.ts';
import type { Instant } from '../../time/instant.ts';
import type { EngineContext } from '../engine-context.ts';
import type { TenantScope } from '../tenant-scope.ts';
import type { Unit } from '../unit.ts';
import type { Message } from './message.ts';

/** What came of a call to the outside. */
export type Outcome =
  /**
   * It has arrived. `externalId`: what a ledger calls it. `refused`: who did not get it, while others did. `rest`: the payload
   * of what is still to be tried again, and why it was put off.
   */
  | {
      readonly status: 'done';
      readonly externalId?: string | undefined;
      readonly refused?: readonly RefusedRecipient[] | undefined;
      readonly rest?: { readonly payload: Json; readonly reason: string } | undefined;
    }
  /** It was refused for good, and nothing of it is kept. */
  | { readonly status: 'refused'; readonly reason: string }
  /** Nothing of it is kept, and it may be tried again. */
  | { readonly status: 'later'; readonly reason: string; readonly after?: Instant | null | undefined }
  /** It was looked up, and surely never arrived. */
  | { readonly status: 'absent' }
  /** Nobody can say. */
  | { readonly status: 'unknown'; readonly reason: string };

/** A call to the outside, as it was decided on in a transaction. */
export interface PlannedCall<Plan> {
  readonly do: 'call';
  readonly plan: Plan;
  /** Whether doing it twice is as good as once. If not, it is looked up or left to a person when nobody knows. */
  readonly isRepeatable: boolean;
  /** How long it may take effect after it was given up. */
  readonly lingersSeconds: number;
  /** After how long it is given up. Default: a minute. */
  readonly seconds?: number | undefined;
  /** Whether it only looks: what was sent before is as uncertain as it was, if the look fails. Default: no. */
  readonly isLookUp?: boolean | undefined;
  /** Whether it is sent again although it may have arrived. Default: no. */
  readonly isResend?: boolean | undefined;
}

/** What is to be done about a message now. */
export type Step<Plan> =
  | PlannedCall<Plan>
  /** Nothing: it was done by somebody else, or has become needless. */
  | { readonly do: 'nothing' }
  /** It waits for something else; that is no attempt. */
  | { readonly do: 'wait'; readonly reason: string }
  /** It can't be tried now. That is an attempt. */
  | { readonly do: 'fail'; readonly reason: string }
  /** It can't ever succeed. */
  | { readonly do: 'give-up'; readonly reason: string };

/** How calls about several messages of a channel become one call. */
export interface CallsTogether<Plan> {
  /** For how many messages of this one's channel one call can be made; 1: one at a time. */
  readonly most: (message: Message, scope: TenantScope) => number;
  /** The greatest of those numbers over all channels. */
  readonly largest: (context: EngineContext) => number;
  /** Whether a call is one that others can go with. */
  readonly isJoinable: (plan: Plan) => boolean;
  /** Does several, two or more: one outcome for each, in their order. What it throws means that nobody knows of any. */
  readonly call: (
    plans: readonly [Plan, ...Plan[]],
    scope: TenantScope,
    signal: CancelSignal,
  ) => Promise<readonly Outcome[]>;
}

/** How messages of one kind are delivered. */
export interface MessageHandler<Plan> {
  /** What can be down as a whole, for example one ledger: its messages wait together. */
  readonly channel: (message: Message) => string;
  /** Decides what to do, in a transaction, and writes down that it is about to be done. */
  readonly begin: (unit: Unit, message: Message, scope: TenantScope) => Promise<Step<Plan>>;
  /** Does it, outside of any transaction. What it throws means that nobody knows. */
  readonly call: (plan: Plan, message: Message, scope: TenantScope, signal: CancelSignal) => Promise<Outcome>;
  /** Default: each is a call of its own. */
  readonly together?: CallsTogether<Plan>;
  /** Writes what came of it, in the transaction that writes the message. `after.state` tells whether it is tried again. */
  readonly end: (
    unit: Unit,
    outcome: Outcome,
    after: Message,
    plan: Plan,
    scope: TenantScope,
  ) => Promise<void>;
  /**
   * Writes that nobody tries it any more, after the last attempt that came to no call: for example because what delivers
   * it is not there. `message` is as it was, `reason` what went wrong. Default: the message alone tells it.
   */
  readonly died?: (unit: Unit, message: Message, reason: string) => Promise<void>;
}
