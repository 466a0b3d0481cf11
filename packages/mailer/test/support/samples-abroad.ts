import {
  type Invoice,
  type InvoiceLine,
  manualInvoice,
  manualLine,
  type ManualInvoiceInput,
} from '@billwright/core';

type Given = Partial<ManualInvoiceInput>;

const hours = { unit: 'hour', taxCodes: ['vat'] } as const;

const frenchLines: readonly InvoiceLine[] = [
  manualLine({
    ...hours,
    id: 'work',
    description: 'Migration du serveur et contrôle des sauvegardes',
    quantity: '3.5',
    unitPrice: '110.00',
    currency: 'EUR',
    from: '2026-03-02',
    to: '2026-03-03',
  }),
  manualLine({
    id: 'licence',
    description: 'Licence de télémaintenance',
    quantity: '12',
    unitPrice: '8.90',
    currency: 'EUR',
    taxCodes: ['vat'],
    from: '2026-03-01',
    to: '2026-03-31',
  }),
  manualLine({
    id: 'book',
    description: 'Manuel de l’utilisateur',
    unit: 'piece',
    unitPrice: '24.30',
    currency: 'EUR',
    taxCodes: ['reduced'],
    from: '2026-03-12',
  }),
];

/** A draft of an IT company in Lyon, but for what is given. */
export const frenchDraft = (given: Given = {}): Invoice =>
  manualInvoice({
    id: 'inv_1',
    customerId: 'leman',
    currency: 'EUR',
    language: 'fr',
    seller: {
      name: 'Rhône Informatique SARL',
      address: { lines: ['14 quai Saint-Antoine'], postalCode: '69002', city: 'Lyon', country: 'FR' },
      taxIds: [
        { scheme: 'vat', id: 'FR40303265045' },
        { scheme: 'siret', id: '303 265 045 00017' },
      ],
      email: 'facturation@rhone.example',
      contact: 'Téléphone 04 65 71 00 12',
    },
    buyer: {
      name: 'Fromagerie de l’Aubrac SAS',
      contact: 'Service comptabilité',
      address: { lines: ['3 place du Foirail'], postalCode: '12210', city: 'Laguiole', country: 'FR' },
      taxIds: [{ scheme: 'vat', id: 'FR83404833048' }],
      email: 'compta@aubrac.example',
      reference: 'C-2041',
    },
    bankAccounts: [
      {
        holder: null,
        bank: 'Banque du Rhône',
        account: 'FR1420041010050500013M02606',
        routing: 'PSSTFRPPLYO',
      },
    ],
    terms: {
      days: 30,
      instructions:
        'Pas d’escompte pour paiement anticipé. En cas de retard : pénalités au taux de 10 % l’an et indemnité forfaitaire de 40 € pour frais de recouvrement.',
    },
    purchaseOrder: 'BC-7731',
    taxCodes: [
      { id: 'vat', name: 'TVA 20 %', percent: '20' },
      { id: 'reduced', name: 'TVA 5,5 %', percent: '5.5' },
    ],
    lines: frenchLines,
    ...given,
  });

/** What stands at the foot of its pages. */
export const frenchImprint = ['SARL au capital de 20 000 €', 'RCS Lyon 303 265 045'];

const britishLines: readonly InvoiceLine[] = [
  manualLine({
    ...hours,
    id: 'work',
    description: 'Server migration and backup check',
    quantity: '3.5',
    unitPrice: '95.00',
    currency: 'GBP',
    from: '2026-03-02',
    to: '2026-03-03',
  }),
  manualLine({
    id: 'licence',
    description: 'Remote support licence',
    quantity: '12',
    unitPrice: '7.40',
    currency: 'GBP',
    taxCodes: ['vat'],
    from: '2026-03-01',
    to: '2026-03-31',
  }),
  manualLine({
    id: 'book',
    description: 'User handbook',
    unit: 'piece',
    unitPrice: '21.50',
    currency: 'GBP',
    taxCodes: ['zero'],
    from: '2026-03-12',
  }),
];

/** A draft of an IT company in Leeds, but for what is given. */
export const britishDraft = (given: Given = {}): Invoice =>
  manualInvoice({
    id: 'inv_1',
    customerId: 'moor',
    currency: 'GBP',
    language: 'en',
    seller: {
      name: 'Aire Valley IT Services Ltd',
      address: { lines: ['8 Canal Wharf'], postalCode: 'LS11 5BB', city: 'Leeds', country: 'GB' },
      taxIds: [{ scheme: 'vat', id: 'GB123456789' }],
      email: 'accounts@airevalley.example',
      contact: 'Telephone 0113 496 0123',
    },
    buyer: {
      name: 'Moorside Dairy Ltd',
      contact: 'Accounts payable',
      address: {
        lines: ['Long Lane Farm'],
        postalCode: 'DL8 3NT',
        city: 'Hawes',
        country: 'GB',
      },
      taxIds: [],
      email: 'accounts@moorside.example',
      reference: 'C-2041',
    },
    bankAccounts: [{ holder: null, bank: 'Bank of the Dales', account: '31926819', routing: '60-16-13' }],
    terms: { days: 30 },
    purchaseOrder: 'PO-7731',
    taxCodes: [
      { id: 'vat', name: 'VAT 20%', percent: '20' },
      { id: 'zero', name: 'VAT zero-rated', percent: '0', category: 'Z' },
    ],
    lines: britishLines,
    ...given,
  });

/** What stands at the foot of its pages. */
export const britishImprint = ['Registered in England and Wales no. 01234567'];

/** So many lines of work on tickets, in a currency. */
export const linesAbroad = (
  count: number,
  works: readonly string[],
  currency: string,
): readonly InvoiceLine[] =>
  Array.from({ length: count }, (_, index) => ({
    ...manualLine({
      ...hours,
      id: `work-${index}`,
      description: 'Work',
      quantity: `${1 + (index % 7)}.${index % 4}5`,
      unitPrice: `${95 + (index % 3) * 15}.00`,
      currency,
      from: `2026-03-${String(1 + (index % 28)).padStart(2, '0')}`,
    }),
    description: null,
    group: {
      workItem: { kind: 'ticket', id: `T-${4100 + index}`, title: works[index % works.length] ?? null },
      ...(index % 5 === 3 ? { band: 'after-hours' } : {}),
    },
  }));

export const frenchWorks = [
  'Panne de l’imprimante résolue',
  'Boîte aux lettres créée',
  'Pare-feu mis à jour',
  'Télémaintenance',
];
export const britishWorks = [
  'Printer fault resolved',
  'Mailbox set up',
  'Firewall updated',
  'Remote support',
];
