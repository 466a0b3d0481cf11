/**
 * What people read of an error that is not ours: addresses may be signed, so nothing is left of them but where they are, and
 * nothing of what somebody identified himself with.
 */
export function reasonOfCaller(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text
    .replaceAll(/\/\/[^\s/@]*@/g, '//')
    .replaceAll(/(?<=\S)[?#][^\s"'<>]+/g, '?…')
    .replaceAll(/\b(Bearer|Basic)\s+[\w.~+/=-]+/gi, '$1 …')
    .slice(0, 1000);
}
