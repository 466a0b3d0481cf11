import type { Checker } from './checker.ts';
import { allowanceKept } from './checkers/allowance-kept.ts';
import { auditChained } from './checkers/audit-chained.ts';
import { batchInvoices } from './checkers/batch-invoices.ts';
import { billedOnce } from './checkers/billed-once.ts';
import { billedTime } from './checkers/billed-time.ts';
import { billsOnInvoices } from './checkers/bills-on-invoices.ts';
import { claimsHaveBills } from './checkers/claims-have-bills.ts';
import { contentSealed } from './checkers/content-sealed.ts';
import { correctionsExact } from './checkers/corrections-exact.ts';
import { linesMultiplyOut } from './checkers/lines-multiply-out.ts';
import { messagesMove } from './checkers/messages-move.ts';
import { moneyAccountedFor } from './checkers/money-accounted-for.ts';
import { numbersChronological } from './checkers/numbers-chronological.ts';
import { numbersGapless } from './checkers/numbers-gapless.ts';
import { numbersSound } from './checkers/numbers-sound.ts';
import { prepaidHasCause } from './checkers/prepaid-has-cause.ts';
import { prepaidLedgerWhole } from './checkers/prepaid-ledger-whole.ts';
import { prepaidNeverShort } from './checkers/prepaid-never-short.ts';
import { queuedHasMessage } from './checkers/queued-has-message.ts';
import { totalsAddUp } from './checkers/totals-add-up.ts';
import { workLocked } from './checkers/work-locked.ts';

/** All checkers, in the order of their promises. */
export const checkers: readonly Checker[] = [
  billedOnce,
  claimsHaveBills,
  billedTime,
  totalsAddUp,
  linesMultiplyOut,
  numbersGapless,
  numbersChronological,
  contentSealed,
  prepaidNeverShort,
  prepaidLedgerWhole,
  prepaidHasCause,
  billsOnInvoices,
  allowanceKept,
  batchInvoices,
  queuedHasMessage,
  messagesMove,
  auditChained,
  workLocked,
  moneyAccountedFor,
  correctionsExact,
  numbersSound,
];
