import { expect, test } from 'vitest';
import { exampleDraft, exampleLine, exampleVat } from '../testing/draft-fixture.ts';
import { taxTexts } from './tax-texts.ts';

const due = 'Tax is due by the recipient';
const taxCodes = [
  exampleVat,
  { id: 'rc', name: 'Reverse charge', percent: '0', exemption: due, category: 'AE' as const },
  { id: 'rc-goods', name: 'Reverse charge, goods', percent: '0', exemption: due, category: 'AE' as const },
  { id: 'health', name: 'Exempt', percent: '0', exemption: 'Exempt as medical care' },
];

test('the legal texts of taxes on lines are told, each once, with their categories', () => {
  const lines = ['rc', 'rc-goods', 'health', 'vat'].map((id) => exampleLine(id, '1.00', { taxCodes: [id] }));
  const { content } = exampleDraft(lines, { taxCodes });
  expect(taxTexts(content)).toEqual([
    { text: due, categories: ['AE'], taxCodes: ['rc', 'rc-goods'] },
    { text: 'Exempt as medical care', categories: ['E'], taxCodes: ['health'] },
  ]);
});

test('the text of a tax that is on no line is not told', () => {
  const { content } = exampleDraft([exampleLine('a', '1.00')], { taxCodes });
  expect(taxTexts(content)).toEqual([]);
  expect(content.taxCodes.map(({ id }) => id)).toEqual(['vat']);
});
