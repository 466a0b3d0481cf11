/** Starts a stopwatch; each call tells the time since the one before it, as `0.13 s`. */
export function startStopwatch(): () => string {
  let startedAt = performance.now();
  return () => {
    const now = performance.now();
    const seconds = (now - startedAt) / 1000;
    startedAt = now;
    return `${seconds.toFixed(2)} s`;
  };
}
