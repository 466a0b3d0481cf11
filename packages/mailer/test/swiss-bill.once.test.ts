import { type ManualInvoiceInput, transitionInvoice } from '@billwright/core';
import jsQR from 'jsqr';
// The types name no class.
// oxlint-disable-next-line import/no-named-as-default
import PDFDocument from 'pdfkit';
import { SwissQRCode } from 'swissqrbill/pdf';
import { isIBANValid, isQRReferenceValid, isSCORReferenceValid } from 'swissqrbill/utils';
import { describe, expect, test } from 'vitest';
import { invoicePaper } from '../src/paper/invoice-paper.ts';
import type { Slip } from '../src/paper/paper.ts';
import { swissReference } from '../src/paper/swiss/swiss-reference.ts';
import { swissText } from '../src/paper/swiss/swiss-text.ts';
import { invoicePdf, reminderPdf } from '../src/pdf/pdf-documents.ts';
import { pictureOf } from './support/picture-of.ts';
import { plain as plainText, readPdf } from './support/read-pdf.ts';
import { creditNoteOf, issued, swissAccounts, swissDraft } from './support/samples.ts';

/** What the code on a page says, line by line, read from its picture. */
async function codeOn(bytes: Uint8Array, page = 1): Promise<readonly string[]> {
  const { data, width, height } = await pictureOf(bytes, page, 2.5);
  return jsQR(data, width, height)?.data.split('\n') ?? [];
}

const slipOf = (given: Partial<ManualInvoiceInput> = {}, format?: 'letter'): Slip | undefined =>
  invoicePaper(issued(swissDraft(given)), format === undefined ? {} : { format }).blocks.find(
    (block) => block.kind === 'slip',
  );

const head = ['SPC', '0200', '1'];
const seller = ['S', 'Bergblick Informatik AG', 'Seestrasse', '12', '8002', 'Zürich', 'CH'];
const buyer = ['S', 'Fromagerie du Léman Sàrl', 'Rue du Lac', '1268/2', '2501', 'Biel/Bienne', 'CH'];
const nobody = ['', '', '', '', '', '', ''];
const qrr = ['QRR', '000000000000000002026000429'];
const scor = ['SCOR', 'RF82RE202600042'];

