import { dirname, join, normalize } from 'node:path';

import { ROOMS } from './rooms';

/** An import that the table of rooms does not allow. */
export interface Trespass {
  readonly file: string;
  readonly specifier: string;
}

/** Static, type-only, re-exporting and dynamic imports, and `require` of a literal. */
const SPECIFIER =
  /(?:^\s*(?:import|export)\b[^'";]*?\bfrom\s*|^\s*import\s*|\bimport\s*\(\s*|\brequire\s*\(\s*)(['"])([^'"\n]+)\1/gm;

/** Checks one file, named from the root of the project, such as `lib/fleet/id.ts`. */
export function trespasses(file: string, source: string): readonly Trespass[] {
  return specifiers(source)
    .filter((specifier) => !isAllowed(file, specifier))
    .map((specifier) => ({ file, specifier }));
}

function specifiers(source: string): readonly string[] {
  const withoutComments = source.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
  return [...withoutComments.matchAll(SPECIFIER)].map((match) => match[2] ?? '');
}

function isAllowed(file: string, specifier: string): boolean {
  const [, roomName = ''] = file.split('/');
  const room = ROOMS[roomName];
  if (room === undefined) {
    return false;
  }
  if (specifier.startsWith('node:')) {
    const name = file.slice(`lib/${roomName}/`.length, -'.ts'.length);
    return room.node === 'all' || room.node.includes(name);
  }
  if (specifier.startsWith('.')) {
    const [top, target = '', ...rest] = normalize(join(dirname(file), specifier)).split('/');
    return top === 'lib' && rest.length > 0 && (target === roomName || room.rooms.includes(target));
  }
  return room.packages.some((name) => specifier === name || specifier.startsWith(`${name}/`));
}
