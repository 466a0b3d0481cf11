import {
  defineContract,
  definePrepaidAccount,
  type MailNotice,
  type NoticeAudience,
  type NumberLocale,
} from '@billwright/core';
import { describe, expect, test } from 'vitest';
import { previewMail } from '../src/mail/preview-mail.ts';
import { sampleMail, sender } from './support/mails.ts';
import { sampleDraft } from './support/samples.ts';

const { seller, buyer } = sampleDraft().content;
const languages = ['de', 'en', 'fr'] as const;

const contract = defineContract({
  id: 'support-2026',
  customerId: 'boehm',
  currency: 'EUR',
  zone: 'Europe/Berlin',
  state: 'active',
  start: '2026-01-01',
  end: '2027-01-01',
  cycle: { frequency: 'monthly', anchor: '2026-01-01' },
  components: [{ id: 'fee', kind: 'recurring-fee', price: '100.00' }],
});
const successor = { ...contract, id: 'support-2027', start: '2027-01-01', end: '2028-01-01' };
const hours = definePrepaidAccount({ id: 'stunden', customerId: 'boehm', unit: 'hours' });
const credit = definePrepaidAccount({ id: 'guthaben', customerId: 'boehm', unit: 'money', currency: 'EUR' });

/** One of each kind. */
const noticesFor = (audience: NoticeAudience): readonly MailNotice[] => {
  const frame = { seller, customer: { id: 'boehm', party: buyer }, audience };
  const period = { from: '2026-03-01', to: '2026-04-01' };
  const price = { amount: '1200.00', currency: 'EUR' };
  const quota = { kind: 'quota-warning', contract, componentId: 'Fernwartung', period } as const;
  return [
    { ...frame, kind: 'contract-expiring', contract, lastDay: '2026-12-31', daysLeft: 30 },
    { ...frame, kind: 'contract-renewed', contract, successor },
    { ...frame, ...quota, threshold: '80', unit: 'hours', used: '16.5', limit: '20', left: '3.5' },
    {
      ...frame,
      kind: 'prepaid-low',
      account: hours,
      balance: '1.5',
      threshold: '2',
      topUp: { invoiceId: 'inv_9', invoiceNumber: 'RE-2026-00043', price },
    },
    {
      ...frame,
      kind: 'prepaid-refilled',
      account: credit,
      quantity: '500.00',
      balance: '512.50',
      expiresOn: '2027-03-31',
    },
  ];
};

const preview = (subject: MailNotice, language: NumberLocale) =>
  previewMail(sampleMail({ subject, language }), { sender });

/** What a reader must find, in each language. */
const told: Readonly<Record<MailNotice['kind'], Readonly<Record<NumberLocale, readonly string[]>>>> = {
  'contract-expiring': {
    de: ['Ihr Vertrag support-2026 endet am 31.12.2026', 'in 30 Tagen'],
    en: ['Your contract support-2026 ends on 31 Dec 2026', 'in 30 days'],
    fr: ['Votre contrat support-2026 prend fin le 31/12/2026', 'dans 30 jours'],
  },
  'contract-renewed': {
    de: ['Ihr Vertrag support-2026 wird fortgeführt', 'support-2027', '01.01.2027'],
    en: ['Your contract support-2026 continues', 'support-2027', '1 Jan 2027'],
    fr: ['Votre contrat support-2026 est reconduit', 'support-2027', '01/01/2027'],
  },
  'quota-warning': {
    de: ['„Fernwartung“ ist zu 80 % verbraucht', '16,5 Std.', '3,5 Std.', '01.03.2026 – 31.03.2026'],
    en: ['80 % of your allowance “Fernwartung” is used', '16.5 h', '3.5 h', '1 Mar 2026 – 31 Mar 2026'],
    fr: [
      '80 % de votre forfait « Fernwartung » sont consommés',
      '16,5 h',
      '3,5 h',
      '01/03/2026 – 31/03/2026',
    ],
  },
  'prepaid-low': {
    de: ['Ihr Guthaben stunden geht zur Neige', '1,5 Std.', 'RE-2026-00043', '1.200,00 EUR'],
    en: ['Your prepaid account stunden is running low', '1.5 h', 'RE-2026-00043', 'EUR 1,200.00'],
    fr: ['Votre compte prépayé stunden est presque épuisé', '1,5 h', 'RE-2026-00043', '1 200,00 EUR'],
  },
  'prepaid-refilled': {
    de: ['Ihr Guthaben guthaben ist aufgeladen', '500,00 EUR', '512,50 EUR', '31.03.2027'],
    en: ['Your prepaid account guthaben is topped up', 'EUR 500.00', 'EUR 512.50', '31 Mar 2027'],
    fr: ['Votre compte prépayé guthaben est rechargé', '500,00 EUR', '512,50 EUR', '31/03/2027'],
  },
};

const plain = (text: string): string => text.replaceAll(/[\s\u202f]+/gu, ' ');

describe('a notice by mail', () => {
  test.each(
    noticesFor('customer').flatMap((notice) =>
      languages.map((language) => [notice.kind, language, notice] as const),
    ),
  )(
    'of the kind %s says what happened, in figures, without a document, in %s',
    async (kind, language, notice) => {
      const { subject, html, text, files } = await preview(notice, language);
      const [first = '', ...others] = told[kind][language];
      expect(plain(subject)).toContain(first);
      expect(plain(html)).toContain(first);
      for (const part of others) {
        expect(plain(text)).toContain(part);
        expect(plain(html)).toContain(part);
      }
      expect(files).toEqual([]);
      expect(text).not.toMatch(/Käserei|PDF/);
      expect(html).not.toMatch(/List-Unsubscribe|undefined|null/);
    },
  );

  test.each(
    noticesFor('seller').flatMap((notice) =>
      languages.map((language) => [notice.kind, language, notice] as const),
    ),
  )('of the kind %s names the customer to the seller’s people, in %s', async (_, language, notice) => {
    const { subject, text } = await preview(notice, language);
    expect(subject).toContain('Käserei Böhm & Söhne KG');
    expect(text.split('Käserei Böhm & Söhne KG').length).toBeGreaterThan(2);
    expect(text).not.toMatch(/\b(?:Ihr|Your|Votre)\b/);
  });

  test('tells of a draft where the top-up has no number yet, and of incidents and money where they are counted', async () => {
    const [, , quota, low] = noticesFor('customer');
    if (quota?.kind !== 'quota-warning' || low?.kind !== 'prepaid-low') throw new Error('other notices');
    const draft = await preview({ ...low, topUp: { ...low.topUp, invoiceNumber: null } }, 'de');
    expect(draft.text).toContain('Eine Rechnung über die Aufladung ist entworfen.');
    const incidents = await preview({ ...quota, unit: 'incidents', used: '4', limit: '5', left: '1' }, 'de');
    expect(plain(incidents.text)).toContain('Noch frei: 1 Vorfall');
    const money = await preview(
      { ...quota, unit: 'money', used: '110.00', limit: '100.00', left: '-10.00' },
      'de',
    );
    expect(plain(money.text)).toContain('Noch frei: −10,00 EUR');
  });

  test('has no header or markup of what a customer, a contract or an account is called', async () => {
    const name = 'Eve\r\nBcc: x@y.example <script>alert(1)</script>';
    for (const notice of noticesFor('seller')) {
      const customer = { id: name, party: { ...buyer, name } };
      const { subject, html } = await preview({ ...notice, customer }, 'en');
      expect(subject).not.toMatch(/[\r\n]/);
      expect(html).not.toContain('<script');
    }
  });
});
