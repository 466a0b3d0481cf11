/** A postal address. What a country does not have is `null`. */
export interface PostalAddress {
  /** Street, house, floor: one to four lines. */
  readonly lines: readonly string[];
  readonly postalCode: string | null;
  readonly city: string | null;
  /** State, province or county. */
  readonly region: string | null;
  /** ISO 3166-1 alpha-2, for example "DE". */
  readonly country: string;
}

/** A number under which a party is known to an authority. */
export interface TaxId {
  /** What kind of number it is, for example "vat", "gst", "ein", "siret". */
  readonly scheme: string;
  readonly id: string;
}

/** The seller or the buyer, as an invoice names them: a copy that no later change of master data moves. */
export interface Party {
  readonly name: string;
  readonly address: PostalAddress | null;
  readonly taxIds: readonly TaxId[];
  readonly email: string | null;
  /** The person or department that the invoice is meant for. */
  readonly contact: string | null;
  /** What the other side calls this party, for example a supplier or customer number. */
  readonly reference: string | null;
}

/** The account that an invoice asks to be paid to. */
export interface BankAccount {
  readonly holder: string | null;
  readonly bank: string | null;
  /** An IBAN, or the number that the country uses. */
  readonly account: string;
  /** A BIC, sort code or routing number. */
  readonly routing: string | null;
}
