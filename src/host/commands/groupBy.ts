import type { CommandServices } from './commandServices.ts';

/** Group By: None. */
export async function groupByNone({ settings }: CommandServices): Promise<void> {
  await settings.setGroupBy('none');
}

/** Group By: Responsible Person. */
export async function groupByResponsible({ settings }: CommandServices): Promise<void> {
  await settings.setGroupBy('responsible');
}

/** Group By: Messenger. */
export async function groupByMessenger({ settings }: CommandServices): Promise<void> {
  await settings.setGroupBy('messenger');
}
