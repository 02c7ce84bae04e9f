import type { CatalogueEntry } from './catalogue-entry';

export const PREVIEW_CODES = {
  'PREVIEW-001': {
    title: 'A stack that cannot be previewed',
    meaning:
      'The rendered template of a tenant holds something that the preview does not know how to play, such as a function at another moment than viewer-request, or an origin that is neither a host nor a bucket of the tenant or its cell. The stack may be perfectly sound: render and plan do not need the preview.',
  },
} satisfies Record<`PREVIEW-${number}`, CatalogueEntry>;
