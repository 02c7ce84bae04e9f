/** A region and a city of the IANA database. Fixed offsets and abbreviations have no daylight-saving rules, so none is taken. */
const ZONE_SHAPE = /^(UTC|[A-Z][A-Za-z_]+(\/[A-Z][A-Za-z_+-]+){1,2})$/;

export function isTimeZone(name: string): boolean {
  if (!ZONE_SHAPE.test(name)) {
    return false;
  }
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** Every zone that this runtime knows, for suggestions. */
export function timeZones(): readonly string[] {
  return ['UTC', ...Intl.supportedValuesOf('timeZone')];
}
