import type { ManualInvoiceInput, TaxCode } from '@billwright/core';
import { describe, expect, test } from 'vitest';
import type { PdfOptions } from '../src/pdf/pdf-documents.ts';
import { invoicePdf } from '../src/pdf/pdf-documents.ts';
import { readPdf } from './support/read-pdf.ts';
import { issued, sampleDraft, swissDraft } from './support/samples.ts';

const { seller, buyer, lines } = sampleDraft().content;
const [hours] = lines;

async function textOf(given: Partial<ManualInvoiceInput>, options: PdfOptions = {}): Promise<string> {
  const { pages } = await readPdf(await invoicePdf(issued(sampleDraft(given)), options));
  return pages
    .flat()
    .join('\n')
    .replaceAll(/[\u00a0\u202f]/gu, ' ');
}

const taxed = (code: Omit<TaxCode, 'id'>): Partial<ManualInvoiceInput> => ({
  taxCodes: [{ id: 'vat', ...code }],
  lines: hours === undefined ? [] : [{ ...hours, taxCodes: ['vat'] }],
});

const from = (country: string, taxIds: typeof seller.taxIds) => ({
  seller: {
    ...seller,
    address: { lines: ['Straße 1'], postalCode: '1010', city: 'Ort', region: null, country },
    taxIds,
  },
});

/** What every invoice has by Art. 226 of the VAT directive, and by the laws of others. */
const always = ['RE-2026-00042', 'Nordlicht IT-Service GmbH', 'Käserei Böhm & Söhne KG', '420'];

