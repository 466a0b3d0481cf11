import {
  creditLot,
  definePrepaidAccount,
  formatMoney,
  formatNumber,
  type Invoice,
  money,
  type NumberLocale,
  openPool,
  period,
  prepaidLot,
  prepaidStatement,
  transitionInvoice,
} from '@billwright/core';
import { describe, expect, test } from 'vitest';
import { inflatedFont } from '../src/fonts/font-set.ts';
import { notoBold } from '../src/fonts/noto-bold.ts';
import { notoRegular } from '../src/fonts/noto-regular.ts';
import { invoicePdf, reminderPdf, statementPdf } from '../src/pdf/pdf-documents.ts';
import { previewMail } from '../src/mail/preview-mail.ts';
import { invoicePaper } from '../src/paper/invoice-paper.ts';
import { payableOf } from '../src/paper/sums.ts';
import { sampleMail, sender } from './support/mails.ts';
import { plain, readPdf } from './support/read-pdf.ts';
import { coveredLine, creditNoteOf, issued, sampleDraft } from './support/samples.ts';

/** What is printed, without what tells a minus from a hyphen and one space from another. */
async function textOf(bytes: Promise<Uint8Array>): Promise<string> {
  return plain((await readPdf(await bytes)).pages.flat().join('\n')).replaceAll('\n', ' ');
}

/** Every figure of an invoice, as its language writes it. */
function figuresOf({ content }: Invoice): readonly string[] {
  const { totals, language } = content;
  return [
    ...content.lines.flatMap(({ unitPrice, amount }) => [
      formatNumber(unitPrice, language),
      formatNumber(amount.amount, language),
    ]),
    ...totals.taxes.flatMap(({ base, amount }) => [
      formatMoney(base, language),
      formatMoney(amount, language),
    ]),
    ...totals.discounts.map(({ amount }) => formatNumber(amount.amount, language)),
    formatMoney(totals.net, language),
    formatMoney(totals.total, language),
  ];
}

const discounts = [{ id: 'loyal', description: 'Treuerabatt 5 %', percent: '5' }];

