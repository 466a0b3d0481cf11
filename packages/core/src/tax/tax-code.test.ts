import { expect, test } from 'vitest';
import { taxCodeSchema } from './tax-code.ts';

const vat = { id: 'vat', name: 'VAT 19 %', percent: '19' };

test('a tax code without an exemption has null there', () => {
  expect(taxCodeSchema.parse(vat)).toEqual({ ...vat, exemption: null });
});

test('an exemption is the text that the law wants', () => {
  const reverseCharge = {
    id: 'rc',
    name: 'Reverse charge',
    percent: '0',
    exemption: 'VAT due by the customer',
  };
  expect(taxCodeSchema.parse(reverseCharge)).toEqual(reverseCharge);
});

test.each([
  ['a percent that is a number', { percent: 19 }],
  ['a percent below 0', { percent: '-19' }],
  ['an empty id', { id: '' }],
  ['an empty name', { name: '' }],
  ['an empty exemption', { exemption: '' }],
  ['a field it does not know', { rate: '0.19' }],
])('%s is refused', (_, fault) => {
  expect(taxCodeSchema.safeParse({ ...vat, ...fault }).success).toBe(false);
});
