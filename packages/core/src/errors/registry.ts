import type { ErrorCode, ErrorDetails, InputDetails } from './codes.ts';
import { formatPath } from './input-issue.ts';

/** What the registry says of one code. */
export interface ErrorEntry<Code extends ErrorCode> {
  /** When it happens, one sentence for the documentation. */
  readonly when: string;
  /** What the caller can do about it. */
  readonly remedy: string;
  /** The message of one occurrence. */
  readonly message: (details: ErrorDetails[Code]) => string;
}

const firstIssue = ({ issues }: InputDetails): string => {
  const [first] = issues;
  if (first === undefined) return 'the input was refused';
  const more = issues.length > 1 ? ` (and ${issues.length - 1} more)` : '';
  return `${formatPath(first.path)}: ${first.message}${more}`;
};

/** An entry for input that was refused as a whole. */
const refused = (
  what: string,
  remedy: string,
): { when: string; remedy: string; message: typeof firstIssue } => ({
  when: `${what} was handed in that does not hold together.`,
  remedy,
  message: firstIssue,
});

/**
 * Every error code with its meaning and its remedy. The page "Errors" of the documentation is made from it.
 */
export const errorRegistry: { readonly [Code in ErrorCode]: ErrorEntry<Code> } = {
  AGENT_INVALID: refused(
    'An agent',
    'Give an id and at least one name; each name and team begins after the one before it.',
  ),
  ALLOCATION_INVALID: refused(
    'A split',
    'Give at least one part, finite weights of 0 or more, and one weight above 0.',
  ),
  ALLOWANCE_INVALID: refused(
    'An allowance',
    'Give a quantity that its unit can have: hours that make whole seconds, whole incidents, or an amount.',
  ),
  ALREADY_BILLED: {
    when: 'Something was to be billed that a bill has already.',
    remedy: 'Read the facts again and bill what is open. Keys of calls make calling twice harmless.',
    message: ({ kind, id, billId }) => `the ${kind} "${id}" was billed by "${billId}"`,
  },
  ALREADY_EXISTS: {
    when: 'Something was added under an id that is taken.',
    remedy: 'Give it another id, or change what has this one.',
    message: ({ collection, id }) => `"${id}" is in ${collection} already`,
  },
  AMOUNT_OUT_OF_RANGE: {
    when: 'A number is larger than anything that can be billed exactly.',
    remedy:
      'Check the unit of the number: seconds instead of minutes, or cents instead of a currency unit, are the usual cause.',
    message: ({ value, limit }) => `${value} is outside ±${limit}`,
  },
  BILL_INVALID: refused(
    'Facts or a policy for a bill',
    'Correct the fields that the details name. A contract comes from defineContract, its period from periodsDue, and each pool of the contract has its account among the facts.',
  ),
  CALENDAR_INVALID: refused(
    'A calendar',
    'Mend the calendar at the path in the details; times are "HH:MM", dates are "YYYY-MM-DD".',
  ),
  CHARGE_INVALID: refused(
    'Something other than charges',
    'Hand in the result of a rating, or charges that it gave, as they are.',
  ),
  CHARGE_NOT_FOUND: {
    when: 'A charge was asked for by an index that the result does not have.',
    remedy: 'Ask for an index from 0 to `chargeCount - 1`.',
    message: ({ index, count }) => `there is no charge ${index}, the result has ${count}`,
  },
  CIVIL_DATE_INVALID: refused('A civil date', 'Write dates as YYYY-MM-DD and check that the day exists.'),
  COMPARISON_INVALID: refused(
    'Something to compare',
    'Hand in lists of bills that billPeriod gave, results of ratings, or facts with a policy and an alternative to it.',
  ),
  COMPONENT_KIND_FAULTY: {
    when: 'A component kind of your own answered something that is no part of a contract.',
    remedy:
      'Mend the component kind: its schema is one of zod, its parts are covers, fees, minimums and caps in the contract’s currency.',
    message: ({ componentId, kind, problem }) =>
      `the component kind "${kind}"${componentId === null ? '' : ` of the component "${componentId}"`}: ${problem}`,
  },
  COMPONENT_KIND_INVALID: refused(
    'A component kind of your own',
    'Give it a name, a function that returns a schema, and one that compiles components to parts.',
  ),
  CONTRACTS_OVERLAP: {
    when: 'Two contracts of one customer can take the same work on the same day.',
    remedy: 'Give each of the two an `order` of its own; the lower one takes the work.',
    message: ({ customerId, contractIds: [one, other], from }) =>
      `the contracts "${one}" and "${other}" of the customer "${customerId}" overlap from ${from}`,
  },
  CONTRACT_INVALID: refused(
    'A contract',
    'Mend the contract at the path in the details; amounts are decimal strings in its currency.',
  ),
  CONTRACT_STATE: {
    when: 'Something was asked of a contract that its state does not allow.',
    remedy:
      'Offer people only the allowed actions in the details; `contractTransitions` has the whole table.',
    message: ({ contractId, state, action, allowed }) =>
      `the contract "${contractId}" is ${state}: it can't ${action}, only ${allowed.length === 0 ? 'be read' : allowed.join(', ')}`,
  },
  COVERAGE_INVALID: refused(
    'The input of a coverage report',
    'Hand in the result of a rating, and lists of expenses, products and lines beside it.',
  ),
  COVERAGE_MISMATCH: {
    when: 'A coverage report does not add up to its input. This is a defect of Billwright or of a plugin.',
    remedy: 'Do not bill from this result. Report it with the input that caused it.',
    message: ({ expected, found, unit }) => `${expected} ${unit} went in, ${found} came out`,
  },
  CREDIT_NOTE_INVALID: refused(
    'A request for a credit note',
    'Ask for the whole, for lines of the invoice, each once, or for an amount; hand in all earlier notes of the invoice.',
  ),
  CSV_MAPPING_INVALID: refused(
    'A CSV column mapping',
    'Name columns that the file has; the details list those that are missing.',
  ),
  CSV_UNREADABLE: {
    when: 'The file is not CSV: a quote is never closed, or a row is longer than any export.',
    remedy: 'Open the file at the line in the details; check its delimiter, its quotes and its encoding.',
    message: ({ line, reason }) => `line ${line}: ${reason}`,
  },
  CURRENCY_MISMATCH: {
    when: 'Amounts of two currencies met in one calculation.',
    remedy:
      'Keep one currency per customer and invoice; convert outside Billwright, at a rate that you choose and record.',
    message: ({ left, right }) => `${left} and ${right} can't be added or compared`,
  },
  CURRENCY_UNKNOWN: {
    when: 'A currency code is not in ISO 4217.',
    remedy: 'Use the three capital letters of ISO 4217, for example EUR, USD, GBP, JPY.',
    message: ({ currency }) => `"${currency}" is not a currency code of ISO 4217`,
  },
  CUSTOMER_INVALID: refused(
    'A customer',
    'Give an id and a party with a name; correct the fields that the details name.',
  ),
  DECIMAL_INVALID: refused(
    'A decimal number',
    'Write decimals as strings with a point and no exponent, for example "120.50".',
  ),
  DUPLICATE_CHARGE: {
    when: 'One charge was handed in twice, so one piece of work would be billed twice.',
    remedy: 'Hand in each charge once; do not join lists that overlap, or results of the same work.',
    message: ({ key }) => `the charge "${key}" is there twice`,
  },
  DUPLICATE_ENTRY: {
    when: 'Two entries of one call have the same id, so one piece of work would be billed twice.',
    remedy: 'Hand in each entry once; give different work different ids.',
    message: ({ id, first, second }) => `entries ${first} and ${second} both have the id "${id}"`,
  },
  ENGINE_INVALID: refused(
    'Options of an engine',
    'Give a storage; connectors, plugins and subscriptions have ids of their own.',
  ),
  EXHAUSTION_KIND_FAULTY: {
    when: 'An exhaustion policy is not known, or a policy of your own answered something that no work can become.',
    remedy:
      'Hand in the policy among the exhaustionKinds, and let it answer with charge, rate or hold, and with what belongs to that.',
    message: ({ name, problem }) => `the exhaustion policy "${name}": ${problem}`,
  },
  EXHAUSTION_KIND_INVALID: refused(
    'An exhaustion policy of your own',
    'Give it a name, and a function that says what becomes of work above the allowance.',
  ),
  EXPENSE_INVALID: refused('An expense', 'Mend the expense at the path in the details.'),
  EXPLANATION_INVALID: refused(
    'Something to explain',
    'Hand in a charge, a line with its charges, or work that was left out; write the language as { locale: "de" }.',
  ),
  INSTANT_INVALID: refused(
    'An instant',
    'Write instants as ISO 8601 with an offset or Z, for example 2026-03-02T09:00:00Z.',
  ),
  INVOICE_AMOUNT: {
    when: 'More was to be paid, refunded, credited or written off than there is room for on the invoice.',
    remedy:
      'Take no more than `most` of the details; what is above it belongs to the credit of the customer.',
    message: ({ invoiceId, action, amount, most, currency }) =>
      `the invoice "${invoiceId}" can't ${action} ${amount} ${currency}, the most is ${most}`,
  },
  INVOICE_COMMAND_INVALID: refused(
    'A command to an invoice',
    'Mend the command at the path in the details; amounts are above 0, days are "YYYY-MM-DD".',
  ),
  INVOICE_INVALID: refused(
    'An invoice, or something that one is made of,',
    'Mend the invoice at the path in the details; bills on one invoice have the same customer, currency and taxes.',
  ),
  INVOICE_STATE: {
    when: 'Something was asked of an invoice that its state does not allow.',
    remedy:
      'Offer people only the allowed actions in the details; `settlementTransitions`, `deliveryTransitions` and `ledgerTransitions` have the whole tables.',
    message: ({ invoiceId, state, action, allowed, reason }) =>
      `the invoice "${invoiceId}" is ${state}: it can't ${action}${reason === null ? '' : `, since ${reason}`}, only ${allowed.length === 0 ? 'be read' : allowed.join(', ')}`,
  },
  KEY_REUSED: {
    when: 'A key that was given with one call was given with another.',
    remedy: 'Give each intent a key of its own, and repeat a call with exactly what it had.',
    message: ({ key, method }) => `the key "${key}" was used for another call than this ${method}`,
  },
  LINE_POLICY_INVALID: refused(
    'A line policy',
    'Use method "printed" or "exact", scales from 2 to 6, and known grouping keys.',
  ),
  LOCALE_UNKNOWN: {
    when: 'Words were asked for in a language that Billwright does not speak.',
    remedy: 'Ask for one of the known languages, or translate the trace codes yourself.',
    message: ({ locale, known }) => `"${locale}" is not one of ${known.join(', ')}`,
  },
  MONEY_INVALID: refused(
    'An amount of money',
    'Write amounts as decimal strings with no more decimals than the currency has.',
  ),
  NOT_FOUND: {
    when: 'Something was named by an id that nothing has.',
    remedy: 'Check the id, and the tenant in which it was looked for.',
    message: ({ collection, id }) => `there is no "${id}" in ${collection}`,
  },
  NUMBER_SERIES_INVALID: refused(
    'A series of invoice numbers, or a place in it,',
    'Give a pattern with one {sequence}, and with {year} when the series begins anew each year.',
  ),
  PAYMENT_INVALID: refused(
    'A payment, a credit or a refund',
    'Mend the amounts at the path in the details; name only invoices that are handed in, each once.',
  ),
  PERIOD_INVALID: refused(
    'A period',
    'Give civil dates with `from` before `to`; `to` is the first day that is no longer in it.',
  ),
  PLAN_INVALID: refused(
    'A plan',
    'Mend the plan at the path in the details; amounts are decimal strings in its currency.',
  ),
  PREPAID_ACCOUNT_INVALID: refused(
    'A prepaid account',
    'Mend the account at the path in the details; hours are decimal strings such as "10.5", and so are amounts.',
  ),
  PREPAID_LOT_INVALID: refused(
    'A prepaid lot',
    'Mend the purchase at the path in the details; its quantity is above 0, in hours or in the currency.',
  ),
  PREPAID_POSTING_INVALID: refused(
    'A change to a prepaid account',
    'Mend the change at the path in the details; reverse a draw before the same work is drawn again.',
  ),
  PREPAID_SHORT: {
    when: 'More was to be taken out of a prepaid lot than is left in it.',
    remedy: 'Take no more than what is left; `remainingOf` tells it.',
    message: ({ lotId, needed, left }) => `the lot "${lotId}" has ${left} left, ${needed} was asked of it`,
  },
  PRICE_KIND_FAULTY: {
    when: 'A price kind of your own answered something that no work can be priced by.',
    remedy:
      'Mend the price kind: rates and prices are decimal strings of 0 or more, runs are whole seconds that add up.',
    message: ({ ruleId, kind, problem }) => `the price kind "${kind}" of the rule "${ruleId}": ${problem}`,
  },
  PRODUCT_CHARGE_INVALID: refused('A product charge', 'Mend the product charge at the path in the details.'),
  QUANTITY_POLICY_INVALID: refused(
    'A quantity policy',
    'Give minutes from 0 to a week that make whole seconds; direction is up, down or nearest.',
  ),
  QUERY_INVALID: refused(
    'A question for a list',
    'Ask for 1 to 1,000 items, and hand in `next` of the part before as it was given.',
  ),
  RATE_AMBIGUOUS: {
    when: 'Two rules of one rate card fit an entry equally well.',
    remedy: 'Give one of the two rules a higher `priority`, or add a condition that tells them apart.',
    message: ({ entryId, rateCardId, ruleIds: [one, other] }) =>
      `entry "${entryId}" fits the rules "${one}" and "${other}" of the rate card "${rateCardId}" equally well`,
  },
  RATE_CARD_INVALID: refused(
    'A rate card',
    'Mend the rate card at the path in the details; rates are decimal strings such as "120.00".',
  ),
  RATING_POLICY_INVALID: refused('A rating policy', 'Mend the policy at the path in the details.'),
  REMINDER_INVALID: refused(
    'A schedule of reminders, or what was sent of it,',
    'Give whole days of 1 or more after the due date, each later than the one before.',
  ),
  REPORT_INVALID: refused(
    'Something that no report can be made of',
    'Hand in what reportWork, billPeriod and compileRater gave, and correct the fields named in `details.issues`.',
  ),
  SERVICE_TYPE_INVALID: refused(
    'A service type',
    'Give an id and at least one name; each name begins after the one before it.',
  ),
  SETTINGS_INVALID: refused(
    'Settings of a tenant',
    'Give a seller, a currency and a zone; correct the fields that the details name.',
  ),
  SETTINGS_MISSING: {
    when: 'Something was to be billed of a tenant that has no settings yet.',
    remedy: 'Put the settings first: who sells, in which currency, in which zone.',
    message: ({ tenantId }) => `the tenant "${tenantId}" has no settings`,
  },
  STORAGE_CONFLICT: {
    when: 'Somebody else changed the same at the same time, again and again.',
    remedy: 'Call again. When it lasts, look for a call that never ends.',
    message: ({ collection, id }) => `${collection} "${id}" was changed by somebody else`,
  },
  STORAGE_UNAVAILABLE: {
    when: 'The storage could not be reached; nothing was changed.',
    remedy: 'Call again when it can be reached.',
    message: ({ reason }) => `the storage can not be reached: ${reason}`,
  },
  STORAGE_UNKNOWN: {
    when: 'The connection was lost while a change was committed, so nobody can say whether it was.',
    remedy: 'Call again with the same key: if it was committed, the second call changes nothing.',
    message: ({ reason }) => `nobody can say whether it was committed: ${reason}`,
  },
  TAX_CODE_UNKNOWN: {
    when: 'A line names a tax code that was not handed in.',
    remedy: 'Add the tax code to `taxCodes`, or take it off the line.',
    message: ({ taxCode, known }) =>
      `"${taxCode}" is not one of ${known.length === 0 ? 'no tax codes' : known.join(', ')}`,
  },
  TEAM_INVALID: refused(
    'A team',
    'Give an id and at least one name; each name begins after the one before it.',
  ),
  TIME_ENTRY_INVALID: refused(
    'A time entry',
    'Mend the entry at the path in the details and hand it in again; nothing was rated.',
  ),
  TOTALS_INVALID: refused(
    'An input of the totals',
    'Mend lines, discounts or taxes at the path in the details.',
  ),
  TRANSACTION_NESTED: {
    when: 'A transaction was opened inside another one.',
    remedy: 'Use the transaction that is open: a body does everything through it, and calls nothing outside.',
    message: () => 'a transaction can not be opened inside another one',
  },
  TRANSACTION_OVER: {
    when: 'A transaction was used after it had ended.',
    remedy: 'Wait for everything that the body began before it returns.',
    message: () => 'the transaction has ended',
  },
  WORK_INVALID: refused(
    'Work',
    'Give time entries, expenses and product charges with ids of their own; correct the fields that the details name.',
  ),
  WORK_LOCKED: {
    when: 'Work that a bill has taken was to be changed or deleted.',
    remedy: 'Delete the draft, void the invoice, or credit it with release; then change the work.',
    message: ({ kind, id, billId }) => `the ${kind} "${id}" is taken by the bill "${billId}"`,
  },
  ZONE_UNKNOWN: {
    when: 'A time zone is not in the IANA database of this runtime.',
    remedy: 'Use a name such as Europe/Berlin or America/New_York; offsets like +01:00 are not zones.',
    message: ({ zone }) => `"${zone}" is not an IANA time zone that this runtime knows`,
  },
};
