import { existsSync, readFileSync, readdirSync, readlinkSync } from 'node:fs';

const TABLES = ['tcp', 'tcp6', 'udp', 'udp6'] as const;

/** State of a TCP socket that listens, and of a UDP socket that takes packets from anybody, in `/proc/net`. */
const LISTENING: Readonly<Record<(typeof TABLES)[number], string>> = {
  tcp: '0A',
  tcp6: '0A',
  udp: '07',
  udp6: '07',
};

/** 127.0.0.1 and ::1 as `/proc/net` writes them: each group of four bytes in the machine's order. */
const LOOPBACK_ADDRESSES = [
  '0100007F',
  '00000000000000000000000001000000',
  '0000000000000000FFFF00000100007F',
];

export interface ListeningSocket {
  readonly table: string;
  /** Address and port as `/proc/net` writes them. */
  readonly address: string;
  readonly isLoopback: boolean;
}

/**
 * What the processes of a group listen on; `undefined` where there is no `/proc` to tell.
 *
 * @param group Id of the process group.
 */
export function listeningSockets(group: number): readonly ListeningSocket[] | undefined {
  if (!existsSync('/proc/net/tcp')) {
    return undefined;
  }
  const sockets = new Set(processesOf(group).flatMap((pid) => socketsOf(pid)));
  return TABLES.flatMap((table) => listeners(table).filter(({ inode }) => sockets.has(inode))).map(
    ({ table, address }) => ({
      table,
      address,
      isLoopback: LOOPBACK_ADDRESSES.some((loopback) => address.startsWith(`${loopback}:`)),
    }),
  );
}

function processesOf(group: number): readonly number[] {
  return readdirSync('/proc')
    .filter((name) => /^[0-9]+$/.test(name))
    .map(Number)
    .filter((pid) => groupOf(pid) === group);
}

/** The name of a process may hold spaces and brackets, so fields are counted after the last bracket. */
function groupOf(pid: number): number | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[2]);
  } catch {
    return undefined;
  }
}

function socketsOf(pid: number): readonly string[] {
  try {
    const folder = `/proc/${pid}/fd`;
    return readdirSync(folder).flatMap(
      (name) => /^socket:\[([0-9]+)\]$/.exec(linkOf(folder, name))?.[1] ?? [],
    );
  } catch {
    return [];
  }
}

function linkOf(folder: string, name: string): string {
  try {
    return readlinkSync(`${folder}/${name}`);
  } catch {
    return '';
  }
}

function listeners(
  table: (typeof TABLES)[number],
): readonly { readonly table: string; readonly address: string; readonly inode: string }[] {
  const path = `/proc/net/${table}`;
  if (!existsSync(path)) {
    return [];
  }
  const rows = readFileSync(path, 'utf8').trim().split('\n').slice(1);
  return rows
    .map((row) => row.trim().split(/\s+/))
    .filter((fields) => fields[3] === LISTENING[table])
    .map((fields) => ({ table, address: fields[1] ?? '', inode: fields[9] ?? '' }));
}
