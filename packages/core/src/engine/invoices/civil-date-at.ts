import { type CivilDate, civilDateOf } from '../../time/civil-date.ts';
import { type Instant, instantToSeconds } from '../../time/instant.ts';
import { localDayOf } from '../../time/wall-clock.ts';
import { type ZoneId, zoneTable } from '../../time/zone.ts';

/** The civil date of an instant in a zone. */
export const civilDateAt = (at: Instant, zone: ZoneId): CivilDate =>
  civilDateOf(localDayOf(instantToSeconds(at), zoneTable(zone)));
