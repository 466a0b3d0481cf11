import { contactIdOf, dated, jsonDate } from './fake-document.ts';
import { XeroFault } from './fake-fault.ts';
import { asRow, asRows, cents, type FakeRow, textOf } from './fake-row.ts';

/** How the organisation of a fake is set up. */
export interface FakeOrganisationSetup {
  readonly name: string;
  readonly country: string;
  readonly baseCurrency: string;
  /** Those that it has beside its base currency. */
  readonly currencies: readonly string[];
  readonly plan: string;
  /** How many invoices a month its plan approves. */
  readonly approvals: number;
  /** How many mails a day it may send. */
  readonly mails: number;
  /** It finds sales tax itself, and does not take what is said of a tax. */
  readonly findsTax: boolean;
  /** Tax types: what they are called, their percentage, whether they are for revenue. */
  readonly taxTypes: Readonly<
    Record<string, { readonly name: string; readonly rate: number; readonly isForRevenue?: boolean }>
  >;
}

/** What can be listed. */
export type FakeKind =
  | 'Contacts'
  | 'Items'
  | 'Accounts'
  | 'TaxRates'
  | 'Invoices'
  | 'CreditNotes'
  | 'Overpayments'
  | 'Payments';

/** The field with the id of a row, by its kind. */
export const idFieldOf: Readonly<Record<FakeKind, string>> = {
  Contacts: 'ContactID',
  Items: 'ItemID',
  Accounts: 'AccountID',
  TaxRates: 'TaxType',
  Invoices: 'InvoiceID',
  CreditNotes: 'CreditNoteID',
  Overpayments: 'OverpaymentID',
  Payments: 'PaymentID',
};

/** What a fake organisation keeps. */
export class FakeXeroBooks {
  readonly now: () => string;
  readonly setup: FakeOrganisationSetup;
  readonly #rows = new Map<FakeKind, Map<string, FakeRow>>();
  #ids = 0;
  /** The days until which the books are closed. */
  periodLockDate: string | null = null;
  endOfYearLockDate: string | null = null;
  /** To which addresses documents were mailed, by their ids. */
  readonly mailed = new Map<string, readonly (readonly string[])[]>();
  /** Notes of the history, by the ids of documents. */
  readonly notes = new Map<string, readonly string[]>();
  /** Files, by the ids of documents and their names. */
  readonly files = new Map<string, ReadonlyMap<string, Uint8Array>>();

  constructor(now: () => string, setup: FakeOrganisationSetup) {
    this.now = now;
    this.setup = setup;
    this.#account('200', 'Sales', 'REVENUE', 'REVENUE');
    this.#account('260', 'Other Revenue', 'REVENUE', 'REVENUE');
    this.#account('400', 'Advertising', 'EXPENSE', 'EXPENSE');
    // Its code is not always 860.
    this.#account('868', 'Rounding', 'EXPENSE', 'EXPENSE', 'ROUNDING');
    for (const [TaxType, { name, rate, isForRevenue = true }] of Object.entries(setup.taxTypes))
      this.put('TaxRates', {
        TaxType,
        Name: name,
        Status: 'ACTIVE',
        TaxComponents: [{ Name: name, Rate: rate, IsCompound: false, IsNonRecoverable: false }],
        DisplayTaxRate: rate,
        EffectiveRate: rate,
        CanApplyToRevenue: isForRevenue,
      });
  }

  newId(): string {
    this.#ids += 1;
    return `00000000-0000-4000-8000-${String(this.#ids).padStart(12, '0')}`;
  }

