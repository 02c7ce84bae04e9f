import { CATALOGUE } from './catalogue';
import type { CatalogueEntry } from './catalogue-entry';

const INTRODUCTION = `# Diagnostics

Every problem that Multiplex reports has a code, a place, the value, and what to do next:

    tenants/rally-north/tenant.yaml:4:7 TENANT-014 tier "gold" is not a tier of this fleet. Use one of: foundational, premium, enterprise.

A code keeps its meaning for ever and is never used again for another. Errors stop; warnings do not.
This page is generated from \`lib/diagnostics/catalogue.ts\`.
`;

/** The page about every code, as Markdown: one section a prefix, one heading a code. */
export function diagnosticsPage(): string {
  let section = '';
  const parts = [INTRODUCTION];
  for (const [code, entry] of Object.entries<CatalogueEntry>(CATALOGUE)) {
    const prefix = code.slice(0, code.indexOf('-'));
    if (prefix !== section) {
      parts.push(`## ${prefix}\n`);
      section = prefix;
    }
    parts.push(entryText(code, entry));
  }
  return parts.join('\n');
}

function entryText(code: string, entry: CatalogueEntry): string {
  const severity = entry.severity === 'warning' ? ' (warning)' : '';
  return `### ${code}: ${entry.title}${severity}\n\n${entry.meaning}\n`;
}
