import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, it } from 'mocha';
import * as vscode from 'vscode';
import {
  authorityVariable,
  type Certificate,
  issueCertificate,
  newAuthority,
  readAuthority,
} from '../support/certificates.ts';
import { type ConnectProxy, startConnectProxy } from '../support/connectProxy.ts';
import { type Sandbox, startSandbox } from '../support/sandboxProcess.ts';
import { startTlsFront, type TlsFront } from '../support/tlsFront.ts';

/** A name that no network knows: who reaches it went through the proxy. */
const host = 'api.wazzup.test';

describe('Behind a proxy', () => {
  let sandbox: Sandbox;
  let proxy: ConnectProxy | undefined;
  let front: TlsFront | undefined;
  let accountId: unknown;
  const changed = new Map<string, unknown>();

  const set = async (name: string, value: unknown) => {
    const settings = vscode.workspace.getConfiguration();
    if (!changed.has(name)) changed.set(name, settings.inspect(name)?.globalValue);
    await settings.update(name, value, vscode.ConfigurationTarget.Global);
  };

  beforeEach(async () => {
    sandbox = await startSandbox(['--contacts', '3']);
    await set('wazzup.apiBaseUrl', `https://${host}/v3`);
  });

  afterEach(async () => {
    if (accountId) await vscode.commands.executeCommand('wazzup.disconnect', { accountId });
    accountId = undefined;
    for (const [name, value] of changed) await set(name, value);
    changed.clear();
    await proxy?.close();
    await front?.close();
    proxy = undefined;
    front = undefined;
    await sandbox.stop();
  });

  /** The one that this VS Code was told to trust, as a company's administrators do. */
  const trusted = async () => {
    // In Node 20 what VS Code adds from the system takes the place of what its environment names.
    if (process.versions.node.startsWith('20.')) await set('http.systemCertificates', false);
    return readAuthority(await readFile(process.env[authorityVariable] ?? '', 'utf8'));
  };

  const build = async (authority: Certificate, credentials?: string) => {
    front = await startTlsFront(sandbox.url, issueCertificate(authority, [host, '127.0.0.1']));
    proxy = await startConnectProxy({
      leadsTo: front.port,
      ...(credentials !== undefined && { credentials }),
    });
    await set('http.proxy', proxy.url);
    return { front, proxy };
  };

  const connect = async () => {
    const argument = { name: 'Behind a proxy', key: sandbox.key };
    accountId = await vscode.commands.executeCommand('wazzup.connect', argument);
    assert.ok(typeof accountId === 'string');
  };

  it('reaches Wazzup through it, by a certificate that was added to those of the system', async () => {
    const built = await build(await trusted());
    await connect();
    assert.ok(built.proxy.asked.length > 0);
    assert.ok(built.proxy.asked.every((name) => name === `${host}:443`));
    assert.ok(built.front.requests > 0);
    assert.ok(!built.proxy.heard.includes(sandbox.key));
  });

  it('signs in to it with the user and the password of its address', async () => {
    const built = await build(await trusted(), 'anna:secret');
    await set('http.proxy', built.proxy.url.replace('//', '//anna:secret@'));
    await connect();
    assert.ok(built.front.requests > 0);
  });

  it('does without it where VS Code is told to', async () => {
    const built = await build(await trusted());
    await set('http.proxySupport', 'off');
    await assert.rejects(connect(), /could not be reached \((ENOTFOUND|EAI_AGAIN)\)/);
    assert.deepEqual([built.proxy.asked, built.front.requests], [[], 0]);
  });

  it('sends no key to who shows a certificate that is not trusted, and says what to do', async () => {
    const built = await build(newAuthority());
    const words =
      /not trusted here \([A-Z_]+\)\. The key was not sent\..*“Http: System Certificates”/;
    await assert.rejects(connect(), words);
    assert.equal(built.proxy.asked.length, 1);
    assert.equal(built.front.requests, 0);
    await set('wazzup.apiBaseUrl', `https://127.0.0.1:${built.front.port}/v3`);
    await assert.rejects(connect(), words);
    assert.equal(built.front.requests, 0);
  });

  it('says that the proxy wants a sign-in', async () => {
    const built = await build(await trusted(), 'anna:secret');
    await assert.rejects(connect(), /without signing in \(status 407\)/);
    assert.equal(built.front.requests, 0);
  });

  it('says that the proxy is not there', async () => {
    const built = await build(await trusted());
    await built.proxy.close();
    proxy = undefined;
    await assert.rejects(connect(), /The proxy could not be reached/);
    assert.equal(built.front.requests, 0);
  });
});
