import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import * as vscode from 'vscode';

describe('The host', () => {
  it('is a real VS Code of the version asked for', () => {
    assert.equal(vscode.version, process.env['WAZZUP_TEST_VSCODE']);
  });

  it('leads the extension to the sandbox of the run', async () => {
    const { url }: { url?: unknown } = JSON.parse(process.env['WAZZUP_TEST_SANDBOX'] ?? '{}');
    assert.equal(vscode.workspace.getConfiguration('wazzup').get('apiBaseUrl'), url);
    assert.equal((await fetch(new URL('/__sandbox/stats', String(url)))).status, 200);
  });
});
