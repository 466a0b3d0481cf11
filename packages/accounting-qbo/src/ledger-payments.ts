import { inGroups, moneyOf } from '@billwright/accounting-common';
import { type LedgerPayment, sum, zero } from '@billwright/core';
import { z } from 'zod';
import { ask, batchSize, read } from './ask.ts';
import type { Company } from './company.ts';
import { companyFacts } from './company-facts.ts';
import { externalId } from './external-id.ts';
import { quoted } from './quoted.ts';

const linkSchema = z.looseObject({ TxnId: z.string(), TxnType: z.string() });
const lineSchema = z.looseObject({
  Amount: z.number().default(0),
  LinkedTxn: z.array(linkSchema).default([]),
});

export const paymentSchema = z.looseObject({
  Id: z.string(),
  status: z.string().optional(),
  TotalAmt: z.number().default(0),
  TxnDate: z.string().optional(),
  PrivateNote: z.string().optional(),
  CurrencyRef: z.looseObject({ value: z.string() }).optional(),
  Line: z.array(lineSchema).default([]),
  MetaData: z.looseObject({ LastUpdatedTime: z.string() }).optional(),
});

/** A payment as QuickBooks tells it. */
export type ToldPayment = z.infer<typeof paymentSchema>;

const memoSchema = z.looseObject({ Id: z.string(), PrivateNote: z.string().optional() });

/**
 * Payments as the engine takes them. QuickBooks applies credit memos by payments, too: one that we copied there has been
 * counted here when the credit note was issued, so what it pays is left out; one that was made there pays like money.
 */
export async function ledgerPayments(
  company: Company,
  told: readonly ToldPayment[],
): Promise<readonly LedgerPayment[]> {
  const { homeCurrency } = await companyFacts(company);
  const credited = await creditedByOurs(company, told);
  return told.map((payment): LedgerPayment => {
    const { Id, status, TotalAmt, TxnDate, PrivateNote = '', Line, MetaData } = payment;
    const currency = payment.CurrencyRef?.value ?? homeCurrency;
    // A voided payment stays, with nothing in it.
    const isDeleted = status === 'Deleted' || (TotalAmt === 0 && PrivateNote.startsWith('Voided'));
    const common = {
      externalId: externalId(company.realmId, 'Payment', Id),
      kind: 'payment' as const,
      on: TxnDate ?? MetaData?.LastUpdatedTime.slice(0, 10) ?? '1970-01-01',
      isDeleted,
    };
    if (isDeleted) return { ...common, amount: zero(currency), applications: [] };
    const links = Line.flatMap(({ Amount, LinkedTxn }) => LinkedTxn.map((link) => ({ ...link, Amount })));
    const open = new Map<string, number>();
    for (const { TxnId, TxnType, Amount } of links)
      if (TxnType === 'Invoice') open.set(TxnId, (open.get(TxnId) ?? 0) + toCents(Amount, currency));
    let paid = toCents(TotalAmt, currency);
    for (const { TxnId, TxnType, Amount } of links) {
      if (TxnType !== 'CreditMemo') continue;
      const units = toCents(Amount, currency);
      if (credited.has(TxnId)) takeOff(open, credited.get(TxnId) ?? null, units);
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
    const amount = moneyOf(toAmount(paid, currency), currency);
    // Money from elsewhere, for example a journal entry, is more than the payment says.
    return {
      ...common,
      applications,
      amount: Number(applied.amount) > Number(amount.amount) ? applied : amount,
    };
  });
}

/** Our credit memos among those that payments apply, each with the invoice that it corrects. */
async function creditedByOurs(
  company: Company,
  told: readonly ToldPayment[],
): Promise<ReadonlyMap<string, string | null>> {
  const links = told.flatMap(({ Line }) => Line.flatMap(({ LinkedTxn }) => LinkedTxn));
  const ids = [...new Set(links.filter(({ TxnType }) => TxnType === 'CreditMemo').map(({ TxnId }) => TxnId))];
  const queries = inGroups(ids, batchSize).map(
    (some) =>
      `select Id, PrivateNote from CreditMemo where Id in (${some.map(quoted).join(', ')}) maxresults 1000`,
  );
  const memos = read(company, z.array(memoSchema), (await ask(company, queries)).flat());
  const tenant = `billwright:${encodeURIComponent(company.context.tenantId)}:`;
  return new Map(
    memos.flatMap(({ Id, PrivateNote = '' }): [string, string | null][] => {
      const [mark = '', ...others] = PrivateNote.split(' ');
      const credits =
        others
          .find((part) => part.startsWith('credits:'))
          ?.split('/')
          .at(-1) ?? null;
      return mark.startsWith(tenant) ? [[Id, credits]] : [];
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
const toCents = (amount: number, currency: string): number =>
  Number(moneyOf(amount, currency).amount.replace('.', ''));

const toAmount = (units: number, currency: string): number =>
  units / 10 ** (moneyOf(0, currency).amount.split('.')[1]?.length ?? 0);
