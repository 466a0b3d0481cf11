import { expect, test } from 'vitest';
import { quickBooksDesk } from './support/quick-books-desk.ts';

test('a thousand invoices are copied by one dispatch in 36 requests, the least that there can be', async () => {
  const { billing, desk, company, drafted } = await quickBooksDesk();
  for (let count = 1; count <= 1000; count += 1) {
    await drafted(`inv_${count}`, '100.00', count % 2 === 0 ? 'acme' : 'globex');
    await desk.invoices.issue(`inv_${count}`);
    await desk.invoices.export(`inv_${count}`);
  }
  const before = company.calls().length;
  const report = await billing.dispatch();
  expect(report).toMatchObject({ done: 1000, waiting: 0, uncertain: 0, dead: 0, failed: 0 });
  expect(company.books.rows('Invoice')).toHaveLength(1000);
  // 30 documents are what a batch can hold. They name ids, so what they name is looked up before, and created.
  const least = Math.ceil(1000 / 30) + 1 + 1;
  expect(company.calls().length - before).toBe(least);
});
