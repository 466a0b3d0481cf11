import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { formatMoney, formatNumber } from '@billwright/core';
import { expect, test } from 'vitest';
import type { InvoiceDocument } from '../src/invoice-document.ts';
import { invoiceHtml } from '../src/invoice-html.ts';
import { helpdeskPlan } from '../src/policy.ts';
import { invoiceOf, invoicesOf, runDemo, temporaryFolder } from './support/run-demo.ts';

const ownCsv = new URL('../data/helpdesk.csv', import.meta.url);

/** What stands in the cells for numbers, in order. */
const numbersIn = (html: string): string[] =>
  [...html.matchAll(/<td class="number">([^<]*)<\/td>/g)].map(([, text]) => text?.trim() ?? '');

/** What should stand there: the figures of the JSON, written in the invoice's language. */
function numbersOf({ lines, totals, timesheet, language }: InvoiceDocument): string[] {
  const number = (text: string): string => formatNumber(text, language);
  return [
    ...lines.flatMap(({ unit, quantity, unitPrice, amount }, at) => [
      String(at + 1),
      number(unit === 'hour' ? hours(quantity) : quantity),
      number(unitPrice),
      number(amount.amount),
    ]),
    ...(totals.discounts.length === 0 ? [] : [number(totals.subtotal.amount)]),
    ...totals.discounts.map(({ amount }) => `−${number(amount.amount)}`),
    number(totals.net.amount),
    ...totals.taxes.map(({ amount }) => number(amount.amount)),
    formatMoney(totals.total, language),
    ...(timesheet ?? []).flatMap(({ measuredSeconds, billedSeconds, amount }) => [
      clock(measuredSeconds),
      clock(billedSeconds),
      number(amount.amount),
    ]),
  ];
}

const hours = (text: string): string => (/\.\d\d/.test(text) ? text : Number(text).toFixed(2));

const clock = (seconds: number): string =>
  new Date(seconds * 1000).toISOString().slice(11, 19).replace(/^0/, '').replace(/:00$/, '');

test('every figure of the HTML is a figure of the JSON', async () => {
  const own = await runDemo();
  for (const [name, invoice] of invoicesOf(own)) {
    const html = own.files.get(`${name}.html`) ?? '';
    expect(numbersIn(html)).toEqual(numbersOf(invoice));
    for (const { explanation } of invoice.lines) expect(html).toContain(escaped(explanation));
  }
});

// Elements that run or load something, or that came from the file, and attributes that do.
const forbidden = /^<\/?(script|img|link|iframe|object|b)\b|\s(on\w+|src|href)=/i;

test('what stands in the file stays text, and the page has no scripts and loads nothing', async () => {
  const file = join(await temporaryFolder(), 'hostile.csv');
  const hostile = `<script>alert(1)</script><img src=x onerror="alert('2')">&`;
  const csv = await readFile(ownCsv, 'utf8');
  const inCell = `"${hostile.replaceAll('"', '""')}"`;
  await writeFile(
    file,
    csv.replaceAll('Diktiergerät wird nicht erkannt', inCell).replaceAll(',vogt,ana,', ',vogt,<b>ana,'),
  );
  const { files } = await runDemo(['--file', file]);
  const html = files.get('2026-0006-vogt-EUR.html') ?? '';
  expect(html).toContain(`#8115 ${escaped(hostile)}`);
  expect(html).toContain('&lt;b&gt;ana');
  const tags = html.match(/<[^>]*>/g) ?? [];
  expect(tags.filter((tag) => forbidden.test(tag))).toEqual([]);
  expect(html).not.toMatch(/url\(|@import/);
});

test('names and addresses of a plan stay text too', async () => {
  const plan = {
    ...helpdeskPlan,
    seller: { ...helpdeskPlan.seller, name: 'A & <i>B</i>' },
    customers: { ...helpdeskPlan.customers, vogt: { name: '"<script>"' } },
  };
  const invoice = invoiceOf(await runDemo(), '2026-0006-vogt-EUR');
  const html = invoiceHtml({
    ...invoice,
    seller: plan.seller,
    customer: { ...invoice.customer, name: plan.customers.vogt.name },
  });
  expect(html).toContain('A &amp; &lt;i&gt;B&lt;/i&gt;');
  expect(html).toContain('&quot;&lt;script&gt;&quot;');
  expect(html).not.toMatch(/<script|<i>/);
});

function escaped(text: string): string {
  const found: Readonly<Record<string, string>> = {
    '&': 'amp',
    '<': 'lt',
    '>': 'gt',
    '"': 'quot',
    "'": '#39',
  };
  return text.replaceAll(/[&<>"']/g, (character) => `&${found[character]};`);
}
