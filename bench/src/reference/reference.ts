// The slow and obvious rater belongs to core's tests and is not published: this file alone reaches for it.
// oxlint-disable-next-line no-restricted-imports
export { referenceRater } from '../../../packages/core/test/reference/reference-rater.ts';
// oxlint-disable-next-line no-restricted-imports
export type {
  ReferenceCharge,
  ReferenceResult,
} from '../../../packages/core/test/reference/reference-result.ts';
