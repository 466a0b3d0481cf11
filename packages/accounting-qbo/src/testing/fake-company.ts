import type { FakeRow } from './fake-query.ts';

/** How the company of a fake is set up. */
export interface FakeCompanySetup {
  readonly country: string;
  readonly homeCurrency: string;
  readonly hasManyCurrencies: boolean;
  readonly takesNumbers: boolean;
  readonly findsTax: boolean;
  /** Credit memos are applied to open invoices without anybody. */
  readonly appliesCredits: boolean;
  /** Percent, by the name of the tax code. */
  readonly taxCodes: Readonly<Record<string, number>>;
}

/** What the company says of itself. */
export const companyInfo = ({ country }: FakeCompanySetup): FakeRow => ({
  Id: '1',
  SyncToken: '0',
  CompanyName: 'Fake Company',
  Country: country,
});

/** How the company is set up, as QuickBooks shows it. */
export const preferences = (setup: FakeCompanySetup): FakeRow => ({
  Id: '1',
  SyncToken: '0',
  CurrencyPrefs: {
    MultiCurrencyEnabled: setup.hasManyCurrencies,
    HomeCurrency: { value: setup.homeCurrency },
  },
  SalesFormsPrefs: { CustomTxnNumbers: setup.takesNumbers, AutoApplyCredit: setup.appliesCredits },
  TaxPrefs: { UsingSalesTax: true, PartnerTaxEnabled: setup.findsTax },
});

/**
 * The rate of a tax code in percent. In the US lines say only whether they are taxed; where QuickBooks does not find the
 * rate, it is that of the tax code of the document, and without one nothing.
 */
export function rateOf(
  { country, findsTax, taxCodes }: FakeCompanySetup,
  code: string,
  ofDocument: string | undefined,
  find: (code: string) => FakeRow | undefined,
): number | undefined {
  const rateBy = (own: string): number | undefined => {
    const row = find(own);
    return row === undefined ? undefined : taxCodes[String(row['Name'])];
  };
  if (country !== 'US') return rateBy(code);
  const taxed = ofDocument === undefined ? 0 : rateBy(ofDocument);
  return new Map([
    ['TAX', findsTax ? 8 : taxed],
    ['NON', 0],
  ]).get(code);
}
