import { test } from 'vitest';
import { assertParsersAgree } from '../../test/support/parser-agreement.ts';

test('R2: the fast parser takes just what zod takes, and reads it as Date does (2,000,000 texts)', () => {
  assertParsersAgree(2_000_000);
});
