import { SaxesParser } from 'saxes';
import type { SaxesAttributeNS, SaxesTagNS } from 'saxes';

import { quoted } from '../../diagnostics/printable';
import type { ContentFault } from './content-fault';
import { CONTENT_PROBLEMS_MAX, SVG_DEPTH_MAX } from '../limits';
import { findStyleFaults } from './style-sheet';
import {
  ALLOWED_ELEMENTS,
  ALLOWED_XML_ATTRIBUTES,
  SVG_NAMESPACE,
  XLINK_NAMESPACE,
  XML_NAMESPACE,
  XMLNS_NAMESPACE,
} from './svg-names';

type FaultBody = Omit<ContentFault, 'offset'>;

/** Characters parsed at a time, so that parsing can stop soon after there is reason to. */
const CHUNK_LENGTH = 4096;

/**
 * What an SVG may not contain: everything that runs, loads or hides something, by lists of what is allowed. Any text
 * may come in. Parsing stops at what is not well-formed XML, at deep nesting, and after enough faults.
 */
export function findSvgFaults(text: string): readonly ContentFault[] {
  const parser = new SaxesParser({ xmlns: true });
  const found: { readonly faults: ContentFault[]; complete: boolean } = { faults: [], complete: false };
  const report: Report = (bodies, opening) => {
    if (bodies.length > 0 && !found.complete) {
      const offset = Math.max(text.lastIndexOf(opening, parser.position - 1), 0);
      bodies.forEach((body) => found.faults.push({ ...body, offset }));
      found.complete =
        found.faults.length >= CONTENT_PROBLEMS_MAX || bodies.some(({ code }) => ENDING_CODES.includes(code));
    }
  };
  parser.on('error', ({ message }) => report([malformedFault(message)], ''));
  parser.on('xmldecl', ({ encoding }) => report(encodingFaults(encoding), '<?'));
  parser.on('doctype', () => report([DOCTYPE_FAULT], '<!DOCTYPE'));
  parser.on('processinginstruction', ({ target }) => report([instructionFault(target)], '<?'));
  readElements(parser, report);
  for (let start = 0; start < text.length && !found.complete; start += CHUNK_LENGTH) {
    parser.write(text.slice(start, start + CHUNK_LENGTH));
  }
  if (!found.complete) {
    parser.close();
  }
  return found.faults;
}

/** Takes faults, and the text before the parser's position that they begin with. */
type Report = (faults: readonly FaultBody[], opening: string) => void;

/** After these, what follows cannot be told or takes too long to. */
const ENDING_CODES: readonly FaultBody['code'][] = ['BRAND-020', 'BRAND-029'];

function readElements(parser: SaxesParser<{ xmlns: true }>, report: Report): void {
  let depth = 0;
  let style: string | undefined;
  const collect = (part: string): void => {
    style = style === undefined ? undefined : style + part;
  };
  parser.on('text', collect);
  parser.on('cdata', collect);
  parser.on('opentag', (tag) => {
    const outer = depth === 0 ? rootFaults(tag) : [];
    // Between two halves of a word in a style, an element would hide the word from a search.
    const inner = style === undefined ? [] : [elementFault(tag, 'stands inside a style')];
    const tooDeep = depth < SVG_DEPTH_MAX ? [] : [DEPTH_FAULT];
    report([...tooDeep, ...outer, ...inner, ...elementFaults(tag), ...attributeFaults(tag)], '<');
    style = tag.local === 'style' ? '' : style;
    depth += 1;
  });
  parser.on('closetag', ({ local }) => {
    depth -= 1;
    if (local === 'style' && style !== undefined) {
      report(styleFaults(style), '<style');
      style = undefined;
    }
  });
}

const DEPTH_FAULT: FaultBody = {
  code: 'BRAND-029',
  message: `the SVG nests elements more than ${SVG_DEPTH_MAX} levels deep.`,
  next: 'Export it again as plain SVG.',
};

/** In another encoding, the browser would read another text than the one that is checked here. */
function encodingFaults(encoding: string | undefined): readonly FaultBody[] {
  if (encoding === undefined || encoding.toLowerCase() === 'utf-8') {
    return [];
  }
  const message = `the SVG declares the encoding ${quoted(encoding)}, and is UTF-8.`;
  return [{ code: 'BRAND-014', message, next: 'Remove the declaration.', value: encoding }];
}

