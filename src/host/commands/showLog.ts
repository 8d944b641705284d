import type { CommandServices } from './commandServices.ts';

/** Show Log. */
export function showLog({ channel }: CommandServices): Promise<void> {
  channel.show();
  return Promise.resolve();
}
