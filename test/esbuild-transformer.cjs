// Jest runs TypeScript through the same compiler that bundles the Lambda code.
const { transformSync } = require('esbuild');

module.exports = {
  process: (source, file) =>
    transformSync(source, {
      loader: file.endsWith('.ts') ? 'ts' : 'js',
      format: 'cjs',
      target: 'node20',
      // Jest loads modules by require alone.
      supported: { 'dynamic-import': false },
      sourcemap: 'inline',
      sourcefile: file,
    }),
};
