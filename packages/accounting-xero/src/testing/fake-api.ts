import type { FakeAnswer } from '@billwright/accounting-common/testing';
import { type FakeKind, type FakeXeroBooks, idFieldOf } from './fake-books.ts';
import { allocate, removeAllocation, required, writeDocument } from './fake-documents.ts';
import { validationException, XeroFault } from './fake-fault.ts';
import { contactIdOf, jsonDate } from './fake-document.ts';
import { asRow, asRows, type FakeRow, textOf } from './fake-row.ts';
import { readWhere } from './fake-where.ts';
import type { FakeXeroCall } from './fake-call.ts';

/** The parameters that calls may have; others are refused. */
const parameters: Readonly<Record<string, readonly string[]>> = {
  'GET Contacts': ['where', 'page', 'pageSize', 'includeArchived'],
  'PUT Contacts': ['summarizeErrors'],
  'PUT Items': ['summarizeErrors', 'unitdp'],
  'GET Invoices': ['where', 'order', 'page', 'pageSize', 'InvoiceNumbers', 'unitdp'],
  'GET CreditNotes': ['where', 'order', 'page', 'pageSize', 'unitdp'],
  'PUT Invoices': ['summarizeErrors', 'unitdp'],
  'POST Invoices': ['summarizeErrors', 'unitdp'],
  'PUT CreditNotes': ['summarizeErrors', 'unitdp'],
  'POST CreditNotes': ['summarizeErrors', 'unitdp'],
  'PUT Attachments': ['IncludeOnline'],
};

/** Calls of the accounting API of one organisation. What it does not know it refuses. */
export class FakeApi {
  readonly #books: FakeXeroBooks;
  #refusal: string | null = null;

  constructor(books: FakeXeroBooks) {
    this.#books = books;
  }

  /** With a refusal, what was sent is refused, and of several rows the first. */
  answer(call: FakeXeroCall, refusal: string | null = null): FakeAnswer {
    try {
      this.#refusal = refusal;
      if (refusal !== null && (call.method === 'GET' || call.path.includes('/')))
        throw new XeroFault(refusal);
      return this.#answer(call);
    } catch (error) {
      if (error instanceof XeroFault) return error.answer();
      throw error;
    }
  }

