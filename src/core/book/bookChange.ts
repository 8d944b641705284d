/** What changed in a book: one contact in its place, or which rows and gaps there are. */
export type BookChange =
  | { readonly kind: 'contact'; readonly id: string }
  | { readonly kind: 'layout' };

/** Others added or deleted contacts since the list was begun or refreshed: `count` then and now. */
export interface CountChange {
  readonly before: number;
  readonly now: number;
}
