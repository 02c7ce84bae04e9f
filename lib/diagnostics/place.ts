/** Where a problem is. `line` and `column` count from 1; a place without them is the whole file or folder. */
export interface Place {
  readonly file: string;
  readonly line?: number;
  readonly column?: number;
}

/** `tenants/rally-north/tenant.yaml:4:7`, the form that editors and terminals turn into a link. */
export function placeText(place: Place): string {
  if (place.line === undefined) {
    return place.file;
  }
  return `${place.file}:${place.line}:${place.column ?? 1}`;
}

/** Orders by file, then line, then column, so that two runs print the same list. */
export function comparePlaces(a: Place, b: Place): number {
  if (a.file !== b.file) {
    return a.file < b.file ? -1 : 1;
  }
  return (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0);
}
