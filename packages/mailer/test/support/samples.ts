import {
  creditNote,
  type Invoice,
  type InvoiceLine,
  manualInvoice,
  manualLine,
  type ManualInvoiceInput,
  transitionInvoice,
} from '@billwright/core';
import type { Annex } from '../../src/paper/annex.ts';

const seller = {
  name: 'Nordlicht IT-Service GmbH',
  address: { lines: ['Große Elbstraße 42'], postalCode: '22767', city: 'Hamburg', country: 'DE' },
  taxIds: [
    { scheme: 'vat', id: 'DE123456788' },
    { scheme: 'tax', id: '22/123/45678' },
  ],
  email: 'rechnung@nordlicht.example',
  contact: 'Telefon 040 555 01 23',
};

const buyer = {
  name: 'Käserei Böhm & Söhne KG',
  contact: 'Buchhaltung',
  address: {
    lines: ['Am Weißen Stein 7'],
    postalCode: '82467',
    city: 'Garmisch-Partenkirchen',
    country: 'DE',
  },
  taxIds: [{ scheme: 'vat', id: 'DE987654321' }],
  email: 'buchhaltung@boehm.example',
  reference: 'K-2041',
};

const account = {
  holder: 'Nordlicht IT-Service GmbH',
  bank: 'Hanseatische Bank',
  account: 'DE89370400440532013000',
  routing: 'COBADEFFXXX',
};

const vat = { id: 'vat', name: 'USt 19 %', percent: '19' };
const reducedVat = { id: 'reduced', name: 'USt 7 %', percent: '7' };

/** A draft of an IT company in Hamburg, but for what is given. */
export const sampleDraft = (given: Partial<ManualInvoiceInput> = {}): Invoice =>
  manualInvoice({
    id: 'inv_1',
    customerId: 'boehm',
    currency: 'EUR',
    language: 'de',
    seller,
    buyer,
    bankAccounts: [account],
    terms: { days: 14 },
    purchaseOrder: 'B-7731',
    taxCodes: [vat, reducedVat],
    lines: [
      { ...hourLine(1, '3.5', '120.00'), description: 'Server migriert und Datensicherung geprüft' },
      manualLine({
        id: 'licence',
        description: 'Lizenz Fernwartung',
        quantity: '12',
        unitPrice: '8.90',
        currency: 'EUR',
        taxCodes: ['vat'],
        from: '2026-03-01',
        to: '2026-03-31',
      }),
      manualLine({
        id: 'book',
        description: 'Handbuch für Anwender',
        unitPrice: '24.30',
        currency: 'EUR',
        taxCodes: ['reduced'],
        from: '2026-03-12',
      }),
    ],
    ...given,
  });

/** An invoice or a credit note with its number, issued on 1 April 2026. */
export const issued = (draft: Invoice, sequence = 42): Invoice =>
  transitionInvoice(draft, {
    type: 'issue',
    series: draft.kind,
    sequence,
    number: `${draft.kind === 'invoice' ? 'RE' : 'RK'}-2026-${String(sequence).padStart(5, '0')}`,
    at: '2026-04-01T08:00:00.000Z',
    on: '2026-04-01',
  });

/** A credit note over a whole invoice. */
export const creditNoteOf = (invoice: Invoice, reason = 'Doppelt berechnet'): Invoice =>
  issued(creditNote(invoice, [], { id: 'cn_1', reason }), 7);

const works = ['Störung am Drucker behoben', 'Postfach eingerichtet', 'Firewall aktualisiert', 'Fernwartung'];

/** Lines of work on tickets, so many. */
export const manyLines = (count: number): readonly InvoiceLine[] =>
  Array.from({ length: count }, (_, index) => ({
    ...hourLine(index + 1, `${1 + (index % 7)}.${index % 4}5`, `${95 + (index % 3) * 15}.00`),
    description: null,
    group: {
      workItem: { kind: 'ticket', id: `T-${4100 + index}`, title: works[index % works.length] ?? null },
      ...(index % 5 === 3 ? { band: 'after-hours' } : {}),
    },
  }));

