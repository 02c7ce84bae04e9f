import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The project that this code is part of, compiled or not: the nearest folder around it with a `package.json`. */
export const PROJECT_FOLDER = nearestPackage(__dirname);

function nearestPackage(folder: string): string {
  return existsSync(join(folder, 'package.json')) ? folder : nearestPackage(dirname(folder));
}
