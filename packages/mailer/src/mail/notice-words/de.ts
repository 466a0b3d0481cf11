import type { NoticeWords } from './notice-words.ts';

const inDays = (days: number): string =>
  days <= 0 ? 'heute' : days === 1 ? 'in einem Tag' : `in ${days} Tagen`;

export const germanNotices: NoticeWords = {
  facts: {
    customer: 'Kunde',
    contract: 'Vertrag',
    successor: 'Folgevertrag',
    starts: 'Beginn',
    lastDay: 'Letzter Tag',
    allowance: 'Kontingent',
    period: 'Zeitraum',
    limit: 'Umfang',
    used: 'Verbraucht',
    left: 'Noch frei',
    account: 'Konto',
    balance: 'Guthaben',
    threshold: 'Schwelle',
    topUp: 'Rechnung über die Aufladung',
    price: 'Betrag vor Steuern',
    added: 'Gutgeschrieben',
    usableUntil: 'Nutzbar bis',
  },
  incidents: (count) => (count === '1' ? 'Vorfall' : 'Vorfälle'),
  draft: 'Entwurf',
  texts: {
    'contract-expiring': ({ customer, id, days, on }) => ({
      heading:
        customer === null ? `Ihr Vertrag ${id} endet am ${on}` : `Vertrag ${id} endet am ${on}: ${customer}`,
      intro:
        customer === null
          ? `Ihr Vertrag endet ${inDays(days)}. Wenn Sie dazu Fragen haben, antworten Sie bitte auf diese E-Mail.`
          : `der Vertrag von ${customer} endet ${inDays(days)}.`,
    }),
    'contract-renewed': ({ customer, id, on }) => ({
      heading:
        customer === null
          ? `Ihr Vertrag ${id} wird fortgeführt`
          : `Vertrag ${id} wird fortgeführt: ${customer}`,
      intro:
        customer === null
          ? `Ihr Vertrag hat einen Folgevertrag, der am ${on} beginnt.`
          : `der Vertrag von ${customer} hat einen Folgevertrag, der am ${on} beginnt.`,
    }),
    'quota-warning': ({ customer, id, percent }) => ({
      heading:
        customer === null
          ? `Ihr Kontingent „${id}“ ist zu ${percent} verbraucht`
          : `Kontingent „${id}“ zu ${percent} verbraucht: ${customer}`,
      intro:
        customer === null
          ? `Ihr Kontingent hat ${percent} seines Umfangs erreicht oder überschritten.`
          : `das Kontingent von ${customer} hat ${percent} seines Umfangs erreicht oder überschritten.`,
    }),
    'prepaid-low': ({ customer, id, isDraft }) => ({
      heading:
        customer === null
          ? `Ihr Guthaben ${id} geht zur Neige`
          : `Guthaben ${id} geht zur Neige: ${customer}`,
      intro: [
        customer === null
          ? 'Ihr Guthaben ist unter die vereinbarte Schwelle gefallen.'
          : `das Guthaben von ${customer} ist unter die vereinbarte Schwelle gefallen.`,
        isDraft
          ? 'Eine Rechnung über die Aufladung ist entworfen.'
          : 'Die Aufladung ist in Rechnung gestellt.',
      ].join(' '),
    }),
    'prepaid-refilled': ({ customer, id }) => ({
      heading:
        customer === null
          ? `Ihr Guthaben ${id} ist aufgeladen`
          : `Guthaben ${id} ist aufgeladen: ${customer}`,
      intro:
        customer === null
          ? 'Ihr Guthaben ist aufgeladen und kann verwendet werden.'
          : `das Guthaben von ${customer} ist aufgeladen und kann verwendet werden.`,
    }),
  },
};
