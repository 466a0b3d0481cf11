import type { Invoice } from '../../invoice/invoice.ts';
import { manualLine } from '../../invoice/manual-line.ts';
import type { NumberLocale } from '../../money/format-money.ts';
import type { Money } from '../../money/money.ts';
import type { CivilDate } from '../../time/civil-date.ts';
import { draftByHand } from '../invoices/draft-by-hand.ts';
import type { Unit } from '../unit.ts';

const words: Readonly<Record<NumberLocale, (number: string) => string>> = {
  en: (number) => `Reminder fee for invoice ${number}`,
  de: (number) => `Mahngebühr zu Rechnung ${number}`,
  fr: (number) => `Frais de rappel pour la facture ${number}`,
};

/** Keeps a draft over the fee of a reminder. Damages bear no tax; a person looks at the draft before it is issued. */
export async function draftFee(
  unit: Unit,
  id: string,
  { content, issued }: Invoice,
  fee: Money,
  on: CivilDate,
): Promise<Invoice> {
  const line = manualLine({
    id: 'reminder-fee',
    description: words[content.language](issued?.number ?? ''),
    unitPrice: fee.amount,
    currency: fee.currency,
    from: on,
  });
  return draftByHand(unit, { id, customerId: content.customerId, currency: fee.currency, lines: [line] });
}