  rows(kind: FakeKind): readonly FakeRow[] {
    return [...(this.#rows.get(kind)?.values() ?? [])];
  }

  /** Whether there is such a row. */
  has(kind: FakeKind, isWanted: (row: FakeRow) => boolean): boolean {
    for (const row of this.#rows.get(kind)?.values() ?? []) if (isWanted(row)) return true;
    return false;
  }

  get(kind: FakeKind, id: string): FakeRow | undefined {
    return this.#rows.get(kind)?.get(id);
  }

  /** Writes a row as it is: somebody does so in the organisation itself. */
  put(kind: FakeKind, row: FakeRow): FakeRow {
    const field = idFieldOf[kind];
    const id = textOf(row, field) || this.newId();
    const kept = { ...row, [field]: id, UpdatedDateUTC: this.now() };
    const rows = this.#rows.get(kind) ?? new Map<string, FakeRow>();
    // What was changed last stands last.
    rows.delete(id);
    this.#rows.set(kind, rows.set(id, kept));
    return kept;
  }

  /** Creates a contact; the name is unique among active ones (https://developer.xero.com/documentation/api/accounting/contacts). */
  createContact(given: FakeRow): FakeRow {
    const name = textOf(given, 'Name');
    if (name === '') throw new XeroFault('The contact name must be specified');
    if (/[<>]/.test(name)) throw new XeroFault('The contact name must not contain < or >');
    const isTaken = this.rows('Contacts').some(
      (one) => one['ContactStatus'] === 'ACTIVE' && textOf(one, 'Name').toLowerCase() === name.toLowerCase(),
    );
    if (isTaken)
      throw new XeroFault(
        `The contact name ${name} is already assigned to another contact. The contact name must be unique across all active contacts.`,
      );
    const number = textOf(given, 'ContactNumber');
    if (number !== '' && this.rows('Contacts').some((one) => one['ContactNumber'] === number))
      throw new XeroFault(`The contact number ${number} is already assigned to another contact`);
    const email = textOf(given, 'EmailAddress');
    if (email !== '' && !/^[^@\s]+@[^@\s]+$/.test(email)) throw new XeroFault('Email address must be valid.');
    return this.put('Contacts', { ContactStatus: 'ACTIVE', ContactPersons: [], Phones: [], ...given });
  }

  createItem(given: FakeRow): FakeRow {
    const code = textOf(given, 'Code');
    if (this.rows('Items').some((one) => one['Code'] === code))
      throw new XeroFault(`Price List Item with Code '${code}' already exists`);
    return this.put('Items', given);
  }

  /** What is taken off a document: payments, and credit that was applied. */
  takenOff(
    kind: 'Invoices' | 'CreditNotes',
    id: string,
  ): { paid: number; credited: number; payments: readonly FakeRow[] } {
    const payments = this.rows('Payments').filter(
      (one) => one['Of'] === id && one['Status'] === 'AUTHORISED',
    );
    const paid = payments.reduce((all, one) => all + cents(one['Amount']), 0);
    const own = kind === 'Invoices' ? this.#appliedTo(id) : asRows(this.get(kind, id)?.['Allocations']);
    return { paid, credited: own.reduce((all, one) => all + cents(one['Amount']), 0), payments };
  }

  /** A row as it is shown: with what is still open of it, and in Xero's forms of days and instants. */
  shown(kind: FakeKind, row: FakeRow): FakeRow {
    const UpdatedDateUTC = jsonDate(textOf(row, 'UpdatedDateUTC'));
    if (kind !== 'Invoices' && kind !== 'CreditNotes') return { ...row, UpdatedDateUTC };
    const id = textOf(row, idFieldOf[kind]);
    const { paid, credited, payments } = this.takenOff(kind, id);
    const left = (cents(row['Total']) - paid - credited) / 100;
    const Contact = this.shown('Contacts', this.get('Contacts', contactIdOf(row)) ?? {});
    const Payments = payments.map((one) => ({
      PaymentID: one['PaymentID'],
      Date: jsonDate(`${textOf(one, 'Date')}T00:00:00Z`),
      Amount: one['Amount'],
      CurrencyRate: 1,
      HasAccount: false,
      HasValidationErrors: false,
    }));
    const common = { ...dated(row), UpdatedDateUTC, Contact, Payments, HasAttachments: this.files.has(id) };
    if (kind === 'CreditNotes') {
      const Allocations = asRows(row['Allocations']).map((one) => ({
        ...one,
        Date: jsonDate(`${textOf(one, 'Date')}T00:00:00Z`),
      }));
      return { ...common, Allocations, RemainingCredit: left, HasErrors: false };
    }
    return {
      ...common,
      ...this.#creditsOf(id),
      AmountDue: left,
      AmountPaid: paid / 100,
      AmountCredited: credited / 100,
      HasErrors: false,
      IsDiscounted: false,
      // Undeclared, and there all the same: seen in recorded answers of the real one.
      InvoicePaymentServices: [],
      InvoiceAddresses: [],
    };
  }

  #creditsOf(invoiceId: string): FakeRow {
    const applied = (kind: 'CreditNotes' | 'Overpayments'): readonly FakeRow[] =>
      this.rows(kind).flatMap((row) =>
        asRows(row['Allocations'])
          .filter((one) => textOf(asRow(one['Invoice']), 'InvoiceID') === invoiceId)
          .map((one) => ({
            [idFieldOf[kind]]: row[idFieldOf[kind]],
            AppliedAmount: one['Amount'],
            Date: jsonDate(`${textOf(one, 'Date')}T00:00:00Z`),
            Total: row['Total'],
          })),
      );
    return { CreditNotes: applied('CreditNotes'), Overpayments: applied('Overpayments'), Prepayments: [] };
  }

  #appliedTo(invoiceId: string): readonly FakeRow[] {
    return (['CreditNotes', 'Overpayments'] as const)
      .flatMap((kind) => this.rows(kind))
      .flatMap((row) => asRows(row['Allocations']))
      .filter((one) => textOf(asRow(one['Invoice']), 'InvoiceID') === invoiceId);
  }

  #account(Code: string, Name: string, Type: string, Class: string, SystemAccount?: string): void {
    const system = SystemAccount === undefined ? {} : { SystemAccount };
    this.put('Accounts', { Code, Name, Type, Class, Status: 'ACTIVE', TaxType: 'NONE', ...system });
  }

  organisation(): FakeRow {
    const { name, country, baseCurrency, plan } = this.setup;
    return {
      Name: name,
      LegalName: name,
      PaysTax: true,
      CountryCode: country,
      BaseCurrency: baseCurrency,
      Class: plan,
      OrganisationStatus: 'ACTIVE',
      IsDemoCompany: false,
      ...lock('PeriodLockDate', this.periodLockDate),
      ...lock('EndOfYearLockDate', this.endOfYearLockDate),
    };
  }
}

const lock = (field: string, day: string | null): FakeRow =>
  day === null ? {} : { [field]: jsonDate(`${day}T00:00:00Z`) };
