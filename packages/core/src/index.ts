/**
 * Billwright core: pure functions from work, calendars, rate cards, contracts and prepaid accounts to charges, lines and
 * totals.
 *
 * @packageDocumentation
 */

// errors
export { type AnyBillingError, BillingError, isBillingError } from './errors/billing-error.ts';
export type { ErrorCode, ErrorDetails, InputDetails } from './errors/codes.ts';
export { formatPath, type InputIssue } from './errors/input-issue.ts';
export type { ErrorEntry } from './errors/error-entry.ts';
export { errorRegistry } from './errors/registry.ts';

// money
export { allocate } from './money/allocate.ts';
export { add, compare, multiply, negate, subtract, sum } from './money/arithmetic.ts';
export { type CurrencyCode, currencyCodes, isCurrency, minorDigits } from './money/currency.ts';
export type { DecimalString } from './money/decimal-string.ts';
export { formatMoney, formatNumber, type NumberLocale } from './money/format-money.ts';
export { isNegative, isZero, type Money, money, moneySchema, zero } from './money/money.ts';
export { roundMoney, type RoundingMode, type RoundingRule, roundToStep } from './money/rounding.ts';

// time
export {
  addDays,
  type CivilDate,
  civilDate,
  civilDateOf,
  civilDateSchema,
  dayNumber,
} from './time/civil-date.ts';
export { type Cycle, cycleSchema, nextPeriod, periodAt } from './time/cycle.ts';
export { type Instant, instant, instantSchema, instantToSeconds, secondsToInstant } from './time/instant.ts';
export { daysOf, type Period, period, periodContains, periodSchema } from './time/period.ts';
export { instantFromWallClock, type WallClockWarning } from './time/wall-clock.ts';
export type { ZoneId } from './time/zone.ts';

// calendar
export { type Band, bandsOf } from './calendar/band.ts';
export {
  type Calendar,
  type CalendarInput,
  calendarSchema,
  defineCalendar,
  type ExtraBand,
  type WeeklyWindow,
} from './calendar/calendar.ts';
export type { ClockTime } from './calendar/clock-time.ts';
export { type BandSeconds, cutIntoBands } from './calendar/cut-into-bands.ts';
export { type Holiday, type HolidayInput, type HolidaySource, resolveHolidays } from './calendar/holidays.ts';
export type { Weekday } from './calendar/weekday.ts';

// work
export { type Expense, expense, expenseSchema } from './work/expense.ts';
export { type ProductCharge, productCharge, productChargeSchema } from './work/product-charge.ts';
export {
  type Approval,
  type TimedEntry,
  type TimeEntry,
  type TimeEntryFacts,
  timeEntry,
  timeEntrySchema,
  type UntimedEntry,
} from './work/time-entry.ts';
export { type WorkItem, type WorkItemKind, workItemSchema } from './work/work-item.ts';

// quantity
export {
  type QuantityPolicy,
  type QuantityPolicyInput,
  type QuantityScope,
  quantityPolicy,
} from './quantity/quantity-policy.ts';
export { roundSeconds } from './quantity/round-seconds.ts';

// rating
export type { BandModifier, BandModifierInput, Combine } from './rating/band-modifier.ts';
export type { Charge } from './rating/charge.ts';
export type { Charges } from './rating/charges-of.ts';
export { compileRater, type RateOptions, type Rater } from './rating/compile-rater.ts';
export type { Condition, ConditionFacts, ConditionInput, SingleField } from './rating/condition.ts';
export type { BuiltInPrice } from './rating/kinds/built-in-kinds.ts';
export type { DailyPrice } from './rating/kinds/daily.ts';
export type { FixedPrice } from './rating/kinds/fixed.ts';
export type { HourlyPrice } from './rating/kinds/hourly.ts';
export type { NonBillablePrice } from './rating/kinds/non-billable.ts';
export type { PerIncidentPrice } from './rating/kinds/per-incident.ts';
export type { Tier, TieredPrice } from './rating/kinds/tiered.ts';
export type {
  BlockedWork,
  BlockReason,
  ExcludedWork,
  ExclusionReason,
  OwnBlockReason,
  RatingWarning,
} from './rating/outcome.ts';
export {
  type HourlyBasis,
  type PieceBasis,
  type Price,
  type PriceBasis,
  type PriceKind,
  priceKind,
  type ScheduleBasis,
  type ScheduleRun,
  type UnbilledBasis,
} from './rating/price-kind.ts';
export { defineRateCard } from './rating/define-rate-card.ts';
export type {
  RateCard,
  RateCardInput,
  RateCardVersion,
  RateCardVersionInput,
  RateRule,
  RateRuleInput,
} from './rating/rate-card.ts';
export type { ChargeList, CostOfWork, MissingCost, RatedWork } from './rating/view/rated-work.ts';
export type { ContractTerms, RatingPolicy, RatingTerms } from './rating/rating-policy.ts';
export type { QuantitySource, TraceCode, TraceStep } from './rating/trace-step.ts';

