'use strict';
// Runs a program of this folder. TypeScript is compiled once for each state of the sources, into an ignored folder: Node.js
// 20 runs none by itself, and compiling it at every start would take longer than most commands do.
const { createHash } = require('node:crypto');
const { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync } = require('node:fs');
const path = require('node:path');

const PROJECT_FOLDER = path.join(__dirname, '..');
const PROGRAMS_FOLDER = path.join(PROJECT_FOLDER, '.multiplex', 'program');

/** What is compiled: the programs, and what their threads run. */
const ENTRIES = {
  app: 'bin/app.ts',
  multiplex: 'bin/multiplex.ts',
  prover: 'lib/history/prover-thread.ts',
  thread: 'lib/render/assemble/thread.ts',
};

/** What decides what is compiled, beside the sources. */
const SETTINGS = ['bin/launch.cjs', 'package-lock.json', 'tsconfig.json'];

/** Packages that are loaded from where they are installed: they are large, or find files beside themselves. */
const EXTERNAL = [
  '@aws-cdk/*',
  '@aws-sdk/*',
  '@inquirer/prompts',
  '@smithy/*',
  'aws-cdk-lib',
  'constructs',
  'esbuild',
];

/** Programs of earlier sources are kept for as long as one of them may still be starting. */
const KEPT_MILLISECONDS = 24 * 60 * 60 * 1000;

/** Runs the program of that name, compiled. */
function launch(name) {
  require(path.join(compiledFolder(), `${name}.cjs`));
}

/** The folder that holds every program as one JavaScript file; made when it is not there. */
function compiledFolder() {
  const folder = path.join(PROGRAMS_FOLDER, sourceDigest());
  if (!existsSync(folder)) {
    removeOldPrograms();
    compile(folder);
  }
  return folder;
}

function sourceDigest() {
  const hash = createHash('sha256');
  const sources = ['bin', 'lib'].flatMap((folder) =>
    readdirSync(path.join(PROJECT_FOLDER, folder), { recursive: true })
      .filter((file) => file.endsWith('.ts'))
      .map((file) => path.join(folder, file)),
  );
  for (const file of [...SETTINGS, ...sources.sort()]) {
    const bytes = readFileSync(path.join(PROJECT_FOLDER, file));
    hash.update(`${file} ${bytes.length}\n`).update(bytes);
  }
  return hash.digest('hex').slice(0, 32);
}

/** Two runs may compile at once: each fills a folder of its own, and the rename of the first one counts. */
function compile(folder) {
  const draft = `${folder}.${process.pid}`;
  mkdirSync(draft, { recursive: true });
  const esbuild = require('esbuild');
  try {
    esbuild.buildSync({
      absWorkingDir: PROJECT_FOLDER,
      bundle: true,
      entryPoints: Object.entries(ENTRIES).map(([out, file]) => ({ in: file, out })),
      external: EXTERNAL,
      format: 'cjs',
      logLevel: 'error',
      outdir: draft,
      outExtension: { '.js': '.cjs' },
      platform: 'node',
      target: 'node20',
    });
    // Otherwise the compiler stays in memory for as long as the program runs.
    void esbuild.stop();
    renameSync(draft, folder);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    if (!existsSync(folder)) {
      throw error;
    }
  }
}

function removeOldPrograms() {
  const found = existsSync(PROGRAMS_FOLDER) ? readdirSync(PROGRAMS_FOLDER) : [];
  for (const name of found) {
    const folder = path.join(PROGRAMS_FOLDER, name);
    if (Date.now() - statSync(folder).mtimeMs > KEPT_MILLISECONDS) {
      rmSync(folder, { recursive: true, force: true });
    }
  }
}

module.exports = { compiledFolder, launch };
