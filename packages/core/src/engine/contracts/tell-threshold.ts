import type { BillingEvents } from '../../events/billing-events.ts';
import { tellOnce } from '../records/notices.ts';
import type { Unit } from '../unit.ts';

type Crossed = BillingEvents['quota.crossed'];

/** Tells that a threshold of an allowance is reached: once in its period, whoever finds out (R63). */
export async function tellThreshold(unit: Unit, crossed: Crossed): Promise<void> {
  const subject = { kind: 'contract', id: crossed.contractId };
  if (await tellOnce(unit, subject, thresholdName(crossed))) unit.emit('quota.crossed', crossed);
}

/** What is remembered of a threshold that was told. */
export const thresholdName = ({
  componentId,
  period,
  threshold,
}: Pick<Crossed, 'componentId' | 'period' | 'threshold'>): string =>
  `quota:${componentId}:${period}:${threshold}`;