// contract
export {
  type Allowance,
  type AllowanceInput,
  type AllowanceUnit,
  type CarryOver,
  defineAllowance,
  type Exhausted,
} from './contract/allowance.ts';
export type { WorkToCover } from './contract/allowance-measure.ts';
export { applyCap, type CappedAmount, type CapResult } from './contract/apply-cap.ts';
export { type AllowanceLot, carryOver } from './contract/carry-over.ts';
export {
  type AllowancePart,
  type CapPart,
  type ComponentKind,
  componentKind,
  type ComponentSetting,
  type ContractPart,
  type Fee,
  type FeeBilling,
  type FeeFacts,
  type FeePart,
  type MinimumPart,
  type PoolPart,
  type Succession,
} from './contract/component-kind.ts';
export type { AllowanceComponent, AllowanceComponentInput } from './contract/components/allowance.ts';
export type { BaseFeeComponent, BaseFeeComponentInput } from './contract/components/base-fee.ts';
export type { BuiltInComponentInput } from './contract/components/built-in-components.ts';
export type { CapComponent, CapComponentInput } from './contract/components/cap.ts';
export type { CommitmentComponent, CommitmentComponentInput } from './contract/components/commitment.ts';
export type { FixedFeeComponent, FixedFeeComponentInput } from './contract/components/fixed-fee.ts';
export type { MilestoneComponent, MilestoneComponentInput } from './contract/components/milestone.ts';
export type { PoolComponent, PoolComponentInput } from './contract/components/pool.ts';
export type {
  RecurringFeeComponent,
  RecurringFeeComponentInput,
} from './contract/components/recurring-fee.ts';
export type {
  AgreedTerms,
  Amendment,
  Contract,
  ContractComponent,
  ContractState,
  Renewal,
  Suspension,
} from './contract/contract.ts';
export { type ContractCoverage, contractCoverage, type WorkToPlace } from './contract/contract-coverage.ts';
export type { ContractDiscount, ContractDiscountInput } from './contract/contract-discount.ts';
export { contractFromPlan, type ContractOfPlanInput } from './contract/contract-from-plan.ts';
export type { AgreedTermsInput, ContractInput, CycleInput, RenewalInput } from './contract/contract-input.ts';
export type { ContractLinePolicy } from './contract/contract-line-policy.ts';
export type { ContractPricing, ContractPricingInput } from './contract/contract-pricing.ts';
export type { ContractOptions } from './contract/contract-options.ts';
export {
  type ContractPeriod,
  coveredDays,
  type DateRange,
  inForceOn,
  periodsDue,
} from './contract/contract-period.ts';
export { defineContract } from './contract/define-contract.ts';
export {
  type ChargedAbove,
  type ExhaustedAllowance,
  type Exhaustion,
  type ExhaustionKind,
  exhaustionKind,
  type HeldAbove,
  type RatedAbove,
} from './contract/exhaustion-kind.ts';
export {
  type ContractAction,
  contractActions,
  type ContractCommand,
  contractTransitions,
  transitionContract,
} from './contract/lifecycle.ts';
export {
  type ChargeableAmount,
  type MinimumBefore,
  type MinimumFacts,
  type TrueUp,
  trueUps,
} from './contract/minimum.ts';
export type { MinimumScope } from './contract/minimum-scope.ts';
export {
  type AllowanceDraw,
  type AllowanceOpening,
  type AllowanceUse,
  type OpenAllowance,
  openAllowance,
} from './contract/open-allowance.ts';
export { type ContractParts, type PartOfComponent, partsOn } from './contract/parts-on.ts';
export { definePlan, type Plan, type PlanInput } from './contract/plan.ts';
export { type DayShare, prorate } from './contract/prorate.ts';
export { type QuotaAnswer, quotaAnswer, type QuotaOfAllowance } from './contract/quota.ts';
export { crossedThresholds, type QuotaUse } from './contract/quota-threshold.ts';
export {
  type RenewalTask,
  renewalTasks,
  renewContract,
  type RenewedContract,
} from './contract/renewal.ts';
export { termsOn } from './contract/terms-on.ts';
export { takesWork, type WorkFilter, type WorkFilterInput } from './contract/work-filter.ts';

