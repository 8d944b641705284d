import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { after, before, describe, it } from 'mocha';
import { openWorkbench, type Workbench } from '../support/vscode/workbench.ts';
import { openContactsContainer, takePicture } from '../support/vscode/workbenchPage.ts';

describe('A window', () => {
  let workbench: Workbench;

  before(async () => {
    workbench = await openWorkbench();
  });

  after(() => workbench.close());

  it('shows the Wazzup container before any account is connected', async () => {
    const { page } = workbench;
    await openContactsContainer(page);
    await takePicture(page, 'window');
    await page.getByRole('button', { name: 'Connect Account…' }).first().waitFor();
  });

  it('keeps its logs on disk, so that a test can search them', async () => {
    const files = await readdir(workbench.serverDataDir, { recursive: true });
    assert.ok(files.some((file) => file.endsWith('remoteexthost.log')));
  });
});
