import { describe, expect, test } from 'vitest';
import { isBillingError } from '../../errors/billing-error.ts';
import { money } from '../../money/money.ts';
import { exampleDraft, exampleInvoice, exampleLine } from '../../testing/draft-fixture.ts';
import type { Invoice } from '../invoice.ts';
import { creditNote } from './credit-note.ts';
import type { CreditNoteRequest } from './credit-request.ts';

const euros = (amount: string) => money(amount, 'EUR');
const note = (
  invoice: Invoice,
  request: Partial<CreditNoteRequest> = {},
  earlier: readonly Invoice[] = [],
): Invoice =>
  creditNote(invoice, earlier, { id: `cn_${earlier.length + 1}`, reason: 'Not wanted', ...request });
const sums = ({ content: { totals } }: Invoice): string =>
  [totals.net, totals.tax, totals.total].map(({ amount }) => amount).join(' ');
const lines = ({ content }: Invoice): readonly string[] =>
  content.lines.map(
    ({ key, quantity, unitPrice, unit, amount }) =>
      `${key} ${quantity} ${unit} × ${unitPrice} = ${amount.amount}`,
  );

function refusal(run: () => unknown): {
  readonly code: string;
  readonly most?: string;
  readonly paths: readonly string[];
} {
  try {
    run();
  } catch (error) {
    if (isBillingError(error, 'INVOICE_AMOUNT'))
      return { code: error.code, most: error.details.most, paths: [] };
    if (isBillingError(error, 'CREDIT_NOTE_INVALID')) {
      return { code: error.code, paths: error.details.issues.map(({ path }) => path.join('.')) };
    }
    if (isBillingError(error)) return { code: error.code, paths: [] };
    throw error;
  }
  return { code: 'nothing', paths: [] };
}

const support = exampleLine('support', '120.00', { quantity: '10', unit: 'hour' });
const licence = exampleLine('licence', '50.00');

describe('R86: a credit note over the whole', () => {
  const invoice = exampleInvoice([support, licence]);

  test('has the lines and totals of its invoice, positive, and says what it corrects and why', () => {
    const whole = note(invoice, { note: 'Sorry' });
    expect(whole.content.lines).toEqual(invoice.content.lines);
    expect(whole.content.totals).toEqual(invoice.content.totals);
    expect(whole).toMatchObject({
      kind: 'credit-note',
      settlement: 'draft',
      issued: null,
      credits: { invoiceId: 'inv_1', invoiceNumber: 'INV-1', reason: 'Not wanted' },
    });
    expect(whole.credits?.lines[0]).toEqual({ key: 'manual:support', invoiceLineKey: 'manual:support' });
    expect(whole.content.note).toBe('Sorry');
  });

  test('takes a line of 0 back, too, once', () => {
    const covered = exampleInvoice([exampleLine('covered', '0')]);
    const whole = note(covered);
    expect(lines(whole)).toEqual(['manual:covered 1 lump × 0.00 = 0.00']);
    expect(refusal(() => note(covered, {}, [whole])).code).toBe('INVOICE_AMOUNT');
  });

  test('is not possible twice, unless the first note is void', () => {
    const whole = note(invoice);
    expect(refusal(() => note(invoice, {}, [whole]))).toMatchObject({ code: 'INVOICE_AMOUNT', most: '0.00' });
    expect(sums(note(invoice, {}, [{ ...whole, settlement: 'void' }]))).toBe('1250.00 237.50 1487.50');
  });
});

