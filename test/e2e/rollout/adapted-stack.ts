import { createHash } from 'node:crypto';

import type { RenderedStack } from '../../../lib/render/rendered-stack';
import type { Template } from '../assembly';

/** The stack with another template. It is published under its digest, so everything that names that follows. */
export function withTemplate(stack: RenderedStack, edit: (template: Template) => void): RenderedStack {
  const parsed = JSON.parse(stack.template) as Template;
  edit(parsed);
  const template = JSON.stringify(parsed, undefined, 1);
  const digest = createHash('sha256').update(template).digest('hex');
  return {
    ...stack,
    template,
    digest,
    assets: stack.assets.replaceAll(stack.digest, digest),
    artifacts: stack.artifacts.replaceAll(stack.digest, digest),
  };
}
