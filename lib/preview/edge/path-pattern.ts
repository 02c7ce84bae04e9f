const SPECIAL = /[.+^${}()|[\]\\]/g;

/**
 * Whether a path is one of a behaviour's: `*` stands for any characters, `?` for exactly one, and case counts. A pattern
 * without a slash in front means the same as with one.
 */
export function matchesPath(pattern: string, path: string): boolean {
  const written = pattern === '*' || pattern.startsWith('/') ? pattern : `/${pattern}`;
  const expression = written.replace(SPECIAL, '\\$&').replace(/\*+/g, '.*').replace(/\?/g, '.');
  return new RegExp(`^${expression}$`, 's').test(path);
}

/** The path as a distribution compares it: dot segments resolved, as RFC 3986 says. Undefined when it is no path. */
export function comparablePath(path: string): string | undefined {
  const url = `http://viewer${path}`;
  return path.startsWith('/') && URL.canParse(url) ? new URL(url).pathname : undefined;
}
