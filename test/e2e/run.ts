import { CheckList, LaneStopped } from './check-list';
import { listenerCheck, startBesideAnother, stopCheck } from './checks/emulator-checks';
import { dataChecks } from './checks/data-checks';
import { deployChecks } from './checks/deploy-checks';
import { failureChecks } from './checks/failure-checks';
import { isolationChecks } from './checks/isolation-checks';
import { lifecycleChecks } from './checks/lifecycle-checks';
import { rolloutChecks } from './checks/rollout-checks';
import { updateChecks } from './checks/update-checks';
import { viewerChecks } from './checks/viewer-checks';
import { connect } from './cloud/cloud';
import { conformanceCheck } from './conformance/conformance-check';
import { accountOf, isConfirmed, isLoopback, warning } from './confirmation';
import { emulatorState } from './emulator/emulator';
import type { Emulator } from './emulator/emulator';
import { pinnedVersion, pythonEnvironment } from './emulator/python-environment';
import { randomSuffix } from './fleet/run-fleet';
import type { Lane } from './lane';
import type { Options } from './options';
import { groundStack, prepareLane, prepareRollouts } from './prepare';
import type { Preparation } from './prepare';
import { checkLine } from './summary';
import type { LaneResult } from './summary';
import { regionOf } from './target';
import type { Target } from './target';
import { tearDown } from './tear-down';

export type RunOutcome =
  | { readonly kind: 'ran'; readonly result: LaneResult }
  | { readonly kind: 'not-confirmed'; readonly why: string }
  | { readonly kind: 'not-installed'; readonly why: string };

/** Runs everything once, in `scratch`. What was started is stopped, however it ends. */
export async function run(
  options: Options,
  scratch: string,
  tell: (text: string) => void,
): Promise<RunOutcome> {
  const checks = new CheckList((check) => tell(checkLine(check)));
  const start = performance.now();
  if (options.endpoint !== undefined || options.account) {
    return runThere(options, scratch, checks, start);
  }
  const environment = await pythonEnvironment();
  if (environment.kind === 'unavailable') {
    return { kind: 'not-installed', why: environment.why };
  }
  const emulator = await startBesideAnother(checks, environment.python, scratch);
  const target = {
    endpoint: emulator.endpoint,
    emulated: true,
    own: true,
    enforcesIam: true,
    region: 'us-east-1',
  };
  const where = `ministack ${pinnedVersion('ministack')}`;
  try {
    const preparation = await preparationFor(target, checks, scratch);
    const result = await runLane(preparation, options, where, start, emulator);
    return { kind: 'ran', result };
  } finally {
    await emulator.stop();
  }
}

/** At an endpoint that is there already, or at AWS: nothing is touched before whose it is has been made clear. */
async function runThere(
  options: Options,
  scratch: string,
  checks: CheckList,
  start: number,
): Promise<RunOutcome> {
  const { endpoint, confirmedAccount } = options;
  const emulator = endpoint === undefined ? undefined : await emulatorState(endpoint);
  const target = {
    endpoint,
    emulated: emulator !== undefined,
    own: false,
    enforcesIam: emulator?.enforcesIam ?? true,
    region: regionOf(process.env),
  };
  const preparation = await preparationFor(target, checks, scratch);
  const { account, suffixes } = preparation;
  if (endpoint === undefined || !isLoopback(endpoint)) {
    process.stderr.write(warning(target, account, suffixes));
    if (!(await isConfirmed(account, confirmedAccount))) {
      return { kind: 'not-confirmed', why: `the use of account ${account} was not confirmed` };
    }
  }
  const where = endpoint ?? `account ${account}`;
  return { kind: 'ran', result: await runLane(preparation, options, where, start) };
}

async function preparationFor(target: Target, checks: CheckList, scratch: string): Promise<Preparation> {
  const cloud = connect(target);
  const account = await accountOf(cloud.sts);
  return {
    target,
    account,
    cloud,
    checks,
    scratch,
    suffixes: [randomSuffix(), randomSuffix(), randomSuffix()],
  };
}

async function runLane(
  preparation: Preparation,
  options: Options,
  where: string,
  start: number,
  emulator?: Emulator,
): Promise<LaneResult> {
  const { checks, target, suffixes } = preparation;
  const lane = await prepareLane(preparation, options);
  const result = { where, checks: checks.checks, used: lane.used };
  let left: readonly string[] = [];
  let remains: readonly string[] = [];
  let stopped: string | undefined;
  try {
    remains = await allChecks(lane, preparation, options);
  } catch (error) {
    stopped = reasonOf(error);
  } finally {
    left = target.own ? [] : await tearDown(lane, suffixes.map(groundStack));
  }
  if (emulator !== undefined) {
    await listenerCheck(checks, emulator);
    await stopCheck(checks, emulator);
  }
  const milliseconds = Math.round(performance.now() - start);
  return { ...result, milliseconds, remains, left, ...(stopped === undefined ? {} : { stopped }) };
}

/** Returns what is left for AWS to show. */
async function allChecks(lane: Lane, preparation: Preparation, options: Options): Promise<readonly string[]> {
  await deployChecks(lane, preparation.account);
  if (lane.target.emulated) {
    await viewerChecks(lane);
    await dataChecks(lane);
  }
  if (lane.target.emulated && lane.target.enforcesIam) {
    await isolationChecks(lane);
  }
  await updateChecks(lane);
  await failureChecks(lane);
  await lifecycleChecks(lane);
  if (lane.target.emulated) {
    await rolloutChecks(await prepareRollouts(preparation, lane, options));
  }
  if (lane.target.own) {
    return conformanceCheck(lane, options.writeConformance);
  }
  return lane.target.emulated ? ['what docs/emulator.md names holds there too'] : [];
}

/** What stopped a run on purpose says why; anything else is a mistake of ours and shows where it is. */
function reasonOf(error: unknown): string {
  if (error instanceof LaneStopped) {
    return error.message;
  }
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