describe('the Swiss QR bill', () => {
  test('is read from the painted page: a QR-IBAN has a QR reference of the digits of the number', async () => {
    expect(await codeOn(await invoicePdf(issued(swissDraft())))).toEqual([
      ...head,
      'CH4431999123000889012',
      ...seller,
      ...nobody,
      '1948.50',
      'CHF',
      ...buyer,
      ...qrr,
      'Rechnung RE-2026-00042',
      'EPD',
    ]);
  });

  test('is read from the painted page: another IBAN has a creditor reference, and an unknown payer is left blank', async () => {
    const draft = swissDraft({
      bankAccounts: [swissAccounts.plain],
      buyer: { name: 'Acme' },
      language: 'fr',
    });
    expect(await codeOn(await invoicePdf(issued(draft)))).toEqual([
      ...head,
      'CH9300762011623852957',
      ...seller,
      ...nobody,
      '1948.50',
      'CHF',
      ...nobody,
      ...scor,
      'Facture RE-2026-00042',
      'EPD',
    ]);
  });

  test('asks for what is left of an invoice of which a part was paid, in text and code, also on a page of its own', async () => {
    const paid = { type: 'pay', amount: { amount: '948.65', currency: 'CHF' } } as const;
    const pdf = await invoicePdf(transitionInvoice(issued(swissDraft()), paid));
    expect((await codeOn(pdf, 2)).slice(18, 20)).toEqual(['999.85', 'CHF']);
    const { pages } = await readPdf(pdf);
    expect(plainText(pages[0]?.join(' ') ?? '')).toContain('Zu zahlen: CHF 999.85. Bitte zahlen Sie');
  });

  test('says what another library says of the same payment', async () => {
    const document = new PDFDocument({ size: 'A4' });
    const chunks: Uint8Array[] = [];
    document.on('data', (chunk: Uint8Array) => chunks.push(chunk));
    const ended = new Promise((resolve) => {
      document.on('end', resolve);
    });
    const address = { address: 'Seestrasse', buildingNumber: '12', zip: 8002, city: 'Zürich', country: 'CH' };
    const home = { address: 'Rue du Lac', buildingNumber: '1268/2', zip: 2501, city: 'Biel/Bienne' };
    new SwissQRCode({
      currency: 'CHF',
      amount: 1948.5,
      reference: qrr[1] ?? '',
      message: 'Rechnung RE-2026-00042',
      creditor: { ...address, account: swissAccounts.qr.account, name: 'Bergblick Informatik AG' },
      debtor: { ...home, name: 'Fromagerie du Léman Sàrl', country: 'CH' },
    }).attachTo(document, 20, 20);
    document.end();
    await ended;
    const theirs = await codeOn(new Uint8Array(Buffer.concat(chunks)));
    expect(theirs).toHaveLength(31);
    expect(slipOf()?.content.split('\n')).toEqual(theirs);
  });

  test.each([
    ['de', 'Vor der Einzahlung abzutrennen', 'Empfangsschein', 'Zahlteil', 'Annahmestelle'],
    ['en', 'Separate before paying in', 'Receipt', 'Payment part', 'Acceptance point'],
    ['fr', 'A détacher avant le versement', 'Récépissé', 'Section paiement', 'Point de dépôt'],
  ] as const)(
    'has the words of its standard, and the figures of the invoice, in %s',
    async (language, ...words) => {
      const invoice = issued(swissDraft({ language, bankAccounts: [swissAccounts.plain] }));
      const { pages } = await readPdf(await invoicePdf(invoice));
      const text = pages.flat().join('\n');
      for (const word of words) expect(text).toContain(word);
      for (const [part, count] of [
        ['CH93 0076 2011 6238 5295 7', 3],
        ['RF82 RE20 2600 042', 2],
        ['1 948.50', 2],
        ['2501 Biel/Bienne', 3],
      ] as const)
        expect(text.replaceAll('\u00a0', ' ').split(part)).toHaveLength(count + 1);
      expect(text).toContain('CHF 1’948.50'.replace('CHF ', language === 'de' ? '' : 'CHF '));
    },
  );

  test('of a reminder asks for what is open; a draft, a credit note and a paid sum ask for nothing', async () => {
    const invoice = issued(swissDraft());
    const open = { amount: '1000.05', currency: 'CHF' };
    const code = await codeOn(await reminderPdf({ invoice, daysOverdue: 10, open }), 2);
    expect(code.slice(18, 20)).toEqual(['1000.05', 'CHF']);
    for (const other of [swissDraft(), creditNoteOf(invoice), { ...invoice, settlement: 'void' as const }])
      expect(invoicePaper(other).blocks.some(({ kind }) => kind === 'slip')).toBe(false);
  });

  test('is for francs and euros, an IBAN of Switzerland or Liechtenstein, and sellers with an address, on A4', () => {
    const plain = swissAccounts.plain;
    expect(slipOf()).toBeDefined();
    expect(slipOf({}, 'letter')).toBeUndefined();
    expect(slipOf({ bankAccounts: [] })).toBeUndefined();
    expect(slipOf({ seller: { name: 'Nobody' } })).toBeUndefined();
    for (const account of ['DE89370400440532013000', 'CH9400762011623852957', '12-345678-9'])
      expect(slipOf({ bankAccounts: [{ ...plain, account }] })).toBeUndefined();
    expect(slipOf({ bankAccounts: [{ ...plain, account: 'LI21088100002324013AA' }] })).toBeDefined();
    expect(slipOf({ bankAccounts: [{ ...plain, account: 'DE89370400440532013000' }, plain] })).toBeDefined();
  });

  test('is for euros too, but not for payers abroad, whose banks do not read it: they have the European code', () => {
    const { lines, ...content } = swissDraft().content;
    const inEuros = (country: string) =>
      swissDraft({
        currency: 'EUR',
        buyer: { ...content.buyer, address: { lines: ['Weg 1'], postalCode: '1000', city: 'Ort', country } },
        bankAccounts: [swissAccounts.plain],
        lines: lines.map((line) => ({ ...line, amount: { ...line.amount, currency: 'EUR' } })),
      });
    const kindsOf = (country: string) =>
      invoicePaper(issued(inEuros(country))).blocks.flatMap((block) =>
        block.kind === 'slip' || (block.kind === 'payment' && block.code !== null) ? [block.kind] : [],
      );
    expect(kindsOf('CH')).toEqual(['slip']);
    expect(kindsOf('LI')).toEqual(['slip']);
    expect(kindsOf('DE')).toEqual(['payment']);
  });

  test('leaves out streets on the receipt when names are so long that the amount would have no room', async () => {
    const long = (text: string) => `${text} ${'WERKGEMEINSCHAFT '.repeat(4)}`.trim();
    const address = {
      lines: [long('Gasse')],
      postalCode: '8002',
      city: 'Zürich-Altstetten am langen Weg',
      region: null,
      country: 'CH',
    };
    const { seller: ownSeller, buyer: ownBuyer } = swissDraft().content;
    const invoice = issued(
      swissDraft({
        seller: { ...ownSeller, name: long('Firma'), address },
        buyer: { ...ownBuyer, name: long('Kundin'), address },
      }),
    );
    const bytes = await invoicePdf(invoice);
    const { pages } = await readPdf(bytes);
    const text = (pages.at(-1) ?? []).join('\n');
    // At the foot of the page, and in the payment part for both.
    expect(text.split('Gasse')).toHaveLength(4);
    expect(text.split('Kundin')).toHaveLength(3);
    expect((await codeOn(bytes, pages.length))[20]).toBe('S');
  });

  test('takes its reference from what the caller gives, for example after the number of a bank', () => {
    const swissReferenceOf = () => '210000 000042';
    const { blocks } = invoicePaper(issued(swissDraft()), { swissReference: swissReferenceOf });
    const slip = blocks.find(({ kind }) => kind === 'slip');
    expect(slip).toMatchObject({ content: expect.stringContaining('QRR\n000000000000002100000000429\n') });
    expect(JSON.stringify(slip)).toContain('00 00000 00000 00210 00000 00429');
  });
});