const DOCTYPE_FAULT: FaultBody = {
  code: 'BRAND-026',
  message: 'the SVG has a DOCTYPE.',
  next: 'Remove it; SVG needs none.',
};

/** The parser's message begins with a place of its own, which the diagnostic has already. */
function malformedFault(message: string): FaultBody {
  const said = message.replace(/^\d+:\d+: /, '').replace(/\.?$/, '');
  return {
    code: 'BRAND-020',
    message: `the SVG is not well-formed XML: ${said}.`,
    next: 'Export it again as plain SVG.',
  };
}

function instructionFault(target: string): FaultBody {
  return {
    code: 'BRAND-027',
    message: `the SVG has the processing instruction ${quoted(target)}.`,
    next: 'Remove it.',
    value: target,
  };
}

function rootFaults({ name, local, uri }: SaxesTagNS): readonly FaultBody[] {
  if (local === 'svg' && uri === SVG_NAMESPACE) {
    return [];
  }
  return [
    {
      code: 'BRAND-020',
      message: `the root element is ${quoted(name)}, and not the svg element of ${SVG_NAMESPACE}.`,
      next: `Begin the file with <svg xmlns="${SVG_NAMESPACE}">.`,
      value: name,
    },
  ];
}

function elementFault({ name }: SaxesTagNS, says: string): FaultBody {
  const message = `the SVG contains the element ${quoted(name)}, which ${says}.`;
  return {
    code: 'BRAND-023',
    message,
    next: 'Remove it, or export the drawing as plain SVG.',
    value: name,
  };
}

function elementFaults(tag: SaxesTagNS): readonly FaultBody[] {
  const { name: value, local, uri } = tag;
  if (uri === SVG_NAMESPACE && ALLOWED_ELEMENTS.has(local)) {
    return [];
  }
  // Whatever the namespace and case: a browser that reads the file as HTML knows neither.
  switch (local.toLowerCase()) {
    case 'script':
      return [{ code: 'BRAND-021', message: 'the SVG contains script.', next: 'Remove the element.', value }];
    case 'foreignobject': {
      const next = 'Export the drawing as plain SVG.';
      return [{ code: 'BRAND-022', message: 'the SVG contains foreignObject.', next, value }];
    }
    default:
      return [elementFault(tag, 'is not one that only draws')];
  }
}

function attributeFaults(tag: SaxesTagNS): readonly FaultBody[] {
  return Object.values(tag.attributes).flatMap((attribute) => {
    if (attribute.uri === XMLNS_NAMESPACE) {
      return [];
    }
    if (/^on/i.test(attribute.local)) {
      return [attributeFault('BRAND-024', attribute, 'runs script', 'Remove the attribute.')];
    }
    if (attribute.local.toLowerCase() === 'href') {
      return hrefFaults(attribute);
    }
    return isKnownNamespace(attribute)
      ? styleFaults(attribute.value)
      : [attributeFault('BRAND-028', attribute, 'is not allowed', 'Remove it, or export plain SVG.')];
  });
}

function isKnownNamespace({ uri, local }: SaxesAttributeNS): boolean {
  return uri === '' || (uri === XML_NAMESPACE && ALLOWED_XML_ATTRIBUTES.has(local));
}

function hrefFaults(attribute: SaxesAttributeNS): readonly FaultBody[] {
  if (attribute.uri !== '' && attribute.uri !== XLINK_NAMESPACE) {
    return [attributeFault('BRAND-028', attribute, 'is not allowed', 'Use href without a prefix.')];
  }
  return attribute.value.startsWith('#')
    ? []
    : [
        attributeFault(
          'BRAND-025',
          attribute,
          'leads out of the file',
          'Refer to an element of this file: "#id".',
        ),
      ];
}

function attributeFault(
  code: FaultBody['code'],
  { name, value }: SaxesAttributeNS,
  says: string,
  next: string,
): FaultBody {
  return { code, message: `attribute ${quoted(name)} with the value ${quoted(value)} ${says}.`, next, value };
}

/** In an SVG, `url()` names a paint or filter of the same file; that it may lead elsewhere is the SVG's own problem. */
function styleFaults(style: string): readonly FaultBody[] {
  return findStyleFaults(style, (argument) => argument.startsWith('#')).map((fault) =>
    fault.code === 'BRAND-031'
      ? { ...fault, code: 'BRAND-025', next: 'Refer to an element of this file: url(#id).' }
      : fault,
  );
}
