// What `npm ci` runs at its end, so that not even the first start has to compile.
require('./launch.cjs').compiledFolder();
