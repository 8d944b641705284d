// Builds the extension with the parts that it loads on demand and its webview into dist/, the sandbox program and the tests into out/.
//   node esbuild.mjs [--production] [--watch] [--only extension|sandbox|tests|support]
import { cp, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import Ajv from 'ajv';
import standaloneCode from 'ajv/dist/standalone/index.js';
import * as esbuild from 'esbuild';

const root = path.dirname(fileURLToPath(import.meta.url));
const at = (...parts) => path.join(root, ...parts);

/** As a namespace every file would get a copy of VS Code's interface, property by property: most of the time of a start. */
const withoutCopies = (code) =>
  code.replace(/\bimport ?\* ?as ([\w$]+) from ?"vscode";/g, 'const $1 = require("vscode");');

/**
 * Turns the ES modules of a build, which esbuild can split where something is imported on demand, into CommonJS, which
 * every VS Code can load. So nothing is in two files, and each is read when it is first needed.
 */
const asCommonJs = {
  name: 'as-common-js',
  setup(build) {
    const { minify, sourcemap, target } = build.initialOptions;
    build.onEnd(async ({ outputFiles = [] }) => {
      for (const file of outputFiles) {
        const { code } = await esbuild.transform(withoutCopies(file.text), {
          format: 'cjs',
          platform: 'node',
          minify,
          sourcemap,
          target,
          supported: { 'dynamic-import': false },
        });
        file.contents = Buffer.from(code);
      }
    });
  },
};

/** ajv advises against `unicode: false`; the API counts UTF-16 code units, so the option is what is meant. */
function warnUnlessChosen(text) {
  if (!text.includes('option unicode')) console.warn(text);
}

/** `import { validate } from './x.schema.json?validate'` is that schema compiled by ajv at build time. */
const compiledSchemas = {
  name: 'compiled-schemas',
  setup(build) {
    build.onResolve({ filter: /\.schema\.json\?validate$/ }, (args) => ({
      path: path.resolve(args.resolveDir, args.path.replace('?validate', '')),
      namespace: 'compiled-schema',
    }));
    build.onLoad({ filter: /.*/, namespace: 'compiled-schema' }, async (args) => {
      const ajv = new Ajv({
        allErrors: true,
        verbose: true,
        unicode: false,
        strictSchema: false,
        logger: { ...console, warn: warnUnlessChosen },
        schemas: { schema: JSON.parse(await readFile(args.path, 'utf8')) },
        code: { source: true, esm: true },
      });
      return {
        contents: standaloneCode(ajv, { validate: 'schema' }),
        loader: 'js',
        resolveDir: root,
        watchFiles: [args.path],
      };
    });
  },
};

/** Files appear whole or not at all, so that a build beside a running one harms neither. */
const atomicOutput = {
  name: 'atomic-output',
  setup(build) {
    build.initialOptions.write = false;
    build.onEnd(async (result) => {
      for (const file of result.outputFiles ?? []) {
        const draft = `${file.path}.${process.pid}.tmp`;
        await mkdir(path.dirname(file.path), { recursive: true });
        await writeFile(draft, file.contents);
        await rename(draft, file.path);
      }
    });
  },
};

/** Removes what earlier builds left: the bundle of a deleted test would go on running, that of a part would ship. */
async function removeStale(folder, results) {
  const made = new Set(results.flatMap((result) => result.outputFiles.map((file) => file.path)));
  for (const file of await filesOf(folder, /\.js(\.map)?$/)) {
    if (!made.has(file)) await rm(file, { force: true });
  }
}

/** The files below `folder` whose name matches; none where the folder is missing. */
async function filesOf(folder, name) {
  const entries = await readdir(at(folder), { recursive: true, withFileTypes: true }).catch(
    () => [],
  );
  return entries
    .filter((entry) => entry.isFile() && name.test(entry.name))
    .map((entry) => path.join(entry.parentPath ?? entry.path, entry.name))
    .sort();
}

/**
 * @param {{ production: boolean }} options
 * @returns {Promise<Record<string, import('esbuild').BuildOptions[]>>}
 */
async function bundles({ production }) {
  const common = {
    absWorkingDir: root,
    bundle: true,
    logLevel: 'warning',
    sourcemap: production ? false : 'linked',
    minify: production,
    plugins: [compiledSchemas, atomicOutput],
  };
  const node = { ...common, platform: 'node', target: 'node20' };
  return {
    extension: [
      {
        ...node,
        format: 'esm',
        splitting: true,
        sourcemap: production ? false : 'inline',
        external: ['vscode'],
        entryPoints: { activate: at('src/activate.ts') },
        chunkNames: 'parts/[name]-[hash]',
        outdir: at('dist'),
        mainFields: ['module', 'main'],
        plugins: [compiledSchemas, asCommonJs, atomicOutput],
      },
      {
        ...common,
        platform: 'browser',
        target: 'es2022',
        format: 'iife',
        tsconfig: at('src/webview/tsconfig.json'),
        entryPoints: { contactForm: at('src/webview/contactForm/main.ts') },
        outdir: at('dist/webview'),
      },
    ],
    sandbox: [
      {
        ...node,
        format: 'cjs',
        outExtension: { '.js': '.cjs' },
        entryPoints: { sandbox: at('src/sandbox/cli.ts') },
        outdir: at('out'),
      },
    ],
    tests: [
      {
        ...node,
        format: 'cjs',
        // Test files are bundled with their ES modules; tools with parts of their own stay outside.
        external: ['vscode', 'mocha', 'playwright-core', 'esbuild', 'csv-spectrum'],
        mainFields: ['module', 'main'],
        entryPoints: [
          ...(await filesOf('test', /\.(test|bench|program)\.ts$/)),
          ...(await filesOf('test/host', /^suite\.ts$/)),
        ],
        outbase: at('test'),
        outdir: at('out/test'),
      },
    ],
    support: [
      {
        ...node,
        format: 'esm',
        packages: 'external',
        outExtension: { '.js': '.mjs' },
        entryPoints: await filesOf('test/support/tasks', /\.ts$/),
        outdir: at('out/support'),
      },
    ],
  };
}

async function copyAssets() {
  const codicons = at('node_modules/@vscode/codicons/dist');
  await mkdir(at('dist/webview'), { recursive: true });
  for (const name of ['codicon.css', 'codicon.ttf']) {
    await cp(path.join(codicons, name), at('dist/webview', name));
  }
  await cp(at('src/core/contact/contact.schema.json'), at('media/contact.schema.json'));
}

/** Builds the named groups (all without names) and, with `watch`, goes on building at each change. */
export async function build({ only, production = false, watch = false } = {}) {
  const groups = await bundles({ production });
  const chosen = only ? [only].flat() : Object.keys(groups);
  if (chosen.includes('extension')) await copyAssets();
  for (const name of chosen) {
    const results = [];
    for (const options of groups[name]) {
      if (Array.isArray(options.entryPoints) && options.entryPoints.length === 0) continue;
      if (watch) await (await esbuild.context(options)).watch();
      else results.push(await esbuild.build(options));
    }
    const folder = { extension: 'dist', tests: 'out/test' }[name];
    if (folder && !watch) await removeStale(folder, results);
  }
}

/** The code that ships, unwritten: for the extension and for its webview the files and what each is made of. */
export async function shippedCode() {
  const { extension } = await bundles({ production: true });
  return await Promise.all(
    extension.map(({ plugins, ...options }) =>
      esbuild.build({
        ...options,
        plugins: plugins.filter((plugin) => plugin !== atomicOutput),
        metafile: true,
        write: false,
      }),
    ),
  );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({
    options: {
      only: { type: 'string', multiple: true },
      production: { type: 'boolean' },
      watch: { type: 'boolean' },
    },
  });
  await build(values);
}
