import { XeroFault } from './fake-fault.ts';
import { asRow, asRows, cents, type FakeRow, textOf } from './fake-row.ts';

/** What a document is checked and computed with. */
export interface DocumentRules {
  /** Without `unitdp=4` prices have two places. */
  readonly places: number;
  /** It does not take what is said of a tax, as organisations that find sales tax themselves. */
  readonly findsTax: boolean;
  readonly account: (code: string) => FakeRow | undefined;
  readonly taxRate: (type: string) => FakeRow | undefined;
  readonly hasItem: (code: string) => boolean;
  readonly newId: () => string;
}

/** The sums of a document, and its lines with what is computed. */
export interface ComputedDocument {
  readonly LineItems: readonly FakeRow[];
  readonly SubTotal: number;
  readonly TotalTax: number;
  readonly Total: number;
}

/**
 * Computes a document. Tax is rounded by line, and then summed up
 * (https://developer.xero.com/documentation/api-guides/rounding-in-xero); a line may say its own
 * (https://community.xero.com/developer/discussion/39081/, Xero staff). Lines without an id are made anew, and those that
 * are not named are gone (https://developer.xero.com/documentation/api/accounting/invoices, updating line items).
 */
export function computedDocument(
  given: FakeRow,
  before: FakeRow | undefined,
  isApproved: boolean,
  rules: DocumentRules,
): ComputedDocument {
  const known = new Set(asRows(before?.['LineItems']).map((line) => line['LineItemID']));
  let [net, tax] = [0, 0];
  const type = textOf(given, 'LineAmountTypes') || 'Exclusive';
  if (type !== 'Exclusive' && type !== 'NoTax')
    throw new XeroFault(`the fake does not compute ${type} documents`);
  const lines = asRows(given['LineItems']);
  if (lines.length === 0) throw new XeroFault('One or more line items must be specified');
  const LineItems = lines.map((line) => {
    if (textOf(line, 'Description') === '') throw new XeroFault('Description cannot be empty');
    const { LineItemID = rules.newId() } = line;
    if (line['LineItemID'] !== undefined && !known.has(LineItemID))
      throw new XeroFault(`Could not find line item(s) with LineItemID ${String(LineItemID)}`);
    // A line of words only.
    if (line['UnitAmount'] === undefined && line['LineAmount'] === undefined)
      return { LineItemID, Tracking: [], LineAmount: 0, TaxAmount: 0, ...line };
    const { Quantity = 1 } = line;
    const UnitAmount = rounded(Number(line['UnitAmount'] ?? 0), rules.places);
    const amount = cents(rounded(Number(Quantity), 4) * UnitAmount);
    if (line['LineAmount'] !== undefined && cents(line['LineAmount']) !== amount)
      throw new XeroFault(
        `The line total ${Number(line['LineAmount'])} does not match the expected line total ${amount / 100}`,
      );
    const rate = isApproved ? rateOf(line, rules) : 0;
    const own =
      line['TaxAmount'] === undefined || rules.findsTax
        ? Math.round((amount * rate) / 100 + 1e-7)
        : cents(line['TaxAmount']);
    net += amount;
    tax += own;
    return {
      Tracking: [],
      ...line,
      LineItemID,
      Quantity,
      UnitAmount,
      LineAmount: amount / 100,
      TaxAmount: own / 100,
    };
  });
  if (net + tax < 0) throw new XeroFault('The document total must not be negative');
  return { LineItems, SubTotal: net / 100, TotalTax: tax / 100, Total: (net + tax) / 100 };
}

/** In percent; the account and the tax type must be there and go together. */
function rateOf(line: FakeRow, rules: DocumentRules): number {
  const [code, type, item] = ['AccountCode', 'TaxType', 'ItemCode'].map((field) => textOf(line, field));
  if (code === undefined || code === '') throw new XeroFault('Account code must be specified');
  const account = rules.account(code);
  if (account === undefined)
    throw new XeroFault(`Account code '${code}' is not a valid code for this document.`);
  if (account['Status'] !== 'ACTIVE')
    throw new XeroFault(`Account code '${code}' has been archived, or deleted.`);
  if (item !== undefined && item !== '' && !rules.hasItem(item))
    throw new XeroFault(`Item code '${item}' is not valid`);
  const rate = rules.taxRate(type ?? '');
  if (rate === undefined || rate['Status'] !== 'ACTIVE')
    throw new XeroFault(
      `TaxType code '${type}' does not exist or cannot be used for this type of transaction.`,
    );
  // Only revenue accounts and the one for rounding are in the fake's chart.
  if (rate['CanApplyToRevenue'] !== true)
    throw new XeroFault(`The TaxType code '${type}' cannot be used with account code '${code}'.`);
  return Number(rate['EffectiveRate']);
}

const rounded = (value: number, places: number): number => {
  const scale = 10 ** places;
  return Math.round(value * scale + 1e-7) / scale;
};

/** The days of a document in the forms that Xero gives. */
export function dated(row: FakeRow): FakeRow {
  const days = ['Date', 'DueDate'].flatMap((field) => {
    const day = textOf(row, field).slice(0, 10);
    return /^\d{4}-\d\d-\d\d$/.test(day)
      ? [
          [field, jsonDate(`${day}T00:00:00Z`)],
          [`${field}String`, `${day}T00:00:00`],
        ]
      : [];
  });
  return { ...row, ...Object.fromEntries(days) };
}

/** An instant as Xero's JSON has it. */
export const jsonDate = (at: string): string => `/Date(${Date.parse(at)}+0000)/`;

/** The id of the contact that a document names. */
export const contactIdOf = (row: FakeRow): string => textOf(asRow(row['Contact']), 'ContactID');