function hourLine(number: number, quantity: string, unitPrice: string): InvoiceLine {
  const from = `2026-03-${String(1 + (number % 28)).padStart(2, '0')}`;
  const given = { description: 'Arbeit', unit: 'hour', currency: 'EUR', taxCodes: ['vat'], from } as const;
  return manualLine({ id: `work-${number}`, quantity, unitPrice, ...given });
}

/** What an allowance has covered. */
export const coveredLine: InvoiceLine = {
  kind: 'information',
  key: 'covered:allowance:support',
  group: { componentId: 'support' },
  unit: 'hour',
  quantity: '6.2500',
  unitPrice: '0.00',
  amount: { amount: '0.00', currency: 'EUR' },
  hours: null,
  pieces: null,
  from: '2026-03-02',
  to: '2026-03-27',
  entryIds: ['te_1', 'te_2'],
  taxCodes: [],
  description: 'Kontingent „Support“: abgegolten, 3 h 45 min bleiben',
};

const swissSeller = {
  ...seller,
  name: 'Bergblick Informatik AG',
  address: { lines: ['Seestrasse 12'], postalCode: '8002', city: 'Zürich', country: 'CH' },
  taxIds: [{ scheme: 'vat', id: 'CHE-123.456.788 MWST' }],
  email: 'rechnung@bergblick.example',
  contact: 'Telefon 044 555 01 23',
};

const swissBuyer = {
  ...buyer,
  name: 'Fromagerie du Léman Sàrl',
  contact: 'Comptabilité',
  address: { lines: ['Rue du Lac 1268/2'], postalCode: '2501', city: 'Biel/Bienne', country: 'CH' },
  taxIds: [],
};

/** An account that takes QR references, and one that takes those of creditors. */
export const swissAccounts = {
  qr: { holder: null, bank: 'Zürichsee Bank', account: 'CH4431999123000889012', routing: null },
  plain: { holder: null, bank: 'Zürichsee Bank', account: 'CH9300762011623852957', routing: null },
};

/** A draft of an IT company in Zürich, but for what is given. */
export const swissDraft = (given: Partial<ManualInvoiceInput> = {}): Invoice =>
  sampleDraft({
    seller: swissSeller,
    buyer: swissBuyer,
    currency: 'CHF',
    bankAccounts: [swissAccounts.qr],
    taxCodes: [{ id: 'vat', name: 'MWST 8.1 %', percent: '8.1' }],
    lines: [
      manualLine({
        id: 'support',
        description: 'Fernwartung und Datensicherung',
        quantity: '3.5',
        unit: 'hour',
        unitPrice: '515.00',
        currency: 'CHF',
        taxCodes: ['vat'],
        from: '2026-03-02',
      }),
    ],
    ...given,
  });

const piecesOfWork = [
  {
    time: '09:00 – 09:45',
    text: 'Backup geprüft, zwei fehlgeschlagene Aufträge neu gestartet und bis zum Ende begleitet',
    agent: 'Ana',
    seconds: 2700,
    counted: 2700,
    amount: '90.00',
  },
  {
    time: '10:00 – 11:11',
    text: 'Update eingespielt',
    agent: 'Ana',
    seconds: 4260,
    counted: 4500,
    amount: '150.00',
  },
  {
    time: '16:30 – 20:00',
    text: 'Rückfrage der Buchhaltung zum Drucker',
    agent: 'Ben',
    seconds: 5400,
    wholeSeconds: 12_600,
    counted: 5400,
    amount: '180.00',
  },
];

const fixed = ['12 × 8,90 EUR = 106,80 EUR.', 'Festpreis: 24,30 EUR.'];

/** The work behind the lines of an invoice. */
export const annexTo = (invoice: Invoice): Annex =>
  invoice.content.lines.map(({ key, unit, from, amount: { currency } }, index) => ({
    key,
    explanation:
      unit === 'hour'
        ? '3 Einträge, 3 Std. 30 Min.: 3,5 Std. × 120,00 EUR = 420,00 EUR.'
        : (fixed[(index - 1) % fixed.length] ?? ''),
    works:
      unit === 'hour'
        ? piecesOfWork.map(({ counted, amount, ...work }) => ({
            ...work,
            date: from,
            share: { billedSeconds: counted, amount: { amount, currency } },
          }))
        : [],
  }));
