import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';

import { PROJECT_FOLDER } from '../release/project-folder';
import { reportPage } from '../report/html/page';
import type { PageAsset } from '../report/html/page';
import type { PageContent } from '../report/html/page-content';
import { problemList } from '../report/problem-list';
import { EXIT } from './exit-code';
import type { ExitCode } from './exit-code';
import type { Host } from './host';
import { loadFleet } from './load-fleet';
import { shownPlan } from './report-plan';
import type { ReportOptions } from './report-request';
import { shownRecords } from './report-records';

const ASSETS_FOLDER = join(PROJECT_FOLDER, 'lib', 'report', 'assets');

/** `multiplex report`: writes one page about the fleet, for people who would rather look than read. */
export async function report(options: ReportOptions, host: Host): Promise<ExitCode> {
  const { rootFolder, fleet, catalogues, diagnostics, files } = await loadFleet(host, options.fleet);
  if (fleet === undefined) {
    host.stderr(problemList(diagnostics));
    return EXIT.no;
  }
  const loaded = { rootFolder, fleet, catalogues, diagnostics, files };
  const at = host.now?.() ?? Date.now();
  const plan = await shownPlan(options, host);
  const records = await shownRecords(loaded, options, { ...host, now: () => at });
  if (records.kind === 'refused') {
    return records.exitCode;
  }
  const { rollouts, ledger } = records;
  const content: PageContent = { fleet, catalogues, at, plan, rollouts, ledger };
  const page = reportPage(content, { style: asset('page.css'), script: asset('page.js') });
  const folder = resolve(host.cwd, options.out);
  const file = join(folder, 'index.html');
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, page);
  host.stdout(written({ content, file, bytes: Buffer.byteLength(page) }, options.json, host.cwd));
  return EXIT.fine;
}

function written(
  { content, file, bytes }: { content: PageContent; file: string; bytes: number },
  isJson: boolean,
  cwd: string,
): string {
  const { fleet, plan, rollouts, ledger } = content;
  const shows = {
    tenants: fleet.tenants.length,
    plan: plan.kind === 'plan' ? plan.plan.digest : undefined,
    rollouts: rollouts.kind === 'rollouts' ? rollouts.timelines.map(({ id }) => id) : [],
    entries: ledger.kind === 'ledger' ? ledger.lines.length : 0,
  };
  if (isJson) {
    return `${JSON.stringify({ ok: true, file, bytes, ...shows }, undefined, 2)}\n`;
  }
  const missing = [plan, rollouts, ledger].flatMap((part) => (part.kind === 'absent' ? [part.why] : []));
  const kilobytes = Math.ceil(bytes / 1000);
  return [`${relative(cwd, file)} is written, ${kilobytes} kB: open it in a browser.`, ...missing, ''].join(
    '\n',
  );
}

function asset(name: string): PageAsset {
  const text = readFileSync(join(ASSETS_FOLDER, name), 'utf8');
  return { text, hash: `sha256-${createHash('sha256').update(text).digest('base64')}` };
}
