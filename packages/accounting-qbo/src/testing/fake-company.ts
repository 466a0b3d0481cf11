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

/** The rate of a tax code in percent. In the US lines say only whether they are taxed. */
export function rateOf(
  { country, findsTax, taxCodes }: FakeCompanySetup,
  code: string,
  taxCode: FakeRow | undefined,
): number | undefined {
  if (country === 'US') return { TAX: findsTax ? 8 : 0, NON: 0 }[code];
  return taxCode === undefined ? undefined : taxCodes[String(taxCode['Name'])];
}
