import type { CatalogueEntry } from './catalogue-entry';

/** Problems of the files under `tenants/<id>/brand/`, which viewers' browsers load. */
export const BRAND_CODES = {
  'BRAND-001': {
    title: 'A brand file is missing',
    meaning: 'The path is that of no file in the brand folder of the tenant.',
  },
  'BRAND-002': {
    title: 'A path leaves the brand folder',
    meaning:
      'Paths begin with `brand/`, use forward slashes, and never `..`, so that a tenant can only show what lies in its own folder.',
  },
  'BRAND-003': {
    title: 'A link in the brand folder',
    meaning:
      'Symbolic links are never followed, because a link can lead to files of another tenant or of the machine. Replace it with the file itself.',
  },
  'BRAND-004': {
    title: 'Something other than a file in the brand folder',
    meaning: 'The brand folder holds files and folders only; this is a socket, a device or the like.',
  },
  'BRAND-005': {
    title: 'A brand file could not be read',
    meaning: 'The operating system refused to read it, for the reason shown.',
  },
  'BRAND-006': {
    title: 'A brand file is too large',
    meaning:
      'One brand file may have at most 512 KiB. It is loaded by every viewer, often on a mobile network.',
  },
  'BRAND-007': {
    title: 'The brand folder is too large',
    meaning: 'All files of the brand folder together may have at most 2 MiB.',
  },
  'BRAND-008': {
    title: 'Too many brand files',
    meaning: 'The brand folder may hold at most 50 files. Files beyond the limit were not read.',
  },
  'BRAND-009': {
    title: 'A hidden brand file',
    meaning:
      'A name that begins with a dot is left by a tool or hides something. It would be published with the rest.',
  },
  'BRAND-010': {
    title: 'The name of a brand file is not allowed',
    meaning:
      'Names consist of letters, digits, dots, hyphens and underscores, and the whole path of at most 200 characters, because they become part of URLs and object keys.',
  },
  'BRAND-011': {
    title: 'A brand file of an unknown type',
    meaning:
      'The brand folder takes .png, .jpg, .jpeg, .webp, .ico, .svg, .css and .woff2, each in lower case.',
  },
  'BRAND-012': {
    title: 'A brand file is of another type than its name says',
    meaning:
      'The first bytes are not those of the type that the name promises. A browser that guesses the type could run what should have been shown.',
  },
  'BRAND-013': {
    title: 'A brand file of the wrong type for its use',
    meaning: 'A logo is an SVG, PNG, WebP or JPEG, a favicon an SVG, PNG or ICO, and a theme a style sheet.',
  },
  'BRAND-014': {
    title: 'A text file of the brand is not UTF-8',
    meaning: 'SVG files and style sheets are UTF-8. The place shown is that of the first byte that is not.',
  },
  'BRAND-020': {
    title: 'An SVG is malformed',
    meaning:
      'The file is not well-formed XML with an `svg` element of the SVG namespace at its root. Only the first such problem of a file is reported.',
  },
  'BRAND-021': {
    title: 'An SVG contains script',
    meaning: 'A logo that runs script could act for the viewer who sees it. Remove the element.',
  },
  'BRAND-022': {
    title: 'An SVG contains foreignObject',
    meaning:
      '`foreignObject` embeds HTML, and with it everything that HTML can do. Export the drawing as plain SVG.',
  },
  'BRAND-023': {
    title: 'An SVG contains an element that is not allowed',
    meaning:
      'Only elements that draw are allowed. Links, images, animation and the private elements of drawing programs are not; most programs can export plain SVG without them.',
  },
  'BRAND-024': {
    title: 'An SVG contains an event handler',
    meaning: 'Attributes whose names begin with `on` run script.',
  },
  'BRAND-025': {
    title: 'An SVG refers to something outside itself',
    meaning:
      '`href` and `url()` may only name an element of the same file, as in `#shape`. Anything else would load from, or tell, another host.',
  },
  'BRAND-026': {
    title: 'An SVG contains a DOCTYPE',
    meaning:
      'A document type can define entities, which load files or expand without end. Remove it; SVG needs none.',
  },
  'BRAND-027': {
    title: 'An SVG contains a processing instruction',
    meaning:
      'A processing instruction such as `<?xml-stylesheet?>` can load a style sheet. Only the XML declaration is allowed.',
  },
  'BRAND-028': {
    title: 'An SVG contains an attribute that is not allowed',
    meaning:
      'Attributes of other namespaces are allowed only where they are known to be harmless (`xlink:href`, `xml:space`, `xml:lang`), since `xml:base` and others change where references lead.',
  },
  'BRAND-029': {
    title: 'An SVG nests too deeply',
    meaning:
      'Elements lie more than 100 levels deep in each other. No drawing needs as many, and browsers take long over them.',
  },
  'BRAND-030': {
    title: 'A style sheet imports another',
    meaning: '`@import` loads a style sheet that nobody has reviewed. Write the rules into this file.',
  },
  'BRAND-031': {
    title: 'A style sheet refers to something outside the brand folder',
    meaning:
      '`url()` may hold a file of the brand folder, relative to the style sheet and without `..`, or a PNG, JPEG or WebP image as base64 `data:`. Comments are read like the rest.',
  },
  'BRAND-032': {
    title: 'A style sheet contains a backslash or a control character',
    meaning:
      'Escapes can spell `url` or `@import` so that a reviewer does not see it. Write the characters themselves.',
  },
  'BRAND-033': {
    title: 'A style sheet calls a function that is not allowed',
    meaning:
      '`expression()` runs script in old browsers; `image()`, `image-set()` and `src()` load files without `url()`.',
  },
} satisfies Record<`BRAND-${number}`, CatalogueEntry>;
