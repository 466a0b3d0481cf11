import type { BillWords } from './bill-words.ts';
import { colon, inBand, semicolon, write } from './fr-write.ts';

const { date, quote } = write;

/** The parts of a bill in French. */
export const frenchBill: BillWords = {
  notation: write,
  colon,
  semicolon,
  lineKinds: {
    time: 'Travail',
    piece: 'Travail à la pièce',
    incident: 'Incident',
    'recurring-fee': 'Redevance',
    'true-up': 'Minimum',
    expense: 'Frais',
    product: 'Produit',
    'top-up': 'Recharge du compte prépayé',
    discount: 'Remise',
    manual: 'Ajouté à la main',
    rounding: 'Arrondi',
    'prepaid-work': 'Travail prépayé',
    information: 'Pour information',
  },
  things: { entry: 'La saisie', expense: 'Le frais', product: 'Le produit' },
  days: (from, to) => (from === to ? date(from) : `du ${date(from)} au ${date(to)}`),
  partOfDays: (covered, full, price) => `${covered} jours sur ${full} de ${price}`,
  roundedTo: (amount) => `, arrondi à ${amount}`,
  markup: (spent, percent) => `${spent} plus ${percent}\u00a0%`,

  minimum: (name, least, reached, amount) =>
    `Minimum ${quote(name)} de ${least}, atteint ${reached}${colon}${amount} en plus`,
  scope: {
    agent: (id) => `compte le travail de l’agent ${quote(id)}`,
    team: (id) => `compte le travail de l’équipe ${quote(id)}`,
    serviceType: (id) => `compte le travail du type de prestation ${quote(id)}`,
  },
  cap: (name, limit, billed) => `Plafond ${quote(name)} de ${limit}${colon}${billed} facturés en dessous`,
  cappedBefore: (amount) => `${amount} l’étaient déjà auparavant`,
  aboveCap: {
    'write-down': (amount) => `${amount} au-dessus ne sont pas facturés`,
    block: (amount) => `${amount} au-dessus attendent une décision`,
  },

  entry: (entryId, time, band) => `Saisie ${quote(entryId)}, ${time} ${inBand(band)}`,
  covered: {
    allowance: (name) => `pris en charge par le forfait ${quote(name)}`,
    pool: (name) => `payé par le compte prépayé ${quote(name)}`,
    incident: () => 'pris en charge par le prix de l’incident, déjà facturé',
  },
  uses: (quantity, factor) => `en consomme ${quantity}${factor === null ? '' : ` (×\u00a0${factor})`}`,
  countedBefore: 'n’en consomme pas plus, le dossier compte déjà',
  usesCarried: (quantity, from) => `dont ${quantity} reportés de la période du ${date(from)}`,
  draws: (quantity, lot) => `${quantity} pris sur ${lot}`,
  lot: (lotId) => (lotId === null ? 'le découvert' : `le lot ${quote(lotId)}`),

  quantity: {
    hours: (time) => time,
    incidents: (count) => `${count}\u00a0${count === '0' || count === '1' ? 'incident' : 'incidents'}`,
    money: (amount) => amount,
  },
  allowance: (name, used, limit, left) =>
    `Forfait ${quote(name)}${colon}${used} consommés sur ${limit}, reste ${left}`,
  leftOfCarried: (quantity, from) => `${quantity} du reste sont reportés de la période du ${date(from)}`,
  carriesOut: (quantity) => `${quantity} peuvent être reportés sur la période suivante`,
  reached: (percent) => `${percent}\u00a0% en sont atteints`,

  postings: {
    'top-up': ({ quantity, lot, amount }) =>
      `Achat de ${quantity}, ${lot}${amount === null ? '' : `, pour ${amount}`}`,
    'transfer-in': ({ quantity, lot }) => `Virement de ${quantity} vers ${lot}`,
    draw: ({ quantity, lot, entryId }) =>
      `Prélèvement de ${quantity} sur ${lot}${entryId === null ? '' : ` pour la saisie ${quote(entryId)}`}`,
    reversal: ({ quantity, lot, entryId }) =>
      `Annulation d’une écriture de ${quantity} sur ${lot}${entryId === null ? '' : ` pour la saisie ${quote(entryId)}`}`,
    adjust: ({ quantity, lot }) => `Correction à la main de ${quantity} sur ${lot}`,
    refund: ({ quantity, lot, amount }) =>
      `Remboursement de ${quantity} sur ${lot}${amount === null ? '' : `, pour ${amount}`}`,
    'transfer-out': ({ quantity, lot }) => `Virement de ${quantity} depuis ${lot} vers un autre compte`,
    expire: ({ quantity, lot }) => `Expiration de ${quantity} sur ${lot}`,
  },
  pays: (accountId, amount) => `Le compte ${quote(accountId)} paie ${amount} du total`,
  balance: (accountId, balance) => `Le compte ${quote(accountId)} a ensuite ${balance}`,

  late: (day) => `est du ${date(day)}, avant la période de cette facture${colon}travail tardif`,
  notDue: {
    later: () => 'relève d’une facture ultérieure',
    'other-contract': (contractId) => `relève du contrat ${quote(contractId)}`,
    'no-contract': () => 'ne relève d’aucun contrat',
  },

  discount: (name, amount) => `Remise ${quote(name)}${colon}${amount} en moins`,
  tax: (name, percent, base, amount) => `${name}${colon}${percent}\u00a0% de ${base} font ${amount}`,
  cashRounding: (amount) => `Arrondi à la plus petite pièce${colon}${amount}`,
};
