import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { reportPage } from '../../../lib/report/html/page';
import type { PageAsset } from '../../../lib/report/html/page';
import type { PageContent } from '../../../lib/report/html/page-content';

const ASSETS = join(__dirname, '..', '..', '..', 'lib', 'report', 'assets');

/** The page with the assets that the command gives it. */
export function pageOf(content: PageContent): string {
  return reportPage(content, { style: asset('page.css'), script: asset('page.js') });
}

/** The page without the assets, whose signs mean something else. */
export function bareOf(content: PageContent): string {
  const nothing: PageAsset = { text: '', hash: '' };
  return reportPage(content, { style: nothing, script: nothing });
}

function asset(name: string): PageAsset {
  const text = readFileSync(join(ASSETS, name), 'utf8');
  return { text, hash: `sha256-${createHash('sha256').update(text).digest('base64')}` };
}
