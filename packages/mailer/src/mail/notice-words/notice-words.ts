/** What a notice says to whom reads it. */
export interface NoticeText {
  readonly heading: string;
  readonly intro: string;
}

/** What a sentence of a notice names. */
export interface Named {
  /** `null`: the customer reads it. */
  readonly customer: string | null;
  /** The contract, the allowance or the account. */
  readonly id: string;
}

/** What notices say in one language. */
export interface NoticeWords {
  readonly facts: {
    readonly customer: string;
    readonly contract: string;
    readonly successor: string;
    readonly starts: string;
    readonly lastDay: string;
    readonly allowance: string;
    readonly period: string;
    readonly limit: string;
    readonly used: string;
    readonly left: string;
    readonly account: string;
    readonly balance: string;
    readonly threshold: string;
    readonly topUp: string;
    readonly price: string;
    readonly added: string;
    readonly usableUntil: string;
  };
  readonly incidents: (count: string) => string;
  /** In place of a number that an invoice does not have yet. */
  readonly draft: string;
  readonly texts: {
    readonly 'contract-expiring': (
      named: Named & { readonly days: number; readonly on: string },
    ) => NoticeText;
    readonly 'contract-renewed': (named: Named & { readonly on: string }) => NoticeText;
    readonly 'quota-warning': (named: Named & { readonly percent: string }) => NoticeText;
    readonly 'prepaid-low': (named: Named & { readonly isDraft: boolean }) => NoticeText;
    readonly 'prepaid-refilled': (named: Named) => NoticeText;
  };
}
