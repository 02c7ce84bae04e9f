import { posix } from 'node:path';

import { PURE_ROOMS, ROOMS } from './rooms';
import type { Room } from './rooms';

/** One entry of `overrides` in `.oxlintrc.json`. */
interface Override {
  readonly files: readonly string[];
  readonly excludeFiles?: readonly string[];
  readonly rules: Readonly<Record<string, unknown>>;
}

/** What `.oxlintrc.json` must say for the table of rooms to hold: everything that is not allowed is refused. */
export function importOverrides(): readonly Override[] {
  return [
    ...Object.entries(ROOMS).flatMap(([name, room]) => [
      importOverride(`lib/${name}/*.ts`, room, name, ''),
      ...(room.folders ?? []).map((folder) =>
        importOverride(`lib/${name}/${folder}/*.ts`, room, name, folder),
      ),
      ...nodeOverrides(name, room),
    ]),
    {
      files: PURE_ROOMS.map((room) => `lib/${room}/**/*.ts`),
      excludeFiles: ['lib/fleet/read-fleet.ts'],
      rules: { 'no-restricted-globals': ['error', 'Date', 'process', 'setTimeout', 'setInterval', 'fetch'] },
    },
  ];
}

function importOverride(files: string, room: Room, name: string, folder: string): Override {
  return {
    files: [files],
    rules: { 'no-restricted-imports': restriction(name, room, folder, room.node === 'all') },
  };
}

/** The few files of an otherwise pure room that do I/O. */
function nodeOverrides(name: string, room: Room): readonly Override[] {
  if (room.node === 'all' || room.node.length === 0) {
    return [];
  }
  return [
    {
      files: room.node.map((file) => `lib/${name}/${file}.ts`),
      rules: { 'no-restricted-imports': restriction(name, room, '', true) },
    },
  ];
}

/** What files of a folder of a room may import; `''` is the room itself. */
function restriction(name: string, room: Room, folder: string, allowsNode: boolean): unknown {
  const up = '../'.repeat(folder === '' ? 1 : folder.split('/').length + 1);
  const allowed = [
    ...['.', ...ownFolders(room, folder)].map((own) => `${own}/*`),
    ...room.rooms.flatMap((other) => foldersOf(other).map((target) => `${up}${target}/*`)),
    ...room.packages.flatMap((packageName) => [packageName, `${packageName}/*`]),
    ...(allowsNode ? ['node:*'] : []),
  ];
  const message = `lib/${name} may not import this; docs/architecture.md says who may import whom, and why.`;
  return ['error', { patterns: [{ group: [...EVERYTHING, ...allowed.map((glob) => `!${glob}`)], message }] }];
}

/** The folders of a room as they are written in a file of one of them. */
function ownFolders({ folders = [] }: Room, from: string): readonly string[] {
  return ['', ...folders]
    .filter((folder) => folder !== from)
    .map((folder) => posix.relative(from, folder))
    .map((path) => (path.startsWith('.') ? path : `./${path}`));
}

/** Globs that match any specifier: a package, one with a path, a relative path. */
const EVERYTHING = ['*', '*/**', '.*'];

/** A room and the folders inside it. */
function foldersOf(room: string): readonly string[] {
  return [room, ...(ROOMS[room]?.folders ?? []).map((folder) => `${room}/${folder}`)];
}
