import { type FakeCompanySetup, companyInfo, preferences, rateOf } from './fake-company.ts';
import { cents, computedDocument, type DocumentRules } from './fake-document.ts';
import { QuickBooksFault } from './fake-fault.ts';
import { people, requireFreeName } from './fake-names.ts';
import { computedPayment, linesOfPayment, payerOf, voidedPayment } from './fake-payment.ts';
import { asRows, fieldAt, type FakeRow, readQuery } from './fake-query.ts';
import { companyTime } from './fake-time.ts';

/** What has lines of items. Those that are owed have a balance. */
const owed = ['Invoice', 'CreditMemo'];
const receipts = ['SalesReceipt', 'RefundReceipt'];
const known = [
  ...people,
  ...owed,
  ...receipts,
  'Item',
  'Account',
  'Payment',
  'TaxCode',
  'TimeActivity',
  'Estimate',
];

/** What a fake company keeps, and what it does with what it is told. */
export class FakeBooks {
  readonly #now: () => string;
  readonly #setup: FakeCompanySetup;
  readonly #rows = new Map<string, Map<string, FakeRow>>();
  readonly #deleted: { readonly entity: string; readonly row: FakeRow }[] = [];
  #ids = 0;
  /** The day until which the books are closed. */
  closedUntil: string | null = null;
  /** Queries tell rows as they were before their last change, as is reported of the real ones; reading by id does not. */
  queriesLag = false;
  /** Queries tell nothing of this kind: how they are when they are behind, and it is new. */
  queriesMiss: string | null = null;
  /** Queries can't read what is not ASCII, as is reported of the real ones. */
  readsOnlyAscii = false;
  readonly #earlier = new Map<string, FakeRow>();
  /** To whom documents were mailed, by their ids. */
  readonly mailed = new Map<string, readonly string[]>();

  constructor(now: () => string, setup: FakeCompanySetup) {
    this.#now = now;
    this.#setup = setup;
    for (const name of Object.keys(setup.taxCodes)) this.put('TaxCode', { Name: name, Active: true });
    this.put('Account', { Name: 'Sales', AccountType: 'Income', Active: true });
  }