describe('R86: a credit note over parts', () => {
  const invoice = exampleInvoice([support, licence]);

  test('a whole line stands as on the invoice', () => {
    expect(lines(note(invoice, { lines: [{ lineKey: 'manual:licence' }] }))).toEqual([
      'manual:licence 1 lump × 50.00 = 50.00',
    ]);
  });

  test('a quantity stands with the price of the line', () => {
    const part = note(invoice, { lines: [{ lineKey: 'manual:support', quantity: '2.5' }] });
    expect(lines(part)).toEqual(['manual:support 2.5 hour × 120.00 = 300.00']);
    expect(sums(part)).toBe('300.00 57.00 357.00');
    const rest = note(invoice, { lines: [{ lineKey: 'manual:support' }] }, [part]);
    expect(lines(rest)).toEqual(['manual:support 7.5 hour × 120.00 = 900.00']);
  });

  test('an amount is a lump, and so is what is left after it', () => {
    const part = note(invoice, { lines: [{ lineKey: 'manual:support', amount: euros('100.00') }] });
    expect(lines(part)).toEqual(['manual:support 1 lump × 100.00 = 100.00']);
    expect(lines(note(invoice, { lines: [{ lineKey: 'manual:support' }] }, [part]))).toEqual([
      'manual:support 1 lump × 1100.00 = 1100.00',
    ]);
  });

  test('a quantity that does not multiply out is a lump that keeps its pieces for the text', () => {
    // 0.2083 h × 120.00 are 25.00; a third of the hours is 0.0694 h and 8.33, and the rest takes the residue.
    const odd = exampleInvoice([exampleLine('odd', '120.00', { quantity: '0.2083', unit: 'hour' })]);
    const parts: Invoice[] = [];
    for (const quantity of ['0.0694', '0.0694', '0.0695']) {
      parts.push(note(odd, { lines: [{ lineKey: 'manual:odd', quantity }] }, parts));
    }
    expect(parts.flatMap(lines)).toEqual([
      'manual:odd 0.0694 hour × 120.00 = 8.33',
      'manual:odd 0.0694 hour × 120.00 = 8.33',
      'manual:odd 0.0695 hour × 120.00 = 8.34',
    ]);
    // 3 × 0.005 are 0.02: two pieces take it, and nothing is left for the third.
    const fine = exampleInvoice([exampleLine('fine', '0.005', { quantity: '3', unit: 'piece' })]);
    const pieces: Invoice[] = [];
    for (let count = 0; count < 3; count += 1) {
      pieces.push(note(fine, { lines: [{ lineKey: 'manual:fine', quantity: '1' }] }, pieces));
    }
    expect(pieces.flatMap(lines)).toEqual([
      'manual:fine 1 piece × 0.005 = 0.01',
      'manual:fine 1 piece × 0.005 = 0.01',
      'manual:fine 1 lump × 0.00 = 0.00',
    ]);
    expect(pieces[2]?.content.lines[0]?.pieces).toBe('1');
  });

  test('an amount over the document is spread over its lines and taxes', () => {
    const part = note(invoice, { amount: euros('100.00') });
    expect(sums(part)).toBe('84.03 15.97 100.00');
    expect(lines(part)).toEqual([
      'manual:support 1 lump × 80.67 = 80.67',
      'manual:licence 1 lump × 3.36 = 3.36',
    ]);
    expect(sums(note(invoice, { amount: euros('1387.50') }, [part]))).toBe('1165.97 221.53 1387.50');
  });

  test('discounts of the invoice go along, as an amount on each line', () => {
    const discounted = exampleInvoice([support, licence], {
      discounts: [{ id: 'spring', description: 'Spring offer', percent: '10' }],
    });
    const part = note(discounted, { lines: [{ lineKey: 'manual:licence' }] });
    expect(part.content.discounts).toMatchObject([
      { description: 'Spring offer', amount: euros('5.00'), lineKey: 'manual:licence' },
    ]);
    expect(sums(part)).toBe('45.00 8.55 53.55');
  });

  test('prices that include tax are credited with it', () => {
    const gross = exampleInvoice([exampleLine('a', '119.00')], { pricesIncludeTax: true });
    expect(sums(note(gross, { lines: [{ lineKey: 'manual:a', amount: euros('11.90') }] }))).toBe(
      '10.00 1.90 11.90',
    );
  });

  test('coins: all notes together are rounded as one', () => {
    const swiss = exampleInvoice(
      [exampleLine('a', '9.35', { currency: 'CHF' }), exampleLine('b', '1.02', { currency: 'CHF' })],
      { currency: 'CHF', cashRounding: { step: '0.05' } },
    );
    expect(sums(swiss)).toBe('10.37 1.97 12.35');
    const first = note(swiss, { lines: [{ lineKey: 'manual:b' }] });
    const last = note(swiss, {}, [first]);
    expect([first, last].map(({ content }) => content.totals.total.amount)).toEqual(['1.20', '11.15']);
    expect(sums(note(swiss, { amount: money('5.00', 'CHF') }))).toBe('4.20 0.80 5.00');
    expect(refusal(() => note(swiss, { amount: money('5.01', 'CHF') })).paths).toEqual(['request.amount']);
  });
});

