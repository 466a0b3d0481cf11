import { conservation } from './conservation.ts';
import { currencySafe } from './currency-safe.ts';
import { monotoneInTime } from './monotone-in-time.ts';
import { neverNegative } from './never-negative.ts';
import { noDoublePay } from './no-double-pay.ts';
import { orderFree } from './order-free.ts';
import { reratingIdempotent } from './rerating-idempotent.ts';

/** The laws of rating. Those of one's own stand beside them: they are made the same way. */
export const ratingLaws = {
  conservation,
  currencySafe,
  monotoneInTime,
  neverNegative,
  noDoublePay,
  orderFree,
  reratingIdempotent,
} as const;