// prepaid
export { type Adjustment, adjustLot } from './prepaid/adjust.ts';
export { balanceAt, type BalanceFilter, remainingOf } from './prepaid/balance.ts';
export { type CoverableCharge, coverCharge, type PrepaidCover } from './prepaid/cover-charge.ts';
export { drawChosen, type DrawChosenOptions } from './prepaid/draw-chosen.ts';
export { drawsOf } from './prepaid/draws.ts';
export { expiryDue } from './prepaid/expiry.ts';
export {
  fromLedgerQuantity,
  type LedgerQuantity,
  type PrepaidUnit,
  toLedgerQuantity,
} from './prepaid/ledger-quantity.ts';
export type { LotChange } from './prepaid/lot-change.ts';
export { usableLots } from './prepaid/lot-order.ts';
export type { DrawnWork, PostingKind, PrepaidPosting } from './prepaid/posting.ts';
export {
  definePrepaidAccount,
  type PrepaidAccount,
  type PrepaidAccountInput,
} from './prepaid/prepaid-account.ts';
export { creditLot, type PrepaidLot, prepaidLot, type PrepaidPurchase } from './prepaid/prepaid-lot.ts';
export { openPool, type PoolDraw, type PrepaidPool } from './prepaid/prepaid-pool.ts';
export { refundLot } from './prepaid/refund.ts';
export { type ReversalNote, reverseDraws, reversePosting } from './prepaid/reverse.ts';
export { settleOverdraft } from './prepaid/settle-overdraft.ts';
export {
  type KindTotal,
  type PrepaidStatement,
  prepaidStatement,
  type StatedBalance,
  type StatedEntry,
  type StatedLot,
} from './prepaid/statement.ts';
export { type TopUpDecision, topUpDue, type TopUpFacts } from './prepaid/top-up.ts';
export type { TopUpRule, TopUpRuleInput } from './prepaid/top-up-rule.ts';
export { type Transfer, transferLot, type TransferRoute } from './prepaid/transfer.ts';

// tax
export {
  computeTaxes,
  type LineTaxes,
  type TaxableLine,
  type TaxInput,
  type TaxResult,
  type TaxRounding,
  type TaxTotal,
} from './tax/compute-tax.ts';
export { type CategorisedTax, type TaxCategory, taxCategoryOf } from './tax/tax-category.ts';
export { type TaxCode, taxCodeSchema } from './tax/tax-code.ts';
export type { TaxSetting, TaxSettingInput } from './tax/tax-setting.ts';

