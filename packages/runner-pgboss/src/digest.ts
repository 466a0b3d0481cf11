import { createHash } from 'node:crypto';
import type { BillingJob } from '@billwright/core';

/** The batch of a job. */
export type BatchRef = Pick<BillingJob, 'tenantId' | 'batchId'>;

/** A key of any length as one that an index can hold. */
export const digestOf = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Tells the jobs of one batch from all others. */
export const groupOf = ({ tenantId, batchId }: BatchRef): string =>
  digestOf(JSON.stringify([tenantId, batchId]));
