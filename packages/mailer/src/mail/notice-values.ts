import {
  addDays,
  type ContractExpiringNotice,
  type MailNotice,
  type NumberLocale,
  type QuotaWarningNotice,
} from '@billwright/core';
import type { Fact } from '../paper/paper.ts';
import type { Writer } from '../paper/write-values.ts';
import { oneLine } from './mail-address.ts';
import { germanNotices } from './notice-words/de.ts';
import { englishNotices } from './notice-words/en.ts';
import { frenchNotices } from './notice-words/fr.ts';
import type { Named, NoticeText, NoticeWords } from './notice-words/notice-words.ts';

/** What a notice says: its texts, and what it lists. */
export interface NoticeValues extends NoticeText {
  readonly facts: readonly Fact[];
}

const languages: Readonly<Record<NumberLocale, NoticeWords>> = {
  en: englishNotices,
  de: germanNotices,
  fr: frenchNotices,
};

/** The texts of a notice in a language. The customer is named where somebody else reads it. */
export function noticeValues(notice: MailNotice, language: NumberLocale, write: Writer): NoticeValues {
  const words = languages[language];
  const name = oneLine(notice.customer.party.name);
  const told = toldOf(notice, { words, write, customer: notice.audience === 'customer' ? null : name });
  const customer = notice.audience === 'customer' ? [] : [{ label: words.facts.customer, value: name }];
  return { ...told, facts: [...customer, ...told.facts] };
}

interface Teller {
  readonly words: NoticeWords;
  readonly write: Writer;
  readonly customer: Named['customer'];
}

function toldOf(notice: MailNotice, teller: Teller): NoticeValues {
  const { words, write, customer } = teller;
  const { facts, texts } = words;
  switch (notice.kind) {
    case 'contract-expiring':
      return expiring(notice, teller);
    case 'quota-warning':
      return quota(notice, teller);
    case 'contract-renewed': {
      const { contract, successor } = notice;
      const on = write.date(successor.start);
      return {
        ...texts[notice.kind]({ customer, id: oneLine(contract.id), on }),
        facts: [
          { label: facts.contract, value: oneLine(contract.id) },
          { label: facts.successor, value: oneLine(successor.id) },
          { label: facts.starts, value: on },
        ],
      };
    }
    case 'prepaid-low': {
      const { account, topUp } = notice;
      const quantity = quantityOf(account.unit, account.currency ?? '', teller);
      return {
        ...texts[notice.kind]({ customer, id: oneLine(account.id), isDraft: topUp.invoiceNumber === null }),
        facts: [
          { label: facts.account, value: oneLine(account.id) },
          { label: facts.balance, value: quantity(notice.balance) },
          { label: facts.threshold, value: quantity(notice.threshold) },
          { label: facts.topUp, value: oneLine(topUp.invoiceNumber ?? words.draft) },
          { label: facts.price, value: write.money(topUp.price) },
        ],
      };
    }
    case 'prepaid-refilled': {
      const { account, expiresOn } = notice;
      const quantity = quantityOf(account.unit, account.currency ?? '', teller);
      return {
        ...texts[notice.kind]({ customer, id: oneLine(account.id) }),
        facts: [
          { label: facts.account, value: oneLine(account.id) },
          { label: facts.added, value: quantity(notice.quantity) },
          { label: facts.balance, value: quantity(notice.balance) },
          ...(expiresOn === null ? [] : [{ label: facts.usableUntil, value: write.date(expiresOn) }]),
        ],
      };
    }
  }
}

function expiring(notice: ContractExpiringNotice, { words, write, customer }: Teller): NoticeValues {
  const { contract, lastDay, daysLeft: days } = notice;
  const on = write.date(lastDay);
  return {
    ...words.texts[notice.kind]({ customer, id: oneLine(contract.id), days, on }),
    facts: [
      { label: words.facts.contract, value: oneLine(contract.id) },
      { label: words.facts.lastDay, value: on },
    ],
  };
}

function quota(notice: QuotaWarningNotice, teller: Teller): NoticeValues {
  const { words, write, customer } = teller;
  const { contract, componentId, threshold, unit, period, limit, used, left } = notice;
  const id = oneLine(componentId);
  const quantity = quantityOf(unit, contract.currency, teller);
  return {
    ...words.texts[notice.kind]({ customer, id, percent: `${write.number(threshold)}\u00a0%` }),
    facts: [
      { label: words.facts.allowance, value: id },
      { label: words.facts.contract, value: oneLine(contract.id) },
      { label: words.facts.period, value: write.days(period.from, addDays(period.to, -1)) },
      { label: words.facts.limit, value: quantity(limit) },
      { label: words.facts.used, value: quantity(used) },
      { label: words.facts.left, value: quantity(left) },
    ],
  };
}

/** Writes hours, incidents or an amount. */
const quantityOf =
  (unit: QuotaWarningNotice['unit'], currency: string, { words, write }: Teller) =>
  (quantity: string): string =>
    unit === 'money'
      ? write.money({ amount: quantity, currency })
      : `${write.number(quantity)}\u00a0${unit === 'hours' ? write.words.units.hour : words.incidents(quantity)}`;
