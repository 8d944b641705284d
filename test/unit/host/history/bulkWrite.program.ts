// Applies a change set as the extension does, to be killed in the midst of it:
//   node bulkWrite.program.js '{"url": …, "key": …, "folder": …, "workFile": …}'
// Says "ready", begins at the first byte of its input, and says "done".
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { openClient } from './historyClient.ts';

async function main(): Promise<void> {
  const { workFile, ...place } = JSON.parse(process.argv[2] ?? '');
  const { listed, changeSet } = JSON.parse(await readFile(workFile, 'utf8'));
  const client = openClient({ ...place, listed });
  process.stdout.write('ready\n');
  await once(process.stdin, 'data');
  await client.apply(changeSet);
  process.stdout.write('done\n');
}

void main().then(() => process.exit());
