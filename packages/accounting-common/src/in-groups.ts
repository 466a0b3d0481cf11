/** A list in groups of at most so many. */
export function inGroups<Value>(values: readonly Value[], size: number): readonly (readonly Value[])[] {
  const groups: (readonly Value[])[] = [];
  for (let start = 0; start < values.length; start += size) groups.push(values.slice(start, start + size));
  return groups;
}
