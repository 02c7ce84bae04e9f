import type {
  CustomizationReport,
  CustomizedKey,
  KeyEffect,
  TenantCustomizations,
  UpgradedKey,
} from '../customization/customization-report';
import { valueWords } from '../customization/plain-words';
import { isAtRisk } from '../customization/review-fleet';
import type { Json } from '../plan/value-changes';
import { codeCell, plainMarkdown } from './markdown-text';
import { plural } from './plural';

/** The same as Markdown, with a table a tenant. */
export function customizationsMarkdown({ release, tenants }: CustomizationReport): string {
  if (release === undefined) {
    return `# Customisations\n\n${tenants.map(presentSection).join('')}`;
  }
  const atRisk = tenants.filter(isAtRisk);
  const there = tenants.filter(({ upgrade }) => upgrade?.kind === 'there').length;
  const others = tenants.length - atRisk.length - there;
  return [
    `# Upgrade to release ${release}\n\n`,
    ...atRisk.map(upgradeSection),
    ...(others === 0 ? [] : [`${plural(others, 'other')}: nothing they set is touched.\n`]),
    ...(there === 0
      ? []
      : [`\n${plural(there, 'tenant')} ${there === 1 ? 'has' : 'have'} the release already.\n`]),
  ].join('');
}

function presentSection({ tenant, name, identity, keys }: TenantCustomizations): string {
  const required = `${plural(identity, 'key')} that every tenant must have`;
  const heading = `## ${plainMarkdown(name)} (${tenant})\n\n`;
  return keys.length === 0
    ? `${heading}Nothing but ${required}.\n\n`
    : `${heading}${rows(['key', 'default', 'own', 'what it made'], keys.map(presentRow))}\nBesides ${required}.\n\n`;
}

function presentRow({ key, default: byDefault, own, effect }: CustomizedKey): readonly string[] {
  return [codeCell(key), shown(byDefault), shown(own), effectText(effect)];
}

function effectText(effect: KeyEffect): string {
  switch (effect.kind) {
    case 'outside':
      return 'in no stack';
    case 'nothing':
      return 'nothing';
    case 'untried':
      return 'not known';
    case 'shapes':
      return effect.resources
        .map(({ change, type, properties }) =>
          properties.length === 0
            ? `${type} ${change}`
            : `${type}: ${plural(properties.length, 'property', 'properties')}`,
        )
        .join('; ');
  }
}

function upgradeSection({ tenant, name, upgrade }: TenantCustomizations): string {
  const heading = `## ${plainMarkdown(name)} (${tenant})\n\n`;
  if (upgrade?.kind === 'refused') {
    return `${heading}Cannot have it: ${upgrade.problems.map(plainMarkdown).join(' ')}\n\n`;
  }
  if (upgrade?.kind !== 'upgrade') {
    return '';
  }
  const table = rows(
    ['key', 'old default', 'new default', 'own', 'meets the update in'],
    upgrade.keys.map(upgradeRow),
  );
  return `${heading}${upgrade.message.map((paragraph) => `> ${plainMarkdown(paragraph)}\n`).join('>\n')}\n${table}\n`;
}

function upgradeRow({ key, oldDefault, newDefault, own, interactions }: UpgradedKey): readonly string[] {
  const places = interactions.map((interaction) =>
    interaction.kind === 'property'
      ? codeCell(`${interaction.logicalId} ${interaction.path}`.trim())
      : interaction.kind,
  );
  return [
    codeCell(key),
    shown(oldDefault),
    shown(newDefault),
    shown(own),
    places.length === 0 ? 'nothing' : places.join('; '),
  ];
}

function shown(value: Json | undefined): string {
  return plainMarkdown(valueWords(value));
}

function rows(headings: readonly string[], lines: readonly (readonly string[])[]): string {
  return [headings, headings.map(() => '---'), ...lines].map((line) => `| ${line.join(' | ')} |\n`).join('');
}
