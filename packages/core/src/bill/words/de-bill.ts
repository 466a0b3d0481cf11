import type { BillWords } from './bill-words.ts';
import { inBand, write } from './de-write.ts';

const { date, quote } = write;

/** The parts of a bill in German. */
export const germanBill: BillWords = {
  notation: write,
  colon: ': ',
  semicolon: '; ',
  lineKinds: {
    time: 'Arbeit',
    piece: 'Arbeit zum Stückpreis',
    incident: 'Vorfall',
    'recurring-fee': 'Gebühr',
    'true-up': 'Mindestbetrag',
    expense: 'Auslage',
    product: 'Produkt',
    'top-up': 'Aufladung des Guthabens',
    discount: 'Rabatt',
    manual: 'Von Hand hinzugefügt',
    rounding: 'Rundung',
    'prepaid-work': 'Arbeit aus Guthaben',
    information: 'Zur Information',
  },
  things: { entry: 'Eintrag', expense: 'Auslage', product: 'Produktposten' },
  days: (from, to) => (from === to ? date(from) : `${date(from)} bis ${date(to)}`),
  partOfDays: (covered, full, price) => `${covered} von ${full} Tagen von ${price}`,
  roundedTo: (amount) => `, gerundet auf ${amount}`,
  markup: (spent, percent) => `${spent} zuzüglich ${percent} %`,

  minimum: (name, least, reached, amount) =>
    `Mindestbetrag ${quote(name)} von ${least}, erreicht sind ${reached}: dazu kommen ${amount}`,
  scope: {
    agent: (id) => `gezählt wird die Arbeit der Person ${quote(id)}`,
    team: (id) => `gezählt wird die Arbeit des Teams ${quote(id)}`,
    serviceType: (id) => `gezählt wird Arbeit der Leistungsart ${quote(id)}`,
  },
  cap: (name, limit, billed) => `Obergrenze ${quote(name)} von ${limit}: darunter berechnet ${billed}`,
  cappedBefore: (amount) => `vorher waren es schon ${amount}`,
  aboveCap: {
    'write-down': (amount) => `darüber liegen ${amount}, die nicht berechnet werden`,
    block: (amount) => `darüber liegen ${amount}, über die noch entschieden wird`,
  },

  entry: (entryId, time, band) => `Eintrag ${quote(entryId)}, ${time} ${inBand(band)}`,
  covered: {
    allowance: (name) => `abgedeckt durch das Kontingent ${quote(name)}`,
    pool: (name) => `bezahlt aus dem Guthaben ${quote(name)}`,
    incident: () => 'abgedeckt durch den Preis des Vorfalls, der schon berechnet wurde',
  },
  uses: (quantity, factor) => `verbraucht davon ${quantity}${factor === null ? '' : ` (× ${factor})`}`,
  countedBefore: 'verbraucht davon nichts mehr, der Vorgang zählt schon',
  usesCarried: (quantity, from) => `davon ${quantity} aus dem Zeitraum ab ${date(from)} übertragen`,
  draws: (quantity, lot) => `${quantity} aus ${lot}`,
  lot: (lotId) => (lotId === null ? 'dem Überziehungsrahmen' : `Posten ${quote(lotId)}`),

  quantity: {
    hours: (time) => time,
    incidents: (count) => (count === '1' ? '1 Vorfall' : `${count} Vorfälle`),
    money: (amount) => amount,
  },
  allowance: (name, used, limit, left) =>
    `Kontingent ${quote(name)}: ${used} von ${limit} verbraucht, ${left} übrig`,
  leftOfCarried: (quantity, from) =>
    `vom Rest wurden ${quantity} aus dem Zeitraum ab ${date(from)} übertragen`,
  carriesOut: (quantity) => `in den nächsten Zeitraum übertragbar: ${quantity}`,
  reached: (percent) => `${percent} % davon sind erreicht`,

  postings: {
    'top-up': ({ quantity, lot, amount }) =>
      `${quantity} gekauft als ${lot}${amount === null ? '' : ` für ${amount}`}`,
    'transfer-in': ({ quantity, lot }) => `${quantity} hierher übertragen als ${lot}`,
    draw: ({ quantity, lot, entryId }) =>
      `${quantity} aus ${lot} entnommen${entryId === null ? '' : ` für Eintrag ${quote(entryId)}`}`,
    reversal: ({ quantity, lot, entryId }) =>
      `Buchung über ${quantity} auf ${lot}${entryId === null ? '' : ` für Eintrag ${quote(entryId)}`} zurückgenommen`,
    adjust: ({ quantity, lot }) => `Von Hand berichtigt: ${quantity} auf ${lot}`,
    refund: ({ quantity, lot, amount }) =>
      `${quantity} aus ${lot} erstattet${amount === null ? '' : ` für ${amount}`}`,
    'transfer-out': ({ quantity, lot }) => `${quantity} aus ${lot} auf ein anderes Konto übertragen`,
    expire: ({ quantity, lot }) => `${quantity} aus ${lot} verfallen`,
  },
  pays: (accountId, amount) => `Das Guthaben ${quote(accountId)} zahlt ${amount} der Summe`,
  balance: (accountId, balance) => `Das Guthaben ${quote(accountId)} beträgt danach ${balance}`,

  late: (day) => `ist vom ${date(day)}, vor dem Zeitraum dieser Rechnung: nachgereichte Arbeit`,
  notDue: {
    later: () => 'gehört auf eine spätere Rechnung',
    'other-contract': (contractId) => `gehört zum Vertrag ${quote(contractId)}`,
    'no-contract': () => 'gehört zu keinem Vertrag',
  },

  discount: (name, amount) => `Rabatt ${quote(name)}: abzüglich ${amount}`,
  tax: (name, percent, base, amount) => `${name}: ${percent} % von ${base} sind ${amount}`,
  cashRounding: (amount) => `Gerundet auf die kleinste Münze: ${amount}`,
};
