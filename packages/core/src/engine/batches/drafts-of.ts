import type { CustomerBill } from '../../bill/bill-customer.ts';
import type { Bill } from '../../bill/bill.ts';
import { draftMadeBills } from '../../bill/draft-invoice.ts';
import type { InvoiceHeadInput } from '../../invoice/invoice-head.ts';
import type { Invoice } from '../../invoice/invoice.ts';
import { type CarriedForward, settleNegative } from '../../invoice/negative/settle-negative.ts';
import type { Customer } from '../../master-data/customer.ts';
import type { Settings } from '../../master-data/settings.ts';
import { attachmentsOf, type WorkAttachments } from './attachments-of.ts';

/** A bill, and the draft that it is on. */
export interface PlacedBill extends CustomerBill {
  /** `null`: there is nothing to invoice, or it is carried forward. */
  readonly invoiceId: string | null;
}

/** What bills of one customer become. */
export interface Drafts {
  readonly bills: readonly PlacedBill[];
  /** Invoices, and credit notes where the result is below 0. */
  readonly drafts: readonly Invoice[];
  /** Results below 0 that wait for the next invoice. */
  readonly carried: readonly CarriedForward[];
  /** By the id of what was carried, the draft or the carried result that has taken it. */
  readonly taken: ReadonlyMap<string, string>;
}

/** What decides how bills become drafts. */
export interface DraftSetting {
  readonly customer: Customer;
  readonly settings: Settings;
  readonly batchId: string | null;
  /** What earlier results carried forward. */
  readonly carried: readonly CarriedForward[];
  readonly attachments: WorkAttachments;
  readonly nextId: () => string;
}

/**
 * The drafts of a customer's bills: one for each currency, or for each contract. Bills of which nothing is to be paid
 * and nothing was done for 0 stand without an invoice, unless their customer gets one anyway; bills without a single
 * line always do.
 */
export function draftsOf(bills: readonly CustomerBill[], setting: DraftSetting): Drafts {
  const { settings, carried: open } = setting;
  const drafts: Invoice[] = [];
  const carried: CarriedForward[] = [];
  const taken = new Map<string, string>();
  const placed = new Map<Bill, string>();
  for (const group of groupsOf(bills, settings.invoicePer)) {
    const [first, ...others] = group.filter(({ lines }) => lines.length > 0);
    if (first === undefined || !group.some(isToInvoice)) continue;
    const id = setting.nextId();
    const along = open.filter((one) => !taken.has(one.invoiceId) && fits(one, first));
    const draft = draftMadeBills([first, ...others], {
      id,
      ...headOf(setting),
      lines: along.flatMap(({ lines }) => lines),
      taxCodes: taxCodesOf(along),
      attachments: attachmentsOf([first, ...others], setting.attachments),
    });
    for (const { invoiceId } of along) taken.set(invoiceId, id);
    const settled = settleNegative(draft, settings.negativeInvoices);
    if (settled.kind === 'carry-forward') {
      carried.push(settled.carried);
      continue;
    }
    drafts.push(settled.kind === 'invoice' ? settled.invoice : settled.creditNote);
    for (const bill of [first, ...others]) placed.set(bill, id);
  }
  return {
    bills: bills.map((one) => ({ ...one, invoiceId: placed.get(one.bill) ?? null })),
    drafts,
    carried,
    taken,
  };
}

function groupsOf(
  bills: readonly CustomerBill[],
  invoicePer: Settings['invoicePer'],
): Iterable<readonly Bill[]> {
  const groups = new Map<string, Bill[]>();
  for (const { bill } of bills) {
    const key = invoicePer === 'contract' ? bill.contractId : bill.currency;
    const own = groups.get(key);
    if (own === undefined) groups.set(key, [bill]);
    else own.push(bill);
  }
  return groups.values();
}

/** Information lines alone are no reason for an invoice: what they tell was paid before. */
const isToInvoice = ({ lines }: Bill): boolean => lines.some(({ kind }) => kind !== 'information');

const fits = ({ amount, pricesIncludeTax }: CarriedForward, bill: Bill): boolean =>
  amount.currency === bill.currency && pricesIncludeTax === bill.pricesIncludeTax;

/** Each tax once: the rates of earlier days stay with the lines that they were carried with. */
function taxCodesOf(carried: readonly CarriedForward[]): CarriedForward['taxCodes'] {
  const byId = new Map(carried.flatMap(({ taxCodes }) => taxCodes).map((code) => [code.id, code]));
  return [...byId.values()];
}

function headOf({ customer, settings, batchId }: DraftSetting): Omit<InvoiceHeadInput, 'id'> {
  return {
    seller: settings.seller,
    buyer: customer.party,
    terms: customer.terms ?? settings.terms,
    language: customer.language ?? settings.language,
    bankAccounts: settings.bankAccounts,
    purchaseOrder: customer.purchaseOrder,
    batchId,
  };
}
