import type { BillWords } from './bill-words.ts';
import { inBand, write } from './en-write.ts';

const { date, quote } = write;

/** The parts of a bill in English. */
export const englishBill: BillWords = {
  notation: write,
  colon: ': ',
  semicolon: '; ',
  lineKinds: {
    time: 'Work',
    piece: 'Work at a price per piece',
    incident: 'Incident',
    'recurring-fee': 'Fee',
    'true-up': 'Minimum',
    expense: 'Expense',
    product: 'Product',
    'top-up': 'Prepaid top-up',
    discount: 'Discount',
    manual: 'Added by hand',
    rounding: 'Rounding',
    'prepaid-work': 'Prepaid work',
    information: 'For information',
  },
  things: { entry: 'Entry', expense: 'Expense', product: 'Product charge' },
  days: (from, to) => (from === to ? date(from) : `${date(from)} to ${date(to)}`),
  partOfDays: (covered, full, price) => `${covered} of ${full} days of ${price}`,
  roundedTo: (amount) => `, rounded to ${amount}`,
  markup: (spent, percent) => `${spent} plus ${percent} %`,

  minimum: (name, least, reached, amount) =>
    `Minimum ${quote(name)} of ${least}, reached ${reached}: ${amount} on top`,
  scope: {
    agent: (id) => `counted is the work of agent ${quote(id)}`,
    team: (id) => `counted is the work of team ${quote(id)}`,
    serviceType: (id) => `counted is work of service type ${quote(id)}`,
  },
  cap: (name, limit, billed) => `Cap ${quote(name)} of ${limit}: ${billed} billed under it`,
  cappedBefore: (amount) => `${amount} were billed under it before`,
  aboveCap: {
    'write-down': (amount) => `${amount} above it is written off`,
    block: (amount) => `${amount} above it waits for a decision`,
  },

  entry: (entryId, time, band) => `Entry ${quote(entryId)}, ${time} ${inBand(band)}`,
  covered: {
    allowance: (name) => `covered by the allowance ${quote(name)}`,
    pool: (name) => `paid from the prepaid account ${quote(name)}`,
    incident: () => 'covered by the price of the incident, which was billed before',
  },
  uses: (quantity, factor) => `uses ${quantity} of it${factor === null ? '' : ` (× ${factor})`}`,
  countedBefore: 'uses nothing more of it, the work item counts already',
  usesCarried: (quantity, from) => `${quantity} of that was carried over from the period of ${date(from)}`,
  draws: (quantity, lot) => `${quantity} from ${lot}`,
  lot: (lotId) => (lotId === null ? 'the overdraft' : `lot ${quote(lotId)}`),

  quantity: {
    hours: (time) => time,
    incidents: (count) => (count === '1' ? '1 incident' : `${count} incidents`),
    money: (amount) => amount,
  },
  allowance: (name, used, limit, left) => `Allowance ${quote(name)}: ${used} of ${limit} used, ${left} left`,
  leftOfCarried: (quantity, from) =>
    `${quantity} of what is left was carried over from the period of ${date(from)}`,
  carriesOut: (quantity) => `${quantity} can be carried into the next period`,
  reached: (percent) => `${percent} % of it has been reached`,

  postings: {
    'top-up': ({ quantity, lot, amount }) =>
      `${quantity} bought as ${lot}${amount === null ? '' : ` for ${amount}`}`,
    'transfer-in': ({ quantity, lot }) => `${quantity} moved here as ${lot}`,
    draw: ({ quantity, lot, entryId }) =>
      `${quantity} drawn from ${lot}${entryId === null ? '' : ` for entry ${quote(entryId)}`}`,
    reversal: ({ quantity, lot, entryId }) =>
      `A posting of ${quantity} on ${lot}${entryId === null ? '' : ` for entry ${quote(entryId)}`} taken back`,
    adjust: ({ quantity, lot }) => `Corrected by hand: ${quantity} on ${lot}`,
    refund: ({ quantity, lot, amount }) =>
      `${quantity} of ${lot} given back${amount === null ? '' : ` for ${amount}`}`,
    'transfer-out': ({ quantity, lot }) => `${quantity} of ${lot} moved to another account`,
    expire: ({ quantity, lot }) => `${quantity} of ${lot} expired`,
  },
  pays: (accountId, amount) => `The account ${quote(accountId)} pays ${amount} of the total`,
  balance: (accountId, balance) => `The account ${quote(accountId)} then has ${balance}`,

  late: (day) => `is of ${date(day)}, before the period of this bill: it came late`,
  notDue: {
    later: () => 'belongs to a later bill',
    'other-contract': (contractId) => `belongs to the contract ${quote(contractId)}`,
    'no-contract': () => 'is not taken by any contract',
  },

  discount: (name, amount) => `Discount ${quote(name)}: ${amount} off`,
  tax: (name, percent, base, amount) => `${name}: ${percent} % of ${base} is ${amount}`,
  cashRounding: (amount) => `Rounded to the smallest coin: ${amount}`,
};
