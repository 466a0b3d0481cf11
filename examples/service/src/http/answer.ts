/** What a call is answered with: one value, or lines that come one after the other. */
export type Answer =
  | { readonly status: number; readonly body: unknown }
  | { readonly status: number; readonly lines: AsyncIterable<unknown> };

export const ok = (body: unknown): Answer => ({ status: 200, body });

export const created = (body: unknown): Answer => ({ status: 201, body });
