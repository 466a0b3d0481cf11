import type { Money } from '../../money/money.ts';
import type { CivilDate } from '../../time/civil-date.ts';
import type { Instant } from '../../time/instant.ts';
import { collection } from '../collection.ts';

/** Single things, by id. */
export interface BatchItems {
  readonly customers: readonly string[] | null;
  /** The terms of a customer without a contract are the contract `terms:<customer id>`. */
  readonly contracts: readonly string[] | null;
  readonly entries: readonly string[] | null;
  readonly expenses: readonly string[] | null;
  readonly products: readonly string[] | null;
}

/** What a batch bills. */
export interface BatchScope {
  /** The last day that counts. */
  readonly through: CivilDate;
  /** Whether periods that are still open are billed as well. */
  readonly early: boolean;
  /** Only these, of the kinds that are listed. `null`: all of the kind. */
  readonly include: BatchItems;
  /** Not these. What is left out stays open. */
  readonly exclude: BatchItems;
}

/**
 * Where a batch stands. `planning`: its customers are being written down. `running`: some of them are not done.
 * `saved`: all of them are. `deleting`: its drafts are being released. `deleted`: they are.
 */
export type BatchState = 'planning' | 'running' | 'saved' | 'deleting' | 'deleted';

/**
 * How far a batch is handed to the runner. `begun`: it is to get customers that it may not have, and the tick goes on with
 * that. `done`: it has got all that were left. `stopped`: what it has got is not billed.
 */
export interface Distribution {
  readonly state: 'begun' | 'done' | 'stopped';
  /** How often it was begun. */
  readonly round: number;
}

/** A bill run (R90 to R94). */
export interface Batch extends BatchScope {
  readonly id: string;
  readonly state: BatchState;
  readonly madeAt: Instant;
  /** How many customers it has, once all are written down. */
  readonly customers: number | null;
  /** `null`: no runner was asked. */
  readonly distribution: Distribution | null;
}

/** What became of a customer in a batch (R92). */
export type CustomerOutcome = 'invoiced' | 'nothing-due' | 'blocked' | 'failed';

/** Why, for programs and for people. */
export interface OutcomeReason {
  /** An error code, a reason for which work waits, `unknown-customer`, or `carried-forward`. */
  readonly code: string;
  readonly message: string;
}

/** One customer of a batch. */
export interface BatchCustomer {
  readonly batchId: string;
  readonly customerId: string;
  /** `released`: the batch was deleted. */
  readonly status: CustomerOutcome | 'pending' | 'released';
  readonly reason: OutcomeReason | null;
  readonly billIds: readonly string[];
  readonly invoiceIds: readonly string[];
  /** Results below 0 that the next invoice takes. */
  readonly carriedIds: readonly string[];
  /** What its drafts came to when they were made, by currency; credit notes are below 0. */
  readonly amounts: readonly Money[];
  /** How many entries wait for a decision. */
  readonly blocked: number;
  readonly doneAt: Instant | null;
}

/** Batches, the earliest first. */
export const batchRecords = collection<Batch, 'batches'>({
  name: 'batches',
  id: ({ id }) => id,
  order: ({ madeAt }) => madeAt,
  keys: ({ state }) => ({ state }),
});

/** The id of the row of a customer in a batch. */
export const batchCustomerId = ({
  batchId,
  customerId,
}: Pick<BatchCustomer, 'batchId' | 'customerId'>): string =>
  [batchId, customerId].map(encodeURIComponent).join(':');

/** The customers of batches. */
export const batchCustomerRecords = collection<BatchCustomer, 'batch-customers'>({
  name: 'batch-customers',
  id: batchCustomerId,
  order: ({ customerId }) => customerId,
  keys: ({ batchId, status }) => ({
    batch: batchId,
    pending: status === 'pending' ? batchId : null,
  }),
});