// invoice
export { allocateLine, type EntryShare } from './invoice/allocate-line.ts';
export { chargesByCustomer, type CustomerCharges } from './invoice/charges-by-customer.ts';
export { creditNote } from './invoice/credit/credit-note.ts';
export type { CreditNoteRequest, LineToCredit } from './invoice/credit/credit-request.ts';
export { type AppliedCredit, applyCustomerCredit } from './invoice/customer-credit.ts';
export { type Discount, discountSchema } from './invoice/discount.ts';
export { expenseLines, type LineDefaults } from './invoice/expense-lines.ts';
export type {
  Attachment,
  CreditedLine,
  DeliveryState,
  Invoice,
  InvoiceContent,
  InvoicedPeriod,
  LedgerCopy,
  LedgerState,
  SettlementState,
} from './invoice/invoice.ts';
export type { InvoiceHeadInput } from './invoice/invoice-head.ts';
export type { InvoiceLine, LineGroup, LineKind, LineWorkItem } from './invoice/invoice-line.ts';
export type { AmountAction } from './invoice/life/change-amounts.ts';
export { type DeliveryAction, deliveryTransitions } from './invoice/life/delivery-transitions.ts';
export { invoiceActions, ledgerActions } from './invoice/life/invoice-actions.ts';
export type {
  AmountCommand,
  InvoiceCommand,
  IssueCommand,
  LedgerCommand,
  ReissueCommand,
  WriteOffCommand,
} from './invoice/life/invoice-command.ts';
export { type InvoiceLabel, invoiceLabel, invoiceLabelText } from './invoice/life/invoice-label.ts';
export type { InvoicePolicy } from './invoice/life/invoice-policy.ts';
export { type CopyChange, type LedgerAction, ledgerTransitions } from './invoice/life/ledger-transitions.ts';
export { isOverdue, openAmount } from './invoice/life/open-amount.ts';
export {
  type SettlementAction,
  type SettlementTarget,
  settlementTransitions,
} from './invoice/life/settlement-transitions.ts';
export { transitionInvoice } from './invoice/life/transition-invoice.ts';
export {
  type GroupKey,
  type LinePolicy,
  type LinePolicyInput,
  linePolicy,
  linePolicySchema,
} from './invoice/line-policy.ts';
export type { LineOptions } from './invoice/line-keys.ts';
export {
  counterKey,
  defineNumberSeries,
  invoiceNumber,
  type NumberPlace,
  type NumberSeries,
  type NumberSeriesInput,
} from './invoice/number-series.ts';
export type { BankAccount, Party, PostalAddress, TaxId } from './invoice/party.ts';
export { allocatePayment } from './invoice/payment/allocate-payment.ts';
export {
  applyCredits,
  type CreditAllocation,
  type CreditUse,
  type CustomerCredit,
} from './invoice/payment/apply-credits.ts';
export type { PaymentAllocation, PaymentApplication } from './invoice/payment/payment-allocation.ts';
export type { NamedInvoice, PaymentOrder } from './invoice/payment/payment-order.ts';
export { refundPayment } from './invoice/payment/refund-payment.ts';
export { dueOn, type PaymentTerms, type PaymentTermsInput } from './invoice/payment-terms.ts';
export { manualInvoice, type ManualInvoiceInput } from './invoice/manual-invoice.ts';
export { manualLine, type ManualLineInput } from './invoice/manual-line.ts';
export {
  type CarriedForward,
  type NegativePolicy,
  type SettledDraft,
  settleNegative,
} from './invoice/negative/settle-negative.ts';
export type { AddressAsWritten, BankAccountAsWritten, PartyAsWritten } from './invoice/party-schema.ts';
export { chargesByLine, priceLines } from './invoice/price-lines.ts';
export { productLines } from './invoice/product-lines.ts';
export { readInvoice } from './invoice/read-invoice.ts';
export { type DraftChanges, redraft } from './invoice/redraft.ts';
export { type TaxText, taxTexts } from './invoice/tax-texts.ts';
export { topUpLine, type TopUpLineInput } from './invoice/top-up-line.ts';
export {
  type DueReminder,
  type ReminderFacts,
  type ReminderStep,
  remindersDue,
} from './invoice/reminders-due.ts';
export {
  type DiscountTotal,
  type InvoiceTotals,
  type LineTotal,
  totalInvoice,
  type TotalsInput,
} from './invoice/total-invoice.ts';

// bill
export type { Bill } from './bill/bill.ts';
export type { BilledCap } from './bill/bill-caps.ts';
export {
  billCustomer,
  type CustomerBill,
  type CustomerBilling,
  type CustomerFacts,
} from './bill/bill-customer.ts';
export type { Claim } from './bill/bill-claims.ts';
export type {
  AllowanceHistory,
  BilledDay,
  BilledIncident,
  BillFacts,
  BillHistory,
  FeeClaim,
  MinimumHistory,
  PrepaidHistory,
} from './bill/bill-facts.ts';
export type { BilledFee } from './bill/bill-fees.ts';
export { type BillDue, billsDue, type BillsDueFacts } from './bill/bills-due.ts';
export { billPeriod } from './bill/bill-period.ts';
export type { ChargedIncident } from './bill/charged-once.ts';
export type { BilledMinimum } from './bill/paid-minimum.ts';
export type { BillPolicy } from './bill/bill-policy.ts';
export type { PrepaidPayment } from './bill/bill-prepaid.ts';
export type { LateWork, NotDue } from './bill/bill-work.ts';
export {
  type BilledPart,
  isBilledWhole,
  type PartSeconds,
  type RestOfEntry,
  restOfEntry,
} from './bill/billed-part.ts';
export { type BilledPeriod, historyOf } from './bill/history-of.ts';
export type { LeftOut } from './bill/open-work.ts';
export { type Biller, compileBilling } from './bill/compile-billing.ts';
export { lineKeyOnInvoice } from './bill/bills-on-invoice.ts';
export type { BilledAllowance } from './bill/cover/allowance-source.ts';
export type { CoveredBy, CoveredWork } from './bill/cover/covered-work.ts';
export {
  type CoverageInput,
  type CoverageReport,
  coverageReport,
  type ReasonedTally,
  type Tally,
} from './bill/coverage-report.ts';
export { draftInvoice, type DraftInput } from './bill/draft-invoice.ts';
export { explain, explainBlocked, explainExcluded, type ExplainOptions } from './bill/explain.ts';
export { explainAllowance } from './bill/explain-allowance.ts';
export {
  type BillPiece,
  explainBill,
  type ExplainBillOptions,
  type ExplainedPiece,
} from './bill/explain-bill.ts';
export { explainCap } from './bill/explain-cap.ts';
export { type BillOfCovered, explainCovered } from './bill/explain-covered.ts';
export { explainExpense } from './bill/explain-expense.ts';
export { explainFee } from './bill/explain-fee.ts';
export { explainLine } from './bill/explain-line.ts';
export { explainLate, explainNotDue } from './bill/explain-not-due.ts';
export { explainPosting } from './bill/explain-posting.ts';
export { explainTrueUp } from './bill/explain-true-up.ts';
export { type BillOfWork, type LineWork, workOfLines } from './bill/work-of-lines.ts';

