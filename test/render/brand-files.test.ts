import { BrandFiles } from '../../lib/render/assemble/brand-files';

const MIB = 1024 * 1024;

function file(megabytes: number): { readonly path: string; readonly bytes: Uint8Array } {
  return { path: 'logo.svg', bytes: new Uint8Array(megabytes * MIB) };
}

test('the files of a brand are there once, as they were checked', () => {
  const brands = new BrandFiles();
  const files = [file(1)];
  brands.keep('rally-north', files);
  expect(brands.take('rally-north')).toBe(files);
  expect(brands.take('rally-north')).toBeUndefined();
  expect(brands.take('vela-stream')).toBeUndefined();
});

test('brands that take too much memory are read again, and smaller ones beside them are not', () => {
  const brands = new BrandFiles();
  brands.keep('large', [file(10)]);
  brands.keep('too-large', [file(5), file(5)]);
  brands.keep('small', [file(1)]);
  expect(brands.take('large')).toBeDefined();
  expect(brands.take('too-large')).toBeUndefined();
  expect(brands.take('small')).toBeDefined();
});
