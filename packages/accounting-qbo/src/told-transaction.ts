import { externalId, moneyOf } from '@billwright/accounting-common';
import { type LedgerPayment, zero } from '@billwright/core';
import { z } from 'zod';
import type { Company } from './company.ts';
import { isVoided } from './is-voided.ts';

const linkSchema = z.looseObject({ TxnId: z.string(), TxnType: z.string() });
const lineSchema = z.looseObject({
  Amount: z.number().default(0),
  LinkedTxn: z.array(linkSchema).default([]),
});

export const toldSchema = z.looseObject({
  Id: z.string(),
  status: z.string().optional(),
  TotalAmt: z.number().default(0),
  TxnDate: z.string().optional(),
  PrivateNote: z.string().optional(),
  CurrencyRef: z.looseObject({ value: z.string() }).optional(),
  CustomerRef: z.looseObject({ value: z.string() }).optional(),
  LinkedTxn: z.array(linkSchema).default([]),
  Line: z.array(lineSchema).default([]),
  MetaData: z.looseObject({ LastUpdatedTime: z.string() }).optional(),
});

/** A payment or a refund receipt as QuickBooks tells it. */
export type ToldTransaction = z.infer<typeof toldSchema>;

/** What is told of, in the order in which it is listed. */
export const toldKinds = ['Payment', 'RefundReceipt'] as const;
export type ToldKind = (typeof toldKinds)[number];

/** What it is linked to, each with so much of it. */
export const linksOf = ({
  Line,
}: ToldTransaction): readonly { readonly id: string; readonly type: string; readonly amount: number }[] =>
  Line.flatMap(({ Amount, LinkedTxn }) =>
    LinkedTxn.map(({ TxnId, TxnType }) => ({ id: TxnId, type: TxnType, amount: Amount })),
  );

/** What the engine is told of it in any case: when it is gone, that is all. */
export function toldOf(
  { realmId }: Company,
  kind: ToldKind,
  told: ToldTransaction,
  currency: string,
): LedgerPayment {
  const { Id, TotalAmt, TxnDate, MetaData } = told;
  const isDeleted = told.status === 'Deleted' || isVoided(told);
  return {
    externalId: externalId(realmId, kind, Id),
    kind: kind === 'Payment' ? 'payment' : 'refund',
    on: TxnDate ?? MetaData?.LastUpdatedTime.slice(0, 10) ?? '1970-01-01',
    isDeleted,
    amount: isDeleted ? zero(currency) : moneyOf(TotalAmt, currency),
    applications: [],
  };
}