// report
export {
  type AgentStatement,
  agentStatement,
  type AgentStatements,
  type StatedTime,
} from './report/agent-statement.ts';
export { type AgedAmounts, type AgedCustomer, type Aging, aging, type AgingBucket } from './report/aging.ts';
export { type Budget, type BudgetFacts, type BudgetUse, budgetUse } from './report/budget-use.ts';
export {
  type BillComparison,
  compareBills,
  type CustomerDifference,
  type LineDifference,
  type PartDifference,
  type ServiceTypeDifference,
} from './report/compare-bills.ts';
export { compareRatedWork } from './report/compare-rated-work.ts';
export {
  type AllowanceUtilisation,
  type ContractUtilisation,
  contractUtilisation,
  type PoolUtilisation,
  type ShortMinimum,
} from './report/contract-utilisation.ts';
export { explainDifference } from './report/difference-explain.ts';
export type { ItemDifference } from './report/difference-items.ts';
export type { DifferencePart } from './report/difference-piece.ts';
export type {
  BandTime,
  DifferenceReason,
  RateValue,
  ReasonCode,
  ReasonValues,
} from './report/difference-reason.ts';
export type { AmountDifference, ReasonCount } from './report/difference-rows.ts';
export { filterWork, type ReportFilter } from './report/filter-work.ts';
export { type Forecast, forecast, type ForecastAllowance, type ForecastFacts } from './report/forecast.ts';
export type { ForecastFigures } from './report/forecast-figures.ts';
export { type InvoiceFacts, invoiceFacts, type LabelledInvoice } from './report/invoice-facts.ts';
export {
  type InvoiceOverview,
  invoiceOverview,
  type InvoicesOfLabel,
} from './report/invoice-overview.ts';
export {
  margin,
  type MarginFacts,
  type MarginFigures,
  type MarginOfGroup,
  type MarginReport,
} from './report/margin.ts';
export {
  type CustomerPrepaidStatement,
  prepaidOverview,
  type PrepaidTotal,
} from './report/prepaid-overview.ts';
export type { ProjectedDays } from './report/projected-days.ts';
export {
  type Realisation,
  realisation,
  type RealisationFacts,
  type RealisationOfGroup,
  type RealisationReport,
  type RealisedValue,
} from './report/realisation.ts';
export type { ReportDimension } from './report/report-group.ts';
export { reportWork, type ReportWorkFacts } from './report/report-work.ts';
export type { BilledWork, ReportedWork } from './report/reported-work.ts';
export { revenueOf, type RevenueShare } from './report/revenue-of.ts';
export type { AsOf, BilledEntry } from './report/unbilled-as-of.ts';
export type { UnbilledWork } from './report/unbilled-book.ts';
export type { UnbilledGroup } from './report/unbilled-group.ts';
export { unbilledWork } from './report/unbilled-work.ts';
export type { UnknownCost } from './report/unknown-cost.ts';
export {
  type Alternative,
  whatIf,
  type WhatIfFacts,
  type WhatIfInput,
  type WhatIfResult,
} from './report/what-if.ts';
export type { WorkTime } from './report/work-time.ts';

