import type { Fleet } from '../../fleet/fleet';
import type { OverridableRule, RolloutOverride } from '../../rollout/rollout-plan';
import { nextStepFor } from '../../diagnostics/suggest';
import { problemList } from '../../report/problem-list';
import { knownNotices } from '../../rollout/runner/known-notices';
import { EXIT } from '../exit-code';
import type { ExitCode } from '../exit-code';
import type { Host } from '../host';
import { loadFleet } from '../load-fleet';
import type { Records } from '../operations';
import { parseComparisonOptions } from '../plan-request';
import { selectStacks } from '../select-stacks';
import { planMove } from './plan-move';
import type { MoveRequest, PlannedMove } from './plan-move';

export interface MoveOptions {
  readonly fleet: string;
  readonly to: string;
  readonly only?: readonly string[];
  readonly hotFix: boolean;
  /** Rules of the calendar to set aside: `window`, `notice=tenants/rally-north`. */
  readonly setAside?: readonly string[];
  readonly override?: readonly string[];
  readonly reason?: readonly string[];
}

const RULES: readonly OverridableRule[] = ['window', 'freeze', 'notice', 'hold', 'traffic'];

export type SoundRequest =
  | { readonly kind: 'request'; readonly request: Omit<MoveRequest, 'notices' | 'now'> }
  | { readonly kind: 'refused'; readonly exitCode: ExitCode };

/** Reads what a command line asks to be moved, and tells what is wrong with it. */
export async function moveRequest(options: MoveOptions, by: string, host: Host): Promise<SoundRequest> {
  const wrong = (message: string): SoundRequest => {
    host.stderr(`${message}\n`);
    return { kind: 'refused', exitCode: EXIT.usage };
  };
  const loaded = await loadFleet(host, options.fleet);
  const { fleet } = loaded;
  if (fleet === undefined) {
    host.stderr(problemList(loaded.diagnostics));
    return { kind: 'refused', exitCode: EXIT.no };
  }
  const parsed = parseComparisonOptions({ ...options, fleet: options.fleet });
  if (parsed.kind === 'wrong') {
    return wrong(parsed.message);
  }
  if (!loaded.catalogues.has(options.to)) {
    return wrong(
      `"${options.to}" is not a release of this project. ${nextStepFor(options.to, [...loaded.catalogues.keys()])}`,
    );
  }
  const unknownRule = (options.setAside ?? [])
    .map((text) => text.split('=')[0] ?? '')
    .find((rule) => !RULES.some((known) => known === rule));
  if (unknownRule !== undefined) {
    return wrong(`"${unknownRule}" is no rule that can be set aside. ${nextStepFor(unknownRule, RULES)}`);
  }
  if ((options.setAside ?? []).length > 0 && parsed.overrides.length === 0 && !hasReason(options)) {
    return wrong('Setting a rule aside needs a reason: --set-aside <rule> --reason "…"');
  }
  const only = chosenTenants(fleet, options.only);
  if (typeof only === 'string') {
    return wrong(only);
  }
  return {
    kind: 'request',
    request: {
      loaded: { ...loaded, fleet },
      to: options.to,
      lane: options.hotFix ? 'hot-fix' : 'normal',
      overrides: rulesSetAside(options, by),
      refusals: parsed,
      ...(only === undefined ? {} : { only }),
    },
  };
}

/** Plans a request with what the ledger knows of notices. */
export async function planRequested(
  request: Omit<MoveRequest, 'notices' | 'now'>,
  { ledger, clock }: Pick<Records, 'ledger' | 'clock'>,
): Promise<{ readonly planned: PlannedMove; readonly notices: MoveRequest['notices'] }> {
  const notices = await knownNotices(ledger.read(), request.to);
  return { planned: await planMove({ ...request, notices, now: clock.now() }), notices };
}

function hasReason({ reason = [] }: MoveOptions): boolean {
  return reason.some((text) => text.trim() !== '');
}

function rulesSetAside({ setAside = [], reason = [] }: MoveOptions, by: string): readonly RolloutOverride[] {
  return setAside.flatMap((text) => {
    const [name, stack] = text.split('=');
    const rule = RULES.find((known) => known === name);
    return rule === undefined
      ? []
      : [{ rule, ...(stack === undefined ? {} : { stack }), reason: reason[0] ?? '', by }];
  });
}

function chosenTenants(
  fleet: Fleet,
  names: readonly string[] | undefined,
): ReadonlySet<string> | string | undefined {
  if (names === undefined) {
    return undefined;
  }
  const selected = selectStacks(fleet, names);
  return selected.kind === 'unknown'
    ? selected.message
    : new Set(selected.displayNames.map((stack) => stack.slice(stack.indexOf('/') + 1)));
}
