import { SVG_DEPTH_MAX } from '../limits';
import { ALLOWED_ELEMENTS, SVG_NAMESPACE } from './svg-names';

/**
 * Whether an SVG is so plain that it has no fault: elements that only draw, in one namespace, with attributes that refer
 * to nothing, and text. That is what most logos are, and it is seen several times faster than by reading all of XML.
 * Of anything else this says nothing: it may be fine as well.
 */
export function isPlainSvg(text: string): boolean {
  if (!PLAIN_CHARACTERS.test(text)) {
    return false;
  }
  const open: string[] = [];
  let at = 0;
  do {
    TAG.lastIndex = at;
    const tag = TAG.exec(text);
    if (tag === null) {
      return false;
    }
    const [whole, closed, opened = '', attributes = '', end] = tag;
    const isSound =
      closed === undefined
        ? isDrawing(opened, attributes, open.length)
        : open.pop() === closed && end === '>';
    if (!isSound) {
      return false;
    }
    if (closed === undefined && end === '>') {
      open.push(opened);
    }
    at += whole.length;
    // Around the outermost element there may be white space and no text.
    const between = open.length > 0 ? TEXT : WHITE_SPACE;
    between.lastIndex = at;
    at += between.exec(text)?.[0].length ?? 0;
  } while (open.length > 0);
  return at === text.length;
}

/** No control characters but line feeds, and no surrogates, so that every character is one of XML. */
const PLAIN_CHARACTERS = /^[\n\x20-\x7e\xa1-\ud7ff]*$/;

/** The end of an element, or the beginning of one with its attributes. No two parts can take the same character. */
const TAG = /<(?:\/([A-Za-z]+)|([A-Za-z]+)((?:[ \n]+[A-Za-z][A-Za-z0-9-]*="[^"<&\\(@\n]*")*))[ \n]*(\/?>)/y;

const ATTRIBUTE = /([A-Za-z0-9-]+)="([^"]*)"/g;

/** What stands between tags. `]` could be of what ends a CDATA section, and `&` of a reference. */
const TEXT = /[^<&\]]*/y;

const WHITE_SPACE = /[ \n]*/y;

/** Attributes that run script, lead elsewhere or mean something to XML. */
const TELLING_ATTRIBUTE = /^(?:on|xml|href$)/i;

function isDrawing(name: string, attributes: string, depth: number): boolean {
  if (!ALLOWED_ELEMENTS.has(name) || name === 'style' || depth >= SVG_DEPTH_MAX) {
    return false;
  }
  const seen = new Set<string>();
  for (const [, attribute = '', value] of attributes.matchAll(ATTRIBUTE)) {
    const isNamespace = depth === 0 && attribute === 'xmlns' && value === SVG_NAMESPACE;
    if (seen.has(attribute) || (!isNamespace && TELLING_ATTRIBUTE.test(attribute))) {
      return false;
    }
    seen.add(attribute);
  }
  return depth > 0 || (name === 'svg' && seen.has('xmlns'));
}
