import { DEFAULT_PRIMARY_COLOR, lastRing, lowestTier } from '../fleet/new-tenant';
import type { NewTenant } from '../fleet/new-tenant';
import type { Fleet } from '../fleet/fleet';
import type { Host } from './host';

/** What the flags of `onboard` say of the tenant. */
export interface OnboardFlags {
  readonly name?: string;
  readonly owner?: readonly string[];
  readonly contact?: string;
  readonly cell?: string;
  /** Region of the cell that is chosen where none is given. */
  readonly region?: string;
  readonly tier?: string;
  readonly ring?: string;
  readonly timeZone?: string;
  readonly domain?: readonly string[];
  readonly certificateArn?: string;
  readonly primaryColor?: string;
}

export type Answers =
  | { readonly kind: 'complete'; readonly tenant: NewTenant }
  /** Flags that are needed, when there is nobody to ask. */
  | { readonly kind: 'missing'; readonly flags: readonly string[] };

/**
 * The flags, completed by questions where somebody can answer them and by defaults where one will do.
 *
 * @param firstCell Cell that is taken for now where no flag says one.
 */
export async function onboardAnswers(
  id: string,
  flags: OnboardFlags,
  fleet: Fleet,
  firstCell: string,
  host: Host,
): Promise<Answers> {
  const missing = missingFlags(flags);
  if (missing.length > 0 && !host.isInteractive) {
    return { kind: 'missing', flags: missing };
  }
  const asked = missing.length > 0 ? await ask(id, flags, fleet, host) : {};
  const said: OnboardFlags = { ...asked, ...flags };
  return { kind: 'complete', tenant: completed(id, said, fleet, firstCell) };
}

function missingFlags(flags: OnboardFlags): readonly string[] {
  return [
    ...(flags.name === undefined ? ['--name'] : []),
    ...(flags.owner === undefined ? ['--owner'] : []),
    ...(flags.contact === undefined ? ['--contact'] : []),
  ];
}

/** Asks for what no flag says, most important first; what has a good default offers it. */
async function ask(id: string, flags: OnboardFlags, fleet: Fleet, host: Host): Promise<OnboardFlags> {
  const tier = lowestTier(fleet);
  return {
    name: flags.name ?? (await host.ask({ message: `Name of the brand behind "${id}"` })),
    owner: flags.owner ?? [
      await host.ask({ message: 'Who may approve changes (user, team or e-mail address)' }),
    ],
    contact: flags.contact ?? (await host.ask({ message: 'E-mail address for operational messages' })),
    tier:
      flags.tier ??
      (await host.ask({
        message: 'Tier',
        choices: Object.keys(fleet.tiers),
        ...(tier === undefined ? {} : { fallback: tier }),
      })),
    primaryColor:
      flags.primaryColor ?? (await host.ask({ message: 'Main colour', fallback: DEFAULT_PRIMARY_COLOR })),
  };
}

function completed(id: string, flags: OnboardFlags, fleet: Fleet, firstCell: string): NewTenant {
  const cell = flags.cell ?? firstCell;
  return {
    id,
    name: flags.name ?? '',
    owners: flags.owner ?? [],
    contact: flags.contact ?? '',
    cell,
    tier: flags.tier ?? lowestTier(fleet) ?? '',
    ring: flags.ring ?? lastRing(fleet) ?? '',
    // The cell's own: it is never older than that of its tenants.
    release: fleet.cells.find((candidate) => candidate.id === cell)?.release ?? '',
    primaryColor: flags.primaryColor ?? DEFAULT_PRIMARY_COLOR,
    domains: flags.domain ?? [],
    ...(flags.timeZone === undefined ? {} : { timeZone: flags.timeZone }),
    ...(flags.certificateArn === undefined ? {} : { certificateArn: flags.certificateArn }),
  };
}
