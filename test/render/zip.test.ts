import { openArchive } from '../../lib/handlers/zip/zip-archive';
import { zipArchive } from '../../lib/render/zip';

const FILES = [
  { path: 'logo.svg', bytes: Buffer.from('<svg/>') },
  { path: 'fonts/a.woff2', bytes: Buffer.from([0, 255, 10, 13]) },
  { path: 'empty.css', bytes: Buffer.alloc(0) },
];

test('what is put into an archive is what the provisioner takes out of it', () => {
  const opened = openArchive(Buffer.from(zipArchive(FILES)));
  expect(opened).toMatchObject({ kind: 'accepted' });
  const found = opened.kind === 'accepted' ? opened.value : [];
  expect(Object.fromEntries(found.map(({ path, content }) => [path, content]))).toEqual(
    Object.fromEntries(FILES.map(({ path, bytes }) => [path, bytes])),
  );
});

test('the same files give the same bytes, in whatever order they come', () => {
  expect(zipArchive(FILES.toReversed())).toEqual(zipArchive(FILES));
});
