import { formatNumber, type NumberLocale } from '@billwright/core';

/** What an invoice says in one language, beside numbers and explanations. */
export interface InvoiceWords {
  readonly invoice: string;
  readonly number: string;
  readonly issuedOn: string;
  readonly dueOn: string;
  readonly period: string;
  readonly taxId: string;
  readonly yourTaxId: string;
  readonly work: string;
  readonly description: string;
  readonly quantity: string;
  readonly price: string;
  readonly amount: string;
  readonly units: { readonly hour: string; readonly piece: string; readonly lump: string };
  readonly subtotal: string;
  readonly agreedDiscount: (percent: string) => string;
  readonly net: string;
  readonly taxOn: (name: string, base: string) => string;
  readonly total: string;
  readonly payBy: (total: string, date: string) => string;
  readonly timesheet: string;
  readonly timesheetLeftOut: (entries: string) => string;
  readonly date: string;
  readonly worked: string;
  readonly billed: string;
  readonly bands: ReadonlyMap<string, string>;
  /** What lines are that are no charged work. */
  readonly kinds: ReadonlyMap<string, string>;
  readonly writeDate: (year: string, month: string, day: string) => string;
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

const en: InvoiceWords = {
  invoice: 'Invoice',
  number: 'Invoice number',
  issuedOn: 'Date',
  dueOn: 'Due',
  period: 'Period of service',
  taxId: 'VAT ID',
  yourTaxId: 'Your VAT ID',
  work: 'Work',
  description: 'Description',
  quantity: 'Quantity',
  price: 'Unit price',
  amount: 'Amount',
  units: { hour: 'h', piece: 'pc.', lump: '' },
  subtotal: 'Subtotal',
  agreedDiscount: (percent) => `Agreed discount ${formatNumber(percent, 'en')} %`,
  net: 'Net amount',
  taxOn: (name, base) => `${name} on ${base}`,
  total: 'Total',
  payBy: (total, date) => `Please pay ${total} by ${date}.`,
  timesheet: 'Time sheet',
  timesheetLeftOut: (entries) => `The ${entries} entries are not printed one by one.`,
  date: 'Date',
  worked: 'Worked',
  billed: 'Billed',
  bands: new Map([
    ['business', 'business hours'],
    ['after-hours', 'after hours'],
    ['weekend', 'weekend'],
    ['holiday', 'holiday'],
    ['night', 'night'],
  ]),
  kinds: new Map([
    ['true-up', 'Minimum: what is missing'],
    ['information', 'Included'],
  ]),
  writeDate: (year, month, day) => `${months[Number(month) - 1]} ${Number(day)}, ${year}`,
};

const de: InvoiceWords = {
  invoice: 'Rechnung',
  number: 'Rechnungsnummer',
  issuedOn: 'Datum',
  dueOn: 'Fällig am',
  period: 'Leistungszeitraum',
  taxId: 'USt-IdNr.',
  yourTaxId: 'USt-IdNr. des Kunden',
  work: 'Arbeit',
  description: 'Beschreibung',
  quantity: 'Menge',
  price: 'Einzelpreis',
  amount: 'Betrag',
  units: { hour: 'Std.', piece: 'Stk.', lump: '' },
  subtotal: 'Zwischensumme',
  agreedDiscount: (percent) => `Vereinbarter Rabatt ${formatNumber(percent, 'de')} %`,
  net: 'Nettobetrag',
  taxOn: (name, base) => `${name} auf ${base}`,
  total: 'Gesamtbetrag',
  payBy: (total, date) => `Zahlbar bis ${date}: ${total}.`,
  timesheet: 'Leistungsnachweis',
  timesheetLeftOut: (entries) => `Die ${entries} Einträge sind nicht einzeln abgedruckt.`,
  date: 'Datum',
  worked: 'Gearbeitet',
  billed: 'Berechnet',
  bands: new Map([
    ['business', 'Geschäftszeit'],
    ['after-hours', 'außerhalb der Geschäftszeit'],
    ['weekend', 'Wochenende'],
    ['holiday', 'Feiertag'],
    ['night', 'Nacht'],
  ]),
  kinds: new Map([
    ['true-up', 'Differenz zum Mindestumsatz'],
    ['information', 'Inbegriffen'],
  ]),
  writeDate: (year, month, day) => `${day}.${month}.${year}`,
};

const fr: InvoiceWords = {
  invoice: 'Facture',
  number: 'Numéro de facture',
  issuedOn: 'Date',
  dueOn: 'Échéance',
  period: 'Période de prestation',
  taxId: 'N° TVA',
  yourTaxId: 'N° TVA du client',
  work: 'Travail',
  description: 'Désignation',
  quantity: 'Quantité',
  price: 'Prix unitaire',
  amount: 'Montant',
  units: { hour: 'h', piece: 'pce', lump: '' },
  subtotal: 'Sous-total',
  agreedDiscount: (percent) => `Remise convenue ${formatNumber(percent, 'fr')}\u00A0%`,
  net: 'Total HT',
  taxOn: (name, base) => `${name} sur ${base}`,
  total: 'Total TTC',
  payBy: (total, date) => `À régler avant le ${date}\u00A0: ${total}.`,
  timesheet: 'Relevé des travaux',
  timesheetLeftOut: (entries) => `Les ${entries} saisies ne sont pas imprimées une à une.`,
  date: 'Date',
  worked: 'Travaillé',
  billed: 'Facturé',
  bands: new Map([
    ['business', 'heures ouvrées'],
    ['after-hours', 'hors heures ouvrées'],
    ['weekend', 'week-end'],
    ['holiday', 'jour férié'],
    ['night', 'nuit'],
  ]),
  kinds: new Map([
    ['true-up', 'Complément au minimum convenu'],
    ['information', 'Compris'],
  ]),
  writeDate: (year, month, day) => `${day}/${month}/${year}`,
};

/** The words of an invoice, by language. */
export const invoiceWords: Readonly<Record<NumberLocale, InvoiceWords>> = { en, de, fr };
