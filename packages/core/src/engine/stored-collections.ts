import type { CollectionName } from '../ports/collections.ts';
import { answerRecords } from './answers.ts';
import { auditLog } from './audit/audit-chain.ts';
import type { Collection } from './collection.ts';
import { connectorNotes } from './ledgers/connector-context.ts';
import { outbox } from './outbox/outbox.ts';
import { batchCustomerRecords, batchRecords } from './records/batches.ts';
import {
  accountRecords,
  billedPeriodRecords,
  billRecords,
  claimRecords,
  invoiceRecords,
  lotRecords,
  postingRecords,
} from './records/billing.ts';
import { budgetRecords } from './records/budgets.ts';
import { carriedRecords } from './records/carried.ts';
import { digestRecords } from './records/issuing.ts';
import { findingRecords, ledgerCredits } from './records/ledger-credits.ts';
import { mailRecords } from './records/mails.ts';
import {
  agentRecords,
  calendarRecords,
  contractRecords,
  customerRecords,
  planRecords,
  rateCardRecords,
  serviceTypeRecords,
  settingsRecords,
  teamRecords,
} from './records/master-data.ts';
import { noticeRecords } from './records/notices.ts';
import { applicationRecords, creditRecords, ledgerDocuments, paymentRecords } from './records/payments.ts';
import { timerRecords } from './records/timers.ts';
import { workRecords } from './records/work.ts';

/** A collection of values that nothing is known of. */
export type AnyCollection = Pick<Collection<never>, 'order' | 'keys'> & {
  /** `null` where values of several types lie side by side, and none tells its id alone. */
  readonly id: ((value: never) => string) | null;
};

/** How every collection is kept, by its name. */
export const storedCollections: { readonly [Name in CollectionName]: AnyCollection } = {
  settings: settingsRecords,
  customers: customerRecords,
  agents: agentRecords,
  teams: teamRecords,
  'service-types': serviceTypeRecords,
  calendars: calendarRecords,
  'rate-cards': rateCardRecords,
  plans: planRecords,
  contracts: contractRecords,
  budgets: budgetRecords,
  work: workRecords,
  timers: timerRecords,
  claims: claimRecords,
  'prepaid-accounts': accountRecords,
  'prepaid-lots': lotRecords,
  'prepaid-postings': postingRecords,
  batches: batchRecords,
  'batch-customers': batchCustomerRecords,
  bills: billRecords,
  'billed-periods': billedPeriodRecords,
  carried: carriedRecords,
  invoices: invoiceRecords,
  'invoice-digests': digestRecords,
  'ledger-documents': ledgerDocuments,
  payments: paymentRecords,
  'ledger-credits': ledgerCredits,
  'ledger-findings': findingRecords,
  'payment-applications': applicationRecords,
  'credit-movements': creditRecords,
  notices: noticeRecords,
  mails: mailRecords,
  // Numbers of series and of bills, and the head of the audit log. None is in a list.
  counters: { id: null },
  outbox,
  audit: auditLog,
  answers: answerRecords,
  connectors: connectorNotes,
};
