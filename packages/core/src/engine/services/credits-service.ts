import { z } from 'zod';
import { parseInput } from '../../errors/parse-input.ts';
import { idSchema } from '../../errors/text-schema.ts';
import type { CreditUse } from '../../invoice/payment/apply-credits.ts';
import type { PaymentOrder } from '../../invoice/payment/payment-order.ts';
import { type CurrencyCode, currencySchema } from '../../money/currency.ts';
import type { Money } from '../../money/money.ts';
import { applyCredit } from '../credits/apply-credit.ts';
import { creditBalance } from '../credits/credit-movements.ts';
import { payOut } from '../credits/pay-out.ts';
import { lockCustomers } from '../invoices/lock-customers.ts';
import { type Page, type PageRequest, readPage } from '../page.ts';
import { followLedgers } from '../payments/credit-findings.ts';
import { type PayOutInput, payOutSchema } from '../payments/payment-input.ts';
import { invoiceRecords } from '../records/billing.ts';
import { type CreditMovement, creditRecords, type Payment } from '../records/payments.ts';
import type { TenantScope } from '../tenant-scope.ts';
import type { WriteOptions } from '../write-options.ts';

/** Which credit is to pay which invoices. */
export interface ApplyCreditInput {
  readonly customerId: string;
  readonly currency: CurrencyCode;
  /** Only these, in this order, each up to its amount. Default: all that are open, the oldest due first. */
  readonly applyTo?: PaymentOrder['named'];
}

/** What customers have to their credit: overpayments, and what credit notes gave back. */
export interface CreditsService {
  /** The sum of all movements in a currency. 0 for a customer that never had any. */
  balance(customerId: string, currency: CurrencyCode): Promise<Money>;
  /**
   * Pays open invoices from the credit, the oldest credit first (R85). By default that happens when an invoice is
   * issued; see `applyCredit` of the settings.
   *
   * @throws BillingError `PAYMENT_INVALID` when an invoice is named that is not open, or not the customer's.
   */
  apply(input: ApplyCreditInput, options?: WriteOptions): Promise<readonly CreditUse[]>;
  /**
   * Pays credit out to the customer.
   *
   * @throws BillingError `PAYMENT_INVALID` with every fault and its path, also when there is not so much; `NOT_FOUND` for
   * the customer.
   */
  payOut(input: PayOutInput, options?: WriteOptions): Promise<Payment>;
  /** Every movement of a customer's credit, in order. */
  movements(customerId: string, request?: PageRequest): Promise<Page<CreditMovement>>;
}

const applyFrame = z.looseObject({ customerId: idSchema, currency: currencySchema });

/** The service of customers' credit. */
export function creditsService(scope: TenantScope): CreditsService {
  const { ids } = scope.context;
  return {
    balance: async (customerId, currency) => {
      const read = parseInput('PAYMENT_INVALID', currencySchema, currency, ['currency']);
      return scope.read((unit) => creditBalance(unit, customerId, read));
    },
    async apply(input, options = {}) {
      const { customerId, currency } = parseInput('PAYMENT_INVALID', applyFrame, input);
      const { applyTo } = input;
      return scope.write({ method: 'credits.apply', given: input }, options, async (unit) => {
        await lockCustomers(unit, [customerId]);
        const open = await unit.all(invoiceRecords, { index: ['open', customerId] });
        const order: PaymentOrder = applyTo === undefined ? {} : { named: applyTo, rest: 'credit' };
        const uses = await applyCredit(unit, customerId, currency, open, order);
        await followLedgers(unit, customerId);
        return uses;
      });
    },
    async payOut(input, options = {}) {
      const read = parseInput('PAYMENT_INVALID', payOutSchema, input);
      return scope.write({ method: 'credits.payOut', given: read }, options, (unit) =>
        payOut(unit, ids.next('refund'), read),
      );
    },
    movements: (customerId, request) =>
      readPage(scope, { from: creditRecords, index: ['customer', customerId] }, request),
  };
}
