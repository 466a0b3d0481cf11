import { defineContract } from '../../contract/define-contract.ts';
import type { Party } from '../../invoice/party.ts';
import type { MailNotice } from '../../ports/mail-notice.ts';
import { definePrepaidAccount } from '../../prepaid/prepaid-account.ts';

const party = (name: string): Party => ({
  name,
  address: null,
  taxIds: [],
  email: null,
  contact: null,
  reference: null,
});

const contract = defineContract({
  id: 'care',
  customerId: 'acme',
  currency: 'EUR',
  zone: 'Europe/Berlin',
  state: 'active',
  start: '2026-01-01',
  end: '2027-01-01',
  cycle: { frequency: 'monthly' },
  components: [{ id: 'support', kind: 'allowance', unit: 'hours', quantity: '10' }],
});

const account = definePrepaidAccount({
  id: 'budget',
  customerId: 'acme',
  unit: 'money',
  currency: 'EUR',
  topUp: { threshold: '100.00', to: '500.00' },
});

/** One notice of each kind, of a seller and to a customer with such names. */
export function sampleNotices(
  audience: MailNotice['audience'] = 'customer',
  names: { readonly seller: string; readonly customer: string } = {
    seller: 'Billwright Services',
    customer: 'Acme',
  },
): readonly MailNotice[] {
  const frame = {
    seller: party(names.seller),
    customer: { id: 'acme', party: party(names.customer) },
    audience,
  };
  const successor = { ...contract, id: 'care-2', start: '2027-01-01', end: '2028-01-01' };
  const period = { from: '2026-03-01', to: '2026-04-01' };
  const price = { amount: '420.00', currency: 'EUR' };
  return [
    { ...frame, kind: 'contract-expiring', contract, lastDay: '2026-12-31', daysLeft: 60 },
    { ...frame, kind: 'contract-renewed', contract, successor },
    {
      ...frame,
      kind: 'quota-warning',
      contract,
      componentId: 'support',
      period,
      threshold: '80',
      unit: 'hours',
      used: '8.25',
      limit: '10',
      left: '1.75',
    },
    {
      ...frame,
      kind: 'prepaid-low',
      account,
      balance: '80.00',
      threshold: '100.00',
      topUp: { invoiceId: 'inv_7', invoiceNumber: 'INV-00007', price },
    },
    {
      ...frame,
      kind: 'prepaid-refilled',
      account,
      quantity: '420.00',
      balance: '500.00',
      expiresOn: '2027-12-31',
    },
  ];
}
