import { createHash } from 'node:crypto';

import type { RenderedStack } from '../../render/rendered-stack';

/**
 * CloudFormation gives every character beyond ASCII back as `?` when it is asked for a template (the CDK calls that
 * mangling, and works around it in its diff). What is there could not be told from what was sent, so such characters
 * are sent in the other way that JSON has to write them: `ö` as `\u00f6`.
 */
const BEYOND_ASCII = /[\u0080-\uffff]/g;

/** A pair of surrogates, any other code unit, or any other escaped character, such as a backslash. */
const ESCAPED = /\\(?:u(d[89ab][0-9a-f]{2})\\u(d[c-f][0-9a-f]{2})|u([0-9a-f]{4})|[^u])/g;

/** Half of a pair; alone it is no character, and JSON has no other way to write it. */
const SURROGATE = /^d[89a-f]/;

/** The stack with its template in ASCII, published under the digest of that text. */
export function asSent(stack: RenderedStack): RenderedStack {
  const template = stack.template.replace(BEYOND_ASCII, escaped);
  if (template === stack.template) {
    return stack;
  }
  const digest = sha256(template);
  return {
    ...stack,
    template,
    digest,
    assets: stack.assets.replaceAll(stack.digest, digest),
    artifacts: stack.artifacts.replaceAll(stack.digest, digest),
  };
}

/** The template as it was rendered, from the text that CloudFormation gives back. */
export function asRendered(template: string): string {
  return template.replace(ESCAPED, (found: string, high?: string, low?: string, single?: string) => {
    if (high !== undefined && low !== undefined) {
      return String.fromCharCode(Number.parseInt(high, 16), Number.parseInt(low, 16));
    }
    const isCharacter =
      single !== undefined && Number.parseInt(single, 16) >= 0x80 && !SURROGATE.test(single);
    return isCharacter ? String.fromCharCode(Number.parseInt(single, 16)) : found;
  });
}

/** Digest by which the rest of the project knows a template. */
export function renderedDigest(template: string): string {
  return sha256(asRendered(template));
}

function escaped(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
