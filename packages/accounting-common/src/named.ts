/** An id in QuickBooks, or why there is none. */
export type Named = { readonly id: string } | { readonly error: Error };
