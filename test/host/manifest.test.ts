import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'mocha';
import * as vscode from 'vscode';
import { commands } from '../../src/host/commands/commands.ts';

interface Manifest {
  readonly main: string;
  readonly icon: string;
  readonly capabilities: {
    readonly untrustedWorkspaces: { readonly supported: boolean };
    readonly virtualWorkspaces: boolean;
  };
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly title: string }[];
    readonly menus: Readonly<Record<string, readonly { readonly command?: string }[]>>;
    readonly keybindings: readonly { readonly command: string; readonly when?: string }[];
    readonly configuration: {
      readonly properties: Readonly<
        Record<string, { readonly scope?: string; readonly markdownDescription?: string }>
      >;
    };
    readonly viewsWelcome: readonly { readonly contents: string }[];
    readonly walkthroughs: readonly {
      readonly steps: readonly {
        readonly description: string;
        readonly completionEvents: readonly string[];
      }[];
    }[];
  };
}

describe('The manifest', () => {
  const extension = vscode.extensions.getExtension('contacts-tools.wazzup-contacts');
  assert.ok(extension);
  const folder = extension.extensionPath;
  const manifest: Manifest = extension.packageJSON;
  const declared = manifest.contributes.commands.map(({ command }) => command).sort();

  it('declares exactly the commands that are registered', async () => {
    await extension.activate();
    const registered = (await vscode.commands.getCommands(true)).filter((id) =>
      /^wazzup\.[a-zA-Z]+$/.test(id),
    );
    assert.deepEqual(registered.sort(), declared);
    assert.deepEqual(Object.keys(commands).sort(), declared, 'what is carried out');
  });

  it('uses declared commands only in menus, keys, welcome texts, walkthrough and settings', () => {
    const { menus, keybindings, viewsWelcome, walkthroughs, configuration } = manifest.contributes;
    const used = [...Object.values(menus).flat(), ...keybindings].flatMap(({ command }) =>
      command?.startsWith('wazzup.') ? [command] : [],
    );
    const steps = walkthroughs.flatMap((walkthrough) => walkthrough.steps);
    const texts = [
      ...viewsWelcome.map(({ contents }) => contents),
      ...steps.flatMap(({ description, completionEvents }) => [
        description,
        ...completionEvents.map((event) => event.replace('onCommand:', 'command:')),
      ]),
      ...Object.values(configuration.properties).map((one) => one.markdownDescription ?? ''),
    ];
    const linked = texts.flatMap((text) =>
      // VS Code itself has a command that shows a view.
      [...text.matchAll(/command:(wazzup\.\w+)(?!\w|\.focus)/g)].map((match) => match[1] ?? ''),
    );
    assert.ok(linked.length > 0);
    for (const command of [...used, ...linked]) assert.ok(declared.includes(command), command);
  });

  it('links settings that exist in the descriptions of others', () => {
    const { properties } = manifest.contributes.configuration;
    for (const [name, { markdownDescription = '' }] of Object.entries(properties)) {
      assert.notEqual(markdownDescription, '', name);
      for (const [, link = ''] of markdownDescription.matchAll(/`#([^#`]+)#`/g)) {
        assert.ok(link in properties, `${name} links ${link}`);
      }
    }
  });

  it('binds keys within its own views and editors only', () => {
    for (const { command, when = '' } of manifest.contributes.keybindings) {
      assert.match(when, /wazzup/, command);
    }
  });

  it('names a text for every placeholder, and no text too many', () => {
    const texts = Object.keys(
      JSON.parse(readFileSync(path.join(folder, 'package.nls.json'), 'utf8')),
    );
    const source = readFileSync(path.join(folder, 'package.json'), 'utf8');
    const wanted = [...source.matchAll(/"%([^%"]+)%"/g)].map((match) => match[1] ?? '');
    assert.deepEqual([...new Set(wanted)].sort(), texts.sort());
  });

  it('names files that exist', () => {
    const source = readFileSync(path.join(folder, 'package.json'), 'utf8');
    const files = [...source.matchAll(/"((?:\.\/)?media\/[^"]+)"/g)].map((match) => match[1] ?? '');
    assert.ok(files.length > 0);
    for (const file of [...files, manifest.icon, manifest.main]) {
      assert.ok(existsSync(path.join(folder, file)), file);
    }
  });

  it('has a default for every setting', () => {
    const settings = vscode.workspace.getConfiguration();
    for (const name of Object.keys(manifest.contributes.configuration.properties)) {
      assert.notEqual(settings.inspect(name)?.defaultValue, undefined, name);
    }
  });

  it('lets no workspace set anything: every setting belongs to the application', () => {
    const properties = Object.entries(manifest.contributes.configuration.properties);
    assert.ok(properties.length > 0);
    for (const [name, { scope }] of properties) assert.equal(scope, 'application', name);
  });

  it('runs in untrusted and virtual workspaces', () => {
    assert.equal(manifest.capabilities.untrustedWorkspaces.supported, true);
    assert.equal(manifest.capabilities.virtualWorkspaces, true);
  });
});
