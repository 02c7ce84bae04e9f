import { quoted } from '../../diagnostics/printable';
import type { ContentFault } from './content-fault';
import { CONTENT_PROBLEMS_MAX } from '../limits';

/**
 * A `url()` with its argument, quoted or bare. What does not match is malformed, and refused. No two neighbouring parts
 * can take the same character, so that matching stays linear in hostile text.
 */
const URL_CALL = /url\(\s*(?:"([^"]*)"|'([^']*)'|([^()"'\s]+))\s*\)/iy;
const URL_NAME = /url\(/gi;
const IMPORT = /@import/gi;
const CHARSET = /@charset([^;]*)/gi;
const LOADING_CALL = /(?<![a-z0-9_])(?:-[a-z]+-)?(?:image-set|image|src|expression)\(/gi;

/** Escapes and control characters other than tab, line feed and carriage return. */
const HIDING = /(?![\t\n\r])[\\\p{Cc}]/gu;

/** Every fault begins with one of these, and most values of an SVG's attributes have none of them. */
const SUSPICIOUS = /[\\(@]|\p{Cc}/u;

/** Whether a `url()` may have this argument. */
export type UrlRule = (argument: string) => boolean;

/**
 * What a style sheet, or a value with the syntax of one, may not contain. It is searched as plain text, comments and
 * strings included: escapes are refused, so nothing that a browser reads as `url(` is spelt otherwise. Of each kind at
 * most {@link CONTENT_PROBLEMS_MAX} are found.
 */
export function findStyleFaults(text: string, isAllowedUrl: UrlRule): readonly ContentFault[] {
  if (!SUSPICIOUS.test(text)) {
    return [];
  }
  return [
    ...faultsAt(HIDING, text, hidingFault),
    ...faultsAt(IMPORT, text, importFault),
    ...faultsAt(CHARSET, text, charsetFault),
    ...faultsAt(LOADING_CALL, text, callFault),
    ...faultsAt(URL_NAME, text, (match) => urlFault(match, text, isAllowedUrl)),
  ];
}

function faultsAt(
  pattern: RegExp,
  text: string,
  faultOf: (match: RegExpExecArray) => ContentFault | undefined,
): readonly ContentFault[] {
  const faults: ContentFault[] = [];
  for (const match of text.matchAll(pattern)) {
    const fault = faultOf(match);
    if (fault !== undefined && faults.push(fault) === CONTENT_PROBLEMS_MAX) {
      break;
    }
  }
  return faults;
}

function hidingFault(match: RegExpExecArray): ContentFault {
  const isBackslash = match[0] === '\\';
  return {
    code: 'BRAND-032',
    offset: match.index,
    message: isBackslash ? 'the style contains a backslash.' : `the style contains ${quoted(match[0])}.`,
    next: isBackslash ? 'Write the character itself instead of its escape.' : 'Remove it.',
    value: match[0],
  };
}

function importFault(match: RegExpExecArray): ContentFault {
  return {
    code: 'BRAND-030',
    offset: match.index,
    message: 'the style imports another style sheet.',
    next: 'Write the rules into this file.',
    value: match[0],
  };
}

/** In another encoding, the browser would read another text than the one that is checked here. */
function charsetFault(match: RegExpExecArray): ContentFault | undefined {
  if (/^\s*["']utf-8["']\s*$/i.test(match[1] ?? '')) {
    return undefined;
  }
  return {
    code: 'BRAND-014',
    offset: match.index,
    message: `the style declares an encoding other than UTF-8: ${quoted(match[0])}.`,
    next: 'Remove the declaration.',
    value: match[0],
  };
}

function callFault(match: RegExpExecArray): ContentFault {
  return {
    code: 'BRAND-033',
    offset: match.index,
    message: `the style calls ${quoted(match[0])}.`,
    next: 'Use url() for images, and plain values for the rest.',
    value: match[0],
  };
}

function urlFault(match: RegExpExecArray, text: string, isAllowedUrl: UrlRule): ContentFault | undefined {
  URL_CALL.lastIndex = match.index;
  const call = URL_CALL.exec(text);
  const argument = call?.[1] ?? call?.[2] ?? call?.[3];
  if (argument !== undefined && isAllowedUrl(argument)) {
    return undefined;
  }
  return {
    code: 'BRAND-031',
    offset: match.index,
    message: `the style refers to ${argument === undefined ? 'something malformed' : quoted(argument)}.`,
    next: 'Refer to a file of the brand folder, relative to this one, or to an image as base64 "data:".',
    value: argument ?? match[0],
  };
}
