import { readdirSync, readFileSync } from 'node:fs';

const KIB = 1024;

/** Whether this system tells how much memory a process has had. */
export function canReadMemory(): boolean {
  return highWater(process.pid) !== undefined;
}

/**
 * The peak resident memory of a group of processes: at each look, what those alive have had at most each, added up.
 * That is never less than what they held at once. The system keeps each process's own peak, so looking seldom misses
 * only what is new since the last look.
 */
export class GroupMemory {
  /** Bytes. */
  peak = 0;
  private readonly members = new Set<number>();
  private readonly strangers = new Set<number>();

  private readonly group: number;

  constructor(group: number) {
    this.group = group;
  }

  look(): void {
    let sum = 0;
    for (const name of readdirSync('/proc')) {
      const pid = Number(name);
      if (Number.isInteger(pid) && !this.strangers.has(pid)) {
        // A child shares the memory of its parent until it starts its own program, so at first sight it is not counted.
        sum += this.members.has(pid) ? (highWater(pid) ?? 0) : 0;
        this.admit(pid);
      }
    }
    this.peak = Math.max(this.peak, sum);
  }

  private admit(pid: number): void {
    (groupOf(pid) === this.group ? this.members : this.strangers).add(pid);
  }
}

function highWater(pid: number): number | undefined {
  const found = /^VmHWM:\s+(\d+) kB/m.exec(readProcess(pid, 'status'));
  return found === null ? undefined : Number(found[1]) * KIB;
}

function groupOf(pid: number): number | undefined {
  // The name of the program stands in parentheses and may hold anything, so fields are counted from the last one.
  const stat = readProcess(pid, 'stat');
  const group = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[2];
  return group === undefined ? undefined : Number(group);
}

/** A process may end between being listed and being read. */
function readProcess(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return '';
  }
}
