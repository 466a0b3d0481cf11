/**
 * Does something for each of many, one by one. One that fails stops no other; what failed is thrown at the end.
 *
 * @param does tells whether anything was done
 * @returns of how many
 */
export async function eachApart<Value>(
  values: Iterable<Value> | AsyncIterable<Value>,
  does: (value: Value) => Promise<boolean>,
): Promise<number> {
  const faults: unknown[] = [];
  let done = 0;
  for await (const value of values) {
    try {
      if (await does(value)) done += 1;
    } catch (error) {
      faults.push(error);
    }
  }
  const [first] = faults;
  if (faults.length === 1) throw first;
  if (first !== undefined)
    throw new AggregateError(faults, `${faults.length} failed, the first: ${messageOf(first)}`);
  return done;
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