  #answer(call: FakeXeroCall): FakeAnswer {
    const { method, path, query } = call;
    const [root = '', id, action, part] = path.split('/');
    const name = `${method} ${action ?? root}`;
    const allowed = id !== undefined && action === undefined ? ['unitdp'] : (parameters[name] ?? []);
    const wrong = Object.keys(query).find((one) => !allowed.includes(one));
    if (wrong !== undefined) throw new Error(`the fake does not know the parameter ${wrong} of ${name}`);
    if (method === 'GET' && path === 'Organisation')
      return this.#told({ Organisations: [this.#books.organisation()] });
    if (method === 'GET' && (path === 'Accounts' || path === 'TaxRates' || path === 'Items'))
      return this.#told({ [path]: this.#books.rows(path).map((row) => this.#books.shown(path, row)) });
    if (root !== 'Contacts' && root !== 'Items' && root !== 'Invoices' && root !== 'CreditNotes')
      throw new Error(`the fake does not know ${method} ${path}`);
    if (id === undefined) return method === 'GET' ? this.#list(root, call) : this.#write(root, call);
    if (root !== 'Invoices' && root !== 'CreditNotes')
      throw new Error(`the fake does not know ${method} ${path}`);
    if (action === undefined) return this.#one(root, id, call);
    return this.#action(root, id, `${method} ${action}`, part, call);
  }

  #list(kind: FakeKind, { query, modifiedSince }: FakeXeroCall): FakeAnswer {
    const matches = query['where'] === undefined ? () => true : readWhere(query['where']);
    const numbers = query['InvoiceNumbers']?.split(',');
    if (query['order'] !== undefined && query['order'] !== 'UpdatedDateUTC ASC')
      throw new Error(`the fake does not know the order ${query['order']}`);
    // Without a zone it is UTC (https://developer.xero.com/documentation/api/accounting/requests-and-responses).
    const since = modifiedSince === undefined ? null : Date.parse(`${modifiedSince.replace(/Z$/, '')}Z`);
    const rows = this.#books
      .rows(kind)
      .filter((row) => matches(row))
      .filter((row) => numbers === undefined || numbers.includes(textOf(row, 'InvoiceNumber')))
      .filter((row) => since === null || Date.parse(textOf(row, 'UpdatedDateUTC')) > since)
      // Archived contacts are hidden unless they are asked for.
      .filter((row) => query['includeArchived'] === 'true' || row['ContactStatus'] !== 'ARCHIVED');
    const shown = rows.map((row) => this.#books.shown(kind, row));
    if (query['page'] === undefined)
      // Without a page, documents come without their lines.
      return this.#told({
        [kind]: shown.map((row) => (row['LineItems'] === undefined ? row : { ...row, LineItems: [] })),
      });
    const [page, pageSize] = [Number(query['page']), Number(query['pageSize'] ?? 100)];
    if (pageSize > 1000) throw new XeroFault('pageSize must not be above 1000');
    const pagination = {
      page,
      pageSize,
      pageCount: Math.ceil(rows.length / pageSize),
      itemCount: rows.length,
    };
    return this.#told({ pagination, [kind]: shown.slice((page - 1) * pageSize, page * pageSize) });
  }

  #write(
    kind: 'Contacts' | 'Items' | 'Invoices' | 'CreditNotes',
    { method, query, body }: FakeXeroCall,
  ): FakeAnswer {
    if (method !== 'PUT' && method !== 'POST') throw new Error(`the fake does not know ${method} ${kind}`);
    const given = asRows(asRow(body)[kind]);
    if (given.length === 0) throw new XeroFault('No rows were given');
    let hasFailed = false;
    const rows = given.map((one, index) => {
      try {
        if (index === 0 && this.#refusal !== null) throw new XeroFault(this.#refusal);
        const row = this.#writeOne(kind, one, method, query['unitdp']);
        return { ...this.#books.shown(kind, row), StatusAttributeString: 'OK' };
      } catch (error) {
        if (!(error instanceof XeroFault)) throw error;
        hasFailed = true;
        // As in https://github.com/XeroAPI/Xero-Java/issues/432.
        const empty = { [idFieldOf[kind]]: '00000000-0000-0000-0000-000000000000' };
        const ValidationErrors = [{ Message: error.message || 'It could not be found' }];
        return { ...empty, ...one, HasErrors: true, StatusAttributeString: 'ERROR', ValidationErrors };
      }
    });
    // One that is refused makes it a 400, although the others were kept (https://github.com/XeroAPI/xero-node/issues/324).
    if (hasFailed && query['summarizeErrors'] !== 'false')
      return {
        status: 400,
        body: validationException(rows.filter((row) => row.StatusAttributeString === 'ERROR')),
      };
    return this.#told({ [kind]: rows });
  }

  #writeOne(kind: FakeKind, row: FakeRow, method: string, unitdp: string | undefined): FakeRow {
    if (kind === 'Contacts' && method === 'PUT') return this.#books.createContact(row);
    if (kind === 'Items' && method === 'PUT') return this.#books.createItem(row);
    if (kind !== 'Invoices' && kind !== 'CreditNotes')
      throw new Error(`the fake does not know ${method} ${kind}`);
    return writeDocument(this.#books, kind, row, { isNew: method === 'PUT', places: unitdp === '4' ? 4 : 2 });
  }

  #one(kind: 'Invoices' | 'CreditNotes', id: string, { method, query, body }: FakeXeroCall): FakeAnswer {
    if (method === 'GET')
      return this.#told({ [kind]: [this.#books.shown(kind, required(this.#books, kind, id))] });
    if (method !== 'POST') throw new Error(`the fake does not know ${method} ${kind}/…`);
    const [given = {}] = asRows(asRow(body)[kind]);
    const row = this.#writeOne(kind, { ...given, [idFieldOf[kind]]: id }, method, query['unitdp']);
    return this.#told({ [kind]: [this.#books.shown(kind, row)] });
  }

  #action(
    kind: 'Invoices' | 'CreditNotes',
    id: string,
    name: string,
    part: string | undefined,
    { body }: FakeXeroCall,
  ): FakeAnswer {
    const row = required(this.#books, kind, id);
    switch (name) {
      case 'POST Email':
        if (kind === 'Invoices') return this.#mail(row, id);
        break;
      case 'PUT History': {
        const records = asRows(asRow(body)['HistoryRecords']);
        const notes = records.map((one) => textOf(one, 'Details'));
        if (notes.some((note) => note.length > 2500))
          throw new XeroFault('Details has more than 2500 characters');
        this.#books.notes.set(id, [...(this.#books.notes.get(id) ?? []), ...notes]);
        return this.#told({ HistoryRecords: records.map((one) => ({ ...one, User: 'System Generated' })) });
      }
      case 'PUT Attachments': {
        const fileName = decodeURIComponent(part ?? '');
        if (!(body instanceof Uint8Array) || fileName === '') throw new XeroFault('The file is empty');
        this.#books.files.set(id, new Map(this.#books.files.get(id)).set(fileName, body));
        const file = { AttachmentID: this.#books.newId(), FileName: fileName, ContentLength: body.length };
        return this.#told({ Attachments: [file] });
      }
      case 'PUT Allocations': {
        const given = asRows(asRow(body)['Allocations']);
        return this.#told({ Allocations: given.map((one) => allocate(this.#books, id, one)) });
      }
      case 'DELETE Allocations':
        return this.#told(removeAllocation(this.#books, id, part ?? ''));
    }
    throw new Error(`the fake does not know ${name} of ${kind}`);
  }

  /** https://developer.xero.com/documentation/api/accounting/invoices, emailing an invoice: only approved ones, 204. */
  #mail(row: FakeRow, id: string): FakeAnswer {
    if (row['Status'] !== 'AUTHORISED' && row['Status'] !== 'PAID')
      throw new XeroFault('The invoice must be approved before it can be emailed');
    const contact = this.#books.get('Contacts', contactIdOf(row)) ?? {};
    const persons = asRows(contact['ContactPersons']).filter((one) => one['IncludeInEmails'] === true);
    const to = [contact, ...persons].map((one) => textOf(one, 'EmailAddress')).filter((one) => one !== '');
    if (to.length === 0) throw new XeroFault('The contact has no email address');
    const sent = [...this.#books.mailed.values()].flat().length;
    if (sent >= this.#books.setup.mails) throw new XeroFault('Daily Email Rate Limit Exceeded', 400);
    this.#books.mailed.set(id, [...(this.#books.mailed.get(id) ?? []), to]);
    this.#books.put('Invoices', { ...row, SentToContact: true });
    return { status: 204, body: '' };
  }

  #told(body: FakeRow): FakeAnswer {
    const envelope = {
      Id: this.#books.newId(),
      Status: 'OK',
      ProviderName: 'Billwright',
      DateTimeUTC: jsonDate(this.#books.now()),
    };
    return { status: 200, body: { ...envelope, ...body } };
  }
}