describe('R86: more than the invoice is refused, with what is left', () => {
  const invoice = exampleInvoice([support, licence]);
  const half = note(invoice, { lines: [{ lineKey: 'manual:licence', amount: euros('20.00') }] });
  const ofLine = (given: object) => () =>
    note(invoice, { lines: [{ lineKey: 'manual:licence', ...given }] }, [half]);

  test('of the document', () => {
    expect(refusal(() => note(invoice, { amount: euros('1463.71') }, [half]))).toMatchObject({
      code: 'INVOICE_AMOUNT',
      most: '1463.70',
    });
  });

  test('of a line', () => {
    expect(refusal(ofLine({ amount: euros('30.01') }))).toMatchObject({
      code: 'INVOICE_AMOUNT',
      most: '30.00',
    });
    expect(refusal(ofLine({ amount: euros('-1.00') }))).toMatchObject({
      code: 'INVOICE_AMOUNT',
      most: '30.00',
    });
    expect(refusal(ofLine({ amount: euros('30.00') })).code).toBe('nothing');
  });

  test('of a quantity', () => {
    const first = note(invoice, { lines: [{ lineKey: 'manual:support', quantity: '4' }] });
    const asked = (quantity: string) => () =>
      note(invoice, { lines: [{ lineKey: 'manual:support', quantity }] }, [first]);
    expect(refusal(asked('6.0001')).paths).toEqual(['request.lines.0.quantity']);
    expect(refusal(asked('-1')).paths).toEqual(['request.lines.0.quantity']);
    expect(refusal(asked('6')).code).toBe('nothing');
  });

  test('a rebate on the invoice limits what its other lines can give back', () => {
    const rebated = exampleInvoice([licence, exampleLine('rebate', '-20.00')]);
    expect(refusal(() => note(rebated, { lines: [{ lineKey: 'manual:licence' }] }))).toMatchObject({
      code: 'INVOICE_AMOUNT',
      most: '35.70',
    });
    expect(refusal(() => note(rebated, { lines: [{ lineKey: 'manual:rebate' }] })).code).toBe(
      'INVOICE_AMOUNT',
    );
    const whole = note(rebated);
    expect(lines(whole)).toEqual([
      'manual:licence 1 lump × 50.00 = 50.00',
      'manual:rebate -1 lump × 20.00 = -20.00',
    ]);
    expect(sums(whole)).toBe('30.00 5.70 35.70');
    expect(lines(note(rebated, { amount: euros('11.90') }))).toEqual([
      'manual:licence 1 lump × 16.67 = 16.67',
      'manual:rebate -1 lump × 6.67 = -6.67',
    ]);
  });
});

describe('a credit note is refused', () => {
  const invoice = exampleInvoice([support, licence]);

  test.each<[string, Partial<CreditNoteRequest>, string]>([
    ['for a line that is not there', { lines: [{ lineKey: 'x' }] }, 'request.lines.0.lineKey'],
    [
      'for a line twice',
      { lines: [{ lineKey: 'manual:licence' }, { lineKey: 'manual:licence' }] },
      'request.lines.1.lineKey',
    ],
    ['for no lines', { lines: [] }, 'request.lines'],
    [
      'for lines and an amount',
      { lines: [{ lineKey: 'manual:licence' }], amount: euros('1') },
      'request.amount',
    ],
    ['for an amount of 0', { amount: euros('0') }, 'request.amount'],
    ['for another currency', { amount: money('1', 'USD') }, 'request.amount'],
    ['without a reason', { reason: '' }, 'request.reason'],
    [
      'for a quantity of a lump',
      { lines: [{ lineKey: 'manual:licence', quantity: '1' }] },
      'request.lines.0.quantity',
    ],
    [
      'for a quantity of 0',
      { lines: [{ lineKey: 'manual:support', quantity: '0' }] },
      'request.lines.0.quantity',
    ],
    [
      'for a quantity and an amount',
      { lines: [{ lineKey: 'manual:support', quantity: '1', amount: euros('1') }] },
      'request.lines.0.amount',
    ],
  ])('%s', (_, request, path) => {
    expect(refusal(() => note(invoice, request))).toMatchObject({
      code: 'CREDIT_NOTE_INVALID',
      paths: [path],
    });
  });

  test('when a note before it is of another invoice, or has its id', () => {
    const other = note({ ...invoice, id: 'inv_2' });
    expect(refusal(() => note(invoice, {}, [other])).paths).toEqual(['earlier.0']);
    const first = note(invoice, { amount: euros('1.00') });
    expect(refusal(() => note(invoice, { id: 'cn_1' }, [first])).paths).toEqual(['earlier.0.id']);
    expect(refusal(() => note(invoice, {}, [first, first])).paths).toEqual(['earlier.1.id']);
  });

  test('R82: of a draft, a void invoice or another credit note', () => {
    for (const none of [
      exampleDraft([licence]),
      { ...invoice, settlement: 'void' as const },
      { ...note(invoice), settlement: 'issued' as const, issued: invoice.issued },
    ]) {
      expect(refusal(() => note(none)).code).toBe('INVOICE_STATE');
    }
  });
});