describe('references and texts of Swiss payments', () => {
  test.each(['1', 'RE-2026-00042', '99999999999999999999999999', 'A1B2C3', '0'])(
    'have check digits that another library finds right: %s',
    (number) => {
      expect(isIBANValid(swissAccounts.qr.account)).toBe(true);
      const qr = swissReference(swissAccounts.qr.account, number);
      expect(isQRReferenceValid(qr?.value ?? '')).toBe(true);
      const creditor = swissReference(swissAccounts.plain.account, number);
      expect(creditor?.type === 'NON' || isSCORReferenceValid(creditor?.value ?? '')).toBe(true);
    },
  );

  test('are left out where none can be made: no digits for a QR-IBAN, more than 21 characters for another', () => {
    expect(swissReference(swissAccounts.qr.account, 'Rechnung')).toBeNull();
    expect(swissReference(swissAccounts.plain.account, 'R'.repeat(22))).toEqual({ type: 'NON', value: '' });
    expect(swissReference(swissAccounts.plain.account, '–')).toEqual({ type: 'NON', value: '' });
  });

  test('have only characters that Swiss banks know', () => {
    expect(swissText('Œuvre „Zürich“ – Ștefan Ō 5 €', 70)).toBe('Œuvre "Zürich" - Ștefan Ō 5 €');
    expect(swissText('Nguyễn ﬁn 東京 🎉\nnext', 70)).toBe('Nguyen fin ?? ? next');
    expect(swissText('ä'.repeat(99), 70)).toHaveLength(70);
  });
});
