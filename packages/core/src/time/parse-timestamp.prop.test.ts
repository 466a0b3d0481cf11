import { test } from 'vitest';
import { assertParsersAgree } from '../../test/support/parser-agreement.ts';

test('R2: the fast parser takes just what zod takes, and reads it as Date does (20,000 texts)', () => {
  assertParsersAgree(20_000);
});
