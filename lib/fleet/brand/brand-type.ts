/** The types of file that a brand may hold. */
export type BrandType = 'png' | 'jpeg' | 'webp' | 'ico' | 'svg' | 'css' | 'woff2';

/** Types by the ending of the name, in lower case and without the dot. */
const TYPE_BY_ENDING: ReadonlyMap<string, BrandType> = new Map([
  ['png', 'png'],
  ['jpg', 'jpeg'],
  ['jpeg', 'jpeg'],
  ['webp', 'webp'],
  ['ico', 'ico'],
  ['svg', 'svg'],
  ['css', 'css'],
  ['woff2', 'woff2'],
]);

/** What the ending of a path promises, or undefined for an ending that no brand file has. */
export function brandTypeOf(path: string): BrandType | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const dot = name.lastIndexOf('.');
  return dot <= 0 ? undefined : TYPE_BY_ENDING.get(name.slice(dot + 1));
}

/** Every ending that a brand file may have, for messages. */
export const BRAND_ENDINGS: readonly string[] = [...TYPE_BY_ENDING.keys()].map((ending) => `.${ending}`);
