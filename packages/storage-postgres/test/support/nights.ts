/** Whether there is time for more than a sample. */
export const isNight = Number(process.env['FC_RUNS'] ?? 100) >= 1000;
