import type { InvoiceLine, LineKind } from '@billwright/core';
import { asName } from './quoted.ts';
import type { Setup } from './setup.ts';

/** Items for lines that are of no service type. */
const ofKind: Readonly<Record<LineKind, string>> = {
  time: 'Services',
  piece: 'Services',
  incident: 'Services',
  'recurring-fee': 'Recurring fees',
  'true-up': 'Recurring fees',
  expense: 'Expenses',
  product: 'Products',
  'top-up': 'Prepaid services',
  discount: 'Discounts',
  manual: 'Services',
  rounding: 'Rounding',
  'prepaid-work': 'Prepaid services',
  information: 'Services',
};

/** The name of the item of a line: that of its service type, or one for lines of its kind. */
export function itemName({ itemNames }: Pick<Setup, 'itemNames'>, { kind, group }: InvoiceLine): string {
  const { serviceTypeId } = group;
  const name = serviceTypeId === undefined ? ofKind[kind] : (itemNames[serviceTypeId] ?? serviceTypeId);
  return asName(name, 100) || ofKind[kind];
}
