import type { ErrorCode, InputDetails } from './codes.ts';
import type { ErrorEntries } from './error-entry.ts';
import { formatPath } from './input-issue.ts';

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

/** The codes for input that was refused as a whole. */
export const refusedInput = {
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
  AUDIT_INVALID: refused(
    'An audit log or its anchor',
    'Hand in the records as `desk.audit.list()` gives them, and an anchor as `desk.audit.head()` gave it.',
  ),
  BATCH_INVALID: refused(
    'A request for a batch',
    'Name the last day that counts, and single things by the lists of their ids.',
  ),
  BILL_INVALID: refused(
    'Facts or a policy for a bill',
    'Correct the fields that the details name. A contract comes from defineContract, its period from periodsDue, and each pool of the contract has its account among the facts.',
  ),
  BOUNCE_INVALID: refused(
    'What was reported of a mail',
    'Hand in the Message-ID and the recipient as the report has them, what kind it is, and its words.',
  ),
  CALENDAR_INVALID: refused(
    'A calendar',
    'Mend the calendar at the path in the details; times are "HH:MM", dates are "YYYY-MM-DD".',
  ),
  CHARGE_INVALID: refused(
    'Something other than charges',
    'Hand in the result of a rating, or charges that it gave, as they are.',
  ),
  CIVIL_DATE_INVALID: refused('A civil date', 'Write dates as YYYY-MM-DD and check that the day exists.'),
  COMPARISON_INVALID: refused(
    'Something to compare',
    'Hand in lists of bills that billPeriod gave, results of ratings, or facts with a policy and an alternative to it.',
  ),
  COMPONENT_KIND_INVALID: refused(
    'A component kind of your own',
    'Give it a name, a function that returns a schema, and one that compiles components to parts.',
  ),
  CONNECTOR_INVALID: refused(
    'A setting or a call of a connector to a ledger',
    'Look at the options of the connector: keys of 32 bytes, ids as the ledger gives them.',
  ),
  CONTRACT_INVALID: refused(
    'A contract',
    'Mend the contract at the path in the details; amounts are decimal strings in its currency.',
  ),
  COVERAGE_INVALID: refused(
    'The input of a coverage report',
    'Hand in the result of a rating, and lists of expenses, products and lines beside it.',
  ),
  CREDIT_NOTE_INVALID: refused(
    'A request for a credit note',
    'Ask for the whole, for lines of the invoice, each once, or for an amount; hand in all earlier notes of the invoice.',
  ),
  CSV_MAPPING_INVALID: refused(
    'A CSV column mapping',
    'Name columns that the file has; the details list those that are missing.',
  ),
  CUSTOMER_INVALID: refused(
    'A customer',
    'Give an id and a party with a name; correct the fields that the details name.',
  ),
  DECIMAL_INVALID: refused(
    'A decimal number',
    'Write decimals as strings with a point and no exponent, for example "120.50".',
  ),
  ENGINE_INVALID: refused(
    'Options of an engine',
    'Give a storage; connectors, plugins and subscriptions have ids of their own.',
  ),
  EXHAUSTION_KIND_INVALID: refused(
    'An exhaustion policy of your own',
    'Give it a name, and a function that says what becomes of work above the allowance.',
  ),
  EXPENSE_INVALID: refused('An expense', 'Mend the expense at the path in the details.'),
  EXPLANATION_INVALID: refused(
    'Something to explain',
    'Hand in a charge, a line with its charges, or work that was left out; write the language as { locale: "de" }.',
  ),
  IMPORT_INVALID: refused(
    'A line of an import',
    'Hand in the lines of `desk.export()` as they are, all of them and in their order, each without its line break.',
  ),
  INSTANT_INVALID: refused(
    'An instant',
    'Write instants as ISO 8601 with an offset or Z, for example 2026-03-02T09:00:00Z.',
  ),
  INVOICE_COMMAND_INVALID: refused(
    'A command to an invoice',
    'Mend the command at the path in the details; amounts are above 0, days are "YYYY-MM-DD".',
  ),
  INVOICE_INVALID: refused(
    'An invoice, or something that one is made of,',
    'Mend the invoice at the path in the details; bills on one invoice have the same customer, currency and taxes.',
  ),
  LINE_POLICY_INVALID: refused(
    'A line policy',
    'Use method "printed" or "exact", scales from 2 to 6, and known grouping keys.',
  ),
  MONEY_INVALID: refused(
    'An amount of money',
    'Write amounts as decimal strings with no more decimals than the currency has.',
  ),
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
  PRODUCT_CHARGE_INVALID: refused('A product charge', 'Mend the product charge at the path in the details.'),
  QUANTITY_POLICY_INVALID: refused(
    'A quantity policy',
    'Give minutes from 0 to a week that make whole seconds; direction is up, down or nearest.',
  ),
  QUERY_INVALID: refused(
    'A question for a list',
    'Ask for 1 to 1,000 items, and hand in `next` of the part before as it was given.',
  ),
  RATE_CARD_INVALID: refused(
    'A rate card',
    'Mend the rate card at the path in the details; rates are decimal strings such as "120.00".',
  ),
  RATING_POLICY_INVALID: refused('A rating policy', 'Mend the policy at the path in the details.'),
  RECIPIENT_INVALID: refused(
    'A list of recipients',
    'Give one e-mail address for each, and names of one line.',
  ),
  REMINDER_INVALID: refused(
    'A schedule of reminders, or what was sent of it,',
    'Give whole days of 1 or more after the due date, each later than the one before.',
  ),
  REPORT_INVALID: refused(
    'Something that no report can be made of',
    'Hand in what reportWork, billPeriod and compileRater gave, and correct the fields named in `details.issues`.',
  ),
  ROW_INVALID: refused(
    'A row that the storage can not keep',
    'Take U+0000, halves of surrogate pairs and very long ids out; correct what `details.issues` names.',
  ),
  SERVICE_TYPE_INVALID: refused(
    'A service type',
    'Give an id and at least one name; each name begins after the one before it.',
  ),
  SETTINGS_INVALID: refused(
    'Settings of a tenant',
    'Give a seller, a currency and a zone; correct the fields that the details name.',
  ),
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
  WORK_INVALID: refused(
    'Work',
    'Give time entries, expenses and product charges with ids of their own; correct the fields that the details name.',
  ),
} satisfies Partial<ErrorEntries<ErrorCode>>;
