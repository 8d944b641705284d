import { type AccountId, readAccountId } from '../../core/accountId.ts';
import { isObject, textOf } from '../../core/contact/contact.ts';
import { type AccountColor, readAccountColor } from './accountColor.ts';

/** What is remembered of a connected account. The key is kept apart, in VS Code's secret storage. */
export interface AccountRecord {
  readonly id: AccountId;
  /** As the user named it. */
  readonly name: string;
  /** The address the account was connected to, without a trailing slash; "" for the demo, which has a new one at each start. */
  readonly baseUrl: string;
  readonly isDemo: boolean;
  /** Whether nothing of it may be changed from this computer. */
  readonly isReadOnly: boolean;
  /** What tells it from others on its icon, its tabs and its cards. */
  readonly color: AccountColor | undefined;
}

/** What a user may change of a connected account. */
export type AccountChange = Partial<Pick<AccountRecord, 'isReadOnly' | 'color'>>;

/** The usable records of a stored list; anything else in it is passed over. */
export function readAccountRecords(stored: unknown): readonly AccountRecord[] {
  if (!Array.isArray(stored)) return [];
  return stored.flatMap((entry: unknown) => {
    if (!isObject(entry)) return [];
    const id = readAccountId(textOf(entry['id']));
    if (!id) return [];
    return [
      {
        id,
        name: textOf(entry['name']) || id,
        baseUrl: textOf(entry['baseUrl']),
        isDemo: entry['isDemo'] === true,
        // Older records have neither of the two.
        isReadOnly: entry['isReadOnly'] === true,
        color: readAccountColor(entry['color']),
      },
    ];
  });
}
