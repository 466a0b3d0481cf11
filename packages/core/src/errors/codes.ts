import type { InputIssue } from './input-issue.ts';

/** What an error about rejected input carries: every fault with the path to it. */
export interface InputDetails {
  readonly issues: readonly InputIssue[];
}

/**
 * Every error code with the type of its details. A code is public API: it changes only in a major version.
 *
 * Codes that end in `_INVALID` are about input that was refused as a whole; their details list every fault.
 */
export interface ErrorDetails {
  readonly AGENT_INVALID: InputDetails;
  readonly ALLOCATION_INVALID: InputDetails;
  readonly ALLOWANCE_INVALID: InputDetails;
  readonly ALREADY_BILLED: { readonly kind: string; readonly id: string; readonly billId: string };
  readonly ALREADY_EXISTS: { readonly collection: string; readonly id: string };
  readonly AMOUNT_OUT_OF_RANGE: { readonly value: string; readonly limit: string };
  readonly AUDIT_INVALID: InputDetails;
  readonly BATCH_INVALID: InputDetails;
  readonly BATCH_STATE: {
    readonly batchId: string;
    readonly state: string;
    readonly action: string;
    /** What stands in the way: the ids of invoices that are no drafts any more, or have taken what was carried. */
    readonly invoiceIds: readonly string[];
  };
  readonly BILL_INVALID: InputDetails;
  readonly BOUNCE_INVALID: InputDetails;
  readonly CALENDAR_INVALID: InputDetails;
  readonly CHARGE_INVALID: InputDetails;
  readonly CHARGE_NOT_FOUND: { readonly index: number; readonly count: number };
  readonly CIVIL_DATE_INVALID: InputDetails;
  readonly COMPONENT_KIND_FAULTY: {
    /** The component that it was asked about, or `null` when it was asked for its schema. */
    readonly componentId: string | null;
    readonly kind: string;
    /** What it answered, and what is wrong with that. */
    readonly problem: string;
  };
  readonly COMPONENT_KIND_INVALID: InputDetails;
  readonly COMPARISON_INVALID: InputDetails;
  readonly CONNECTOR_FAILED: {
    readonly connectorId: string;
    /**
     * `refused`: the ledger said no and kept nothing. `limited`: it asks to wait, and kept nothing. `unauthorized`: it
     * does not know who asks. `unknown`: nobody can say what it did.
     */
    readonly kind: 'refused' | 'limited' | 'unauthorized' | 'unknown';
    /** The status of the answer; `null` when none came. */
    readonly status: number | null;
    /** The ledger's own code of the fault. */
    readonly fault: string | null;
    readonly reason: string;
    /** The ledger's id of the call, for its support. */
    readonly trace: string | null;
    /** When a call is welcome again. */
    readonly after: string | null;
  };
  readonly CONNECTOR_INVALID: InputDetails;
  readonly CONNECTOR_LACKS: { readonly connectorId: string; readonly ability: string };
  readonly CONNECTOR_NOT_CONNECTED: {
    readonly connectorId: string;
    readonly tenantId: string;
    readonly reason: string;
  };
  readonly CONNECTOR_UNKNOWN: { readonly connectorId: string; readonly known: readonly string[] };
  readonly CONTRACTS_OVERLAP: {
    readonly customerId: string;
    readonly contractIds: readonly [string, string];
    /** The first day that both can take the same work on. */
    readonly from: string;
  };
  readonly CONTRACT_INVALID: InputDetails;
  readonly CONTRACT_STATE: {
    readonly contractId: string;
    readonly state: string;
    readonly action: string;
    readonly allowed: readonly string[];
  };
  readonly COVERAGE_INVALID: InputDetails;
  readonly COVERAGE_MISMATCH: {
    readonly expected: number;
    readonly found: number;
    readonly unit: 'inputs' | 'seconds';
  };
  readonly CREDIT_NOTE_INVALID: InputDetails;
  readonly CSV_MAPPING_INVALID: InputDetails;
  readonly CSV_UNREADABLE: { readonly line: number; readonly reason: string };
  readonly CURRENCY_MISMATCH: { readonly left: string; readonly right: string };
  readonly CURRENCY_UNKNOWN: { readonly currency: string };
  readonly CUSTOMER_INVALID: InputDetails;
  readonly DECIMAL_INVALID: InputDetails;
  readonly DUPLICATE_CHARGE: { readonly key: string };
  readonly DUPLICATE_ENTRY: { readonly id: string; readonly first: number; readonly second: number };
  readonly ENGINE_INVALID: InputDetails;
  readonly EXHAUSTION_KIND_FAULTY: {
    readonly name: string;
    /** What it answered, and what is wrong with that. */
    readonly problem: string;
  };
  readonly EXHAUSTION_KIND_INVALID: InputDetails;
  readonly EXPENSE_INVALID: InputDetails;
  readonly EXPLANATION_INVALID: InputDetails;
  readonly IMPORT_INVALID: InputDetails;
  readonly INSTANT_INVALID: InputDetails;
  readonly INVOICE_AMOUNT: {
    readonly invoiceId: string;
    readonly action: string;
    readonly amount: string;
    /** The most that the action can take now. */
    readonly most: string;
    readonly currency: string;
  };
  readonly INVOICE_COMMAND_INVALID: InputDetails;
  readonly INVOICE_HELD: { readonly invoiceId: string; readonly plugin: string; readonly reason: string };
  readonly INVOICE_INVALID: InputDetails;
  readonly INVOICE_STATE: {
    readonly invoiceId: string;
    readonly state: string;
    readonly action: string;
    /** What can be done now. */
    readonly allowed: readonly string[];
    /** What stands in the way, where the state alone does not say it. */
    readonly reason: string | null;
  };
  readonly KEY_REUSED: { readonly key: string; readonly method: string };
  readonly LINE_POLICY_INVALID: InputDetails;
  readonly LOCALE_UNKNOWN: { readonly locale: string; readonly known: readonly string[] };
  readonly MAILER_MISSING: {};
  readonly MAIL_UNWRITABLE: { readonly reason: string };
  readonly MESSAGE_STATE: {
    readonly messageId: string;
    readonly state: string;
    readonly action: string;
    readonly reason: string;
  };
  readonly MONEY_INVALID: InputDetails;
  readonly NOT_FOUND: { readonly collection: string; readonly id: string };
  readonly NUMBER_SERIES_INVALID: InputDetails;
  readonly NUMBER_TAKEN: { readonly number: string; readonly invoiceId: string };
  readonly PAYMENT_INVALID: InputDetails;
  readonly PERIOD_INVALID: InputDetails;
  readonly PLAN_INVALID: InputDetails;
  readonly PREPAID_ACCOUNT_INVALID: InputDetails;
  readonly PREPAID_LOT_INVALID: InputDetails;
  readonly PREPAID_POSTING_INVALID: InputDetails;
  readonly PREPAID_SHORT: { readonly lotId: string; readonly needed: string; readonly left: string };
  readonly PRICE_KIND_FAULTY: {
    readonly ruleId: string;
    readonly kind: string;
    /** What it answered, and what is wrong with that. */
    readonly problem: string;
  };
  readonly PRODUCT_CHARGE_INVALID: InputDetails;
  readonly QUANTITY_POLICY_INVALID: InputDetails;
  readonly QUERY_INVALID: InputDetails;
  readonly RATE_AMBIGUOUS: {
    readonly entryId: string;
    readonly rateCardId: string;
    readonly ruleIds: readonly [string, string];
  };
  readonly RATE_CARD_INVALID: InputDetails;
  readonly RATING_POLICY_INVALID: InputDetails;
  readonly RECIPIENT_INVALID: InputDetails;
  readonly RECIPIENT_MISSING: { readonly invoiceId: string; readonly customerId: string };
  readonly REMINDER_INVALID: InputDetails;
  readonly REPORT_INVALID: InputDetails;
  readonly ROW_INVALID: InputDetails;
  readonly RUNNER_UNAVAILABLE: { readonly reason: string };
  readonly SERVICE_TYPE_INVALID: InputDetails;
  readonly SETTINGS_INVALID: InputDetails;
  readonly SETTINGS_MISSING: { readonly tenantId: string };
  readonly STORAGE_CONFLICT: { readonly collection: string; readonly id: string };
  readonly STORAGE_CONSTRAINT: { readonly collection: string; readonly id: string; readonly rule: string };
  readonly STORAGE_LOCKED: { readonly folder: string };
  readonly STORAGE_REFUSED: { readonly reason: string };
  readonly STORAGE_UNAVAILABLE: { readonly reason: string };
  readonly STORAGE_UNKNOWN: { readonly reason: string };
  readonly STORAGE_VERSION: { readonly found: number; readonly known: number };
  readonly TAX_CODE_UNKNOWN: { readonly taxCode: string; readonly known: readonly string[] };
  readonly TEAM_INVALID: InputDetails;
  readonly TENANT_NOT_EMPTY: {
    readonly tenantId: string;
    readonly collection: string;
    readonly id: string;
  };
  readonly TIMER_RUNNING: { readonly agentId: string; readonly timerId: string };
  readonly TIME_ENTRY_INVALID: InputDetails;
  readonly TOTALS_INVALID: InputDetails;
  readonly TRANSACTION_NESTED: {};
  readonly TRANSACTION_OVER: {};
  readonly WORK_INVALID: InputDetails;
  readonly WORK_LOCKED: { readonly kind: string; readonly id: string; readonly billId: string };
  readonly ZONE_UNKNOWN: { readonly zone: string };
}

/** A stable name for one kind of failure, for example `RATE_AMBIGUOUS`. */
export type ErrorCode = keyof ErrorDetails;
