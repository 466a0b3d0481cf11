import {
  type Bill,
  billPeriod,
  type ContractInput,
  defineCalendar,
  defineContract,
  defineRateCard,
  draftInvoice,
  type Invoice,
  manualLine,
  periodsDue,
  type QuantityPolicyInput,
  redraft,
  sum,
  type TimeEntry,
} from '@billwright/core';
import { describe, expect, test } from 'vitest';
import { previewMail } from '../src/mail/preview-mail.ts';
import type { Annex } from '../src/paper/annex.ts';
import { annexOf } from '../src/paper/annex-of.ts';
import { invoicePdf } from '../src/pdf/pdf-documents.ts';
import { sampleMail, sender } from './support/mails.ts';
import { readPdf } from './support/read-pdf.ts';
import { coveredLine, issued, sampleDraft } from './support/samples.ts';

const zone = 'Europe/Berlin';
const support = { customerId: 'boehm', serviceTypeId: 'support' };
const ticket = { kind: 'ticket', id: 'T-1', title: 'Drucker' } as const;

const entries: readonly TimeEntry[] = [
  { ...support, id: 'te_3', agentId: 'ben', date: '2026-03-03', minutes: 20.5, note: 'Nachfrage' },
  {
    ...support,
    id: 'te_2',
    agentId: 'ana',
    start: '2026-03-02T10:00',
    end: '2026-03-02T11:30',
    breakMinutes: 15,
    note: 'Treiber',
    workItem: ticket,
  },
  {
    ...support,
    id: 'te_1',
    agentId: 'ana',
    start: '2026-03-02T07:00:00Z',
    end: '2026-03-02T07:45:00Z',
    workItem: ticket,
  },
];

const calendar = defineCalendar({ zone, business: [{ weekdays: ['mon'], from: '09:00', to: '17:00' }] });
const rules = [{ id: 'all', price: { kind: 'hourly', rate: '90.00' } }] as const;

/** The bill of March 2026, and the invoice of it. */
function billed(
  work: readonly TimeEntry[],
  given: Partial<ContractInput> = {},
  quantity: QuantityPolicyInput = {},
): { readonly bills: readonly [Bill]; readonly invoice: Invoice } {
  const contract = defineContract({
    id: 'c_1',
    customerId: 'boehm',
    currency: 'EUR',
    zone,
    state: 'active',
    start: '2026-03-01',
    cycle: { frequency: 'monthly' },
    linePolicy: { groupBy: ['work-item'] },
    ...given,
  });
  const rateCard = defineRateCard({ id: 'standard', currency: 'EUR', rules, quantity });
  const [contractPeriod] = periodsDue(contract, '2026-03-31');
  if (contractPeriod === undefined) throw new Error('a period has begun');
  const facts = { contract, contractPeriod, work, at: '2026-04-01T06:00:00.000Z' };
  const bill = billPeriod(facts, { rating: { calendar, rateCard }, locale: 'de' });
  const { seller, buyer, terms } = sampleDraft().content;
  const draft = draftInvoice({ id: 'inv_1', bills: [bill], seller, buyer, terms, language: 'de' });
  return { bills: [bill], invoice: issued(draft) };
}

const { bills, invoice } = billed(entries);
const { lines } = invoice.content;
const names: Readonly<Record<string, string>> = { ana: 'Ana' };
const annex = annexOf(invoice, { entries, zone, bills, agentName: (id) => names[id] ?? null });

/** What stands on the second page, the first of the annex. */
async function annexText(given: Invoice, made: Annex): Promise<string> {
  const { pages } = await readPdf(await invoicePdf(given, { annex: made }));
  return (pages[1] ?? []).join('\n').replaceAll('\u00a0', ' ');
}

