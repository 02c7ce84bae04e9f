/** Whether a parsed value is an object with named members, rather than a list, a scalar or nothing. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A member of `record` that is its own and not inherited, so that no input can name `constructor` and find one. */
export function memberOf(record: Readonly<Record<string, unknown>>, name: string): unknown {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}
