import type { Invoice } from '../../invoice/invoice.ts';
import type { Money } from '../../money/money.ts';
import type { DecimalString } from '../../money/decimal-string.ts';
import { type PrepaidLot, prepaidLot } from '../../prepaid/prepaid-lot.ts';
import type { CivilDate } from '../../time/civil-date.ts';
import { asJson } from '../as-json.ts';
import type { EngineContext } from '../engine-context.ts';
import { saveInvoice } from '../invoices/save-invoice.ts';
import { lotRecords } from '../records/billing.ts';
import { customerRecords } from '../records/master-data.ts';
import { loadSettings } from '../services/settings-service.ts';
import type { Unit } from '../unit.ts';
import { BillingError } from '../../errors/billing-error.ts';
import type { AccountLedger } from './account-ledger.ts';
import { credit } from './credit-lots.ts';
import { settleAccount } from './settle-account.ts';
import { topUpInvoice } from './top-up-invoice.ts';

/** A purchase that is to be made. */
export interface PrepaidOrder {
  readonly accountId: string;
  /** Above 0, in hours or in the account's currency. */
  readonly quantity: DecimalString;
  /** Before tax; `null` for a gift. */
  readonly price: Money | null;
  /** The last civil date of work that it can be used for. Default: no end. */
  readonly expiresOn?: CivilDate | null | undefined;
  /** Lots of a lower number are drawn first. Default 0. */
  readonly priority?: number | undefined;
  /**
   * `draft` leaves the invoice to be looked at, `issue` gives it its number at once, `none` makes none: the lot was
   * invoiced elsewhere, or is a gift, and can be used at once. Default: `draft`, and `none` for a gift.
   */
  readonly invoice?: 'draft' | 'issue' | 'none' | undefined;
  /** What the line of the invoice says. Default: what was bought, in the customer's language. */
  readonly description?: string | undefined;
  /** Default: a new one. */
  readonly lotId?: string | undefined;
}

/** What a purchase has made. */
export interface PrepaidPurchased {
  readonly lot: PrepaidLot;
  readonly invoice: Invoice | null;
}

/** Buys a lot, with the draft of its invoice. The caller holds the locks of the customer and of the account. */
export async function buyLot(
  unit: Unit,
  { ids }: Pick<EngineContext, 'ids'>,
  ledger: AccountLedger,
  order: PrepaidOrder,
): Promise<PrepaidPurchased> {
  const { account } = ledger;
  const { accountId: _accountId, invoice: mode = order.price === null ? 'none' : 'draft', ...rest } = order;
  const { lotId = ids.next('lot'), description, ...bought } = rest;
  const lot = prepaidLot(account, {
    ...bought,
    id: lotId,
    purchasedAt: unit.at,
    sourceInvoiceId: mode === 'none' ? null : ids.next('invoice'),
  });
  if (!(await unit.add(lotRecords, lot)))
    throw new BillingError('ALREADY_EXISTS', { collection: 'prepaid-lots', id: lotId });
  const subject = { kind: 'prepaid-account', id: account.id };
  unit.note({ action: 'prepaid.buy', subject, before: null, after: asJson(lot) });
  if (lot.sourceInvoiceId === null) {
    await credit(unit, ledger, lot, lot.id);
    await settleAccount(unit, account.id);
    return { lot: await unit.load(lotRecords, lotId), invoice: null };
  }
  const settings = await loadSettings(unit);
  const customer = await unit.load(customerRecords, account.customerId);
  const invoice = topUpInvoice({ account, lot, customer, settings, description });
  await saveInvoice(unit, null, invoice, 'draft');
  unit.emit('invoice.drafted', { invoice });
  return { lot, invoice };
}
