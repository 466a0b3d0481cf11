import {
  chargesByLine,
  compileRater,
  defineCalendar,
  defineRateCard,
  explainLine,
  type Invoice,
  linePolicy,
  priceLines,
  type TimeEntry,
} from '@billwright/core';
import { describe, expect, test } from 'vitest';
import { annexOf } from '../src/paper/annex-of.ts';
import { previewMail } from '../src/mail/preview-mail.ts';
import { invoicePdf } from '../src/pdf/pdf-documents.ts';
import { sampleMail, sender } from './support/mails.ts';
import { readPdf } from './support/read-pdf.ts';
import { coveredLine, issued, sampleDraft } from './support/samples.ts';

const zone = 'Europe/Berlin';
const work = { customerId: 'boehm', serviceTypeId: 'support' };
const ticket = { kind: 'ticket', id: 'T-1', title: 'Drucker' } as const;

const entries: readonly TimeEntry[] = [
  { ...work, id: 'te_3', agentId: 'ben', date: '2026-03-03', minutes: 20.5, note: 'Nachfrage' },
  {
    ...work,
    id: 'te_2',
    agentId: 'ana',
    start: '2026-03-02T10:00',
    end: '2026-03-02T11:30',
    breakMinutes: 15,
    note: 'Treiber',
    workItem: ticket,
  },
  {
    ...work,
    id: 'te_1',
    agentId: 'ana',
    start: '2026-03-02T07:00:00Z',
    end: '2026-03-02T07:45:00Z',
    workItem: ticket,
  },
];

const rater = compileRater({
  calendar: defineCalendar({ zone, business: [] }),
  rateCard: defineRateCard({
    id: 'standard',
    currency: 'EUR',
    rules: [{ id: 'all', price: { kind: 'hourly', rate: '90.00' } }],
  }),
});
const rated = rater.rate(entries);
const policy = linePolicy({ groupBy: ['work-item'] });
const charges = chargesByLine(rated, policy);
const lines = priceLines(rated, policy);
const pieces = lines.map((line) => ({
  piece: 'line' as const,
  id: line.key,
  sentences: [explainLine(line, charges.get(line.key) ?? [], { locale: 'de' })],
}));
const invoice: Invoice = issued(sampleDraft({ lines, taxCodes: [] }));
const names: Readonly<Record<string, string>> = { ana: 'Ana' };
const annex = annexOf(invoice, { entries, zone, pieces, agentName: (id) => names[id] ?? null });

describe('the annex of an invoice', () => {
  test('has each line with its work by date, in the zone of the seller, and how it was computed', () => {
    const [first, second] = annex;
    expect(annex.map(({ key }) => key)).toEqual(lines.map(({ key }) => key));
    expect(first?.works).toEqual([
      { date: '2026-03-02', time: '08:00 – 08:45', text: 'T-1', agent: 'Ana', seconds: 2700 },
      { date: '2026-03-02', time: '10:00 – 11:30', text: 'Treiber', agent: 'Ana', seconds: 4500 },
    ]);
    expect(second?.works).toEqual([
      { date: '2026-03-03', time: null, text: 'Nachfrage', agent: null, seconds: 1230 },
    ]);
    expect(first?.explanation).toContain('2 Einträge');
  });

  test('begins on a page of its own, behind the invoice, with times and sums', async () => {
    const { pages } = await readPdf(await invoicePdf(invoice, { annex }));
    expect(pages).toHaveLength(2);
    const text = (pages[1] ?? []).join('\n');
    for (const part of [
      'Leistungsnachweis zur Rechnung RE-2026-00042',
      'Position 1: Drucker',
      '2 Einträge, 2 Std.: 2 Std. × 90,00 EUR = 180,00 EUR',
      '02.03.2026 08:00 – 08:45 T-1 0:45',
      '02.03.2026 10:00 – 11:30 Treiber 1:15',
      'Summe 2:00',
      '03.03.2026 Nachfrage 0:20:30',
    ])
      expect(text.replaceAll('\u00a0', ' ')).toContain(part);
  });

  test('says of covered work that it costs nothing, and leaves out what nobody tells of', async () => {
    const { content } = invoice;
    const with2 = { ...invoice, content: { ...content, lines: [...content.lines, coveredLine] } };
    const own = [{ key: coveredLine.key, explanation: 'Aus dem Kontingent.', works: [] }];
    const { pages } = await readPdf(await invoicePdf(with2, { annex: own }));
    const text = (pages[1] ?? []).join('\n');
    expect(text).toContain('Ohne weitere Berechnung: Kontingent „Support“');
    expect(text).not.toContain('Position 1');
    expect((await readPdf(await invoicePdf(invoice, { annex: [] }))).pages).toHaveLength(1);
    expect(annexOf(invoice, { entries: [], zone })).toEqual([]);
  });

  test('marks work that stands behind several lines, and adds up none of its time twice', async () => {
    const calendar = defineCalendar({ zone, business: [{ weekdays: ['mon'], from: '09:00', to: '17:00' }] });
    const rules = [{ id: 'all', price: { kind: 'hourly', rate: '90.00' } }] as const;
    const card = defineRateCard({ id: 'standard', currency: 'EUR', rules });
    const late = [
      { ...work, id: 'te_1', agentId: 'ana', start: '2026-03-02T15:00:00.500', end: '2026-03-02T19:00:00' },
      { ...work, id: 'te_2', agentId: 'ana', start: '2026-03-02T13:00', end: '2026-03-02T14:00' },
    ];
    const rater2 = compileRater({ calendar, rateCard: card });
    const split = priceLines(rater2.rate(late), linePolicy({ groupBy: ['band'] }));
    expect(split.map(({ quantity }) => quantity).toSorted()).toEqual(['2', '3']);
    const own = issued(sampleDraft({ lines: split, taxCodes: [] }));
    const made = annexOf(own, { entries: late, zone });
    const both = made.flatMap(({ works }) => works).filter(({ time }) => time === '15:00 – 19:00');
    expect(both).toMatchObject([
      { seconds: 14_400, isShared: true },
      { seconds: 14_400, isShared: true },
    ]);
    const { pages } = await readPdf(await invoicePdf(own, { annex: made }));
    const text = (pages[1] ?? []).join('\n');
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
    const night = { ...work, id: 'te_1', agentId: 'ana', start: '2026-03-29T01:30', end: '2026-03-29T03:30' };
    const [line] = invoice.content.lines;
    const one = { ...invoice, content: { ...invoice.content, lines: line === undefined ? [] : [line] } };
    expect(annexOf(one, { entries: [night], zone })[0]?.works).toMatchObject([
      { time: '01:30 – 03:30', seconds: 3600 },
    ]);
  });
});
