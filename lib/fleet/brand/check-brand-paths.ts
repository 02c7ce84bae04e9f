import { diagnostic, type Diagnostic } from '../../diagnostics/diagnostic';
import { quoted } from '../../diagnostics/printable';
import { listText, nextStepFor } from '../../diagnostics/suggest';
import { brandTypeOf, type BrandType } from './brand-type';
import type { TenantDraft } from '../tenant-draft';

/** What each path in `branding` may lead to. */
const TYPES_BY_USE = {
  logo: ['svg', 'png', 'webp', 'jpeg'],
  favicon: ['svg', 'png', 'ico'],
  theme: ['css'],
} as const satisfies Record<string, readonly BrandType[]>;

type Use = keyof typeof TYPES_BY_USE;
const USES: readonly Use[] = ['logo', 'favicon', 'theme'];

/** Checks the paths in `branding` against the brand folder; `paths` are relative to the folder. */
export function checkBrandPaths(tenant: TenantDraft, paths: readonly string[]): readonly Diagnostic[] {
  return USES.flatMap((use) => {
    const written = tenant.fields.branding?.[use];
    const fault = written === undefined ? undefined : pathFault(use, written, paths);
    if (fault === undefined) {
      return [];
    }
    const place = tenant.document.locate(['branding', use]);
    return [
      diagnostic({
        code: fault.code,
        place,
        message: `${use} ${quoted(written ?? '')} ${fault.says}.`,
        next: fault.next,
        value: written,
      }),
    ];
  });
}

interface PathFault {
  readonly code: 'BRAND-001' | 'BRAND-002' | 'BRAND-013';
  readonly says: string;
  readonly next: string;
}

function pathFault(use: Use, written: string, paths: readonly string[]): PathFault | undefined {
  const types: readonly BrandType[] = TYPES_BY_USE[use];
  if (!staysInBrandFolder(written)) {
    return {
      code: 'BRAND-002',
      says: 'is not a path under brand/',
      next: `Write the path of a file in the folder, such as "brand/${use}.${types[0] ?? ''}".`,
    };
  }
  const path = written.slice('brand/'.length);
  const type = brandTypeOf(path);
  if (!paths.includes(path)) {
    const fitting = paths.filter((other) => types.some((allowed) => allowed === brandTypeOf(other)));
    return {
      code: 'BRAND-001',
      says: 'does not exist',
      next:
        fitting.length === 0
          ? 'Add the file.'
          : nextStepFor(
              written,
              fitting.map((other) => `brand/${other}`),
            ),
    };
  }
  // An ending that no brand file has is reported at the file itself.
  if (type === undefined || types.includes(type)) {
    return undefined;
  }
  return { code: 'BRAND-013', says: `is a file of type ${type}`, next: `Use one of: ${listText(types)}.` };
}

function staysInBrandFolder(path: string): boolean {
  const [folder, ...names] = path.split('/');
  const plain = names.length > 0 && names.every((name) => name !== '' && name !== '.' && name !== '..');
  return folder === 'brand' && plain && !path.includes('\\');
}
