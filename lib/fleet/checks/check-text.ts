import { diagnostic, type Diagnostic } from '../../diagnostics/diagnostic';
import { quoted } from '../../diagnostics/printable';
import { isMapping, type FieldPath } from '../yaml/field-path';
import type { TenantDraft } from '../tenant-draft';

/**
 * Text that stops being text on its way to the stack: CloudFormation fetches what a dynamic reference names, a secret
 * of another tenant for one, and the CDK takes its own marks for values that are still to come.
 */
const NOT_TEXT = /\{\{resolve:|[$#]\{Token\[/;

/** Refuses text of a tenant that CloudFormation or the CDK would replace by something else. */
export function checkText({ document }: TenantDraft): readonly Diagnostic[] {
  if (!holdsNotText(document.value)) {
    return [];
  }
  return findNotText(document.value, []).map(({ path, text }) =>
    diagnostic({
      code: 'TENANT-050',
      place: document.locate(path, 'value'),
      message: `text ${quoted(text)} would be replaced by something else when it is deployed.`,
      next: 'Write it without "{{resolve:", "${Token[" and "#{Token[".',
      value: text,
    }),
  );
}

/** Nearly no file has any, and to say where takes longer than to say so. */
function holdsNotText(value: unknown): boolean {
  if (typeof value === 'string') {
    return NOT_TEXT.test(value);
  }
  return typeof value === 'object' && value !== null && Object.values(value).some(holdsNotText);
}

interface Found {
  readonly path: FieldPath;
  readonly text: string;
}

/** The depth and number of values were limited when the file was parsed. */
function findNotText(value: unknown, path: FieldPath): readonly Found[] {
  if (typeof value === 'string') {
    return NOT_TEXT.test(value) ? [{ path, text: value }] : [];
  }
  if (Array.isArray(value)) {
    return value.flatMap((part, index) => findNotText(part, [...path, index]));
  }
  return isMapping(value)
    ? Object.entries(value).flatMap(([key, part]) => findNotText(part, [...path, key]))
    : [];
}
