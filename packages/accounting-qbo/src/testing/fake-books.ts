import { cents, computedDocument, type DocumentRules } from './fake-document.ts';
import { QuickBooksFault } from './fake-fault.ts';
import { asRows, fieldAt, type FakeRow, readQuery } from './fake-query.ts';

/** How the company of a fake is set up. */
export interface FakeCompanySetup {
  readonly country: string;
  readonly homeCurrency: string;
  readonly hasManyCurrencies: boolean;
  readonly takesNumbers: boolean;
  readonly findsTax: boolean;
  /** Percent, by the name of the tax code. */
  readonly taxCodes: Readonly<Record<string, number>>;
}

const names = ['Customer', 'Vendor', 'Employee'];
const documents = ['Invoice', 'CreditMemo'];
const known = [...names, ...documents, 'Item', 'Account', 'Payment', 'TaxCode', 'TimeActivity'];

/** What a fake company keeps, and what it does with what it is told. */
export class FakeBooks {
  readonly #now: () => string;
  readonly #setup: FakeCompanySetup;
  readonly #rows = new Map<string, Map<string, FakeRow>>();
  readonly #deleted: { readonly entity: string; readonly row: FakeRow }[] = [];
  #ids = 0;
  /** The day until which the books are closed. */
  closedUntil: string | null = null;
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

