import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { EDGE_LIMITS } from '../../lib/preview/edge-limits';
import { PROJECT } from '../render/example-fleet';

test('what an edge would do and a preview does not is said in the document as on the page', () => {
  const text = readFileSync(join(PROJECT, 'docs', 'preview.md'), 'utf8')
    .replaceAll(/\s+/g, ' ')
    .replaceAll('`', '');
  for (const limit of EDGE_LIMITS) {
    expect(text).toContain(limit);
  }
});
