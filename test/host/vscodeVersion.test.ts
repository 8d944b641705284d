import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import * as vscode from 'vscode';

describe('The host', () => {
  it('is a real VS Code of the version asked for', () => {
    assert.equal(vscode.version, process.env['WAZZUP_TEST_VSCODE']);
  });
});
