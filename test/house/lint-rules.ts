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
      importOverride(`lib/${name}/*.ts`, name, room, '../'),
      ...(room.folders ?? []).map((folder) =>
        importOverride(`lib/${name}/${folder}/*.ts`, name, room, '../../'),
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

function importOverride(files: string, name: string, room: Room, up: string): Override {
  return {
    files: [files],
    rules: { 'no-restricted-imports': restriction(name, room, up, room.node === 'all') },
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
      rules: { 'no-restricted-imports': restriction(name, room, '../', true) },
    },
  ];
}

function restriction(name: string, room: Room, up: string, allowsNode: boolean): unknown {
  const folders = room.folders ?? [];
  const own =
    up === '../' ? folders.map((folder) => `./${folder}`) : ['..', ...folders.map((f) => `../${f}`)];
  const allowed = [
    ...['.', ...own].map((folder) => `${folder}/*`),
    ...room.rooms.flatMap((other) => foldersOf(other).map((folder) => `${up}${folder}/*`)),
    ...room.packages.flatMap((packageName) => [packageName, `${packageName}/*`]),
    ...(allowsNode ? ['node:*'] : []),
  ];
  const message = `lib/${name} may not import this; docs/architecture.md says who may import whom, and why.`;
  return ['error', { patterns: [{ group: [...EVERYTHING, ...allowed.map((glob) => `!${glob}`)], message }] }];
}

/** Globs that match any specifier: a package, one with a path, a relative path. */
const EVERYTHING = ['*', '*/**', '.*'];

/** A room and the folders inside it. */
function foldersOf(room: string): readonly string[] {
  return [room, ...(ROOMS[room]?.folders ?? []).map((folder) => `${room}/${folder}`)];
}