describe('the annex of an invoice', () => {
  test('has each line with its work by date, in the zone of the seller, and how it was computed', () => {
    const [first, second] = annex;
    expect(annex.map(({ key }) => key)).toEqual(lines.map(({ key }) => key));
    expect(first?.works).toEqual([
      {
        date: '2026-03-02',
        time: '08:00 – 08:45',
        text: 'T-1',
        agent: 'Ana',
        seconds: 2700,
        share: { billedSeconds: 2700, amount: { amount: '67.50', currency: 'EUR' } },
      },
      {
        date: '2026-03-02',
        time: '10:00 – 11:30',
        text: 'Treiber',
        agent: 'Ana',
        seconds: 4500,
        share: { billedSeconds: 4500, amount: { amount: '112.50', currency: 'EUR' } },
      },
    ]);
    expect(second?.works).toEqual([
      {
        date: '2026-03-03',
        time: null,
        text: 'Nachfrage',
        agent: null,
        seconds: 1230,
        share: { billedSeconds: 1230, amount: { amount: '30.75', currency: 'EUR' } },
      },
    ]);
    expect(first?.explanation).toBe('2 Einträge, 2 Std.: 2 Std. × 90,00 EUR = 180,00 EUR.');
  });

  test('begins on a page of its own, behind the invoice, with times, amounts and their sums', async () => {
    expect((await readPdf(await invoicePdf(invoice, { annex }))).pages).toHaveLength(2);
    const text = await annexText(invoice, annex);
    for (const part of [
      'Leistungsnachweis zur Rechnung RE-2026-00042',
      'Position 1: Drucker',
      '2 Einträge, 2 Std.: 2 Std. × 90,00 EUR = 180,00 EUR',
      'Datum Uhrzeit Tätigkeit Dauer Betrag (EUR)',
      '02.03.2026 08:00 – 08:45 T-1 0:45 67,50',
      '02.03.2026 10:00 – 11:30 Treiber 1:15 112,50',
      'Summe 2:00 180,00',
      '03.03.2026 Nachfrage 0:20:30 30,75',
    ])
      expect(text).toContain(part);
    expect(text).not.toContain('Angesetzt');
  });

  test('says what counts where that is more than what was worked, and that hours on the line are rounded', async () => {
    const rough = billed(entries, { linePolicy: { groupBy: [], quantityScale: 2 } }, { minimumMinutes: 50 });
    const made = annexOf(rough.invoice, { entries, zone, bills: rough.bills });
    expect(rough.invoice.content.lines.map(({ quantity, amount }) => [quantity, amount.amount])).toEqual([
      ['2.92', '262.80'],
    ]);
    const text = await annexText(rough.invoice, made);
    for (const part of [
      'Datum Uhrzeit Tätigkeit Dauer Angesetzt Betrag (EUR)',
      '02.03.2026 08:00 – 08:45 T-1 0:45 0:50 75,09',
      '02.03.2026 10:00 – 11:30 Treiber 1:15 1:15 112,63',
      '03.03.2026 Nachfrage 0:20:30 0:50 75,08',
      'Summe 2:20:30 2:55 262,80',
      'gerundet 2,92 Std.',
    ])
      expect(text).toContain(part);
  });

  test('R53: shows of an entry behind several lines with each the part that is billed there', async () => {
    const late = [
      { ...support, id: 'te_1', agentId: 'ana', start: '2026-03-02T15:00:00', end: '2026-03-02T19:00:00' },
      { ...support, id: 'te_2', agentId: 'ana', start: '2026-03-02T13:00', end: '2026-03-02T14:00' },
    ];
    const split = billed(late, { linePolicy: { groupBy: ['band'] } });
    const made = annexOf(split.invoice, { entries: late, zone, bills: split.bills });
    for (const [index, { works }] of made.entries()) {
      const amounts = works.flatMap(({ share }) => share?.amount ?? []);
      expect(sum(amounts, 'EUR')).toEqual(split.invoice.content.lines[index]?.amount);
    }
    const text = await annexText(split.invoice, made);
    for (const part of [
      '02.03.2026 15:00 – 19:00 support 2:00 180,00\nTeil von insgesamt 4:00',
      '02.03.2026 13:00 – 14:00 support 1:00 90,00',
      'Summe 3:00 270,00',
    ])
      expect(text).toContain(part);
    expect(text.split('02.03.2026 15:00 – 19:00 support 2:00 180,00')).toHaveLength(3);
  });

  test('shows an entry that is missing by what the bill knows of it, so that sums hold', () => {
    const made = annexOf(invoice, { entries: entries.slice(0, 2), zone, bills });
    expect(made[0]?.works).toMatchObject([
      { date: '2026-03-02', time: null, text: 'T-1', seconds: 2700, share: { amount: { amount: '67.50' } } },
      { text: 'Treiber' },
    ]);
  });

  test('finds the lines of several bills on one invoice', () => {
    const other = billed([{ ...support, id: 'te_9', agentId: 'ana', date: '2026-03-09', minutes: 60 }], {
      id: 'c_2',
    });
    const both = [...bills, ...other.bills] as const;
    const { seller, buyer, terms } = sampleDraft().content;
    const joined = issued(draftInvoice({ id: 'inv_1', bills: both, seller, buyer, terms }));
    const made = annexOf(joined, { entries, zone, bills: both });
    expect(made.map(({ key }) => key)).toEqual(joined.content.lines.map(({ key }) => key));
    expect(made.every(({ explanation, works }) => explanation !== null && works.length > 0)).toBe(true);
  });

  test('tells of fees and things how they are computed, and of lines by hand nothing', () => {
    const fee = { id: 'base', kind: 'recurring-fee', price: '10.00', description: 'Grundgebühr' } as const;
    const { bills: own, invoice: with2 } = billed([], { components: [fee] });
    const byHand = manualLine({
      id: 'x',
      description: 'X',
      unitPrice: '1.00',
      currency: 'EUR',
      from: '2026-03-02',
    });
    const draft = redraft({ ...with2, settlement: 'draft', issued: null }, { addLines: [byHand] });
    expect(annexOf(draft, { entries: [], zone, bills: own })).toMatchObject([
      { explanation: expect.stringContaining('Gebühr „Grundgebühr“'), works: [] },
    ]);
  });

  test('says of covered work that it costs nothing, and leaves out what nobody tells of', async () => {
    const { content } = invoice;
    const with2 = { ...invoice, content: { ...content, lines: [...content.lines, coveredLine] } };
    const own = [{ key: coveredLine.key, explanation: 'Aus dem Kontingent.', works: [] }];
    const text = await annexText(with2, own);
    expect(text).toContain('Ohne weitere Berechnung: Kontingent „Support“');
    expect(text).not.toContain('Position 1');
    expect((await readPdf(await invoicePdf(invoice, { annex: [] }))).pages).toHaveLength(1);
    expect(annexOf(invoice, { entries: [], zone })).toEqual([]);
  });

  test('shows covered work with its time and without amounts', async () => {
    const allowance = { id: 'support', kind: 'allowance', unit: 'hours', quantity: '1' } as const;
    const covered = billed(entries, { components: [allowance] });
    const text = await annexText(
      covered.invoice,
      annexOf(covered.invoice, { entries, zone, bills: covered.bills }),
    );
    const [charged = '', free = ''] = text.split('Ohne weitere Berechnung');
    expect(charged).toContain('10:00 – 11:30 Treiber 1:00 90,00');
    expect(free).toContain('08:00 – 08:45 T-1 0:45');
    expect(free).toContain('10:00 – 11:30 Treiber 0:15');
    expect(free).toContain('Summe 1:00');
    expect(free).not.toContain('Betrag');
  });

  test('without the bills marks work that stands behind several lines, and adds up none of its time twice', async () => {
    const late = [
      {
        ...support,
        id: 'te_1',
        agentId: 'ana',
        start: '2026-03-02T15:00:00.500',
        end: '2026-03-02T19:00:00',
      },
      { ...support, id: 'te_2', agentId: 'ana', start: '2026-03-02T13:00', end: '2026-03-02T14:00' },
    ];
    const own = billed(late, { linePolicy: { groupBy: ['band'] } }).invoice;
    expect(own.content.lines.map(({ quantity }) => quantity).toSorted()).toEqual(['2', '3']);
    const made = annexOf(own, { entries: late, zone });
    const both = made.flatMap(({ works }) => works).filter(({ time }) => time === '15:00 – 19:00');
    expect(both).toMatchObject([
      { seconds: 14_400, isShared: true },
      { seconds: 14_400, isShared: true },
    ]);
    const text = await annexText(own, made);
    expect(text.split('auch in anderen Positionen')).toHaveLength(3);
    expect(text).not.toContain('Summe');
  });

  test('goes with the mail of the invoice when the caller brings it', async () => {
    const subject = { kind: 'invoice', invoice } as const;
    const pdf = async () => ({ annex });
    const { files } = await previewMail(sampleMail({ subject }), { sender, pdf });
    const { pages } = await readPdf(files[0]?.content ?? new Uint8Array());
    expect(pages.flat().join('\n')).toContain('Leistungsnachweis');
  });

  test('of wall-clock times in the night when clocks change counts the hours that passed', () => {
    const night = {
      ...support,
      id: 'te_1',
      agentId: 'ana',
      start: '2026-03-29T01:30',
      end: '2026-03-29T03:30',
    };
    const [line] = invoice.content.lines;
    const one = { ...invoice, content: { ...invoice.content, lines: line === undefined ? [] : [line] } };
    expect(annexOf(one, { entries: [night], zone })[0]?.works).toMatchObject([
      { time: '01:30 – 03:30', seconds: 3600 },
    ]);
  });
});
