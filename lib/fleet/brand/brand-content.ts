import { diagnostic, type Diagnostic } from '../../diagnostics/diagnostic';
import { nextStepFor } from '../../diagnostics/suggest';
import { BRAND_ENDINGS, brandTypeOf, type BrandType } from './brand-type';
import type { ContentFault } from './content-fault';
import { decodeText } from '../yaml/decode-text';
import { signedTypeOf } from './file-signature';
import type { SourceFile } from '../fleet-files';
import { CONTENT_PROBLEMS_MAX } from '../limits';
import { isPlainSvg } from './plain-svg';
import { findStyleFaults, type UrlRule } from './style-sheet';
import { findSvgFaults } from './svg';
import { textPosition } from '../yaml/text-position';

const EMBEDDED_IMAGE = /^data:image\/(png|jpeg|webp);base64,[A-Za-z0-9+/=]+$/;

/** Checks that a brand file is what its name says, and that an SVG or style sheet holds nothing that runs or loads. */
export function checkBrandContent(
  file: string,
  { path, bytes }: SourceFile,
  paths: readonly string[],
): readonly Diagnostic[] {
  const type = brandTypeOf(path);
  if (type === undefined) {
    return [endingProblem(file, path)];
  }
  const signed = signedTypeOf(bytes);
  if (type === 'svg' || type === 'css') {
    return signed === undefined
      ? checkText(file, type, path, bytes, paths)
      : [typeProblem(file, type, signed)];
  }
  return signed === type ? [] : [typeProblem(file, type, signed)];
}

function checkText(
  file: string,
  type: 'svg' | 'css',
  path: string,
  bytes: Uint8Array,
  paths: readonly string[],
): readonly Diagnostic[] {
  const decoded = decodeText(bytes);
  if (decoded.kind === 'malformed') {
    const byte = `0x${decoded.byte.toString(16).padStart(2, '0')}`;
    return [
      diagnostic({
        code: 'BRAND-014',
        place: { file, line: decoded.line, column: decoded.column },
        message: `byte ${byte} is not UTF-8.`,
        next: 'Save the file as UTF-8.',
        value: byte,
      }),
    ];
  }
  const { text } = decoded;
  const faults = type === 'svg' ? svgFaults(text) : findStyleFaults(text, brandUrlRule(path, paths));
  const inOrder = faults.toSorted((a, b) => a.offset - b.offset).slice(0, CONTENT_PROBLEMS_MAX);
  return inOrder.map((fault) => contentProblem(file, text, fault));
}

function svgFaults(text: string): readonly ContentFault[] {
  return isPlainSvg(text) ? [] : findSvgFaults(text);
}

/** A style sheet may refer to files of the brand folder, relative to itself, and to images that it embeds. */
function brandUrlRule(path: string, paths: readonly string[]): UrlRule {
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  return (argument) => EMBEDDED_IMAGE.test(argument) || paths.includes(`${folder}${argument}`);
}

function contentProblem(file: string, text: string, { offset, ...fault }: ContentFault): Diagnostic {
  return diagnostic({ ...fault, place: { file, ...textPosition(text, offset) } });
}

function endingProblem(file: string, path: string): Diagnostic {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const dot = name.lastIndexOf('.');
  const ending = dot === -1 ? '' : name.slice(dot);
  return diagnostic({
    code: 'BRAND-011',
    place: { file },
    message:
      ending === '' ? 'the name has no ending.' : `the ending "${ending}" is not that of a brand file.`,
    next: nextStepFor(ending, BRAND_ENDINGS),
    value: ending,
  });
}

function typeProblem(file: string, type: BrandType, signed: BrandType | undefined): Diagnostic {
  return diagnostic({
    code: 'BRAND-012',
    place: { file },
    message: `the content is not ${type}, as the name says, but ${signed ?? 'of an unknown type'}.`,
    next: signed === undefined ? 'Export the file again.' : `Rename it, or export it as ${type}.`,
    value: signed ?? 'unknown',
  });
}
