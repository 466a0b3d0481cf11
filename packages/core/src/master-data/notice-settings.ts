import { z } from 'zod';

/** The notices that can be mailed. */
export const noticeKinds = [
  'contract-expiring',
  'contract-renewed',
  'quota-warning',
  'prepaid-low',
  'prepaid-refilled',
] as const;

/** The kind of a notice. */
export type NoticeKind = (typeof noticeKinds)[number];

/** `customer`: the billing contact of the customer. `seller`: the seller's own address. */
export type NoticeAudience = 'customer' | 'seller';

/** To whom each notice is mailed. */
export type NoticeSettings = Readonly<Record<NoticeKind, readonly NoticeAudience[]>>;

/** {@link NoticeSettings} as they are written down: what is left out is mailed to nobody. */
export type NoticeSettingsInput = {
  readonly [Kind in NoticeKind]?: readonly NoticeAudience[] | undefined;
};

const audiences = z
  .array(z.enum(['customer', 'seller']))
  .max(2)
  .refine((all) => new Set(all).size === all.length, 'names one twice')
  .readonly()
  .default([]);

export const noticeSettingsSchema: z.ZodType<NoticeSettings, NoticeSettingsInput> = z.strictObject({
  'contract-expiring': audiences,
  'contract-renewed': audiences,
  'quota-warning': audiences,
  'prepaid-low': audiences,
  'prepaid-refilled': audiences,
});
