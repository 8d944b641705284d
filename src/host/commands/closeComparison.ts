import type { CommandServices } from './commandServices.ts';

/** Close Comparison: forgets what was compared. Neither the file nor the account changes. */
export async function closeComparison({ comparison }: CommandServices): Promise<void> {
  await comparison.close();
}
