import type { AllowanceUnit } from '../contract/allowance.ts';
import type { Contract } from '../contract/contract.ts';
import type { Party } from '../invoice/party.ts';
import type { NoticeAudience } from '../master-data/notice-settings.ts';
import type { DecimalString } from '../money/decimal-string.ts';
import type { Money } from '../money/money.ts';
import type { PrepaidAccount } from '../prepaid/prepaid-account.ts';
import type { CivilDate } from '../time/civil-date.ts';
import type { Period } from '../time/period.ts';

/** What every notice tells. */
export interface NoticeFrame {
  /** In whose name it is written. */
  readonly seller: Party;
  /** Whom it is about. */
  readonly customer: { readonly id: string; readonly party: Party };
  /** `customer`: the customer reads it, about what is its own. `seller`: the seller's people read it, about a customer. */
  readonly audience: NoticeAudience;
}

/** A contract ends soon (R67). */
export interface ContractExpiringNotice extends NoticeFrame {
  readonly kind: 'contract-expiring';
  readonly contract: Contract;
  /** The last day in force. */
  readonly lastDay: CivilDate;
  /** Until the contract is no longer in force. */
  readonly daysLeft: number;
}

/** A contract has got its successor (R67). */
export interface ContractRenewedNotice extends NoticeFrame {
  readonly kind: 'contract-renewed';
  readonly contract: Contract;
  readonly successor: Contract;
}

/** An allowance was used to one of its thresholds (R63). */
export interface QuotaWarningNotice extends NoticeFrame {
  readonly kind: 'quota-warning';
  readonly contract: Contract;
  readonly componentId: string;
  readonly period: Pick<Period, 'from' | 'to'>;
  /** Percent, for example "80": the highest of those that were reached at once. */
  readonly threshold: DecimalString;
  readonly unit: AllowanceUnit;
  /** Hours with at most 4 decimal places, incidents, or an amount in the contract's currency; so are the others. */
  readonly used: DecimalString;
  /** The period's own quantity and what was carried in. */
  readonly limit: DecimalString;
  readonly left: DecimalString;
}

/** A prepaid account fell below its threshold, and a top-up was made (R74). */
export interface PrepaidLowNotice extends NoticeFrame {
  readonly kind: 'prepaid-low';
  readonly account: PrepaidAccount;
  /** Hours with at most 4 decimal places, or an amount in the account's currency. */
  readonly balance: DecimalString;
  /** As the balance. */
  readonly threshold: DecimalString;
  readonly topUp: {
    readonly invoiceId: string;
    /** `null`: the invoice is a draft yet. */
    readonly invoiceNumber: string | null;
    /** Before tax. */
    readonly price: Money;
  };
}

/** What was bought for a prepaid account can be used (R73). */
export interface PrepaidRefilledNotice extends NoticeFrame {
  readonly kind: 'prepaid-refilled';
  readonly account: PrepaidAccount;
  /** What was added: hours with at most 4 decimal places, or an amount in the account's currency. */
  readonly quantity: DecimalString;
  /** As the quantity, with it. */
  readonly balance: DecimalString;
  /** The last civil date of work that it can be used for, or `null` for no end. */
  readonly expiresOn: CivilDate | null;
}

/** Something that a customer, or the seller's own people, are told by mail. It says how things stood when it happened. */
export type MailNotice =
  | ContractExpiringNotice
  | ContractRenewedNotice
  | QuotaWarningNotice
  | PrepaidLowNotice
  | PrepaidRefilledNotice;