// master data
export { type Agent, type AgentInput, defineAgent } from './master-data/agent.ts';
export { type Customer, type CustomerInput, defineCustomer } from './master-data/customer.ts';
export { type Dated, type DatedInput, valueOn } from './master-data/dated.ts';
export type { Named, NamedInput } from './master-data/named.ts';
export type {
  NoticeAudience,
  NoticeKind,
  NoticeSettings,
  NoticeSettingsInput,
} from './master-data/notice-settings.ts';
export { defineServiceType, type ServiceType, type ServiceTypeInput } from './master-data/service-type.ts';
export { defineSettings, type Settings, type SettingsInput } from './master-data/settings.ts';
export { defineTeam, type Team } from './master-data/team.ts';

// events
export type {
  BillingEvent,
  BillingEventName,
  BillingEvents,
  EventFrame,
  MailEvent,
} from './events/billing-events.ts';

// ports
export type {
  AccountingConnector,
  ConnectorContext,
  ConnectorMemory,
  DocumentOutcome,
  ExportOutcome,
  LedgerChanges,
  LedgerCreditUse,
  LedgerDelivery,
  LedgerDocument,
  LedgerPayment,
  WebhookAnswer,
  WebhookRequest,
} from './ports/accounting.ts';
export type { CancelSignal } from './ports/cancel-signal.ts';
export type { Clock } from './ports/clock.ts';
export { type CollectionName, collections, type IndexName } from './ports/collections.ts';
export type { IdSource } from './ports/ids.ts';
export type { Logger } from './ports/logger.ts';
export type {
  ContractExpiringNotice,
  ContractRenewedNotice,
  MailNotice,
  NoticeFrame,
  PrepaidLowNotice,
  PrepaidRefilledNotice,
  QuotaWarningNotice,
} from './ports/mail-notice.ts';
export type {
  Mail,
  MailAddress,
  Mailer,
  MailOutcome,
  MailSubject,
  RefusedRecipient,
} from './ports/mailer.ts';
export type { Plugin, ReviewAnswer, TaxQuestion } from './ports/plugin.ts';
export type { BillingJob, JobFault, JobListeners, Runner } from './ports/runner.ts';
export type {
  CallOptions,
  Json,
  LeasedRow,
  LeaseRequest,
  Row,
  RowQuery,
  RowRemoval,
  RowUpdate,
  Storage,
  StorageTransaction,
  StoredRow,
} from './ports/storage.ts';

