import type { NoticeWords } from './notice-words.ts';

const inDays = (days: number): string =>
  days <= 0 ? 'today' : days === 1 ? 'in one day' : `in ${days} days`;

export const englishNotices: NoticeWords = {
  facts: {
    customer: 'Customer',
    contract: 'Contract',
    successor: 'Next contract',
    starts: 'Starts on',
    lastDay: 'Last day',
    allowance: 'Allowance',
    period: 'Period',
    limit: 'Size',
    used: 'Used',
    left: 'Left',
    account: 'Account',
    balance: 'Balance',
    threshold: 'Threshold',
    topUp: 'Invoice of the top-up',
    price: 'Amount before tax',
    added: 'Added',
    usableUntil: 'Usable until',
  },
  incidents: (count) => (count === '1' ? 'incident' : 'incidents'),
  draft: 'Draft',
  texts: {
    'contract-expiring': ({ customer, id, days, on }) => ({
      heading:
        customer === null ? `Your contract ${id} ends on ${on}` : `Contract ${id} ends on ${on}: ${customer}`,
      intro:
        customer === null
          ? `Your contract ends ${inDays(days)}. If you have any questions, please reply to this mail.`
          : `The contract of ${customer} ends ${inDays(days)}.`,
    }),
    'contract-renewed': ({ customer, id, on }) => ({
      heading: customer === null ? `Your contract ${id} continues` : `Contract ${id} continues: ${customer}`,
      intro:
        customer === null
          ? `Your contract is followed by another one, which starts on ${on}.`
          : `The contract of ${customer} is followed by another one, which starts on ${on}.`,
    }),
    'quota-warning': ({ customer, id, percent }) => ({
      heading:
        customer === null
          ? `${percent} of your allowance “${id}” is used`
          : `${percent} of the allowance “${id}” is used: ${customer}`,
      intro:
        customer === null
          ? `Your allowance has reached or passed ${percent} of its size.`
          : `The allowance of ${customer} has reached or passed ${percent} of its size.`,
    }),
    'prepaid-low': ({ customer, id, isDraft }) => ({
      heading:
        customer === null
          ? `Your prepaid account ${id} is running low`
          : `Prepaid account ${id} is running low: ${customer}`,
      intro: [
        customer === null
          ? 'Your prepaid account has fallen below the agreed threshold.'
          : `The prepaid account of ${customer} has fallen below the agreed threshold.`,
        isDraft ? 'An invoice of a top-up is drafted.' : 'The top-up is invoiced.',
      ].join(' '),
    }),
    'prepaid-refilled': ({ customer, id }) => ({
      heading:
        customer === null
          ? `Your prepaid account ${id} is topped up`
          : `Prepaid account ${id} is topped up: ${customer}`,
      intro:
        customer === null
          ? 'Your prepaid account is topped up and can be used.'
          : `The prepaid account of ${customer} is topped up and can be used.`,
    }),
  },
};
