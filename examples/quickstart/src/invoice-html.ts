import { formatMoney, formatNumber, type Money, type NumberLocale } from '@billwright/core';
import { html, type Html } from './html.ts';
import { invoiceStyle } from './invoice-style.ts';
import type { ExplainedLine, InvoiceDocument } from './invoice-document.ts';
import type { TimesheetRow } from './timesheet.ts';
import { type InvoiceWords, invoiceWords } from './words.ts';

/** How numbers, dates and labels are written on one invoice. */
interface Pen {
  readonly words: InvoiceWords;
  readonly date: (date: string) => string;
  readonly number: (number: string) => string;
  readonly amount: (money: Money) => string;
  readonly money: (money: Money) => string;
}

/** One invoice as a page of HTML: for the screen, and for paper. It has no scripts and asks for nothing else. */
export function invoiceHtml(invoice: InvoiceDocument): string {
  const pen = penOf(invoice.language);
  const { words } = pen;
  return html`<!doctype html>
<html lang="${invoice.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${words.invoice} ${invoice.number} · ${invoice.customer.name}</title>
${invoiceStyle}
</head>
<body>
<header>
<div class="seller">${invoice.seller.name}</div>
<div class="small">${invoice.seller.address.join(' · ')}</div>
</header>
${parties(invoice, pen)}
<h1>${words.invoice} ${invoice.number}</h1>
${lineTable(invoice, pen)}
${totalsTable(invoice, pen)}
${terms(invoice, pen)}
${timesheetSection(invoice, pen)}
<footer>${footerOf(invoice, words)}</footer>
</body>
</html>
`.html;
}

function penOf(language: NumberLocale): Pen {
  const words = invoiceWords[language];
  return {
    words,
    date: (date) => {
      const [year = '', month = '', day = ''] = date.split('-');
      return words.writeDate(year, month, day);
    },
    number: (number) => formatNumber(number, language),
    amount: ({ amount }) => formatNumber(amount, language),
    money: (money) => formatMoney(money, language),
  };
}

function parties(invoice: InvoiceDocument, { words, date }: Pen): Html {
  const { seller, customer } = invoice;
  const facts: [string, string][] = [
    [words.number, invoice.number],
    [words.issuedOn, date(invoice.issuedOn)],
    [words.dueOn, date(invoice.dueOn)],
    [words.period, `${date(invoice.from)} – ${date(invoice.to)}`],
    ...(customer.taxId === null ? [] : [[words.yourTaxId, customer.taxId] satisfies [string, string]]),
  ];
  return html`<section class="parties">
<div>
<div class="sender">${[seller.name, ...seller.address.slice(0, 2)].join(' · ')}</div>
<address>
${[customer.name, ...customer.address].map((line) => html`<div>${line}</div>`)}
</address>
</div>
<dl>
${facts.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}
</dl>
</section>`;
}

function lineTable({ lines, currency }: InvoiceDocument, pen: Pen): Html {
  const { words } = pen;
  return html`<table class="lines">
<thead><tr>
<th class="number">#</th><th>${words.description}</th><th class="number">${words.quantity}</th>
<th></th><th class="number">${words.price}</th><th class="number">${words.amount} ${currency}</th>
</tr></thead>
<tbody>
${lines.map((line, at) => lineRow(line, at + 1, pen))}
</tbody>
</table>`;
}

function lineRow(line: ExplainedLine, position: number, { words, date, number, amount }: Pen): Html {
  const days = line.from === line.to ? date(line.from) : `${date(line.from)} – ${date(line.to)}`;
  return html`<tr>
<td class="number">${position}</td>
<td><div class="title">${line.title}</div><div class="why">${days}</div><div class="why">${line.explanation}</div></td>
<td class="number">${number(line.unit === 'hour' ? twoPlaces(line.quantity) : line.quantity)}</td>
<td class="unit">${words.units[line.unit]}</td>
<td class="number">${number(line.unitPrice)}</td>
<td class="number">${amount(line.amount)}</td>
</tr>`;
}

function totalsTable({ totals }: InvoiceDocument, { words, amount, money }: Pen): Html {
  const discounts = totals.discounts.map(({ description, amount: off }) =>
    totalsRow('discount', description, `−${amount(off)}`),
  );
  return html`<table class="totals"><tbody>
${discounts.length === 0 ? null : totalsRow('subtotal', words.subtotal, amount(totals.subtotal))}
${discounts}
${totalsRow('net', words.net, amount(totals.net))}
${totals.taxes.map((tax) => totalsRow('tax', words.taxOn(tax.name, amount(tax.base)), amount(tax.amount)))}
${totalsRow('total', words.total, money(totals.total))}
</tbody></table>`;
}

const totalsRow = (kind: string, name: string, value: string): Html =>
  html`<tr class="${kind}"><td>${name}</td><td class="number">${value}</td></tr>`;

function terms({ totals, dueOn, account }: InvoiceDocument, { words, date, money }: Pen): Html {
  const exemptions = totals.taxes.flatMap(({ exemption }) => exemption ?? []);
  return html`<section class="terms">
${exemptions.map((text) => html`<p>${text}</p>`)}
<p>${words.payBy(money(totals.total), date(dueOn))}</p>
${account === null ? null : html`<p>${account}</p>`}
</section>`;
}

function timesheetSection({ timesheet, entryCount, currency }: InvoiceDocument, pen: Pen): Html {
  const { words } = pen;
  if (timesheet === null) {
    return html`<p class="small">${words.timesheetLeftOut(pen.number(String(entryCount)))}</p>`;
  }
  return html`<section class="timesheet">
<h2>${words.timesheet}</h2>
<table class="entries">
<thead><tr>
<th>${words.date}</th><th>${words.description}</th><th class="number">${words.worked}</th>
<th class="number">${words.billed}</th><th class="number">${words.amount} ${currency}</th>
</tr></thead>
<tbody>
${timesheet.map((row) => timesheetRow(row, pen))}
</tbody>
</table>
</section>`;
}

function timesheetRow(row: TimesheetRow, { date, amount }: Pen): Html {
  const about = [row.workItem === null ? null : `#${row.workItem}`, row.title].filter(
    (part) => part !== null,
  );
  return html`<tr>
<td class="when"><div>${date(row.date)}</div>${row.from === null ? null : html`<div class="why">${row.from}–${row.to}</div>`}</td>
<td><div class="title">${about.join(' ')} · ${row.agentId}</div><div class="why">${row.explanation.join(' ')}</div></td>
<td class="number">${clock(row.measuredSeconds)}</td>
<td class="number">${clock(row.billedSeconds)}</td>
<td class="number">${amount(row.amount)}</td>
</tr>`;
}

function footerOf({ seller }: InvoiceDocument, { taxId }: InvoiceWords): string {
  const parts = [seller.name, ...seller.address, seller.taxId === null ? null : `${taxId} ${seller.taxId}`];
  return parts.filter((part) => part !== null).join(' · ');
}

/** Hours have at least two decimal places on paper, so that a column of them is easy to read. */
function twoPlaces(number: string): string {
  const [whole = '', fraction = ''] = number.split('.');
  return `${whole}.${fraction.padEnd(2, '0')}`;
}

/** `1:05`, or `1:05:30` where there are seconds. */
function clock(seconds: number): string {
  const minutes = `${Math.floor(seconds / 3600)}:${twoDigits(Math.floor(seconds / 60) % 60)}`;
  return seconds % 60 === 0 ? minutes : `${minutes}:${twoDigits(seconds % 60)}`;
}

const twoDigits = (value: number): string => String(value).padStart(2, '0');
