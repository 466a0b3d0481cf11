/**
 * What a storage keeps, with the indexes of each collection. A relational adapter makes one table for each, with the
 * tenant first in every key.
 */
export const collections = {
  settings: [],
  customers: [],
  agents: [],
  teams: [],
  'service-types': [],
  calendars: [],
  'rate-cards': [],
  plans: [],
  contracts: ['customer', 'state', 'customer-state'],
  budgets: [],
  /** Time entries, expenses and product charges. `open` has what nothing consumed yet. */
  work: ['customer', 'open', 'work-item', 'agent'],
  timers: ['agent'],
  /** One row for each consumed thing: its id says what, its owner who. */
  claims: ['owner'],
  'prepaid-accounts': ['customer'],
  'prepaid-lots': ['account', 'invoice'],
  'prepaid-postings': ['account', 'owner'],
  batches: ['state'],
  /** One row for each customer of a batch. `pending` has those that are not done. */
  'batch-customers': ['batch', 'pending'],
  /** What was billed of each period of a contract. */
  bills: ['standing', 'customer', 'invoice', 'batch'],
  /** What later bills must know of each bill that stands. */
  'billed-periods': ['customer'],
  /** What negative results left for the next invoice. `open` has what no invoice has taken. */
  carried: ['open', 'taken'],
  /** `open` has those on which something is to be paid, by customer. */
  invoices: ['customer', 'batch', 'settlement', 'number', 'credited', 'open'],
  /** The digest of what an invoice said when it was issued. */
  'invoice-digests': [],
  /** Which of our documents a ledger means by an id of its own. */
  'ledger-documents': [],
  payments: ['customer', 'external'],
  /** Credit notes of ours that ledgers take off other invoices than those that they correct. */
  'ledger-credits': ['customer', 'external'],
  /** What a ledger has and our books have not. `open` has what nobody has seen to, `external` is what it is about. */
  'ledger-findings': ['open', 'external'],
  /** What money did on invoices, by where it came from: a payment, a credit note, a prepaid account. */
  'payment-applications': ['fund', 'invoice', 'refund'],
  /** What customers have to their credit: movements, whose sum is the balance. */
  'credit-movements': ['customer'],
  /** What was raised or sent once and must not be again: notices, thresholds, reminders. */
  notices: ['subject'],
  /** What was mailed, and what became of it. `message`: by the Message-ID that a server knows it by. */
  mails: ['about', 'message'],
  counters: [],
  outbox: ['due', 'subject', 'state'],
  audit: ['subject'],
  /** Answers to calls with a key, for those that call again. */
  answers: [],
  /** What connectors know: ids in ledgers, cursors, tokens. */
  connectors: ['connector'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** The name of one of the {@link collections}. */
export type CollectionName = keyof typeof collections;

/** The indexes of one collection. */
export type IndexName<Name extends CollectionName> = (typeof collections)[Name][number];
