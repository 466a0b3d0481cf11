const minutes = [1, 5, 15];

/** How long to wait after so many attempts: 1, 5, 15 minutes, then an hour each. */
export const backOffSeconds = (attempts: number): number => (minutes[attempts - 1] ?? 60) * 60;
