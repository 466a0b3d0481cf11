/** How long to wait at first and at most, in milliseconds: who gave way can go on soon, a server takes longer. */
const pauses = { conflict: { first: 2, most: 100 }, lost: { first: 10, most: 500 } };

/** Waits before the next attempt, longer each time, and not as long as others that wait. */
export async function pauseBefore(attempt: number, kind: keyof typeof pauses): Promise<void> {
  const { first, most } = pauses[kind];
  const longest = Math.min(most, first * 2 ** attempt);
  await new Promise<void>((resolve) => {
    setTimeout(resolve, Math.random() * longest);
  });
}
