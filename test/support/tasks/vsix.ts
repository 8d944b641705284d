import { packageFile } from '../packageFile.ts';
import { inspectVsix } from '../vsix.ts';

/** Checks the content of the packaged extension: the argument, or what `npm run package` made. */
export async function run([file]: string[]): Promise<number> {
  const vsix = file ?? (await packageFile());
  const complaints = await inspectVsix(vsix, process.cwd());
  for (const complaint of complaints) console.error(`${vsix}: ${complaint}`);
  if (complaints.length > 0) return 1;
  console.log(`${vsix} holds what it should.`);
  return 0;
}
