import { diagnostic } from '../../diagnostics/diagnostic';
import { ProblemError } from '../../diagnostics/problem-error';
import { planText } from '../../report/plan-text';
import { planHeadline } from '../../report/plan-headline';
import { problemList } from '../../report/problem-list';
import { calendarText } from '../../report/rollout-text';
import { rolloutIds } from '../../rollout/runner/open-rollout';
import { MINUTES_PER_MOVE, simulateCalendar } from '../../rollout/simulate-calendar';
import { requireClear } from '../agreed-plan';
import { findActor } from '../actor';
import { EXIT } from '../exit-code';
import type { ExitCode } from '../exit-code';
import type { Host } from '../host';
import { missingAccess } from '../missing-access';
import type { NeededAccess } from '../missing-access';
import { openOperations, openRecords } from '../operations';
import type { Operations } from '../operations';
import { moveRequest, planRequested } from './request';
import type { MoveOptions } from './request';
import { busy, runOnHost } from './run';
import type { RunOptions } from './run';

export interface StartOptions extends MoveOptions, RunOptions {
  readonly yes: boolean;
}

/** `multiplex rollout simulate`: the calendar that a roll-out would take, before it starts. */
export async function simulate(options: MoveOptions & RunOptions, host: Host): Promise<ExitCode> {
  const asked = await moveRequest(options, await caller(options, host), host);
  if (asked.kind === 'refused') {
    return asked.exitCode;
  }
  const { loaded } = asked.request;
  const records = await openRecords(loaded.rootFolder, loaded.fleet.name, options, host);
  try {
    const { planned, notices } = await planRequested(asked.request, records);
    if (planned.kind === 'refused') {
      host.stderr(problemList(planned.diagnostics));
      return EXIT.no;
    }
    const { rollout } = planned;
    const calendar = simulateCalendar(rollout, records.clock.now(), {
      minutesPerMove: MINUTES_PER_MOVE,
      notices,
    });
    host.stdout(
      options.json
        ? `${JSON.stringify({ rollout, calendar }, undefined, 2)}\n`
        : calendarText(rollout, calendar),
    );
    return calendar.halt === undefined ? EXIT.fine : EXIT.no;
  } finally {
    await records.close();
  }
}

/** `multiplex rollout start`: plans the move, shows it, and runs it once somebody agrees. */
export async function start(options: StartOptions, host: Host): Promise<ExitCode> {
  const asked = await moveRequest(options, await caller(options, host), host);
  if (asked.kind === 'refused') {
    return asked.exitCode;
  }
  const { loaded } = asked.request;
  const operations = await openOperations(loaded.rootFolder, loaded.fleet.name, options, host);
  try {
    const { open } = await rolloutIds(operations.ledger);
    if (open !== undefined) {
      throw busy(open);
    }
    const { planned, notices } = await planRequested(asked.request, operations);
    if (planned.kind === 'refused') {
      host.stderr(problemList(planned.diagnostics));
      return EXIT.no;
    }
    const { rollout, plan, access } = planned;
    const show = options.json ? host.stderr : host.stdout;
    if (plan.verdict === 'refused') {
      show(planText(plan, host.hasColors ?? false));
    }
    requireClear(plan, `roll-out to ${rollout.to}`, 'Change the release, or give the same command');
    await requireAccess(access, operations);
    const calendar = simulateCalendar(rollout, operations.clock.now(), {
      minutesPerMove: MINUTES_PER_MOVE,
      notices,
    });
    show(`${planHeadline(plan)}\n${calendarText(rollout, calendar)}`);
    const agreed = await isAgreed(options, host);
    return agreed === undefined ? await runOnHost({ rollout, loaded, operations, options }, host) : agreed;
  } finally {
    await operations.close();
  }
}

/** @throws ProblemError when a tenant could not be moved with the roles that it is to be deployed with. */
async function requireAccess(needed: readonly NeededAccess[], operations: Operations): Promise<void> {
  const missing = await missingAccess(needed, operations);
  if (missing.length > 0) {
    throw new ProblemError(
      missing.map(({ stack }) =>
        diagnostic({
          code: 'ROLLOUT-012',
          place: { file: stack },
          message: 'the roles that the tenant is moved with are not there, or not as fleet.yaml says.',
          next: `Make them first: npx multiplex deploy ${stack}; or leave the tenant out: --only`,
          value: stack,
        }),
      ),
    );
  }
}

async function isAgreed({ yes }: StartOptions, host: Host): Promise<ExitCode | undefined> {
  if (yes) {
    return undefined;
  }
  if (!host.isInteractive) {
    host.stderr('Nothing was started. Next: the same with --yes\n');
    return EXIT.usage;
  }
  const answer = await host.ask({ message: 'Start it?', choices: ['no', 'yes'], fallback: 'no' });
  if (answer === 'yes') {
    return undefined;
  }
  host.stderr('Nothing was started.\n');
  return EXIT.no;
}

async function caller(options: RunOptions, host: Host): Promise<string> {
  return (await findActor(host.cwd, options)).caller;
}
