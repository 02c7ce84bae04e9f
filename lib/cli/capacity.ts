import { join } from 'node:path';

import { fleetUsage } from '../capacity/fleet-usage';
import type { FleetUsage } from '../capacity/fleet-usage';
import { forecast } from '../capacity/forecast';
import type { GrowthChoice } from '../capacity/fleet-growth';
import { rateOf } from '../capacity/onboarding-rate';
import type { OnboardingRate } from '../capacity/onboarding-rate';
import type { RolloutPace } from '../capacity/rollout-pace';
import { rolloutTime } from '../capacity/rollout-time';
import type { Fleet } from '../fleet/fleet';
import { onboardingDates } from '../history/onboarding-dates';
import { StackCounter } from '../render/stack-contents';
import { capacityText } from '../report/capacity-text';
import type { CapacityReport } from '../report/capacity-text';
import { problemList } from '../report/problem-list';
import { askedCapacity } from './capacity-request';
import type { AskedCapacity, CapacityFlags } from './capacity-request';
import type { EngineOptions } from './engine-options';
import { EXIT } from './exit-code';
import type { ExitCode } from './exit-code';
import { freshTenant } from './fresh-tenant';
import type { Host } from './host';
import { ledgerPace } from './ledger-pace';
import { loadFleet } from './load-fleet';
import type { LoadedFleet } from './load-fleet';

export interface CapacityOptions extends CapacityFlags, EngineOptions {
  readonly fleet: string;
  readonly json: boolean;
  readonly all: boolean;
}

/** What can be made again, below the folder of the fleet. */
const CACHE_FOLDER = '.multiplex';

/** `multiplex capacity`: what the fleet uses of the quotas of AWS, and which limit it meets first when it grows. */
export async function capacity(options: CapacityOptions, host: Host): Promise<ExitCode> {
  const loaded = await loadFleet(host, options.fleet);
  const { fleet } = loaded;
  if (fleet === undefined) {
    host.stderr(problemList(loaded.diagnostics));
    return EXIT.no;
  }
  const now = host.now?.() ?? Date.now();
  const asked = askedCapacity(options, fleet, now);
  if (asked.kind === 'wrong') {
    host.stderr(`${asked.message}\n`);
    return EXIT.usage;
  }
  const counter = new StackCounter({
    rootFolder: loaded.rootFolder,
    cacheFolder: join(loaded.rootFolder, CACHE_FOLDER),
  });
  const usage = fleetUsage(fleet, await counter.fleet(fleet));
  const choice = await choiceOf(asked, { ...loaded, fleet }, usage, counter);
  const pace = await ledgerPace(loaded.rootFolder, fleet.name, options);
  const report = reportOf({
    fleet,
    usage,
    asked,
    choice,
    pace,
    now,
    rate: rateFor(asked, loaded, fleet, now),
  });
  host.stdout(
    options.json ? `${JSON.stringify(jsonOf(report), undefined, 2)}\n` : capacityText(report, options.all),
  );
  return asked.add > report.forecast.room ? EXIT.no : EXIT.fine;
}

function rateFor(
  asked: AskedCapacity,
  { rootFolder }: LoadedFleet,
  fleet: Fleet,
  now: number,
): OnboardingRate {
  if (asked.rate !== undefined) {
    return asked.rate;
  }
  const known = onboardingDates(rootFolder);
  return known.kind === 'unknown'
    ? known
    : rateOf(
        fleet.tenants.flatMap(({ id }) => known.dates.get(id) ?? []),
        now,
      );
}

/** Renders one as `onboard` writes it only where there is nobody to count with. */
async function choiceOf(
  { tier, cell }: AskedCapacity,
  loaded: LoadedFleet & { readonly fleet: Fleet },
  usage: FleetUsage,
  counter: StackCounter,
): Promise<GrowthChoice> {
  const isKnown = usage.cells
    .filter((each) => each.cell.kind === 'shared')
    .some(({ tenants }) => tenants.some((tenant) => tier === undefined || tenant.tier === tier));
  const fresh = isKnown ? undefined : await freshTenant(loaded, tier, counter);
  return {
    ...(tier === undefined ? {} : { tier }),
    ...(fresh === undefined ? {} : { fresh }),
    ...(cell === undefined ? {} : { isOpen: ({ id }) => id === cell }),
  };
}

interface Findings {
  readonly fleet: Fleet;
  readonly usage: FleetUsage;
  readonly asked: AskedCapacity;
  readonly choice: GrowthChoice;
  readonly pace: RolloutPace;
  readonly rate: OnboardingRate;
  readonly now: number;
}

function reportOf({ fleet, usage, asked, choice, pace, rate, now }: Findings): CapacityReport {
  const { add, until } = asked;
  const found = forecast({
    fleet,
    usage,
    add,
    now,
    until,
    choice,
    ...(rate.kind === 'unknown' ? {} : { rate }),
  });
  const sizes = [...new Set([0, add, found.coming ?? 0])].sort((a, b) => a - b);
  const rollouts = sizes.flatMap((size) => rolloutTime(fleet, size, pace, now) ?? []);
  return { fleet, add, now, until, rate, forecast: found, pace, rollouts };
}

function jsonOf({ fleet, ...report }: CapacityReport): unknown {
  const isFitting = report.add <= report.forecast.room;
  return { ok: isFitting, fleet: fleet.name, tenants: fleet.tenants.length, ...report };
}
