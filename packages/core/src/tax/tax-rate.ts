import { BillingError } from '../errors/billing-error.ts';
import { inputError } from '../errors/parse-input.ts';
import { toCommonScale } from '../money/common-scale.ts';
import { decimal } from '../money/decimal.ts';
import type { TaxCode } from './tax-code.ts';

/** A tax code with its percent as a whole number: `units` / `hundredPercent` of the net amount. */
export interface TaxRate {
  readonly code: TaxCode;
  readonly units: bigint;
}

/** The taxes of one calculation, all on one scale. */
export interface TaxRates {
  readonly byId: ReadonlyMap<string, TaxRate>;
  readonly hundredPercent: bigint;
}

/**
 * Brings tax codes to one scale.
 *
 * @throws BillingError `TOTALS_INVALID` when two have the same id.
 */
export function readTaxRates(taxCodes: readonly TaxCode[]): TaxRates {
  const byId = new Map<string, TaxRate>();
  const { units, scale } = toCommonScale(taxCodes.map(({ percent }) => decimal(percent)));
  for (const [index, code] of taxCodes.entries()) {
    if (byId.has(code.id)) throw twice(['taxCodes', index], code.id);
    byId.set(code.id, { code, units: units[index] ?? 0n });
  }
  return { byId, hundredPercent: 10n ** BigInt(scale + 2) };
}

/**
 * The rates that one line names.
 *
 * @throws BillingError `TAX_CODE_UNKNOWN` when a code is not among the rates.
 * @throws BillingError `TOTALS_INVALID` when the line names a code twice.
 */
export function ratesOfLine(
  taxCodes: readonly string[],
  { byId }: TaxRates,
  line: number,
): readonly TaxRate[] {
  return taxCodes.map((taxCode, index) => {
    const rate = byId.get(taxCode);
    if (rate === undefined) throw new BillingError('TAX_CODE_UNKNOWN', { taxCode, known: [...byId.keys()] });
    if (taxCodes.indexOf(taxCode) !== index) throw twice(['lines', line, 'taxCodes', index], taxCode);
    return rate;
  });
}

const twice = (path: readonly (string | number)[], id: string): BillingError =>
  inputError('TOTALS_INVALID', [{ path, message: `the tax code "${id}" stands here twice` }]);
