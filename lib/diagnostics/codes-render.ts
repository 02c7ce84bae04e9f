import type { CatalogueEntry } from './catalogue-entry';

export const RENDER_CODES = {
  'RENDER-001': {
    title: 'A template that CloudFormation would refuse',
    meaning:
      'A shape of stacks was synthesised and breaks a rule of the template validation that comes with the CDK. Every stack of the shape would break it, so none is rendered. A shape that the golden digests of a release vouch for was checked when the release was cut and is not checked again.',
  },
} satisfies Record<`RENDER-${number}`, CatalogueEntry>;
