/**
 * Arbitraries for fast-check: money, time, calendars, rate cards, policies, work, contracts and prepaid accounts, to test
 * your own rate rules and adapters with. They need `fast-check` beside them.
 *
 * @packageDocumentation
 */

export { anyAllowance, anyContract, type ContractConstraints } from './contract-arbitraries.ts';
export { anyDesk, type Desk, type DeskConstraints, type DeskMonth } from './desk-arbitraries.ts';
export type { DeskCustomer } from './desk-customer-arbitraries.ts';
export {
  anyCurrency,
  anyDecimalString,
  anyMoney,
  anyRoundingMode,
  type DecimalStringConstraints,
  type MoneyConstraints,
} from './money-arbitraries.ts';
export {
  anyDrawingWork,
  anyPaidLots,
  anyPrepaidAccount,
  anyPrepaidPast,
  type DrawingWork,
  type PrepaidPast,
} from './prepaid-arbitraries.ts';
export { anyQuantityPolicy } from './quantity-arbitraries.ts';
export { anyRateCard, type RateCardConstraints } from './rate-card-arbitraries.ts';
export { anyRatingPolicy } from './rating-arbitraries.ts';
export {
  anyCalendar,
  anyCivilDate,
  anyInstant,
  anyInstantNearClockChange,
  anyZone,
  type DateRange,
} from './time-arbitraries.ts';
export { anyTimeEntry, anyWork, type WorkConstraints } from './work-arbitraries.ts';
