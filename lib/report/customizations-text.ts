import type {
  CustomizationReport,
  CustomizedKey,
  KeyEffect,
  ShapedResource,
  TenantCustomizations,
  TenantUpgrade,
  UpgradedKey,
} from '../customization/customization-report';
import { valueWords } from '../customization/plain-words';
import { isAtRisk } from '../customization/review-fleet';
import { printable } from '../diagnostics/printable';
import { listText } from '../diagnostics/suggest';
import { plural } from './plural';
import { wrapped } from './wrapped';

/** Most properties of a resource, and resources of a key, that are named; the JSON has all. */
const NAMED_MAX = 3;

/** How wide the text is made. */
const WIDTH = 100;

/** What tenants set, for a terminal. */
export function customizationsText(report: CustomizationReport): string {
  return report.release === undefined ? presentText(report) : upgradeText(report, report.release);
}

function presentText({ tenants }: CustomizationReport): string {
  const some = tenants.filter(({ keys }) => keys.length > 0);
  const none = tenants.filter(({ keys }) => keys.length === 0).map(({ tenant }) => tenant);
  return [
    `${plural(some.length, 'tenant')} of ${tenants.length} ${some.length === 1 ? 'differs' : 'differ'} from the defaults of tier and release.\n`,
    ...some.map(tenantText),
    ...(none.length === 0
      ? []
      : [`\n${wrapped(`With nothing but what every tenant must have: ${listText(none)}.`, '', WIDTH)}`]),
  ].join('');
}

function tenantText({ tenant, name, tier, release, identity, keys }: TenantCustomizations): string {
  const counted = `${plural(keys.length, 'customisation')}, besides ${plural(identity, 'key')} that every tenant must have`;
  return [
    `\n${wrapped(`${tenant} (${printable(name)}, ${tier}, release ${release}): ${counted}`, '', WIDTH)}`,
    ...keys.map(keyText),
  ].join('');
}

function keyText({ key, own, default: byDefault, effect }: CustomizedKey): string {
  const where = effect.kind === 'outside' ? ' (in no stack)' : '';
  const values = `${key}: ${valueWords(byDefault)} → ${valueWords(own)}${where}`;
  return `${wrapped(values, '  ', WIDTH)}${effectLines(effect)
    .map((line) => wrapped(line, '      ', WIDTH))
    .join('')}`;
}

function effectLines(effect: KeyEffect): readonly string[] {
  switch (effect.kind) {
    case 'outside':
      return [];
    case 'nothing':
      return ['changes nothing in the stack'];
    case 'untried':
      return ['the tenant cannot be without it, so what it made was not found out'];
    case 'shapes': {
      const more = effect.resources.length - NAMED_MAX;
      return [
        ...effect.resources.slice(0, NAMED_MAX).map(resourceLine),
        ...(more > 0 ? [`and ${plural(more, 'more resource')}`] : []),
        ...(effect.with.length === 0 ? [] : [`together with ${effect.with.join(', ')}`]),
      ];
    }
  }
}

const SIGNS: Readonly<Record<ShapedResource['change'], string>> = {
  added: 'makes',
  changed: 'shapes',
  removed: 'does without',
};

function resourceLine({ logicalId, type, change, properties }: ShapedResource): string {
  const subject = type === '' ? 'the template' : `${type} ${logicalId}`;
  const more = properties.length - NAMED_MAX;
  const named = properties.slice(0, NAMED_MAX).map(printable).join(', ');
  const rest = more > 0 ? ` and ${more} more` : '';
  return `${SIGNS[change]} ${subject}${properties.length === 0 ? '' : `: ${named}${rest}`}`;
}

function upgradeText({ tenants }: CustomizationReport, release: string): string {
  const atRisk = tenants.filter(isAtRisk);
  const there = tenants.filter(({ upgrade }) => upgrade?.kind === 'there').length;
  const others = tenants.length - atRisk.length - there;
  const moving = tenants.length - there;
  return [
    `Upgrade to release ${release}: it meets customisations of ${atRisk.length} of ${plural(moving, 'tenant')}.\n`,
    ...atRisk.map(riskText),
    '\n',
    ...(others === 0 ? [] : [`${plural(others, 'other')}: nothing they set is touched.\n`]),
    ...(there === 0
      ? []
      : [`${plural(there, 'tenant')} ${there === 1 ? 'has' : 'have'} the release already.\n`]),
  ].join('');
}

function riskText({ tenant, name, upgrade }: TenantCustomizations): string {
  return `\n${tenant} (${printable(name)})${movedText(upgrade)}\n`;
}

function movedText(upgrade: TenantUpgrade | undefined): string {
  if (upgrade?.kind === 'refused') {
    const lines = upgrade.problems.map((problem) => wrapped(printable(problem), '    ', WIDTH));
    return ` cannot have it:\n${lines.join('').trimEnd()}`;
  }
  if (upgrade?.kind !== 'upgrade') {
    return '';
  }
  const met = upgrade.keys.filter(({ interactions }) => interactions.length > 0);
  const untouched = upgrade.keys.length - met.length;
  return [
    `, from ${upgrade.from}\n`,
    ...met.map(upgradedKeyText),
    ...(untouched === 0 ? [] : [`  ${plural(untouched, 'other customisation')}: untouched\n`]),
    '  To send:\n',
    ...upgrade.message.map((paragraph) => wrapped(paragraph, '    | ', WIDTH)),
  ]
    .join('')
    .trimEnd();
}

function upgradedKeyText({ key, own, oldDefault, newDefault, interactions }: UpgradedKey): string {
  const places = interactions.flatMap((interaction) =>
    interaction.kind === 'property' ? [`${interaction.logicalId} ${interaction.path}`.trim()] : [],
  );
  const more = places.length - NAMED_MAX;
  const values = `old default ${valueWords(oldDefault)} | new default ${valueWords(newDefault)} | own ${valueWords(own)}`;
  return [
    `  ${key}\n`,
    wrapped(values, '      ', WIDTH),
    ...places.slice(0, NAMED_MAX).map((place) => wrapped(`meets ${printable(place)}`, '      ', WIDTH)),
    ...(more > 0 ? [`      and ${plural(more, 'more property', 'more properties')}\n`] : []),
  ].join('');
}
