import type { AccountId } from '../accountId.ts';

const kinds = ['contact', 'person', 'name', 'chat', 'username', 'phone', 'link', 'text'] as const;

/** What a pseudonym stands for; its first word. */
export type PseudonymKind = (typeof kinds)[number];

interface Hidden {
  readonly kind: PseudonymKind;
  readonly accountId: AccountId;
  readonly value: string;
}

/** A text with the data back in the place of its pseudonyms, or a pseudonym that stands for nothing here. */
export type Revealed = { readonly text: string } | { readonly unknown: string };

/**
 * What stands for data that a language model shall not see: "phone-4f1c22-3". The same data of an account has the same
 * pseudonym as long as this lives, so that a model can tell that two cards share a number. One of an earlier session
 * stands for nothing, rather than for other data.
 */
export class Pseudonyms {
  readonly #session: string;
  readonly #hidden: Hidden[] = [];
  readonly #numbers = new Map<string, number>();

  /** @param session six hexadecimal digits that are others in each session */
  constructor(session: string) {
    this.#session = session;
  }

  of(kind: PseudonymKind, accountId: AccountId, value: string): string {
    const key = JSON.stringify([kind, accountId, value]);
    const number = this.#numbers.get(key) ?? this.#hidden.push({ kind, accountId, value });
    this.#numbers.set(key, number);
    return `${kind}-${this.#session}-${number}`;
  }

  /** What `text` stands for, where it is such a pseudonym; "stale" if it is one that stands for nothing here. */
  find(
    kind: PseudonymKind,
    text: string,
  ): { readonly accountId: AccountId; readonly value: string } | 'stale' | undefined {
    const [match] = text.matchAll(pattern);
    if (match?.[0] !== text || match[1] !== kind) return undefined;
    return this.#behind(match) ?? 'stale';
  }

  /** Puts the data of an account back in the place of its pseudonyms. @param asPart how data is written into a text */
  reveal(accountId: AccountId, text: string, asPart: (data: string) => string): Revealed {
    let unknown: string | undefined;
    const revealed = text.replace(pattern, (...match) => {
      const hidden = this.#behind(match);
      if (hidden?.accountId === accountId) return asPart(hidden.value);
      unknown ??= String(match[0]);
      return '';
    });
    return unknown === undefined ? { text: revealed } : { unknown };
  }

  #behind([, kind, session, number]: readonly unknown[]): Hidden | undefined {
    const hidden = this.#hidden[Number(number) - 1];
    return session === this.#session && hidden?.kind === kind ? hidden : undefined;
  }
}

const pattern = new RegExp(`\\b(${kinds.join('|')})-([0-9a-f]{6})-(\\d+)\\b`, 'g');
