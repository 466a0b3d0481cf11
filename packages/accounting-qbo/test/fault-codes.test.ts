import { describe, expect, test } from 'vitest';
import { connected } from './support/connected.ts';
import { documentOf, invoiceOf } from '../../accounting-common/test/support/documents.ts';
import { failing } from './support/failing.ts';

const documented = 'developer.intuit.com, Error codes';
const reported = 'github.com/intuit/oauth-jsclient/issues/2';

/** Each with where it is known from, what an export comes to, and what of the advice is told. */
const faults: readonly {
  readonly code: string;
  readonly source: string;
  readonly status: string;
  readonly advice: string;
}[] = [
  { code: '610', source: 'recorded: batch/basic.yml', status: 'rejected', advice: 'make it active' },
  { code: '5010', source: 'recorded: batch/basic.yml', status: 'retry', advice: 'try again' },
  { code: '6240', source: 'recorded: error/validation.yml', status: 'rejected', advice: 'name is taken' },
  { code: '2010', source: 'recorded: error/400_json.yml', status: 'rejected', advice: '' },
  { code: '2030', source: 'recorded: error/500.yml', status: 'rejected', advice: '' },
  { code: '500', source: 'recorded: error/500.yml', status: 'rejected', advice: '' },
  { code: '2050', source: 'recorded: fault.xml', status: 'rejected', advice: '' },
  { code: '3001', source: 'recorded: too_many_requests_error.xml', status: 'retry', advice: '' },
  { code: '3200', source: 'recorded: error/401.yml', status: 'retry', advice: '' },
  { code: '120', source: documented, status: 'retry', advice: 'connect it again' },
  { code: '3100', source: reported, status: 'retry', advice: 'connect it again' },
  { code: '2020', source: documented, status: 'rejected', advice: '' },
  { code: '2500', source: documented, status: 'rejected', advice: 'not there any more' },
  { code: '6000', source: documented, status: 'rejected', advice: '' },
  { code: '6070', source: documented, status: 'rejected', advice: 'quantity times its price' },
  { code: '6100', source: documented, status: 'rejected', advice: 'mapping of tax codes' },
  { code: '6140', source: documented, status: 'rejected', advice: 'renumber' },
  { code: '6190', source: documented, status: 'rejected', advice: 'subscription' },
  { code: '6210', source: documented, status: 'rejected', advice: 'books of that period are closed' },
  { code: '6540', source: documented, status: 'rejected', advice: 'deposit' },
];

describe('what an export comes to when QuickBooks refuses it', () => {
  test.each(faults)(
    '$code, $source: $status, with the code, advice and the id of the call',
    async (fault) => {
      const { code, status, advice } = fault;
      // Some are put right and tried once more.
      const { connector, context, company } = await failing({ kind: 'refused', code }, 'invoice', 2);
      const outcome = await connector.export(documentOf(invoiceOf(1)), context);
      expect(outcome).toMatchObject({
        status,
        reason: expect.stringMatching(`${advice}.*fault ${code}, call 1-fake`),
      });
      expect(company.books.rows('Invoice')).toEqual([]);
    },
  );

  test.each(faults)('$code as the answer to one part of a batch means the same', async ({ code, status }) => {
    const refused = invoiceOf(2).issued?.number;
    const { connector, context, company } = await connected({
      refuses: (_, body) => (JSON.stringify(body).includes(`"${refused}"`) ? code : null),
    });
    const documents = [1, 2, 3].map((sequence) => documentOf(invoiceOf(sequence)));
    const outcomes = await connector.exportMany(documents, context);
    expect(outcomes.map((one) => one.status)).toEqual(['confirmed', status, 'confirmed']);
    expect(outcomes[1]).toMatchObject({ reason: expect.stringMatching(`fault ${code}, call 1-fake`) });
    expect(company.books.rows('Invoice')).toHaveLength(2);
  });

  test('10000 is a failure of QuickBooks itself (recorded: generic_error.xml): nobody knows what was done', async () => {
    const { connector, context } = await failing({ kind: 'refused', code: '10000' }, 'invoice', 2);
    await expect(connector.export(documentOf(invoiceOf(1)), context)).rejects.toMatchObject({
      details: { kind: 'unknown', fault: '10000', trace: '1-fake' },
    });
    const many = await connected({ refuses: (entity) => (entity === 'Invoice' ? '10000' : null) });
    const documents = [1, 2].map((sequence) => documentOf(invoiceOf(sequence)));
    expect(await many.connector.exportMany(documents, many.context)).toMatchObject([
      { status: 'unknown' },
      { status: 'unknown' },
    ]);
  });

  test('a token that is refused again, after new ones, makes exports wait; they are no refusals', async () => {
    const { connector, context, company } = await failing({ kind: 'expired' }, 'invoice', 2);
    expect(await connector.export(documentOf(invoiceOf(1)), context)).toMatchObject({
      status: 'retry',
      reason: expect.stringContaining('fault 3200'),
    });
    expect(company.tokens.refreshes()).toBe(1);
  });
});
