import { billConservation } from './bill-conservation.ts';
import { billCurrencySafe } from './bill-currency-safe.ts';
import { billNeverNegative } from './bill-never-negative.ts';
import { billNoDoublePay } from './bill-no-double-pay.ts';
import { billOrderFree } from './bill-order-free.ts';
import { moneyConservation } from './money-conservation.ts';
import { neverMoreThanThereIs } from './never-more-than-there-is.ts';
import { rebillingIdempotent } from './rebilling-idempotent.ts';

/** The laws of bills. Those of one's own stand beside them: they are made the same way. */
export const billLaws = {
  billConservation,
  billCurrencySafe,
  billNeverNegative,
  billNoDoublePay,
  billOrderFree,
  moneyConservation,
  neverMoreThanThereIs,
  rebillingIdempotent,
} as const;
