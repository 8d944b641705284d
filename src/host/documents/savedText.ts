import * as l10n from '@vscode/l10n';
import { UserError } from '../ui/userError.ts';

/** The text that VS Code saves. Rejects what is no UTF-8: it writes in whatever encoding the user chose. */
export function savedText(content: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(content);
  } catch (error) {
    throw new UserError(
      l10n.t(
        'Nothing was sent: the text is not encoded as UTF-8. Choose "Save with Encoding" and UTF-8.',
      ),
      { cause: error },
    );
  }
}
