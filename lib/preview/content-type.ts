/** What objects are published as, by the ending of their key. */
const CONTENT_TYPES: ReadonlyMap<string, string> = new Map([
  ['css', 'text/css; charset=utf-8'],
  ['html', 'text/html; charset=utf-8'],
  ['ico', 'image/x-icon'],
  ['jpeg', 'image/jpeg'],
  ['jpg', 'image/jpeg'],
  ['js', 'text/javascript; charset=utf-8'],
  ['json', 'application/json; charset=utf-8'],
  ['png', 'image/png'],
  ['svg', 'image/svg+xml'],
  ['webp', 'image/webp'],
  ['woff2', 'font/woff2'],
]);

/** Of a key or a file. What has no known ending is bytes, which no browser shows or runs. */
export function contentTypeOf(key: string): string {
  return CONTENT_TYPES.get(key.slice(key.lastIndexOf('.') + 1).toLowerCase()) ?? 'application/octet-stream';
}
