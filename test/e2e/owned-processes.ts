import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';

/** How long a group that was told to end may take before it is killed. */
const GRACE_MILLISECONDS = 5_000;
const POLL_MILLISECONDS = 25;

/**
 * Runs a server until it ends or standard input does. Standard input is a pipe that only this process holds, so its
 * end means that we are gone, however that came: then the whole group goes, and the scratch folder with it.
 */
const SERVER = `
scratch="$1"; shift
exec 3<&0
( "$@" 3<&- </dev/null; kill -TERM $$ ) &
cat <&3 >/dev/null 3<&- &
watcher=$!
exec 3<&-
trap true TERM
wait $watcher
trap '' TERM
kill -0 $watcher 2>/dev/null && scratch=
kill -TERM -$$
sleep 0.3
[ -n "$scratch" ] && rm -rf -- "$scratch"
kill -KILL -$$
`;

/** The same for a command whose status is wanted: the group goes when standard input ends before it does. */
const COMMAND = `
exec 3<&0
( cat <&3; kill -KILL -$$ ) >/dev/null 2>&1 &
exec 3<&-
"$@" </dev/null
`;

/** What this run has started and not seen end, by the id of its process group. */
const groups = new Set<number>();

export interface OwnedCommand {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** Starts a command in a process group of its own, with its output readable. It does not outlive this process. */
export function startOwned({ command, args, cwd, env }: OwnedCommand): ChildProcess {
  const child = spawn('sh', ['-c', COMMAND, 'sh', command, ...args], {
    cwd,
    env,
    detached: true,
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  child.once('exit', () => child.stdin?.end());
  register(child);
  return child;
}

/**
 * Starts a server that must not outlive this process, not even when this process is killed outright.
 *
 * @param log Descriptor of the file that its output goes to.
 * @param scratch Folder that goes when this process does.
 */
export function startServer(server: OwnedCommand, log: number, scratch: string): ChildProcess {
  const { command, args, cwd, env } = server;
  const child = spawn('sh', ['-c', SERVER, 'sh', scratch, command, ...args], {
    cwd,
    env,
    detached: true,
    stdio: ['pipe', log, log],
  });
  register(child);
  return child;
}

/** Ends a server that was started here and waits until nothing of its group is left. */
export async function endServer(server: ChildProcess): Promise<void> {
  const { pid } = server;
  if (pid === undefined) {
    return;
  }
  signalGroup(pid, 'SIGTERM');
  const deadline = Date.now() + GRACE_MILLISECONDS;
  while (groupExists(pid)) {
    if (Date.now() > deadline) {
      signalGroup(pid, 'SIGKILL');
    }
    await new Promise((resolve) => {
      setTimeout(resolve, POLL_MILLISECONDS);
    });
  }
  groups.delete(pid);
}

/** Kills, at once, whatever of this run is still there. For the end of the process, where nothing can be awaited. */
export function killEverythingOwned(): void {
  groups.forEach((pid) => signalGroup(pid, 'SIGKILL'));
  groups.clear();
}

/** Whether any process of the group is alive. */
export function groupExists(pid: number): boolean {
  return signalGroup(pid, 0);
}

function register(child: ChildProcess): void {
  const { pid } = child;
  if (pid !== undefined) {
    groups.add(pid);
    child.once('close', () => groups.delete(pid));
  }
}

/** Returns whether there was somebody to signal. */
function signalGroup(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    process.kill(-pid, signal);
    return true;
  } catch {
    return false;
  }
}
