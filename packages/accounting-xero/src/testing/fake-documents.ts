import { type FakeKind, type FakeXeroBooks, idFieldOf } from './fake-books.ts';
import { computedDocument, contactIdOf } from './fake-document.ts';
import { XeroFault } from './fake-fault.ts';
import { asRow, asRows, cents, type FakeRow, textOf } from './fake-row.ts';

type DocumentKind = Extract<FakeKind, 'Invoices' | 'CreditNotes'>;

const numberField = { Invoices: 'InvoiceNumber', CreditNotes: 'CreditNoteNumber' } as const;
const types = { Invoices: 'ACCREC', CreditNotes: 'ACCRECCREDIT' } as const;

/** Which status may become which (https://developer.xero.com/documentation/api/accounting/types, invoice status codes). */
const ways: Readonly<Record<string, readonly string[]>> = {
  DRAFT: ['DRAFT', 'SUBMITTED', 'AUTHORISED', 'DELETED'],
  SUBMITTED: ['DRAFT', 'SUBMITTED', 'AUTHORISED', 'DELETED'],
  AUTHORISED: ['AUTHORISED', 'VOIDED'],
};

/**
 * Creates a document, or changes one. `PUT` only creates, and refuses a number that is there; `POST` changes the one with
 * the id or with the number (https://developer.xero.com/documentation/api/accounting/invoices,
 * https://github.com/freakboy3742/pyxero/issues/328).
 */
export function writeDocument(
  books: FakeXeroBooks,
  kind: DocumentKind,
  given: FakeRow,
  { isNew, places }: { readonly isNew: boolean; readonly places: number },
): FakeRow {
  const idField = idFieldOf[kind];
  const before = isNew ? undefined : documentBefore(books, kind, given);
  const status = textOf(given, 'Status') || (before === undefined ? 'DRAFT' : textOf(before, 'Status'));
  requireWay(books, kind, before, given, status);
  // A change of the status alone.
  if (before !== undefined && given['LineItems'] === undefined)
    return books.put(kind, { ...before, Status: status });
  const row: FakeRow = { ...before, ...given, Status: status };
  // https://github.com/XeroAPI/Xero-Java/issues/432
  if (textOf(row, 'Type') === '') throw new XeroFault('Invoice Type must be specified');
  if (row['Type'] !== types[kind])
    throw new XeroFault(`the fake does not know documents of the type ${textOf(row, 'Type')}`);
  requireContact(books, row);
  requireNumber(books, kind, row, before);
  requireCurrency(books, row);
  requireOpenPeriod(books, row, status);
  if (kind === 'Invoices' && status === 'AUTHORISED') {
    if (textOf(row, 'DueDate') === '') throw new XeroFault('Due Date cannot be empty');
    if (before?.['Status'] !== 'AUTHORISED') requireApproval(books);
  }
  const url = textOf(row, 'Url');
  if (url !== '' && !URL.canParse(url)) throw new XeroFault('Url must be a valid absolute url');
  const computed = computedDocument(row, before, status === 'AUTHORISED', {
    places,
    findsTax: books.setup.findsTax,
    account: (code) => books.rows('Accounts').find((one) => one['Code'] === code),
    taxRate: (type) => books.get('TaxRates', type),
    hasItem: (code) => books.rows('Items').some((one) => one['Code'] === code),
    newId: () => books.newId(),
  });
  const number =
    textOf(row, numberField[kind]) || `${kind === 'Invoices' ? 'INV' : 'CN'}-${books.newId().slice(-4)}`;
  const kept = books.put(kind, {
    CurrencyCode: books.setup.baseCurrency,
    Date: books.now().slice(0, 10),
    SentToContact: false,
    ApprovedAt: status === 'AUTHORISED' ? books.now() : null,
    ...row,
    ...computed,
    [numberField[kind]]: number,
  });
  return settled(books, kind, textOf(kept, idField));
}

/** A document of which nothing is open any more is paid; one of which something is open again is not. */
export function settled(books: FakeXeroBooks, kind: DocumentKind, id: string): FakeRow {
  const row = books.get(kind, id) ?? {};
  const { paid, credited } = books.takenOff(kind, id);
  const status = textOf(row, 'Status');
  if (status !== 'AUTHORISED' && status !== 'PAID') return row;
  const now = cents(row['Total']) - paid - credited <= 0 ? 'PAID' : 'AUTHORISED';
  return books.put(kind, { ...row, Status: now });
}

/** Takes a credit note off an invoice (https://developer.xero.com/documentation/api/accounting/creditnotes, allocations). */
export function allocate(books: FakeXeroBooks, creditNoteId: string, given: FakeRow): FakeRow {
  const note = required(books, 'CreditNotes', creditNoteId);
  const invoiceId = textOf(asRow(given['Invoice']), 'InvoiceID');
  const invoice = required(books, 'Invoices', invoiceId);
  for (const row of [note, invoice])
    if (row['Status'] !== 'AUTHORISED')
      throw new XeroFault('The document is not of valid status for allocation');
  const amount = cents(given['Amount']);
  const open = (kind: DocumentKind, id: string, row: FakeRow): number => {
    const { paid, credited } = books.takenOff(kind, id);
    return cents(row['Total']) - paid - credited;
  };
  if (amount <= 0 || amount > open('CreditNotes', creditNoteId, note))
    throw new XeroFault('The Amount to allocate exceeds the remaining credit');
  if (amount > open('Invoices', invoiceId, invoice))
    throw new XeroFault('The Amount to allocate exceeds the amount outstanding on the invoice');
  const allocation = {
    AllocationID: books.newId(),
    Amount: amount / 100,
    Date: textOf(given, 'Date'),
    Invoice: { InvoiceID: invoiceId },
  };
  books.put('CreditNotes', { ...note, Allocations: [...asRows(note['Allocations']), allocation] });
  settled(books, 'CreditNotes', creditNoteId);
  settled(books, 'Invoices', invoiceId);
  return allocation;
}