describe('an invoice on paper', () => {
  test.each(['de', 'en', 'fr'] as const)('has every figure of the invoice, in %s', async (language) => {
    const invoice = issued(sampleDraft({ language, discounts }));
    const text = await textOf(invoicePdf(invoice));
    for (const figure of figuresOf(invoice)) expect(text).toContain(plain(figure));
    for (const part of ['RE−2026−00042', 'Käserei Böhm & Söhne KG', 'DE987654321', 'DE123456788', 'B−7731'])
      expect(text).toContain(part);
  });

  test('shows prices that include tax, and the tax in them', async () => {
    const invoice = issued(sampleDraft({ pricesIncludeTax: true, discounts }));
    const text = await textOf(invoicePdf(invoice));
    for (const figure of figuresOf(invoice)) expect(text).toContain(plain(figure));
    expect(text).toContain('darin Nettobetrag');
  });

  test('names dates, the period of supply, the due date and where to pay, as the law and the payer want it', async () => {
    const text = await textOf(invoicePdf(issued(sampleDraft())));
    for (const part of [
      'Datum 01.04.2026',
      'Leistungszeitraum 01.03.2026 – 31.03.2026',
      'Zahlbar bis 15.04.2026',
      'IBAN DE89 3704 0044 0532 0130 00',
      'BIC COBADEFFXXX',
      'USt−IdNr. DE123456788',
      'Steuernummer 22/123/45678',
      'Bitte zahlen Sie bis zum 15.04.2026 ohne Abzug.',
    ])
      expect(text).toContain(part);
  });

  test('R68: prints the legal text of a tax of 0, once', async () => {
    const exemption = 'Steuerschuldnerschaft des Leistungsempfängers';
    const taxCodes = ['vat', 'reduced'].map((id) => ({ id, name: `Steuer ${id}`, percent: '0', exemption }));
    const text = await textOf(invoicePdf(issued(sampleDraft({ taxCodes }))));
    expect(text.split(exemption)).toHaveLength(2);
  });

  test('R78: tells what an allowance covered apart from what is charged, and what prepaid accounts pay', async () => {
    const draft = sampleDraft();
    const prepaidPayments = [{ accountId: 'guthaben', amount: { amount: '100.00', currency: 'EUR' } }];
    const content = { ...draft.content, lines: [...draft.content.lines, coveredLine], prepaidPayments };
    const text = await textOf(invoicePdf(issued({ ...draft, content })));
    expect(text).toContain('Leistungen ohne weitere Berechnung');
    expect(text).toContain('6,25 Std.');
    expect(text).toContain('Bezahlt aus Guthaben guthaben −100,00 EUR');
    expect(text).toContain('Zu zahlen 552,89 EUR');
  });

  test('asks for what is left when a part was paid at issue or since, and its code asks for no more', async () => {
    const pay = { type: 'pay', amount: money('100.00', 'EUR') } as const;
    const credit = { type: 'credit', amount: money('52.89', 'EUR') } as const;
    const invoice = transitionInvoice(transitionInvoice(issued(sampleDraft()), pay), credit);
    const text = await textOf(invoicePdf(invoice));
    for (const part of [
      'Gesamtbetrag 652,89 EUR',
      'Bezahlt −100,00 EUR',
      '−52,89 EUR',
      'Zu zahlen 500,00 EUR',
      'Zu zahlen: 500,00 EUR. Bitte zahlen Sie bis zum 15.04.2026 ohne Abzug.',
    ])
      expect(text).toContain(part);
    const code = invoicePaper(invoice).blocks.find((block) => block.kind === 'payment')?.code;
    expect(code?.content).toContain('\nEUR500.00\n');
    const { text: mail } = await previewMail(sampleMail({ subject: { kind: 'invoice', invoice } }), {
      sender,
    });
    expect(plain(mail)).toContain('Offener Betrag: 500,00 EUR');
    const paid = transitionInvoice(invoice, { type: 'pay', amount: money('500.00', 'EUR') });
    expect(invoicePaper(paid).blocks.find((block) => block.kind === 'payment')).toMatchObject({
      code: null,
      facts: [],
    });
    // What went back to the customer is not asked for again.
    const refunded = transitionInvoice(paid, { type: 'refund', amount: money('20.00', 'EUR') });
    expect(payableOf(refunded).amount).toBe('0.00');
  });

  test('of a prepaid account names what it pays once, when it has paid as well', async () => {
    const draft = sampleDraft();
    const amount = money('100.00', 'EUR');
    const content = { ...draft.content, prepaidPayments: [{ accountId: 'guthaben', amount }] };
    const invoice = transitionInvoice(issued({ ...draft, content }), { type: 'pay', amount });
    expect(payableOf(invoice).amount).toBe('552.89');
    expect(await textOf(invoicePdf(invoice))).not.toContain('Bezahlt −');
  });

  test('a draft says so, and nowhere asks for money', async () => {
    const text = await textOf(invoicePdf(sampleDraft()));
    expect(text).toContain('Rechnung Entwurf');
    expect(text).not.toContain('Verwendungszweck');
  });

  test('has its title, its language and the same bytes however often it is written', async () => {
    const invoice = issued(sampleDraft());
    const [one, other] = [await invoicePdf(invoice), await invoicePdf(invoice)];
    expect(Buffer.compare(one, other)).toBe(0);
    expect(await readPdf(one)).toMatchObject({ title: 'Rechnung RE-2026-00042', language: 'de' });
  });

  test('has the same bytes whatever was written before it', async () => {
    const invoice = issued(sampleDraft());
    // Fonts that nothing was written with yet.
    const fresh = () => ({ regular: inflatedFont(notoRegular), bold: inflatedFont(notoBold) });
    const first = await invoicePdf(invoice, { fonts: fresh() });
    const fonts = fresh();
    // Its first space is one that does not break, and its first hyphen too.
    await invoicePdf(sampleDraft({ note: '\u00a0\u2011', seller: { name: '\u00a0\u2011' } }), { fonts });
    expect(Buffer.compare(await invoicePdf(invoice, { fonts }), first)).toBe(0);
  });

  test('is on US letter paper when the seller is there, unless told otherwise', async () => {
    const { content } = sampleDraft();
    const address = { lines: ['1 Main St'], postalCode: '97301', city: 'Salem', region: 'OR', country: 'US' };
    const seller = { ...content.seller, address };
    const sizeOf = async (bytes: Promise<Uint8Array>) =>
      Buffer.from(await bytes)
        .toString('latin1')
        .match(/MediaBox \[0 0 (\d+)/)?.[1];
    expect(await sizeOf(invoicePdf(sampleDraft({ seller })))).toBe('612');
    expect(await sizeOf(invoicePdf(sampleDraft({ seller }), { format: 'a4' }))).toBe('595');
  });

  test('names lines as it is told to', async () => {
    const describeLine = ({ key }: { key: string }) => ({ text: `Zeile ${key}`, note: null });
    expect(await textOf(invoicePdf(sampleDraft(), { describeLine }))).toContain('Zeile manual:licence');
  });
});

describe('other documents', () => {
  test.each([
    ['de', 'Rechnungskorrektur RK-2026-00007 zur Rechnung RE-2026-00042', 'Korrekturbetrag 652,89 EUR'],
    ['en', 'Credit note RK-2026-00007 for invoice RE-2026-00042', 'Total credit EUR 652.89'],
    ['fr', 'Avoir RK-2026-00007 relatif à la facture RE-2026-00042', 'Total de l’avoir 652,89 EUR'],
  ] as const)(
    'R82: a credit note names its invoice and the reason, in %s',
    async (language, heading, total) => {
      const note = creditNoteOf(issued(sampleDraft({ language })));
      const text = await textOf(invoicePdf(note));
      expect(text).toContain(plain(heading));
      expect(text).toContain(total);
      expect(text).toContain('Doppelt berechnet');
      for (const figure of figuresOf(note)) expect(text).toContain(plain(figure));
      expect(text).not.toMatch(/Verwendungszweck|Reference|Référence/);
    },
  );

  test('R88: a reminder tells the invoice, its due date, and what is open of it', async () => {
    const invoice = issued(sampleDraft());
    const paid = { ...invoice, paid: { amount: '100.00', currency: 'EUR' } };
    const open = { amount: '552.89', currency: 'EUR' };
    const text = await textOf(reminderPdf({ invoice: paid, daysOverdue: 14, open }));
    for (const part of [
      'Zahlungserinnerung zur Rechnung RE−2026−00042',
      'vor 14 Tagen fällig',
      '01.04.2026 15.04.2026 652,89 EUR',
      'Bezahlt −100,00 EUR',
      'Offener Betrag 552,89 EUR',
      'Datum 29.04.2026',
    ])
      expect(text).toContain(part);
  });

  test.each([
    ['de', 'Guthabenübersicht', 'Endbestand 8,5 Std.'],
    ['en', 'Prepaid statement', 'Closing balance 8.5 h'],
    ['fr', 'Relevé de prépaiement', 'Solde final 8,5 h'],
  ] as const)(
    'R77: the statement of a prepaid account comes from its opening to its closing balance, in %s',
    async (language: NumberLocale, title, closing) => {
      const account = definePrepaidAccount({ id: 'stunden', customerId: 'boehm', unit: 'hours' });
      const at = '2026-03-01T09:00:00.000Z';
      const bought = prepaidLot(account, { id: 'lot_1', quantity: '10', price: null, purchasedAt: at });
      const { lot, posting } = creditLot(account, bought, at);
      const pool = openPool(account, [lot], [posting], '2026-03-30T08:00:00.000Z');
      const work = { entryId: 'te_1', part: 'business', workDate: '2026-03-10' };
      const postings = [posting, ...pool.draw('5400', work).postings];
      const statement = prepaidStatement(
        account,
        postings,
        period('2026-03-01', '2026-04-01', 'Europe/Berlin'),
      );
      const { seller, buyer } = sampleDraft().content;
      const text = await textOf(statementPdf({ account, statement, language, seller, buyer }));
      expect(text).toContain(title);
      expect(text).toContain(plain(closing));
      expect(text).toContain('te_1 −1');
    },
  );
});
