import { wordsOf } from '../../bill/explain.ts';
import type { Invoice } from '../../invoice/invoice.ts';
import { manualInvoice } from '../../invoice/manual-invoice.ts';
import { topUpLine } from '../../invoice/top-up-line.ts';
import type { Customer } from '../../master-data/customer.ts';
import type { Settings } from '../../master-data/settings.ts';
import type { NumberLocale } from '../../money/format-money.ts';
import type { PrepaidAccount } from '../../prepaid/prepaid-account.ts';
import type { PrepaidLot } from '../../prepaid/prepaid-lot.ts';
import { BillingError } from '../../errors/billing-error.ts';
import { civilDateAt } from '../invoices/civil-date-at.ts';

/** What the invoice of a purchase is made from. */
export interface TopUpInvoiceFacts {
  readonly account: PrepaidAccount;
  /** It names the invoice. */
  readonly lot: PrepaidLot;
  readonly customer: Customer;
  readonly settings: Settings;
  /** Default: what was bought, in the customer's language. */
  readonly description?: string | undefined;
}

/** The draft of a purchase: one line, with the customer's taxes when the account's tax is due with the top-up (R78). */
export function topUpInvoice(facts: TopUpInvoiceFacts): Invoice {
  const { account, lot, customer, settings } = facts;
  if (lot.price === null || lot.sourceInvoiceId === null)
    throw new BillingError('NOT_FOUND', { collection: 'invoices', id: lot.id });
  const language = customer.language ?? settings.language;
  const line = topUpLine(account, lot, {
    description: facts.description ?? textOf(account, lot, language),
    on: civilDateAt(lot.purchasedAt, settings.zone),
    taxCodes: customer.taxCodes ?? settings.defaultTaxCodes,
  });
  return manualInvoice({
    id: lot.sourceInvoiceId,
    customerId: customer.id,
    currency: lot.price.currency,
    seller: settings.seller,
    buyer: customer.party,
    terms: customer.terms ?? settings.terms,
    language,
    bankAccounts: settings.bankAccounts,
    purchaseOrder: customer.purchaseOrder,
    lines: [line],
    taxCodes: settings.taxCodes.filter(({ id }) => line.taxCodes.includes(id)),
    taxRounding: settings.taxRounding,
    cashRounding: settings.cashRounding,
    // What a lot costs is written before tax, whatever other prices are.
    pricesIncludeTax: false,
  });
}

const names: Readonly<Record<NumberLocale, string>> = {
  en: 'Prepaid',
  de: 'Guthaben',
  fr: 'Prépaiement',
};

function textOf({ currency }: PrepaidAccount, { quantity }: PrepaidLot, locale: NumberLocale): string {
  const { notation, line } = wordsOf({ locale });
  const bought =
    currency === null ? notation.duration(Math.round(Number(quantity))) : notation.money(quantity, currency);
  return `${names[locale]}${line.colon}${bought}`;
}