describe('what the law wants on an invoice', () => {
  test('Germany (§ 14 UStG): tax number or VAT ID, day of supply, rate, base, tax; register and court on letters', async () => {
    const imprint = ['Amtsgericht Hamburg HRB 123456', 'Sitz der Gesellschaft: Hamburg'];
    const text = await textOf(taxed({ name: 'USt 19 %', percent: '19' }), { imprint });
    for (const part of [
      ...always,
      'USt-IdNr. DE123456788',
      'Steuernummer 22/123/45678',
      'Leistungsdatum 02.03.2026',
      'Nettobetrag 420,00 EUR',
      'USt 19 % auf 420,00 EUR 79,80 EUR',
      ...imprint,
    ])
      expect(text).toContain(part);
  });

  test('Germany, Austria: a small business says why it charges no tax (§ 19 UStG, § 6 UStG)', async () => {
    const exemption = 'Kein Ausweis von Umsatzsteuer, da Kleinunternehmer gemäß § 19 UStG';
    const text = await textOf(taxed({ name: 'Umsatzsteuerfrei', percent: '0', exemption, category: 'E' }));
    expect(text).toContain(exemption);
    expect(text).toMatch(/Umsatzsteuerfrei steuerfrei 0 % 420,00 EUR 0,00 EUR/);
    expect(text.split(exemption)).toHaveLength(2);
  });

  test('the EU: reverse charge has both VAT IDs and its words (Art. 226 no. 11a)', async () => {
    const exemption = 'Steuerschuldnerschaft des Leistungsempfängers';
    const text = await textOf(taxed({ name: 'Reverse Charge', percent: '0', exemption, category: 'AE' }));
    for (const part of [...always, exemption, 'DE123456788', 'Ihre USt-IdNr. DE987654321', 'Reverse Charge'])
      expect(text).toContain(part);
  });

  test('the EU: several rates are told apart, each with its base and its tax (Art. 226 no. 8 to 10)', async () => {
    const text = await textOf({});
    expect(text).toContain('USt 19 % steuerpflichtig 19 % 526,80 EUR 100,09 EUR');
    expect(text).toContain('USt 7 % steuerpflichtig 7 % 24,30 EUR 1,70 EUR');
    expect(text).toContain('Steuern 101,79 EUR');
  });

  test('Austria (§ 11 UStG): the UID of the seller, and that of the buyer', async () => {
    const austrian = { scheme: 'vat', id: 'ATU12345678' };
    const text = await textOf({
      ...taxed({ name: 'USt 20 %', percent: '20' }),
      ...from('AT', [austrian]),
      buyer: {
        ...buyer,
        address: { lines: ['Ring 1'], postalCode: '1010', city: 'Wien', country: 'AT' },
        taxIds: [austrian],
      },
    });
    for (const part of [
      ...always,
      'UID-Nr. ATU12345678',
      'Ihre UID-Nr. ATU12345678',
      'USt 20 % auf 420,00 EUR 84,00 EUR',
    ])
      expect(text).toContain(part);
  });

  test('Switzerland (Art. 26 MWSTG): the UID with MWST, the day, the rate and the tax', async () => {
    const { pages } = await readPdf(await invoicePdf(issued(swissDraft())));
    const text = pages.flat().join('\n').replaceAll('\u00a0', ' ');
    for (const part of [
      'MWST-Nr. CHE-123.456.788 MWST',
      'Leistungsdatum 02.03.2026',
      'MWST 8.1 % auf CHF 1’802.50 CHF 146.00',
    ])
      expect(text).toContain(part);
  });

  test('France (art. 242 nonies A, L441-9): SIRET and VAT number, legal form and capital, terms of late payment', async () => {
    const instructions =
      'Pas d’escompte. Pénalités de retard : trois fois le taux d’intérêt légal. Indemnité de recouvrement : 40 €.';
    const imprint = ['SARL au capital de 10 000 €', 'RCS Lyon 123 456 789'];
    const siret = { scheme: 'siret', id: '123 456 789 00012' };
    const text = await textOf(
      {
        ...taxed({ name: 'TVA 20 %', percent: '20' }),
        ...from('FR', [{ scheme: 'vat', id: 'FR12123456789' }, siret]),
        language: 'fr',
        terms: { days: 30, instructions },
      },
      { imprint },
    );
    for (const part of [
      ...always,
      'N° TVA intracom. FR12123456789',
      'SIRET 123 456 789 00012',
      'Date de prestation 02/03/2026',
      'TVA 20 % sur 420,00 EUR 84,00 EUR',
      'Total HT 420,00 EUR',
      ...imprint,
      'Indemnité de recouvrement : 40 €.',
      'Prix unit. HT',
    ])
      expect(text).toContain(part);
    expect(await textOf({ language: 'fr', pricesIncludeTax: true })).toContain('Prix unit. TTC');
  });

  test('the United Kingdom: VAT registration number and time of supply; the United States: no more than the seller gives', async () => {
    const british = await textOf({
      ...taxed({ name: 'VAT 20 %', percent: '20' }),
      ...from('GB', [{ scheme: 'vat', id: 'GB123456789' }]),
      language: 'en',
    });
    for (const part of [
      ...always,
      'VAT reg. no. GB123456789',
      'Date of supply 2 Mar 2026',
      'VAT 20 % on EUR 420.00 EUR 84.00',
    ])
      expect(british).toContain(part);
    const sortCode = { holder: null, bank: null, account: '31926819', routing: '60-16-13' };
    expect(await textOf({ language: 'en', bankAccounts: [sortCode] })).toContain('Sort code 60-16-13');
    const american = await textOf({
      ...taxed({ name: 'Sales tax', percent: '8.875' }),
      ...from('US', [{ scheme: 'ein', id: '12-3456789' }]),
      language: 'en',
    });
    for (const part of [...always, 'EIN 12-3456789', 'Sales tax on EUR 420.00 EUR 37.28'])
      expect(american).toContain(part);
  });

  test('whatever stands at the foot of the page, none of it is cut off', async () => {
    const imprint = Array.from({ length: 12 }, (_, index) => `Angabe ${index + 1}.`);
    const text = await textOf({}, { imprint });
    for (const part of [...imprint, 'Hanseatische Bank']) expect(text).toContain(part);
  });
});
