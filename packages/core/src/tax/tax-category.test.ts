import { describe, expect, test } from 'vitest';
import { taxCategories, taxCategoryOf } from './tax-category.ts';
import { taxCodeSchema } from './tax-code.ts';

const text = 'Tax is due by the recipient';
const code = (given: object) => taxCodeSchema.safeParse({ id: 'tax', name: 'Tax', percent: '0', ...given });
const pathsOf = (given: object) => code(given).error?.issues.map(({ path }) => path.join('.'));

test('without a category, a rate above 0 is S, 0 with a legal text is E, 0 without one is Z', () => {
  expect(taxCategoryOf({ percent: '7' })).toBe('S');
  expect(taxCategoryOf({ percent: '0.00', exemption: text })).toBe('E');
  expect(taxCategoryOf({ percent: '0.00', exemption: null })).toBe('Z');
  expect(taxCategoryOf({ percent: '0', exemption: text, category: 'AE' })).toBe('AE');
});

describe('EN 16931: a tax that names its category', () => {
  test.each(['E', 'AE', 'K', 'G', 'O'])('%s needs a percent of 0 and a legal text', (category) => {
    expect(code({ category, exemption: text }).success).toBe(true);
    expect(pathsOf({ category })).toEqual(['exemption']);
    expect(pathsOf({ category, exemption: text, percent: '19' })).toEqual(['percent']);
  });

  test('S needs a percent above 0, Z one of 0, and neither has a legal text', () => {
    expect(code({ category: 'S', percent: '19' }).success).toBe(true);
    expect(code({ category: 'Z' }).success).toBe(true);
    expect(pathsOf({ category: 'S' })).toEqual(['percent']);
    expect(pathsOf({ category: 'Z', percent: '19' })).toEqual(['percent']);
    expect(pathsOf({ category: 'Z', exemption: text })).toEqual(['exemption']);
  });

  test('there are seven, and no other is known', () => {
    expect(taxCategories).toHaveLength(7);
    expect(pathsOf({ category: 'X' })).toEqual(['category']);
  });
});
