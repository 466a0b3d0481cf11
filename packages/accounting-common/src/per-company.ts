/** What all calls of a connector to one company share: made for each company once. */
export function perCompany<Shared>(make: () => Shared): (companyId: string) => Shared {
  const made = new Map<string, Shared>();
  return (companyId) => {
    const shared = made.get(companyId) ?? make();
    made.set(companyId, shared);
    return shared;
  };
}
