import { externalId, inGroups, moneyOf } from '@billwright/accounting-common';
import { type LedgerCreditUse, type LedgerPayment, type Money, sum } from '@billwright/core';
import { z } from 'zod';
import { ask, batchSize, read } from './ask.ts';
import type { Company } from './company.ts';
import { companyFacts } from './company-facts.ts';
import { creditedIn, paysOut } from './credited-in.ts';
import { wordsOfNote } from './document-body.ts';
import { quoted } from './quoted.ts';
import { linksOf, toldOf, type ToldTransaction } from './told-transaction.ts';

const memoSchema = z.looseObject({ Id: z.string(), PrivateNote: z.string().optional() });

/**
 * Payments as the engine takes them. QuickBooks applies credit memos by payments, too: one that we copied there has been
 * counted here when the credit note was issued, so what it takes off the invoice that it corrects is left out, and what
 * it takes off others is told as that; one that was made there pays like money.
 */
export async function ledgerPayments(
  company: Company,
  told: readonly ToldTransaction[],
): Promise<readonly LedgerPayment[]> {
  if (told.length === 0) return [];
  const { homeCurrency } = await companyFacts(company);
  const credited = await creditedByOurs(company, told);
  return told.map((payment): LedgerPayment => {
    const currency = payment.CurrencyRef?.value ?? homeCurrency;
    const plain = toldOf(company, 'Payment', payment, currency);
    if (plain.isDeleted) return plain;
    const inMoney = (units: number): Money => moneyOf(toAmount(units, currency), currency);
    const links = linksOf(payment).map(({ amount, ...link }) => ({
      ...link,
      units: toUnits(amount, currency),
    }));
    const { takenOff, left, theirs } = creditedIn(links, credited);
    const credits = takenOff.map(
      ({ memo, from, units }): LedgerCreditUse => ({
        creditNoteExternalId: externalId(company.realmId, 'CreditMemo', memo),
        invoiceExternalId: externalId(company.realmId, from.type, from.id),
        amount: inMoney(units),
      }),
    );
    const applications = left
      .filter(({ type, units }) => type === 'Invoice' && units > 0)
      .map(({ id, units }) => ({
        invoiceExternalId: externalId(company.realmId, 'Invoice', id),
        amount: inMoney(units),
      }));
    const applied = sum(
      applications.map(({ amount }) => amount),
      currency,
    );
    const back = left.reduce((all, { type, units }) => all + (paysOut.has(type) ? units : 0), 0);
    const amount = inMoney(Math.max(0, toUnits(payment.TotalAmt, currency) + theirs - back));
    // Money from elsewhere, for example a journal entry, is more than the payment says.
    const isMore = Number(applied.amount) > Number(amount.amount);
    return {
      ...plain,
      applications,
      amount: isMore ? applied : amount,
      ...(credits.length === 0 ? {} : { credits }),
    };
  });
}

/** Our credit memos among those that payments apply, each with the invoice that it corrects. */
async function creditedByOurs(
  company: Company,
  told: readonly ToldTransaction[],
): Promise<ReadonlyMap<string, string | null>> {
  const memoLinks = told.flatMap(linksOf).filter(({ type }) => type === 'CreditMemo');
  const ids = [...new Set(memoLinks.map(({ id }) => id))];
  const queries = inGroups(ids, batchSize).map(
    (some) =>
      `select Id, PrivateNote from CreditMemo where Id in (${some.map(quoted).join(', ')}) maxresults 1000`,
  );
  const memos = read(company, z.array(memoSchema), (await ask(company, queries)).flat());
  const tenant = `billwright:${encodeURIComponent(company.context.tenantId)}:`;
  return new Map(
    memos.flatMap(({ Id, PrivateNote = '' }): [string, string | null][] => {
      const words = wordsOfNote(PrivateNote);
      const credits =
        words
          .find((word) => word.startsWith('credits:'))
          ?.split('/')
          .at(-1) ?? null;
      return words.some((word) => word.startsWith(tenant)) ? [[Id, credits]] : [];
    }),
  );
}

// Sums of money are made in whole units: JSON's numbers don't add up.
const toUnits = (amount: number, currency: string): number =>
  Number(moneyOf(amount, currency).amount.replace('.', ''));

const toAmount = (units: number, currency: string): number =>
  units / 10 ** (moneyOf(0, currency).amount.split('.')[1]?.length ?? 0);
