// The floor: reads the file of every tenant and writes as many bytes as its template has, with no work between.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

function main(folder: string, sizesFile: string, outdir: string): void {
  const tenants = join(folder, 'tenants');
  let bytesRead = 0;
  for (const id of readdirSync(tenants)) {
    bytesRead += readFileSync(join(tenants, id, 'tenant.yaml')).length;
  }
  const sizes = JSON.parse(readFileSync(sizesFile, 'utf8')) as Record<string, number>;
  const text = Buffer.alloc(Math.max(...Object.values(sizes)), 'x');
  mkdirSync(outdir, { recursive: true });
  for (const [name, size] of Object.entries(sizes)) {
    writeFileSync(join(outdir, name), text.subarray(0, size));
  }
  process.stdout.write(`${bytesRead} bytes read\n`);
}

main(...(process.argv.slice(2) as [string, string, string]));