  rows(entity: string): readonly FakeRow[] {
    return [...(this.#rows.get(entity)?.values() ?? [])];
  }

  get(entity: string, id: string): FakeRow | undefined {
    return this.#rows.get(entity)?.get(id);
  }

  /** A row by its id, as it is shown. */
  read(entity: string, id: string): FakeRow {
    // Recorded.
    if (!/^\d+$/.test(id))
      throw new QuickBooksFault('2030', `Invalid ID : Id should be a valid number. Supplied value:${id}`);
    const row = this.get(entity, id);
    if (row === undefined) throw new QuickBooksFault('610', 'Object Not Found');
    return this.shown(entity, row);
  }

  /** Writes a row as it is: somebody does so in the company itself. */
  put(entity: string, row: FakeRow): FakeRow {
    const before = typeof row['Id'] === 'string' ? this.get(entity, row['Id']) : undefined;
    const Id = typeof row['Id'] === 'string' ? row['Id'] : String((this.#ids += 1));
    const SyncToken = before === undefined ? '0' : String(Number(before['SyncToken']) + 1);
    const at = companyTime(this.#now(), 'seconds');
    const created = before === undefined ? at : fieldAt(before, 'MetaData.CreateTime');
    const MetaData = { CreateTime: created, LastUpdatedTime: at };
    const kept = { domain: 'QBO', sparse: false, ...row, Id, SyncToken, MetaData };
    if (before !== undefined) this.#earlier.set(`${entity}/${Id}`, before);
    const rows = this.#rows.get(entity) ?? new Map<string, FakeRow>();
    this.#rows.set(entity, rows.set(Id, kept));
    return kept;
  }

  /** Creates, or updates what has an id. */
  write(entity: string, given: FakeRow): FakeRow {
    if (!known.includes(entity)) throw new QuickBooksFault('500', `Unsupported Operation: ${entity}`);
    const { sparse, ...body } = given;
    const before = this.#before(entity, body);
    // Documented: what is left out of a change that is not sparse is emptied.
    const whole = before !== undefined && sparse === true ? { ...before, ...body } : body;
    const row = this.#computed(entity, whole, before);
    const isNamed = people.includes(entity) || entity === 'Item';
    if (isNamed) requireFreeName(entity, row, (kind) => this.rows(kind));
    // Documented: an item of the type Service has an income account.
    if (entity === 'Item' && this.get('Account', fieldAt(row, 'IncomeAccountRef.value') ?? '') === undefined)
      throw new QuickBooksFault('2020', 'Required param missing: IncomeAccountRef');
    return this.shown(entity, this.put(entity, isNamed ? { Active: true, ...row } : row));
  }

  remove(entity: string, body: FakeRow): FakeRow {
    const before = this.#before(entity, body);
    if (before === undefined) throw new QuickBooksFault('610', 'Object Not Found');
    const Id = String(before['Id']);
    this.#rows.get(entity)?.delete(Id);
    // Recorded: no more than this is left of it.
    const gone = { domain: 'QBO', status: 'Deleted', Id };
    this.#deleted.push({
      entity,
      row: { ...gone, MetaData: { LastUpdatedTime: companyTime(this.#now(), 'seconds') } },
    });
    return gone;
  }

  /** Recorded: a void document stays, with amounts of 0 and a note. */
  void(entity: string, body: FakeRow): FakeRow {
    const before = this.#before(entity, body);
    if (before === undefined) throw new QuickBooksFault('610', 'Object Not Found');
    if (entity === 'Payment') return this.put(entity, voidedPayment(before));
    for (const payment of entity === 'Invoice' ? this.rows('Payment') : []) {
      const lines = linesOfPayment(payment).filter(
        ({ link }) => link === null || link.id !== before['Id'] || link.type !== 'Invoice',
      );
      if (lines.length < linesOfPayment(payment).length)
        this.put('Payment', { ...payment, Line: lines.map(({ line }) => line) });
    }
    const Line = asRows(before['Line']).map((line) => ({
      ...line,
      ...(line['Amount'] === undefined ? {} : { Amount: 0 }),
    }));
    const zeroed = { ...before, Line, TotalAmt: 0, TxnTaxDetail: { TotalTax: 0 }, PrivateNote: 'Voided' };
    return this.shown(entity, this.put(entity, zeroed));
  }

  query(text: string): FakeRow {
    if (this.readsOnlyAscii && /[^ -~]/.test(text))
      throw new QuickBooksFault('4000', `Error parsing query: ${text}`);
    const { entity, fields, matches, counts, orderBy, start, most } = readQuery(text);
    const single = { CompanyInfo: companyInfo(this.#setup), Preferences: preferences(this.#setup) };
    if (entity === 'CompanyInfo' || entity === 'Preferences')
      return { QueryResponse: { [entity]: [single[entity]] } };
    if (!known.includes(entity))
      throw new QuickBooksFault('4001', `QueryValidationError: invalid context declaration: ${entity}`);
    const told = this.rows(entity).map((row) =>
      this.queriesLag ? (this.#earlier.get(`${entity}/${String(row['Id'])}`) ?? row) : row,
    );
    const all = this.queriesMiss === entity ? [] : told.filter(matches);
    if (counts) return { QueryResponse: { totalCount: all.length } };
    const order = (row: FakeRow): string => fieldAt(row, orderBy ?? 'Id') ?? '';
    const sorted =
      orderBy === null ? all : all.toSorted((one, other) => (order(one) < order(other) ? -1 : 1));
    const page = sorted.slice(start - 1, start - 1 + most).map((row) => this.shown(entity, row));
    const rows = page.map((row) => (fields === null ? row : only(row, fields)));
    return {
      QueryResponse:
        rows.length === 0 ? {} : { [entity]: rows, startPosition: start, maxResults: rows.length },
    };
  }

  /** What changed since: at most 1,000 of each kind. */
  changedSince(entity: string, since: string): readonly FakeRow[] {
    const isLater = (row: FakeRow): boolean =>
      Date.parse(fieldAt(row, 'MetaData.LastUpdatedTime') ?? '') >= Date.parse(since);
    const gone = this.#deleted.filter((one) => one.entity === entity).map(({ row }) => row);
    const all = this.rows(entity).map((row) => this.shown(entity, row));
    return [...all, ...gone].filter(isLater).slice(0, 1000);
  }

  /** A row as it is shown: what is owed with what is still open of it, and with what pays it (recorded). */
  shown(entity: string, row: FakeRow): FakeRow {
    if (!owed.includes(entity)) return row;
    const paying = this.rows('Payment').filter((payment) =>
      linesOfPayment(payment).some(({ link }) => link?.type === entity && link.id === row['Id']),
    );
    const LinkedTxn = paying.map(({ Id }) => ({ TxnId: Id, TxnType: 'Payment' }));
    return { ...row, LinkedTxn, Balance: this.#open(entity, row, undefined) / 100 };
  }

  /** What is open of a document in cents, without what one payment pays of it. */
  #open(entity: string, row: FakeRow, without: FakeRow | undefined): number {
    const paid = this.rows('Payment')
      .filter(({ Id }) => Id !== without?.['Id'])
      .flatMap(linesOfPayment)
      .filter(({ link }) => link?.type === entity && link.id === row['Id']);
    return Math.max(
      0,
      cents(Number(row['TotalAmt'])) - paid.reduce((all, { amount }) => all + cents(amount), 0),
    );
  }

  #computed(entity: string, row: FakeRow, before: FakeRow | undefined): FakeRow {
    if (owed.includes(entity) || receipts.includes(entity)) return this.#document(entity, row, before);
    if (entity !== 'Payment') return row;
    return computedPayment(row, this.get('Customer', payerOf(row)), (kind, id) => {
      const document = this.get(kind, id);
      return document === undefined ? null : this.#open(kind, document, before);
    });
  }

  #document(entity: string, body: FakeRow, before: FakeRow | undefined): FakeRow {
    const { DocNumber, ...rest } = body;
    const { takesNumbers, country, homeCurrency } = this.#setup;
    const own = before?.['DocNumber'] ?? String(1000 + this.#ids);
    const number = takesNumbers ? DocNumber : own;
    const rules: DocumentRules = {
      isInUs: country === 'US',
      needsCustomer: owed.includes(entity),
      homeCurrency,
      today: this.#now().slice(0, 10),
      closedUntil: this.closedUntil,
      find: (kind, id) => this.get(kind, id),
      rateOf: (code, ofDocument) => rateOf(this.#setup, code, ofDocument, (id) => this.get('TaxCode', id)),
      hasNumber: (wanted) =>
        takesNumbers &&
        this.rows(entity).some((row) => row['DocNumber'] === wanted && row['Id'] !== before?.['Id']),
    };
    const EmailStatus = before?.['EmailStatus'] ?? 'NotSet';
    const PrintStatus = before?.['PrintStatus'] ?? 'NeedToPrint';
    const numbered = number === undefined ? rest : { ...rest, DocNumber: number };
    return { ...computedDocument(numbered, rules), EmailStatus, PrintStatus, ApplyTaxAfterDiscount: false };
  }

  #before(entity: string, body: FakeRow): FakeRow | undefined {
    if (body['Id'] === undefined) return undefined;
    const before = this.get(entity, fieldAt(body, 'Id') ?? '');
    if (before === undefined) throw new QuickBooksFault('610', 'Object Not Found');
    if (before['SyncToken'] !== body['SyncToken'])
      throw new QuickBooksFault('5010', 'Stale Object Error : You and somebody else were working on this');
    return before;
  }
}

const only = (row: FakeRow, fields: readonly string[]): FakeRow =>
  Object.fromEntries(Object.entries(row).filter(([name]) => ['domain', 'sparse', ...fields].includes(name)));
