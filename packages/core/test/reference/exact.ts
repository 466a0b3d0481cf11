import { Decimal } from 'decimal.js';

/** decimal.js with enough digits for every product of rates, factors and seconds. */
export const Exact = Decimal.clone({ precision: 120, toExpNeg: -9e15, toExpPos: 9e15 });
