import type { CalendarInput, RateCardInput, TaxCode, Weekday } from '@billwright/core';
import { type CsvMapping, defineCsvMapping } from '@billwright/import-csv';
import type { CustomerTerms, Plan } from './plan.ts';

/** Which columns of data/helpdesk.csv mean what. The desk's clocks are those of Berlin. */
export const helpdeskMapping: CsvMapping = defineCsvMapping({
  id: 'Entry',
  customerId: 'Company',
  agentId: 'Agent',
  teamId: 'Team',
  serviceTypeId: 'Work type',
  workItem: { kind: 'ticket', id: 'Ticket', title: 'Subject' },
  time: {
    kind: 'timed',
    start: { columns: 'Started', format: 'DD.MM.YYYY HH:mm' },
    end: { columns: 'Ended', format: 'DD.MM.YYYY HH:mm' },
    zone: 'Europe/Berlin',
    breaks: { column: 'Break (min)', format: 'minutes', holds: 'break' },
  },
  billable: { column: 'Billable', yes: ['yes'], no: ['no'] },
  note: 'Note',
});

const workdays: readonly Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri'];
const everyDay: readonly Weekday[] = [...workdays, 'sat', 'sun'];
const night = { name: 'night', from: '22:00', to: '06:00' };
const easterMonday = { date: '2026-04-06', name: 'Easter Monday' };
const goodFriday = { date: '2026-04-03', name: 'Good Friday' };

const calendars: readonly CalendarInput[] = [
  {
    id: 'germany',
    zone: 'Europe/Berlin',
    business: [{ weekdays: workdays, from: '08:00', to: '18:00' }],
    bands: [night],
    holidays: [goodFriday, easterMonday],
  },
  // A hotel is open on every day, so it has no weekend; holidays count all the same.
  {
    id: 'hotel',
    zone: 'Europe/Berlin',
    business: [{ weekdays: everyDay, from: '07:00', to: '22:00' }],
    weekend: [],
    bands: [night],
    holidays: [goodFriday, easterMonday],
  },
  // Good Friday is a working day in Paris.
  {
    id: 'france',
    zone: 'Europe/Paris',
    business: [{ weekdays: workdays, from: '09:00', to: '18:00' }],
    holidays: [easterMonday],
  },
  {
    id: 'new-york',
    zone: 'America/New_York',
    business: [{ weekdays: workdays, from: '08:00', to: '18:00' }],
  },
];

const hourly = (rate: string) => ({ kind: 'hourly', rate });

const standardRules = (remote: string, onsite: string) => [
  { id: 'remote', when: { serviceType: 'remote' }, price: hourly(remote) },
  { id: 'onsite', when: { serviceType: 'onsite' }, price: hourly(onsite) },
  { id: 'project', when: { serviceType: 'project' }, price: hourly('108.00') },
  { id: 'senior', when: { agent: 'mei', serviceType: ['project', 'consulting'] }, price: hourly('132.00') },
  {
    id: 'password-reset',
    when: { serviceType: 'password-reset' },
    price: { kind: 'per-incident', price: '18.50' },
  },
  { id: 'backup-check', when: { serviceType: 'backup-check' }, price: { kind: 'fixed', price: '12.00' } },
  { id: 'monitoring', when: { serviceType: 'monitoring' }, price: { kind: 'non-billable' } },
];

const outOfHours = [
  { band: 'after-hours', multiplier: '1.5' },
  { band: 'weekend', multiplier: '1.5' },
  { band: 'night', multiplier: '1.75' },
  { band: 'holiday', multiplier: '2' },
];

const rateCards: readonly RateCardInput[] = [
  // Prices went up on the first of April, in the middle of the period.
  {
    id: 'standard',
    currency: 'EUR',
    versions: [
      { effectiveFrom: '2025-04-01', rules: standardRules('92.00', '112.00'), modifiers: outOfHours },
      { effectiveFrom: '2026-04-01', rules: standardRules('96.00', '116.00'), modifiers: outOfHours },
    ],
  },
  // The more hours in the period, the less an hour costs.
  {
    id: 'hotel-tiers',
    currency: 'EUR',
    versions: [
      {
        effectiveFrom: '2026-01-01',
        rules: [
          {
            id: 'remote-tiers',
            when: { serviceType: 'remote' },
            price: {
              kind: 'tiered',
              mode: 'graduated',
              tiers: [
                { upTo: '10', rate: '98.00' },
                { upTo: '20', rate: '90.00' },
                { upTo: null, rate: '82.00' },
              ],
            },
          },
        ],
        modifiers: outOfHours,
      },
    ],
  },
  {
    id: 'us',
    currency: 'USD',
    versions: [
      {
        effectiveFrom: '2026-01-01',
        rules: [
          { id: 'us-remote', when: { serviceType: 'remote' }, price: hourly('115.00') },
          { id: 'us-project', when: { serviceType: 'project' }, price: hourly('140.00') },
          {
            id: 'us-reset',
            when: { serviceType: 'password-reset' },
            price: { kind: 'per-incident', price: '22.00' },
          },
          {
            id: 'us-backup',
            when: { serviceType: 'backup-check' },
            price: { kind: 'fixed', price: '15.00' },
          },
        ],
        modifiers: [
          { band: 'after-hours', surcharge: '45.00' },
          { band: 'weekend', multiplier: '1.5' },
        ],
      },
    ],
  },
  {
    id: 'cost',
    currency: 'EUR',
    rules: [
      { id: 'ana', when: { agent: 'ana' }, price: hourly('41.00') },
      { id: 'jonas', when: { agent: 'jonas' }, price: hourly('47.50') },
      { id: 'mei', when: { agent: 'mei' }, price: hourly('58.00') },
    ],
  },
];

