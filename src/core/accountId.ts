declare const accountIdBrand: unique symbol;

/** Names one connected account within this installation: letters, digits and `-` only, so that it can stand in a URI. */
export type AccountId = string & { readonly [accountIdBrand]: true };

/** The account id in `text`, or undefined if it could not be one. */
export function readAccountId(text: string): AccountId | undefined {
  return /^[A-Za-z0-9-]{1,64}$/.test(text) ? (text as AccountId) : undefined;
}
