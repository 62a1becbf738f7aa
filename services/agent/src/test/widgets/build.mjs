// Builds the pages of component libraries that the agent's tests operate.
//
//   node build.mjs <output directory>
//
// Node comes from the build (see pom.xml). npm is only needed when the packages are not there yet
// or the lock file has changed; it is run with this Node, as the console's page does.

import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';

const PAGES = ['mui', 'antd', 'headlessui'];

const here = import.meta.dirname;
const output = path.resolve(process.argv[2]);
const stampFile = path.join(output, 'inputs.sha256');
const packagesStamp = path.join(here, 'node_modules', '.certyn-lock.sha256');

const sources = fs.readdirSync(path.join(here, 'src')).map((name) => path.join('src', name));
const stamp = hashOf(['build.mjs', 'package-lock.json', ...sources.sort()]);
if (read(stampFile) === stamp) {
  console.log('the pages are up to date');
} else {
  installPackages();
  const { build } = await import('esbuild');
  await build({
    absWorkingDir: here,
    entryPoints: PAGES.map((name) => `src/${name}.jsx`),
    bundle: true,
    minify: true,
    jsx: 'automatic',
    legalComments: 'none',
    define: { 'process.env.NODE_ENV': '"production"' },
    outdir: output,
    logLevel: 'error',
  });
  fs.writeFileSync(stampFile, stamp);
}

function hashOf(files) {
  const hash = createHash('sha256');
  for (const file of files) {
    hash.update(file).update('\0').update(fs.readFileSync(path.join(here, file))).update('\0');
  }
  return hash.digest('hex');
}

function installPackages() {
  const lock = hashOf(['package-lock.json']);
  if (read(packagesStamp) === lock) {
    return;
  }
  const npm = (process.env.PATH ?? '')
    .split(path.delimiter)
    .map((directory) => path.join(directory, 'npm'))
    .filter((file) => fs.existsSync(file))
    .map((file) => fs.realpathSync(file))
    .find((file) => file.endsWith('.js'));
  if (!npm) {
    fail('The pages need npm (apt-get install npm), or leave them out with -Dwidgets.skip.');
  }
  // Scripts that look for "node" shall find this one.
  const PATH = path.dirname(process.execPath) + path.delimiter + (process.env.PATH ?? '');
  const { status } = spawnSync(
    process.execPath,
    [npm, 'ci', '--no-audit', '--no-fund', '--prefer-offline', '--ignore-scripts'],
    { cwd: here, stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, PATH } },
  );
  if (status !== 0) {
    fail('The packages of the pages could not be fetched.');
  }
  fs.writeFileSync(packagesStamp, lock);
}

function read(file) {
  return fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : '';
}

function fail(sentence) {
  console.error(sentence);
  process.exit(1);
}
