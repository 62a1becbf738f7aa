// Builds the page for Maven, if anything it is made of has changed.
//
//   node build.mjs <output directory>
//
// Node comes from the build (see pom.xml). npm is only needed when the packages are not there yet
// or the lock file has changed; then it is looked for on the PATH and run with this Node, so that
// an old Node beside it does not matter.

import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';

const here = import.meta.dirname;
const output = path.resolve(process.argv[2]);
const resources = path.join(output, 'META-INF', 'resources');
const stampFile = path.join(output, 'inputs.sha256');
const packagesStamp = path.join(here, 'node_modules', '.certyn-lock.sha256');

const stamp = hashOf(inputs(here));
if (read(stampFile) === stamp && fs.existsSync(path.join(resources, 'index.html'))) {
  console.log('the page is up to date');
} else {
  installPackages();
  run('typescript/bin/tsc', ['--noEmit', '-p', 'app']);
  run('vite/bin/vite.js', ['build', 'app', '--outDir', resources, '--emptyOutDir']);
  fs.writeFileSync(stampFile, stamp);
}

function inputs(directory) {
  return fs
    .readdirSync(directory, { withFileTypes: true })
    .filter((entry) => entry.name !== 'node_modules' && entry.name !== 'dist')
    .flatMap((entry) => {
      const file = path.join(directory, entry.name);
      return entry.isDirectory() ? inputs(file) : [file];
    })
    .sort();
}

function hashOf(files) {
  const hash = createHash('sha256');
  for (const file of files) {
    hash.update(path.relative(here, file)).update('\0').update(fs.readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
}

function installPackages() {
  const lock = hashOf([path.join(here, 'package-lock.json')]);
  if (read(packagesStamp) === lock) {
    return;
  }
  const npm = findNpm();
  if (!npm) {
    fail('The page needs npm (apt-get install npm), or leave it out with -Dwebui.skip.');
  }
  node([npm, 'ci', '--no-audit', '--no-fund', '--prefer-offline']);
  fs.writeFileSync(packagesStamp, lock);
}

function findNpm() {
  return (process.env.PATH ?? '')
    .split(path.delimiter)
    .map((directory) => path.join(directory, 'npm'))
    .filter((file) => fs.existsSync(file))
    .map((file) => fs.realpathSync(file))
    .find((file) => file.endsWith('.js'));
}

function run(script, args) {
  node([path.join(here, 'node_modules', script), ...args]);
}

function node(args) {
  // Scripts that look for "node" shall find this one.
  const PATH = path.dirname(process.execPath) + path.delimiter + (process.env.PATH ?? '');
  const { status, error } = spawnSync(process.execPath, args, {
    cwd: here,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, PATH, NODE_ENV: args[1] === 'build' ? 'production' : '' },
  });
  if (error || status !== 0) {
    fail(`The page could not be built: ${path.basename(args[0])} ${args[1] ?? ''} failed.`);
  }
}

function read(file) {
  return fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : '';
}

function fail(sentence) {
  console.error(sentence);
  process.exit(1);
}