  /** Writes a row as it is: somebody does so in the company itself. */
  put(entity: string, row: FakeRow): FakeRow {
    const before = typeof row['Id'] === 'string' ? this.get(entity, row['Id']) : undefined;
    const Id = typeof row['Id'] === 'string' ? row['Id'] : String((this.#ids += 1));
    const SyncToken = before === undefined ? '0' : String(Number(before['SyncToken']) + 1);
    const at = this.#now();
    const created = before === undefined ? at : fieldAt(before, 'MetaData.CreateTime');
    const MetaData = { CreateTime: created, LastUpdatedTime: at };
    const kept = { domain: 'QBO', sparse: false, ...row, Id, SyncToken, MetaData };
    const rows = this.#rows.get(entity) ?? new Map<string, FakeRow>();
    this.#rows.set(entity, rows.set(Id, kept));
    return kept;
  }

  /** Creates, or updates what has an id. */
  write(entity: string, given: FakeRow): FakeRow {
    if (!known.includes(entity)) throw new QuickBooksFault('500', `Unsupported Operation: ${entity}`);
    const { sparse, ...body } = given;
    const before = this.#before(entity, body);
    const whole = before !== undefined && sparse === true ? { ...before, ...body } : body;
    const row = documents.includes(entity) ? this.#document(entity, whole, before) : whole;
    if (names.includes(entity) || entity === 'Item') this.#requireFreeName(entity, row, before);
    // An item of the type Service has an income account.
    if (entity === 'Item' && this.get('Account', fieldAt(row, 'IncomeAccountRef.value') ?? '') === undefined)
      throw new QuickBooksFault('2020', 'Required param missing: IncomeAccountRef');
    const isNamed = names.includes(entity) || entity === 'Item';
    return this.shown(entity, this.put(entity, isNamed ? { Active: true, ...row } : row));
  }

  remove(entity: string, body: FakeRow): FakeRow {
    const before = this.#before(entity, body);
    if (before === undefined) throw new QuickBooksFault('610', 'Object Not Found');
    const Id = String(before['Id']);
    this.#rows.get(entity)?.delete(Id);
    // Recorded: no more than this is left of it.
    const gone = { domain: 'QBO', status: 'Deleted', Id };
    this.#deleted.push({ entity, row: { ...gone, MetaData: { LastUpdatedTime: this.#now() } } });
    return gone;
  }

  /** Recorded: a void document stays, with amounts of 0 and a note. */
  void(entity: string, body: FakeRow): FakeRow {
    const before = this.#before(entity, body);
    if (before === undefined) throw new QuickBooksFault('610', 'Object Not Found');
    for (const payment of entity === 'Invoice' ? this.rows('Payment') : []) {
      const lines = linesOf(payment).filter(
        ({ link }) => link === null || link.id !== before['Id'] || link.type !== 'Invoice',
      );
      if (lines.length < linesOf(payment).length)
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
    const { entity, fields, matches, orderBy, start, most } = readQuery(text);
    const single = { CompanyInfo: this.#companyInfo(), Preferences: this.#preferences() };
    if (entity === 'CompanyInfo' || entity === 'Preferences')
      return { QueryResponse: { [entity]: [single[entity]] } };
    if (!known.includes(entity))
      throw new QuickBooksFault('4001', `QueryValidationError: invalid context declaration: ${entity}`);
    const all = this.rows(entity).filter(matches);
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
    return [...this.rows(entity), ...gone].filter(isLater).slice(0, 1000);
  }

  /** A row as it is shown: with what is still open of it. */
  shown(entity: string, row: FakeRow): FakeRow {
    if (!documents.includes(entity)) return row;
    let open = cents(Number(row['TotalAmt']));
    for (const payment of this.rows('Payment'))
      for (const { amount, link } of linesOf(payment))
        if (link?.type === entity && link.id === row['Id']) open -= cents(amount);
    return { ...row, Balance: Math.max(0, open) / 100 };
  }

  #document(entity: string, body: FakeRow, before: FakeRow | undefined): FakeRow {
    const { DocNumber, ...rest } = body;
    const { takesNumbers, country, homeCurrency } = this.#setup;
    const own = before?.['DocNumber'] ?? String(1000 + this.#ids);
    const number = takesNumbers ? DocNumber : own;
    const rules: DocumentRules = {
      isInUs: country === 'US',
      homeCurrency,
      closedUntil: this.closedUntil,
      find: (kind, id) => this.get(kind, id),
      rateOf: (code) => this.#rateOf(code),
      hasNumber: (wanted) =>
        takesNumbers &&
        this.rows(entity).some((row) => row['DocNumber'] === wanted && row['Id'] !== before?.['Id']),
    };
    const status = before?.['EmailStatus'] ?? 'NotSet';
    const numbered = number === undefined ? rest : { ...rest, DocNumber: number };
    return { ...computedDocument(numbered, rules), EmailStatus: status };
  }

  #rateOf(code: string): number | undefined {
    if (this.#setup.country === 'US') return { TAX: this.#setup.findsTax ? 8 : 0, NON: 0 }[code];
    const taxCode = this.get('TaxCode', code);
    return taxCode === undefined ? undefined : this.#setup.taxCodes[String(taxCode['Name'])];
  }

  #before(entity: string, body: FakeRow): FakeRow | undefined {
    if (body['Id'] === undefined) return undefined;
    const before = this.get(entity, fieldAt(body, 'Id') ?? '');
    if (before === undefined) throw new QuickBooksFault('610', 'Object Not Found');
    if (before['SyncToken'] !== body['SyncToken'])
      throw new QuickBooksFault('5010', 'Stale Object Error : You and somebody else were working on this');
    return before;
  }

  // Names are unique over customers, vendors and employees, active or not, whatever their case.
  #requireFreeName(entity: string, row: FakeRow, before: FakeRow | undefined): void {
    const field = entity === 'Item' ? 'Name' : 'DisplayName';
    const name = fieldAt(row, field) ?? '';
    if (name === '') throw new QuickBooksFault('2020', `Required param missing: ${field}`);
    // Names hold no colon, tab or line break.
    if (/[:\t\n\r]/.test(name)) throw new QuickBooksFault('2040', 'Invalid character in a name');
    const others = (entity === 'Item' ? ['Item'] : names).flatMap((kind) => this.rows(kind));
    const isTaken = others.some(
      (one) => one['Id'] !== before?.['Id'] && String(one[field]).toLowerCase() === name.toLowerCase(),
    );
    if (isTaken) throw new QuickBooksFault('6240', 'Duplicate Name Exists Error');
  }

  #companyInfo(): FakeRow {
    return { Id: '1', SyncToken: '0', CompanyName: 'Fake Company', Country: this.#setup.country };
  }

  #preferences(): FakeRow {
    const { hasManyCurrencies, homeCurrency, takesNumbers, findsTax } = this.#setup;
    return {
      Id: '1',
      SyncToken: '0',
      CurrencyPrefs: { MultiCurrencyEnabled: hasManyCurrencies, HomeCurrency: { value: homeCurrency } },
      SalesFormsPrefs: { CustomTxnNumbers: takesNumbers },
      TaxPrefs: { UsingSalesTax: true, PartnerTaxEnabled: findsTax },
    };
  }
}

interface PaymentLine {
  readonly line: FakeRow;
  readonly amount: number;
  readonly link: { readonly type: string; readonly id: string } | null;
}

const linesOf = (payment: FakeRow): readonly PaymentLine[] =>
  asRows(payment['Line']).map((line) => {
    const [link] = asRows(line['LinkedTxn']);
    const told = link === undefined ? null : { type: String(link['TxnType']), id: String(link['TxnId']) };
    return { line, amount: Number(line['Amount']), link: told };
  });

const only = (row: FakeRow, fields: readonly string[]): FakeRow =>
  Object.fromEntries(Object.entries(row).filter(([name]) => ['domain', 'sparse', ...fields].includes(name)));
