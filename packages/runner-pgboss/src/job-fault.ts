import { isBillingError, type JobFault } from '@billwright/core';
import { reasonOf } from './reaching.ts';

/** What pg-boss says of jobs whose worker no longer told that it lives, or did not end in time. */
const losses: readonly (readonly [word: string, code: string])[] = [
  ['heartbeat timeout', 'worker-lost'],
  ['timed out', 'took-too-long'],
  ['exceeded', 'took-too-long'],
  ['shut down', 'worker-stopped'],
];

/** Why a job was not done, as the queue keeps it: the code and the message, and nothing of the stack. */
export function faultOf(error: unknown): JobFault {
  return { code: isBillingError(error) ? error.code : 'UNEXPECTED', message: reasonOf(error) };
}

/** What the queue has kept: ours, or what pg-boss noted itself. */
export function readFault(kept: unknown): JobFault {
  const code = textOf(kept, 'code');
  const message = textOf(kept, 'message') ?? textOf(fieldOf(kept, 'value'), 'message') ?? 'nobody said why';
  if (code !== null) return { code, message };
  const loss = losses.find(([word]) => message.includes(word));
  return { code: loss?.[1] ?? 'UNEXPECTED', message };
}

function fieldOf(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null) return null;
  return Object.entries(value).find(([key]) => key === name)?.[1] ?? null;
}

function textOf(value: unknown, name: string): string | null {
  const field = fieldOf(value, name);
  return typeof field === 'string' ? field : null;
}
