import type { TaxCode } from '@billwright/core';
import { calendars } from './calendars.ts';
import { agreements } from './contracts.ts';
import type { CustomerTerms, Plan } from './plan.ts';
import { rateCards } from './rate-cards.ts';

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
    address: ['Hafenstraße 14', '28195 Bremen'],
    language: 'de',
    quantity: { incrementMinutes: 15 },
    taxCode: 'de-19',
    agreement: agreements['brandt'],
  },
  seeblick: {
    name: 'Hotel Seeblick KG',
    address: ['Uferweg 3', '24340 Eckernförde'],
    language: 'de',
    calendar: 'hotel',
    rateCard: 'hotel-tiers',
    quantity: { minimumMinutes: 15, incrementMinutes: 5 },
    taxCode: 'de-19',
  },
  lumiere: {
    name: 'Atelier Lumière SARL',
    address: ['18, rue des Récollets', '75010 Paris'],
    country: 'FR',
    taxId: 'FR 00 000000000',
    language: 'fr',
    calendar: 'france',
    quantity: { minimumMinutes: 30, incrementMinutes: 15 },
    taxCode: 'reverse-charge',
    agreement: agreements['lumiere'],
  },
  'harbor-finch': {
    name: 'Harbor & Finch Coffee Roasters, Inc.',
    address: ['210 Dock Street', 'Brooklyn, NY 11201'],
    country: 'US',
    language: 'en',
    calendar: 'new-york',
    rateCard: 'us',
    quantity: { incrementMinutes: 6 },
    lines: { method: 'exact' },
    taxCode: 'outside-eu',
  },
  bibliothek: {
    name: 'Stadtbibliothek Lindenau',
    address: ['Marktplatz 1', '04177 Leipzig'],
    language: 'de',
    // All work of one person on one ticket and day is added up before it is rounded.
    quantity: { incrementMinutes: 10, direction: 'nearest', scope: 'work-item-day' },
    taxCode: 'de-19',
    agreement: agreements['bibliothek'],
  },
  vogt: {
    name: 'Kanzlei Vogt & Partner mbB',
    address: ['Gerichtsgasse 7', '60311 Frankfurt am Main'],
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
    address: ['Speicherstraße 22', '20457 Hamburg'],
    country: 'DE',
    taxId: 'DE 000000000',
  },
  payment: { issuedOn: '2026-04-15', days: 14, account: 'IBAN DE00 0000 0000 0000 0000 00' },
  numbers: '{year}-{sequence:4}',
  start: '2026-03-15',
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
