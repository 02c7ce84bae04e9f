import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { pinRelease } from '../../lib/fleet/pin-release';

const NORTH = 'tenants/rally-north/tenant.yaml';
let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'multiplex-pin-'));
  mkdirSync(join(root, 'tenants/rally-north'), { recursive: true });
  writeFileSync(join(root, NORTH), 'name: Rally North # sports\nrelease: 2026.11.0 # since spring\n');
  writeFileSync(join(root, 'fleet.yaml'), 'cells:\n  us-1: { release: 2026.11.0 }\n');
});

afterEach(() => {
  rmSync(root, { recursive: true });
});

describe('pinning a release', () => {
  test('the line of a tenant says it, and the rest of the file is as it was', () => {
    expect(pinRelease(root, 'tenants/rally-north', '2026.11.1')).toBe(NORTH);
    expect(readFileSync(join(root, NORTH), 'utf8')).toBe(
      'name: Rally North # sports\nrelease: 2026.11.1 # since spring\n',
    );
  });

  test('the line of a cell is in the file of the fleet', () => {
    expect(pinRelease(root, 'cells/us-1', '2026.11.1')).toBe('fleet.yaml');
    expect(readFileSync(join(root, 'fleet.yaml'), 'utf8')).toBe('cells:\n  us-1: { release: 2026.11.1 }\n');
  });

  test('a file that says so already is not written', () => {
    chmodSync(join(root, NORTH), 0o440);
    const before = statSync(join(root, NORTH));
    expect(pinRelease(root, 'tenants/rally-north', '2026.11.0')).toBeUndefined();
    expect(statSync(join(root, NORTH)).ino).toBe(before.ino);
  });

  test('the file keeps its mode, and no draft stays behind', () => {
    chmodSync(join(root, NORTH), 0o640);
    pinRelease(root, 'tenants/rally-north', '2026.11.1');
    expect(statSync(join(root, NORTH)).mode & 0o777).toBe(0o640);
    expect(readdirSync(join(root, 'tenants/rally-north'))).toEqual(['tenant.yaml']);
  });

  test('a tenant that is gone and a release that others share are refused by name', () => {
    expect(() => pinRelease(root, 'tenants/rally-south', '2026.11.1')).toThrow(
      /tenants\/rally-south\/tenant\.yaml FILE-023 .* ENOENT/,
    );
    writeFileSync(join(root, NORTH), 'release: &pinned 2026.11.0\nalso: *pinned\n');
    expect(() => pinRelease(root, 'tenants/rally-north', '2026.11.1')).toThrow(
      /FILE-023 .* Write it by hand: release: 2026\.11\.1/,
    );
  });
});
