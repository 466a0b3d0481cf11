import type { Clock, Instant } from '@billwright/core';
import { backOffSeconds } from './call-budget.ts';
import type { FetchAnswer } from './fetch.ts';

/**
 * When calls are welcome again: as `Retry-After` says, in seconds or as a date; or else later with each refusal in a row.
 */
export function welcomeAt(
  { headers }: Pick<FetchAnswer, 'headers'>,
  clock: Pick<Clock, 'now'>,
  refusals: number,
): Instant {
  const now = Date.parse(clock.now());
  const said = headers.get('retry-after')?.trim() ?? '';
  const at = /^\d{1,6}$/.test(said) ? now + Number(said) * 1000 : Date.parse(said);
  return new Date(Number.isNaN(at) ? now + backOffSeconds(refusals) * 1000 : Math.max(at, now)).toISOString();
}
