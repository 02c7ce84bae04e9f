import { diagnostic, type Diagnostic } from '../../diagnostics/diagnostic';
import { quoted } from '../../diagnostics/printable';
import { nextStepFor } from '../../diagnostics/suggest';
import type { TenantDraft } from '../tenant-draft';

/** Checks that categories have ids of their own and that the rows of the home screen name categories that exist. */
export function checkCatalogue({ document, fields }: TenantDraft): readonly Diagnostic[] {
  if (fields.catalogue === undefined) {
    return [];
  }
  const ids = fields.catalogue.categories.map(({ id }) => id);
  const known = [...new Set(ids)];
  const repeated = ids.flatMap((id, index) => {
    const first = ids.indexOf(id);
    return first === index ? [] : [{ id, index, first }];
  });
  const rows = [...(fields.branding?.homepage ?? []).entries()];
  return [
    ...repeated.map(({ id, index, first }) =>
      diagnostic({
        code: 'TENANT-041',
        place: document.locate(['catalogue', 'categories', index, 'id']),
        message: `category ${quoted(id)} exists already, as catalogue.categories[${first}].`,
        next: 'Give it another id, or remove one of the two.',
        value: id,
      }),
    ),
    ...rows
      .filter(([, { category }]) => !known.includes(category))
      .map(([index, { category }]) =>
        diagnostic({
          code: 'TENANT-040',
          place: document.locate(['branding', 'homepage', index, 'category']),
          message: `category ${quoted(category)} is not one of catalogue.categories.`,
          next: nextStepFor(category, known),
          value: category,
        }),
      ),
  ];
}