const taxCodes: readonly TaxCode[] = [
  { id: 'de-19', name: 'USt. 19 %', percent: '19' },
  {
    id: 'reverse-charge',
    name: 'TVA 0 %',
    percent: '0',
    exemption: 'Autoliquidation : la TVA est due par le preneur (art. 196, directive 2006/112/CE).',
  },
  {
    id: 'outside-eu',
    name: 'VAT 0 %',
    percent: '0',
    exemption: 'Not subject to German VAT: the place of supply is the customer’s seat.',
  },
];

const customers: Readonly<Record<string, CustomerTerms>> = {
  brandt: {
    name: 'Brandt Logistik GmbH',
    address: ['Hafenstraße 14', '28195 Bremen', 'Deutschland'],
    language: 'de',
    quantity: { incrementMinutes: 15 },
    taxCode: 'de-19',
  },
  seeblick: {
    name: 'Hotel Seeblick KG',
    address: ['Uferweg 3', '24340 Eckernförde', 'Deutschland'],
    language: 'de',
    calendar: 'hotel',
    rateCard: 'hotel-tiers',
    quantity: { minimumMinutes: 15, incrementMinutes: 5 },
    taxCode: 'de-19',
  },
  lumiere: {
    name: 'Atelier Lumière SARL',
    address: ['18, rue des Récollets', '75010 Paris', 'France'],
    taxId: 'FR 00 000000000',
    language: 'fr',
    calendar: 'france',
    quantity: { minimumMinutes: 30, incrementMinutes: 15 },
    taxCode: 'reverse-charge',
  },
  'harbor-finch': {
    name: 'Harbor & Finch Coffee Roasters, Inc.',
    address: ['210 Dock Street', 'Brooklyn, NY 11201', 'United States'],
    language: 'en',
    calendar: 'new-york',
    rateCard: 'us',
    quantity: { incrementMinutes: 6 },
    lines: { method: 'exact' },
    taxCode: 'outside-eu',
  },
  bibliothek: {
    name: 'Stadtbibliothek Lindenau',
    address: ['Marktplatz 1', '04177 Leipzig', 'Deutschland'],
    language: 'de',
    // All work of one person on one ticket and day is added up before it is rounded.
    quantity: { incrementMinutes: 10, direction: 'nearest', scope: 'work-item-day' },
    taxCode: 'de-19',
  },
  vogt: {
    name: 'Kanzlei Vogt & Partner mbB',
    address: ['Gerichtsgasse 7', '60311 Frankfurt am Main', 'Deutschland'],
    language: 'de',
    quantity: { incrementMinutes: 6 },
    lines: { groupBy: ['work-item', 'band'] },
    taxCode: 'de-19',
    discountPercent: '5',
  },
};

/** The prices, calendars and customers of the desk whose export is in data/helpdesk.csv. */
export const helpdeskPlan: Plan = {
  seller: {
    name: 'Nordlicht IT-Service GmbH',
    address: ['Speicherstraße 22', '20457 Hamburg', 'Deutschland'],
    taxId: 'DE 000000000',
  },
  payment: { issuedOn: '2026-04-15', days: 14, account: 'IBAN DE00 0000 0000 0000 0000 00' },
  numbers: { prefix: '2026-', first: 117 },
  calendars,
  rateCards,
  defaults: { calendar: 'germany', rateCard: 'standard', costBook: 'cost' },
  customers,
  taxCodes,
  serviceTypes: {
    remote: { en: 'Remote support', de: 'Fernwartung', fr: 'Assistance à distance' },
    onsite: { en: 'On-site service', de: 'Einsatz vor Ort', fr: 'Intervention sur site' },
    project: { en: 'Project work', de: 'Projektarbeit', fr: 'Projet' },
    consulting: { en: 'Consulting', de: 'Beratung', fr: 'Conseil' },
    'password-reset': {
      en: 'Password reset',
      de: 'Kennwort zurücksetzen',
      fr: 'Réinitialisation de mot de passe',
    },
    'backup-check': { en: 'Backup check', de: 'Prüfung der Datensicherung', fr: 'Contrôle des sauvegardes' },
  },
};
