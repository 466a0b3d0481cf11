import type { ErrorCode } from './codes.ts';
import type { ErrorEntries } from './error-entry.ts';

/** The codes for what a rule does not allow, although the input holds together. */
export const brokenRules = {
  AMOUNT_OUT_OF_RANGE: {
    when: 'A number is larger than anything that can be billed exactly.',
    remedy:
      'Check the unit of the number: seconds instead of minutes, or cents instead of a currency unit, are the usual cause.',
    message: ({ value, limit }) => `${value} is outside ±${limit}`,
  },
  CHARGE_NOT_FOUND: {
    when: 'A charge was asked for by an index that the result does not have.',
    remedy: 'Ask for an index from 0 to `chargeCount - 1`.',
    message: ({ index, count }) => `there is no charge ${index}, the result has ${count}`,
  },
  COMPONENT_KIND_FAULTY: {
    when: 'A component kind of your own answered something that is no part of a contract.',
    remedy:
      'Mend the component kind: its schema is one of zod, its parts are covers, fees, minimums and caps in the contract’s currency.',
    message: ({ componentId, kind, problem }) =>
      `the component kind "${kind}"${componentId === null ? '' : ` of the component "${componentId}"`}: ${problem}`,
  },
  CONTRACTS_OVERLAP: {
    when: 'Two contracts of one customer can take the same work on the same day.',
    remedy: 'Give each of the two an `order` of its own; the lower one takes the work.',
    message: ({ customerId, contractIds: [one, other], from }) =>
      `the contracts "${one}" and "${other}" of the customer "${customerId}" overlap from ${from}`,
  },
  CONTRACT_STATE: {
    when: 'Something was asked of a contract that its state does not allow.',
    remedy:
      'Offer people only the allowed actions in the details; `contractTransitions` has the whole table.',
    message: ({ contractId, state, action, allowed }) =>
      `the contract "${contractId}" is ${state}: it can't ${action}, only ${allowed.length === 0 ? 'be read' : allowed.join(', ')}`,
  },
  COVERAGE_MISMATCH: {
    when: 'A coverage report does not add up to its input. This is a defect of Billwright or of a plugin.',
    remedy: 'Do not bill from this result. Report it with the input that caused it.',
    message: ({ expected, found, unit }) => `${expected} ${unit} went in, ${found} came out`,
  },
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
  EXHAUSTION_KIND_FAULTY: {
    when: 'An exhaustion policy is not known, or a policy of your own answered something that no work can become.',
    remedy:
      'Hand in the policy among the exhaustionKinds, and let it answer with charge, rate or hold, and with what belongs to that.',
    message: ({ name, problem }) => `the exhaustion policy "${name}": ${problem}`,
  },
  INVOICE_AMOUNT: {
    when: 'More was to be paid, refunded, credited or written off than there is room for on the invoice.',
    remedy:
      'Take no more than `most` of the details; what is above it belongs to the credit of the customer.',
    message: ({ invoiceId, action, amount, most, currency }) =>
      `the invoice "${invoiceId}" can't ${action} ${amount} ${currency}, the most is ${most}`,
  },
  INVOICE_STATE: {
    when: 'Something was asked of an invoice that its state does not allow.',
    remedy:
      'Offer people only the allowed actions in the details; `settlementTransitions`, `deliveryTransitions` and `ledgerTransitions` have the whole tables.',
    message: ({ invoiceId, state, action, allowed, reason }) =>
      `the invoice "${invoiceId}" is ${state}: it can't ${action}${reason === null ? '' : `, since ${reason}`}, only ${allowed.length === 0 ? 'be read' : allowed.join(', ')}`,
  },
  LOCALE_UNKNOWN: {
    when: 'Words were asked for in a language that Billwright does not speak.',
    remedy: 'Ask for one of the known languages, or translate the trace codes yourself.',
    message: ({ locale, known }) => `"${locale}" is not one of ${known.join(', ')}`,
  },
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
  RATE_AMBIGUOUS: {
    when: 'Two rules of one rate card fit an entry equally well.',
    remedy: 'Give one of the two rules a higher `priority`, or add a condition that tells them apart.',
    message: ({ entryId, rateCardId, ruleIds: [one, other] }) =>
      `entry "${entryId}" fits the rules "${one}" and "${other}" of the rate card "${rateCardId}" equally well`,
  },
  TAX_CODE_UNKNOWN: {
    when: 'A line names a tax code that was not handed in.',
    remedy: 'Add the tax code to `taxCodes`, or take it off the line.',
    message: ({ taxCode, known }) =>
      `"${taxCode}" is not one of ${known.length === 0 ? 'no tax codes' : known.join(', ')}`,
  },
  ZONE_UNKNOWN: {
    when: 'A time zone is not in the IANA database of this runtime.',
    remedy: 'Use a name such as Europe/Berlin or America/New_York; offsets like +01:00 are not zones.',
    message: ({ zone }) => `"${zone}" is not an IANA time zone that this runtime knows`,
  },
} satisfies Partial<ErrorEntries<ErrorCode>>;
