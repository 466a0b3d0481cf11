import type { ExhaustionKind } from '../exhaustion-kind.ts';
import { block } from './block.ts';
import { charge } from './charge.ts';
import { overageRate } from './overage-rate.ts';
import { prepaid } from './prepaid.ts';

/** The exhaustion policies that every allowance can use. */
export const builtInExhaustions: readonly ExhaustionKind[] = [charge, overageRate, prepaid, block];
