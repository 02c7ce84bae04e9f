/** A region and a city of the IANA database. Fixed offsets and abbreviations have no daylight-saving rules, so none is taken. */
const ZONE_SHAPE = /^(UTC|[A-Z][A-Za-z_]+(\/[A-Z][A-Za-z_+-]+){1,2})$/;

/** Zones already found to exist: asking the runtime takes longer than all else about a tenant. */
const known = new Set<string>();

export function isTimeZone(name: string): boolean {
  if (known.has(name)) {
    return true;
  }
  if (!ZONE_SHAPE.test(name)) {
    return false;
  }
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    known.add(name);
    return true;
  } catch {
    return false;
  }
}

/** Every zone that this runtime knows, for suggestions. */
export function timeZones(): readonly string[] {
  return ['UTC', ...Intl.supportedValuesOf('timeZone')];
}
