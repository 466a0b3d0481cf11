import type { ComponentKind } from '../component-kind.ts';
import { allowance, type AllowanceComponentInput } from './allowance.ts';
import { baseFee, type BaseFeeComponentInput } from './base-fee.ts';
import { cap, type CapComponentInput } from './cap.ts';
import { commitment, type CommitmentComponentInput } from './commitment.ts';
import { fixedFee, type FixedFeeComponentInput } from './fixed-fee.ts';
import { milestone, type MilestoneComponentInput } from './milestone.ts';
import { pool, type PoolComponentInput } from './pool.ts';
import { recurringFee, type RecurringFeeComponentInput } from './recurring-fee.ts';

/** A component of one of the kinds that come with Billwright, as it is written down. */
export type BuiltInComponentInput =
  | AllowanceComponentInput
  | BaseFeeComponentInput
  | CapComponentInput
  | CommitmentComponentInput
  | FixedFeeComponentInput
  | MilestoneComponentInput
  | PoolComponentInput
  | RecurringFeeComponentInput;

/** The component kinds that every contract can use. */
export const builtInComponents: readonly ComponentKind[] = [
  allowance,
  pool,
  recurringFee,
  baseFee,
  fixedFee,
  milestone,
  commitment,
  cap,
];