// engine
export type { Actor } from './engine/actor.ts';
export type { AuditHead, AuditNote, AuditRecord } from './engine/audit/audit-record.ts';
export { type AuditFault, type AuditVerdict, verifyAudit } from './engine/audit/verify-audit.ts';
export type { BatchItemsInput, BatchRequest } from './engine/batches/batch-request.ts';
export type { DistributeOptions } from './engine/batches/distribute.ts';
export type { BatchAmounts, BatchFigures } from './engine/batches/figures.ts';
export type { QueueResult } from './engine/batches/pass-on.ts';
export type { PlanOptions } from './engine/batches/plan-batch.ts';
export type { BatchPreview, CustomerPreview, OpenPeriod } from './engine/batches/preview.ts';
export type { BatchStep, RunOptions } from './engine/batches/run-batch.ts';
export type { AmendmentInput } from './engine/contracts/change-contract.ts';
export type { QuotaCheck, QuotaQuestion } from './engine/contracts/check-quota.ts';
export type { ContractToPut } from './engine/contracts/contract-to-put.ts';
export type { OpenAllowanceUse } from './engine/contracts/open-quota.ts';
export type { PlanContractToPut } from './engine/contracts/put-contract.ts';
export type { UtilisationRequest } from './engine/contracts/utilisation.ts';
export { type Billing, type BillingOptions, createBilling } from './engine/create-billing.ts';
export type { RecipientInput } from './engine/delivery/recipients.ts';
export type { BounceReport, BounceResult } from './engine/delivery/report-bounce.ts';
export type { DeliveryReport } from './engine/delivery/report-delivery.ts';
export type { SendRequest, SendResult } from './engine/delivery/send-invoice.ts';
export type { Desk } from './engine/desk.ts';
export type { Subscription } from './engine/engine-context.ts';
export type { Listener, Unsubscribe } from './engine/event-bus.ts';
export type { ExportOptions } from './engine/export-tenant.ts';
export type { ImportedTenant, ImportOptions } from './engine/import-tenant.ts';
export type { CreditInput, CreditOptions } from './engine/invoices/credit-invoice.ts';
export type { DraftByHand } from './engine/invoices/draft-by-hand.ts';
export type { IssueResult } from './engine/invoices/issue-invoices.ts';
export type { InvoiceQuery } from './engine/invoices/list-invoices.ts';
export type { SyncReport } from './engine/ledgers/sync-ledger.ts';
export type { DispatchOptions, DispatchReport } from './engine/outbox/dispatch.ts';
export type { Message, MessageKind, NewMessage } from './engine/outbox/message.ts';
export type { Page, PageRequest } from './engine/page.ts';
export type { PaymentInput, PayOutInput, RefundInput } from './engine/payments/payment-input.ts';
export type { AccountBalance } from './engine/prepaid/account-balance.ts';
export type { PrepaidOrder, PrepaidPurchased } from './engine/prepaid/buy-lot.ts';
export type { DrawnEntry, WorkChoice } from './engine/prepaid/choose-work.ts';
export type { PrepaidRefund, RefundOrder } from './engine/prepaid/refund-of-lot.ts';
export type { StatementRequest } from './engine/prepaid/statement-of.ts';
export type { PrepaidTransferred, TransferOrder } from './engine/prepaid/transfer-between.ts';
export type {
  Batch,
  BatchCustomer,
  BatchItems,
  BatchScope,
  BatchState,
  CustomerOutcome,
  Distribution,
  OutcomeReason,
} from './engine/records/batches.ts';
export type { LedgerFinding } from './engine/records/ledger-credits.ts';
export type { MailAbout, MailBounce, MailRecord } from './engine/records/mails.ts';
export type { NamedCalendar } from './engine/records/master-data.ts';
export type {
  CreditMovement,
  Fund,
  MeantInvoice,
  Payment,
  StoredApplication,
} from './engine/records/payments.ts';
export type { Timer, TimerPause } from './engine/records/timers.ts';
export type { RecordedWork, WorkFact, WorkKind } from './engine/records/work.ts';
export type { GroupedReportQuery, WorkReportQuery } from './engine/reports/report-query.ts';
export type { UnbilledQuery } from './engine/reports/report-unbilled.ts';
export type { CustomerWhatIf } from './engine/reports/report-what-if.ts';
export type { AuditQuery, AuditService } from './engine/services/audit-service.ts';
export type {
  BatchesService,
  BatchOverview,
  BatchQuery,
  SaveRequest,
} from './engine/services/batches-service.ts';
export type { Reminded } from './engine/reminders/remind-overdue.ts';
export type { OverdueInvoice } from './engine/reminders/reminders-of.ts';
export type { ContractQuery, ContractsService } from './engine/services/contracts-service.ts';
export type { ApplyCreditInput, CreditsService } from './engine/services/credits-service.ts';
export type { InvoicesService } from './engine/services/invoices-service.ts';
export type { LedgerService, LedgerSummary } from './engine/services/ledger-service.ts';
export type { MailQuery, MailsService } from './engine/services/mails-service.ts';
export type { MasterDataService } from './engine/services/master-data-service.ts';
export type { CalendarToPut } from './engine/services/named-calendar.ts';
export type { MessageQuery, OutboxService } from './engine/services/outbox-service.ts';
export type { PaymentQuery, PaymentsService } from './engine/services/payments-service.ts';
export type { LotAdjustment, PrepaidService } from './engine/services/prepaid-service.ts';
export type {
  CustomerQuery,
  PrepaidReportQuery,
  RealisationQuery,
  ReportsService,
} from './engine/services/reports-service.ts';
export type { SettingsService } from './engine/services/settings-service.ts';
export type { TimerReading, TimersService } from './engine/services/timers-service.ts';
export type { WorkQuery, WorkService } from './engine/services/work-service.ts';
export type { TickOptions, TickOutcome, TickReport } from './engine/tick/tick.ts';
export type { TimerStart } from './engine/timers/timer-facts.ts';
export type { VerifyAllOptions } from './engine/verify/verify-all.ts';
export type { VerifyOptions } from './engine/verify/verify-tenant.ts';
export type { Finding, InvariantId, Violation, ViolationSubject } from './engine/verify/violation.ts';
export type { WriteOptions } from './engine/write-options.ts';
