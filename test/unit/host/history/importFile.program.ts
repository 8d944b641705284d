// Imports a table as the extension does, to be killed in the midst of it:
//   node importFile.program.js '{"url": …, "key": …, "folder": …, "workFile": …}'
// Says "ready" once the import is planned, begins to send at the first byte of its input, and says "done".
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { plannedImport } from '../../core/transfer/import/plannedImport.ts';
import { openClient } from './historyClient.ts';

async function main(): Promise<void> {
  const { workFile, ...place } = JSON.parse(process.argv[2] ?? '');
  const { listed, table } = JSON.parse(await readFile(workFile, 'utf8'));
  const client = openClient({ ...place, listed });
  const { changeSet } = await plannedImport(listed, table);
  process.stdout.write('ready\n');
  await once(process.stdin, 'data');
  await client.apply(changeSet);
  process.stdout.write('done\n');
}

void main().then(() => process.exit());
