import { html, type Html } from './html.ts';

/** The look of an invoice, on screen and on A4. */
export const invoiceStyle: Html = html`<style>
  @page { size: A4; margin: 16mm 18mm 18mm; }
  * { box-sizing: border-box; }
  html { background: #e9ecef; }
  body {
    max-width: 210mm; margin: 8mm auto; padding: 16mm 18mm; background: #fff; color: #1c2126;
    font: 10pt/1.45 "Helvetica Neue", Helvetica, Arial, "Liberation Sans", sans-serif;
  }
  header { display: flex; justify-content: space-between; align-items: baseline;
    border-bottom: 2pt solid #14505c; padding-bottom: 3mm; margin-bottom: 12mm; }
  .seller { font-size: 14pt; font-weight: 600; color: #14505c; letter-spacing: .01em; }
  .sender, .small { font-size: 8pt; color: #5b6670; }
  .parties { display: flex; justify-content: space-between; gap: 10mm; margin-bottom: 12mm; }
  address { font-style: normal; }
  .sender { border-bottom: .5pt solid #b8c0c7; margin-bottom: 2mm; padding-bottom: .5mm; }
  dl { display: grid; grid-template-columns: auto auto; gap: .6mm 6mm; margin: 0; align-content: start; }
  dt { color: #5b6670; }
  dd { margin: 0; text-align: right; font-variant-numeric: tabular-nums; }
  h1 { font-size: 17pt; font-weight: 600; margin: 0 0 5mm; }
  h2 { font-size: 13pt; font-weight: 600; margin: 0 0 4mm; }
  table { width: 100%; border-collapse: collapse; }
  th { text-align: left; font-size: 8pt; font-weight: 600; color: #5b6670; padding: 0 3mm 1.5mm 0;
    border-bottom: .75pt solid #1c2126; vertical-align: bottom; }
  td { padding: 2mm 3mm 2mm 0; border-bottom: .5pt solid #dde2e6; vertical-align: top; }
  th:last-child, td:last-child { padding-right: 0; }
  tr { break-inside: avoid; }
  thead { display: table-header-group; }
  .number { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
  .lines td:nth-child(3), .lines th:nth-child(3) { padding-right: 1.2mm; }
  .lines td.unit { color: #5b6670; }
  .when { white-space: nowrap; font-variant-numeric: tabular-nums; }
  .title { font-weight: 600; }
  .why { font-size: 8pt; color: #5b6670; margin: .5mm 0 0; }
  .totals { width: auto; min-width: 88mm; margin: 4mm 0 0 auto; break-inside: avoid; }
  .totals td { border: 0; padding: .8mm 0 .8mm 6mm; }
  .totals td:first-child { padding-left: 0; }
  .totals .net td { border-top: .5pt solid #b8c0c7; }
  .totals .total td { border-top: .75pt solid #1c2126; border-bottom: 2pt solid #14505c; font-size: 12pt;
    font-weight: 600; padding-top: 1.6mm; padding-bottom: 1.6mm; }
  .terms { margin-top: 10mm; break-inside: avoid; }
  .terms p { margin: 0 0 1.5mm; }
  .timesheet { break-before: page; margin-top: 16mm; font-size: 9pt; }
  footer { margin-top: 12mm; padding-top: 2mm; border-top: .5pt solid #b8c0c7; font-size: 8pt; color: #5b6670; }
  @media print {
    html { background: none; }
    body { max-width: none; margin: 0; padding: 0; }
    .timesheet { margin-top: 0; }
  }
</style>`;
