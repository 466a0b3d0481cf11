import { createHmac, timingSafeEqual } from 'node:crypto';

/**
 * Whether a signature in base64 is the HMAC-SHA256 of the bytes. It is compared as bytes, in a time that does not tell
 * where they differ.
 */
export function isSignedBy(body: Uint8Array, secret: string, signature: string | undefined): boolean {
  if (secret === '' || signature === undefined) return false;
  const wanted = createHmac('sha256', secret).update(body).digest();
  const given = Buffer.from(signature, 'base64');
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}
