/** Operations whose examples we have no reader for, since we never call them, by why we do not. */
const reasons: Readonly<Record<string, string>> = {
  'updateOrCreateContacts updateContact': 'contacts are created, and not touched any more',
  'getContact getContactByContactNumber': 'contacts are asked for many at once',
  'updateOrCreateItems updateItem getItem': 'items are created when that is wanted, and listed together',
  'createAccount updateAccount deleteAccount getAccount': 'accounts are listed, and never made by us',
  'createTaxRates updateTaxRate getTaxRateByTaxType': 'tax types are mapped, and never made by us',
  'getOrganisationActions getOrganisationCISSettings getContactCISSettings':
    'rights show in what is refused, and the construction scheme of the UK is not for what we bill',
  'getPayment getPayments createPayment createPayments deletePayment':
    'payments are entered in Xero, and come with the invoices and credit notes that they pay',
  'getOverpayment getOverpayments createOverpaymentAllocations deleteOverpaymentAllocations':
    'overpayments are applied in Xero, and come with the invoices that they pay',
  'getPrepayment getPrepayments createPrepaymentAllocations deletePrepaymentAllocations':
    'prepayments are applied in Xero, and come with the invoices that they pay',
  'getInvoiceHistory getCreditNoteHistory getContactHistory getItemHistory getPaymentHistory getOverpaymentHistory getPrepaymentHistory':
    'notes are written and never read',
  'createContactHistory createItemHistory createPaymentHistory createOverpaymentHistory createPrepaymentHistory':
    'notes are of invoices and credit notes',
  'getInvoiceAttachments getCreditNoteAttachments getContactAttachments getAccountAttachments':
    'files are sent and never fetched',
  'updateInvoiceAttachmentByFileName updateCreditNoteAttachmentByFileName':
    'a file that is sent takes the place of one with the same name',
  'createContactAttachmentByFileName updateContactAttachmentByFileName createAccountAttachmentByFileName updateAccountAttachmentByFileName':
    'files are of invoices and credit notes',
  getOnlineInvoice: 'links for payers are those of Billwright',
};

/** Why we never call an operation, by its name. */
export const neverCalled: ReadonlyMap<string, string> = new Map(
  Object.entries(reasons).flatMap(([names, reason]) =>
    names.split(' ').map((name): [string, string] => [name, reason]),
  ),
);

/** What is wrong with the tables for the examples that there are: those that nobody tells of, and told ones that are not there. */
export function untold(
  examples: readonly { readonly name: string; readonly operationId: string }[],
  read: ReadonlySet<string>,
): readonly string[] {
  const known = new Set(examples.flatMap(({ name, operationId }) => [name, operationId]));
  return [
    ...examples
      .filter(({ name, operationId }) => !read.has(name) && !neverCalled.has(operationId))
      .map(({ name }) => `nobody tells of ${name}`),
    ...[...read, ...neverCalled.keys()]
      .filter((name) => !known.has(name))
      .map((name) => `there is no ${name}`),
  ];
}
