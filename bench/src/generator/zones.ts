/** A time zone of the generated company, with what is written down of it so that no tz release changes the work. */
export interface GeneratedZone {
  readonly zone: string;
  /** Minutes east of UTC that its timestamps are written with. */
  readonly offsetMinutes: number;
  /** Instants of 2023 to 2025 at which its clocks change. */
  readonly clockChanges: readonly string[];
}

const europe = [
  '2023-03-26T01:00Z',
  '2023-10-29T01:00Z',
  '2024-03-31T01:00Z',
  '2024-10-27T01:00Z',
  '2025-03-30T01:00Z',
  '2025-10-26T01:00Z',
];

export const generatedZones: readonly GeneratedZone[] = [
  { zone: 'Europe/Berlin', offsetMinutes: 60, clockChanges: europe },
  { zone: 'Europe/London', offsetMinutes: 0, clockChanges: europe },
  {
    zone: 'Africa/Casablanca',
    offsetMinutes: 60,
    clockChanges: ['2023-03-19T02:00Z', '2023-04-23T02:00Z', '2024-03-10T02:00Z', '2024-04-14T02:00Z'],
  },
  {
    zone: 'America/New_York',
    offsetMinutes: -300,
    clockChanges: ['2023-03-12T07:00Z', '2023-11-05T06:00Z', '2024-03-10T07:00Z', '2025-11-02T06:00Z'],
  },
  {
    zone: 'America/Los_Angeles',
    offsetMinutes: -480,
    clockChanges: ['2023-03-12T10:00Z', '2023-11-05T09:00Z', '2024-11-03T09:00Z', '2025-03-09T10:00Z'],
  },
  {
    zone: 'America/St_Johns',
    offsetMinutes: -210,
    clockChanges: ['2023-03-12T05:30Z', '2023-11-05T04:30Z', '2024-03-10T05:30Z', '2024-11-03T04:30Z'],
  },
  {
    zone: 'America/Santiago',
    offsetMinutes: -240,
    clockChanges: ['2023-04-02T03:00Z', '2023-09-03T04:00Z', '2024-04-07T03:00Z', '2025-09-07T04:00Z'],
  },
  { zone: 'America/Sao_Paulo', offsetMinutes: -180, clockChanges: [] },
  { zone: 'Asia/Kolkata', offsetMinutes: 330, clockChanges: [] },
  { zone: 'Asia/Tokyo', offsetMinutes: 540, clockChanges: [] },
  {
    zone: 'Australia/Lord_Howe',
    offsetMinutes: 630,
    clockChanges: ['2023-04-01T15:00Z', '2023-09-30T15:30Z', '2024-04-06T15:00Z', '2025-10-04T15:30Z'],
  },
  {
    zone: 'Australia/Sydney',
    offsetMinutes: 600,
    clockChanges: ['2023-04-01T16:00Z', '2023-09-30T16:00Z', '2024-10-05T16:00Z', '2025-04-05T16:00Z'],
  },
];
