import type { InputIssue } from '../errors/input-issue.ts';
import { fromMinorUnits, toMinorUnits } from '../money/minor-units.ts';
import { isNegative, isZero, type Money } from '../money/money.ts';
import type { Invoice, InvoiceContent } from './invoice.ts';

type Path = InputIssue['path'];

/** What of an invoice does not hold together, with the path to it: currencies, sums, links. */
export function invoiceFaults(invoice: Invoice): readonly InputIssue[] {
  const currencies = faultsOfCurrency(invoice, invoice.content.currency, []);
  // Sums over several currencies say nothing.
  if (currencies.length > 0) return currencies;
  return [...faultsOfLines(invoice.content), ...faultsOfTotals(invoice.content), ...faultsOfState(invoice)];
}

/** Every amount of money in it, however deep, is in its currency. */
function faultsOfCurrency(value: unknown, currency: string, path: Path): readonly InputIssue[] {
  if (typeof value !== 'object' || value === null) return [];
  const faults: InputIssue[] = [];
  for (const [name, inner] of Object.entries(value)) {
    const step = Array.isArray(value) ? Number(name) : name;
    if (name === 'currency' && inner !== currency) {
      faults.push({ path: [...path, step], message: `is not ${currency}, the currency of the invoice` });
    }
    faults.push(...faultsOfCurrency(inner, currency, [...path, step]));
  }
  return faults;
}

/** Each line stands in the totals in its place, with its amount, its taxes and parts that add up. */
function faultsOfLines({ lines, totals, pricesIncludeTax }: InvoiceContent): readonly InputIssue[] {
  const faults: InputIssue[] = [];
  const keys = lines.map(({ key }) => key);
  const listed = totals.lines.map(({ key }) => key);
  if (keys.join('\0') !== listed.join('\0')) {
    faults.push({
      path: ['content', 'totals', 'lines'],
      message: 'are not the lines of the invoice, in their order',
    });
    return faults;
  }
  for (const [index, line] of lines.entries()) {
    const total = totals.lines[index];
    if (total === undefined) continue;
    if (keys.indexOf(line.key) !== index) {
      faults.push({ path: ['content', 'lines', index, 'key'], message: `"${line.key}" stands here twice` });
    }
    const path: Path = ['content', 'totals', 'lines', index];
    if (total.taxes.map(({ taxCode }) => taxCode).join('\0') !== line.taxCodes.join('\0')) {
      faults.push({ path: [...path, 'taxes'], message: 'are not the taxes of the line' });
    }
    const gross = unitsOf([total.net, ...total.taxes.map(({ amount }) => amount)]);
    const left = unitsOf([total.amount]) - unitsOf([total.discount]);
    faults.push(
      ...faultOfSum([...path, 'amount'], total.amount, unitsOf([line.amount])),
      ...faultOfSum([...path, 'gross'], total.gross, gross),
      ...faultOfSum(
        [...path, pricesIncludeTax ? 'gross' : 'net'],
        pricesIncludeTax ? total.gross : total.net,
        left,
      ),
    );
  }
  return faults;
}

/** The totals are the sums of their parts. */
function faultsOfTotals(content: InvoiceContent): readonly InputIssue[] {
  const { totals, taxCodes, cashRounding } = content;
  const faults: InputIssue[] = [
    ...faultOfSum(at('subtotal'), totals.subtotal, unitsOf(totals.lines.map(({ amount }) => amount))),
    ...faultOfSum(at('discount'), totals.discount, unitsOf(totals.lines.map(({ discount }) => discount))),
    ...faultOfSum(at('discount'), totals.discount, unitsOf(totals.discounts.map(({ amount }) => amount))),
    ...faultOfSum(at('net'), totals.net, unitsOf(totals.lines.map(({ net }) => net))),
    ...faultOfSum(at('tax'), totals.tax, unitsOf(totals.taxes.map(({ amount }) => amount))),
    ...faultOfSum(at('total'), totals.total, unitsOf([totals.net, totals.tax, totals.rounding])),
  ];
  const discounts = content.discounts.map(({ id }) => id);
  if (discounts.join('\0') !== totals.discounts.map(({ id }) => id).join('\0')) {
    faults.push({ path: at('discounts'), message: 'are not the discounts of the invoice, in their order' });
  }
  const borne = new Set(totals.lines.flatMap(({ taxes }) => taxes.map(({ taxCode }) => taxCode)));
  const told = totals.taxes.map(({ taxCode }) => taxCode);
  if (
    new Set(told).size !== told.length ||
    borne.size !== told.length ||
    told.some((code) => !borne.has(code))
  ) {
    faults.push({ path: at('taxes'), message: 'are not the taxes of the lines, each once' });
  }
  for (const [index, { taxCode, base, amount }] of totals.taxes.entries()) {
    const bearing = totals.lines.filter(({ taxes }) => taxes.some((tax) => tax.taxCode === taxCode));
    const own = bearing.flatMap(({ taxes }) => taxes.filter((tax) => tax.taxCode === taxCode));
    faults.push(
      ...faultOfSum(at('taxes', index, 'base'), base, unitsOf(bearing.map(({ net }) => net))),
      ...faultOfSum(at('taxes', index, 'amount'), amount, unitsOf(own.map((tax) => tax.amount))),
    );
    if (!taxCodes.some(({ id }) => id === taxCode)) {
      faults.push({
        path: at('taxes', index, 'taxCode'),
        message: `"${taxCode}" is not among the tax codes`,
      });
    }
  }
  if (cashRounding === null && !isZero(totals.rounding)) {
    faults.push({ path: at('rounding'), message: 'must be 0: the invoice is not rounded to coins' });
  }
  return faults;
}

/** What is not a draft has a number and no total below 0; only credit notes credit, and only lines that they have. */
function faultsOfState({ kind, settlement, issued, credits, content }: Invoice): readonly InputIssue[] {
  const faults: InputIssue[] = [];
  if (settlement !== 'draft' && issued === null) {
    faults.push({ path: ['issued'], message: `is missing: an invoice that is ${settlement} has a number` });
  }
  if (settlement !== 'draft' && isNegative(content.totals.total)) {
    faults.push({
      path: ['content', 'totals', 'total'],
      message: 'is below 0: such an invoice is never issued',
    });
  }
  if (kind === 'invoice' && credits !== null) {
    faults.push({ path: ['credits'], message: 'is for credit notes' });
  }
  const keys = new Set(content.lines.map(({ key }) => key));
  for (const [index, { key }] of (credits?.lines ?? []).entries()) {
    if (!keys.has(key)) {
      faults.push({
        path: ['credits', 'lines', index, 'key'],
        message: `"${key}" is not a line of the note`,
      });
    }
  }
  return faults;
}

const at = (...steps: Path): Path => ['content', 'totals', ...steps];

const unitsOf = (amounts: readonly Money[]): bigint =>
  amounts.reduce((sum, amount) => sum + toMinorUnits(amount), 0n);

function faultOfSum(path: Path, told: Money, units: bigint): readonly InputIssue[] {
  if (toMinorUnits(told) === units) return [];
  const expected = fromMinorUnits(units, told.currency).amount;
  return [{ path, message: `is ${told.amount}, its parts come to ${expected}` }];
}
