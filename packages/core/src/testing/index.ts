/**
 * Laws that rate rules and contracts keep, with stories of what breaks them; and arbitraries for fast-check: money, time,
 * calendars, rate cards, policies, work, contracts, prepaid accounts, whole desks. They need `fast-check` beside them.
 *
 * And what stands for the world in tests of the engine: a clock, ids, a ledger, a mailer, a storage that fails.
 *
 * @packageDocumentation
 */

export { anyBillFacts, type BillFactsConstraints } from './bill-facts-arbitraries.ts';
export { anyAllowance, anyContract, type ContractConstraints } from './contract-arbitraries.ts';
export { anyDesk, type Desk, type DeskConstraints, type DeskMonth } from './desk-arbitraries.ts';
export type { DeskCustomer } from './desk-customer-arbitraries.ts';
export type { FakeFault } from './fake-fault.ts';
export type { FakeLedgerDocument } from './fake-ledger-books.ts';
export {
  type FakeLedger,
  type FakeLedgerCall,
  type FakeLedgerOptions,
  fakeLedger,
} from './fake-ledger.ts';
export { type FakeMailer, type FakeMailerOptions, fakeMailer } from './fake-mailer.ts';
export { type FaultyStorage, faultyStorage, type StorageFault } from './faulty-storage.ts';
export { type FixedClock, fixedClock } from './fixed-clock.ts';
export { assertLaws } from './laws/assert-laws.ts';
export type { BillCase } from './laws/bill-case.ts';
export { billLaws } from './laws/bill/bill-laws.ts';
export type { Change } from './laws/change.ts';
export {
  type BillLawOptions,
  checkLaws,
  type LawOptions,
  type LawReport,
  type RatingLawOptions,
} from './laws/check-laws.ts';
export type { CounterExample } from './laws/counter-example.ts';
export type { Breach, Law, ShownCharges, Verdict } from './laws/law.ts';
export { lawProperty } from './laws/law-property.ts';
export type { RatingCase } from './laws/rating-case.ts';
export { ratingLaws } from './laws/rating/rating-laws.ts';
export type { BillSubjectOptions, RatingSubjectOptions } from './laws/subject.ts';
export { tellStory } from './laws/tell-story.ts';
export {
  anyCurrency,
  anyDecimalString,
  anyMoney,
  anyRoundingMode,
  type DecimalStringConstraints,
  type MoneyConstraints,
} from './money-arbitraries.ts';
export { anyPlainWork, type PlainWorkConstraints } from './plain-work-arbitraries.ts';
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
export { sequentialIds } from './sequential-ids.ts';
export {
  anyCalendar,
  anyCivilDate,
  anyInstant,
  anyInstantNearClockChange,
  anyZone,
  type DateRange,
} from './time-arbitraries.ts';
export { anyTimeEntry, anyWork, type WorkConstraints } from './work-arbitraries.ts';
