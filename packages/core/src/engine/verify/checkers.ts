import type { Checker } from './checker.ts';
import { auditChained } from './checkers/audit-chained.ts';
import { billedOnce } from './checkers/billed-once.ts';
import { billedTime } from './checkers/billed-time.ts';
import { claimsHaveBills } from './checkers/claims-have-bills.ts';
import { contentSealed } from './checkers/content-sealed.ts';
import { numbersChronological } from './checkers/numbers-chronological.ts';
import { numbersGapless } from './checkers/numbers-gapless.ts';
import { prepaidHasCause } from './checkers/prepaid-has-cause.ts';
import { prepaidLedgerWhole } from './checkers/prepaid-ledger-whole.ts';
import { prepaidNeverShort } from './checkers/prepaid-never-short.ts';
import { totalsAddUp } from './checkers/totals-add-up.ts';
import { workLocked } from './checkers/work-locked.ts';

/** All checkers, in the order of their promises. */
export const checkers: readonly Checker[] = [
  billedOnce,
  claimsHaveBills,
  billedTime,
  totalsAddUp,
  numbersGapless,
  numbersChronological,
  contentSealed,
  prepaidNeverShort,
  prepaidLedgerWhole,
  prepaidHasCause,
  auditChained,
  workLocked,
];