/** Puts a credit note back that was taken off an invoice. */
export function removeAllocation(books: FakeXeroBooks, creditNoteId: string, allocationId: string): FakeRow {
  const note = required(books, 'CreditNotes', creditNoteId);
  const all = asRows(note['Allocations']);
  const gone = all.find((one) => one['AllocationID'] === allocationId);
  if (gone === undefined) throw new XeroFault('', 404);
  books.put('CreditNotes', { ...note, Allocations: all.filter((one) => one !== gone) });
  settled(books, 'CreditNotes', creditNoteId);
  settled(books, 'Invoices', textOf(asRow(gone['Invoice']), 'InvoiceID'));
  return { ...gone, IsDeleted: true };
}

/** A row that must be there. */
export function required(books: FakeXeroBooks, kind: FakeKind, id: string): FakeRow {
  const row = books.get(kind, id);
  if (row === undefined) throw new XeroFault('', 404);
  return row;
}

function documentBefore(books: FakeXeroBooks, kind: DocumentKind, given: FakeRow): FakeRow | undefined {
  const id = textOf(given, idFieldOf[kind]);
  if (id !== '') return required(books, kind, id);
  const number = textOf(given, numberField[kind]);
  return number === '' ? undefined : books.rows(kind).find((row) => row[numberField[kind]] === number);
}

function requireWay(
  books: FakeXeroBooks,
  kind: DocumentKind,
  before: FakeRow | undefined,
  given: FakeRow,
  status: string,
): void {
  if (before === undefined) {
    if (['DRAFT', 'SUBMITTED', 'AUTHORISED'].includes(status)) return;
    throw new XeroFault('Invoice not of valid status for creation');
  }
  const from = textOf(before, 'Status');
  const wrong = new XeroFault('Invoice not of valid status for modification');
  // Approved documents are changed as approved ones (https://github.com/XeroAPI/Xero-Net/issues/339).
  if (from === 'AUTHORISED' && given['Status'] === undefined) throw wrong;
  if (ways[from]?.includes(status) !== true) throw wrong;
  const { paid, credited } = books.takenOff(kind, textOf(before, idFieldOf[kind]));
  if (paid + credited > 0)
    throw new XeroFault('This document cannot be edited as it has a payment or credit note allocated to it.');
}

function requireContact(books: FakeXeroBooks, row: FakeRow): void {
  const id = contactIdOf(row);
  if (id === '') throw new XeroFault('A Contact must be specified for this type of transaction');
  const contact = books.get('Contacts', id);
  if (contact === undefined) throw new XeroFault(`The Contact with ContactID ${id} could not be found`);
  if (contact['ContactStatus'] !== 'ACTIVE')
    throw new XeroFault(`The Contact with ContactID ${id} has been archived`);
}

function requireNumber(
  books: FakeXeroBooks,
  kind: DocumentKind,
  row: FakeRow,
  before: FakeRow | undefined,
): void {
  const number = textOf(row, numberField[kind]);
  const [numbered, id] = [numberField[kind], idFieldOf[kind]];
  const isTaken = books.has(kind, (one) => one[numbered] === number && one[id] !== before?.[id]);
  if (number === '' || !isTaken) return;
  throw new XeroFault(
    kind === 'Invoices' ? 'Invoice # must be unique.' : 'Credit Note number must be unique.',
  );
}

function requireCurrency({ setup }: FakeXeroBooks, row: FakeRow): void {
  const currency = textOf(row, 'CurrencyCode') || setup.baseCurrency;
  if (currency !== setup.baseCurrency && !setup.currencies.includes(currency))
    throw new XeroFault(`Organisation is not subscribed to currency ${currency}`);
}

function requireOpenPeriod(books: FakeXeroBooks, row: FakeRow, status: string): void {
  const day = textOf(row, 'Date').slice(0, 10);
  for (const [name, locked] of [
    ['period', books.periodLockDate],
    ['end of year', books.endOfYearLockDate],
  ] as const)
    if (status === 'AUTHORISED' && locked !== null && day <= locked)
      throw new XeroFault(
        `The document date cannot be before the ${name} lock date, currently set at ${locked}`,
      );
}

/** The plan "Early" approves 20 invoices a month (https://github.com/XeroAPI/xero-node/issues/548). */
function requireApproval(books: FakeXeroBooks): void {
  const month = books.now().slice(0, 7);
  const approved = books.rows('Invoices').filter((one) => textOf(one, 'ApprovedAt').startsWith(month));
  if (approved.length >= books.setup.approvals)
    throw new XeroFault('You have reached the limit of invoices you can approve');
}
