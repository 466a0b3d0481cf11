import { externalId, inGroups, moneyOf } from '@billwright/accounting-common';
import { type LedgerPayment, sum } from '@billwright/core';
import { z } from 'zod';
import { ask, batchSize, read } from './ask.ts';
import type { Company } from './company.ts';
import { companyFacts } from './company-facts.ts';
import { wordsOfNote } from './document-body.ts';
import { quoted } from './quoted.ts';
import { linksOf, toldOf, type ToldTransaction } from './told-transaction.ts';

const memoSchema = z.looseObject({ Id: z.string(), PrivateNote: z.string().optional() });

/** By these a payment pays money out again that was paid too much. */
const paidOut = ['Check', 'Expense'];

/**
 * Payments as the engine takes them. QuickBooks applies credit memos by payments, too: one that we copied there has been
 * counted here when the credit note was issued, so what it pays is left out; one that was made there pays like money.
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
    const links = linksOf(payment).map(({ amount, ...link }) => ({
      ...link,
      units: toUnits(amount, currency),
    }));
    const open = new Map<string, number>();
    for (const { id, type, units } of links)
      if (type === 'Invoice') open.set(id, (open.get(id) ?? 0) + units);
    let paid = toUnits(payment.TotalAmt, currency);
    for (const { id, type, units } of links) {
      if (paidOut.includes(type)) paid -= units;
      if (type !== 'CreditMemo') continue;
      if (credited.has(id)) takeOff(open, credited.get(id) ?? null, units);
      else paid += units;
    }
    const applications = [...open]
      .filter(([, units]) => units > 0)
      .map(([id, units]) => ({
        invoiceExternalId: externalId(company.realmId, 'Invoice', id),
        amount: moneyOf(toAmount(units, currency), currency),
      }));
    const applied = sum(
      applications.map(({ amount }) => amount),
      currency,
    );
    const amount = moneyOf(toAmount(Math.max(0, paid), currency), currency);
    // Money from elsewhere, for example a journal entry, is more than the payment says.
    const isMore = Number(applied.amount) > Number(amount.amount);
    return { ...plain, applications, amount: isMore ? applied : amount };
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

/** Takes units off what is paid: off one invoice first, then off the others. */
function takeOff(open: Map<string, number>, first: string | null, units: number): void {
  let left = units;
  for (const id of [...open.keys()].toSorted(
    (one, other) => Number(other === first) - Number(one === first),
  )) {
    const taken = Math.min(left, open.get(id) ?? 0);
    open.set(id, (open.get(id) ?? 0) - taken);
    left -= taken;
  }
}

// Sums of money are made in whole units: JSON's numbers don't add up.
const toUnits = (amount: number, currency: string): number =>
  Number(moneyOf(amount, currency).amount.replace('.', ''));

const toAmount = (units: number, currency: string): number =>
  units / 10 ** (moneyOf(0, currency).amount.split('.')[1]?.length ?? 0);
