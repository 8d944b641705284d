import type { ApiError } from '../api/apiError.ts';
import type { ApiConnection, CallOptions } from '../api/connection.ts';
import { upsertContacts } from '../api/writeRoutes.ts';
import type { Clock } from '../ports.ts';
import type { UpsertItem } from './changeSet.ts';
import { interruption } from './interruption.ts';
import { namedItems } from './namedItems.ts';
import { isInvalid, isRefusal } from './requestFailure.ts';
import { accepted, type ChunkResult, inDoubt, refused, type SentItem } from './sentItem.ts';
import { uninterrupted } from './uninterrupted.ts';

/** Requests for one chunk at most: enough to find three bad contacts among a hundred by halving. */
const requestLimit = 40;

/**
 * Creates or updates up to 100 contacts. One bad contact makes the server refuse the request, and it is
 * undocumented whether it stores the others all the same, and how it counts those it names. So they are sent
 * again without those; if that is refused as if the bad ones were still there, the names lead nowhere, and the
 * request is halved until the bad ones are alone. An upsert of what is stored already changes nothing.
 * Never rejects. `call` is looked at between the requests: what is under way ends.
 */
export async function sendUpserts(
  items: readonly UpsertItem[],
  connection: ApiConnection,
  clock: Clock,
  call: CallOptions,
): Promise<ChunkResult> {
  const requests = new Requests(connection, clock, call);
  const result = await sendWithoutNamed(items, requests);
  return 'unclear' in result ? await sendByHalves(items, result.unclear, requests) : result;
}

/** `unclear`: refused in a way that does not tell because of whom. */
async function sendWithoutNamed(
  items: readonly UpsertItem[],
  requests: Requests,
): Promise<ChunkResult | { readonly unclear: ApiError }> {
  const named: { readonly sent: SentItem; readonly inDoubt: SentItem }[] = [];
  let left = items;
  let lastFirst = -1;
  while (left.length > 0) {
    const answer = await requests.send(left);
    if (answer.kind === 'accepted') {
      return { sent: [...named.map(({ sent }) => sent), ...accepted(left)] };
    }
    const { error } = answer;
    if (answer.kind === 'failed') {
      if (left === items && isRefusal(error)) return { sent: [], failure: { error } };
      // Only a request without them that succeeds would have shown that the names were right.
      const open = [...named.map((one) => one.inDoubt), ...inDoubt(left, error)];
      return { sent: open, failure: { error } };
    }
    const names = namedItems(left, answer.error);
    // Where positions are shifted, the first bad contact is never the one left out: its position comes again.
    if (!names || (names.first <= lastFirst && !names.isConfirmed)) {
      return { unclear: answer.error };
    }
    for (const [item, fields] of names.fields) {
      named.push({
        sent: refused(item, fields, answer.error),
        inDoubt: { item, answer: 'inDoubt', error },
      });
    }
    left = left.filter((item) => !names.fields.has(item));
    lastFirst = names.first;
  }
  return { sent: named.map(({ sent }) => sent) };
}

/** Sends items that were refused with `error` by halves, and those by halves, until each is accepted or alone. */
async function sendByHalves(
  items: readonly UpsertItem[],
  error: ApiError,
  requests: Requests,
): Promise<ChunkResult> {
  const [first, ...others] = items;
  if (first && others.length === 0) return { sent: [refused(first, fieldsOf(error), error)] };
  const sent: SentItem[] = [];
  const waiting = halves(items);
  for (let part = waiting.shift(); part; part = waiting.shift()) {
    const answer = await requests.send(part);
    if (answer.kind === 'failed') {
      const open = inDoubt([...part, ...waiting.flat()], answer.error);
      return { sent: [...sent, ...open], failure: { error: answer.error } };
    }
    const [only, ...more] = part;
    if (answer.kind === 'accepted') sent.push(...accepted(part));
    else if (only && more.length === 0) {
      sent.push(refused(only, fieldsOf(answer.error), answer.error));
    } else waiting.unshift(...halves(part));
  }
  return { sent };
}

type Answer =
  | { readonly kind: 'accepted' }
  | { readonly kind: 'invalid'; readonly error: ApiError }
  | { readonly kind: 'failed'; readonly error: unknown };

/** The requests for one chunk: so many, and none after an interruption. */
class Requests {
  readonly #connection: ApiConnection;
  readonly #clock: Clock;
  readonly #call: CallOptions;
  #left = requestLimit;
  #lastError: unknown;

  constructor(connection: ApiConnection, clock: Clock, call: CallOptions) {
    this.#connection = connection;
    this.#clock = clock;
    this.#call = call;
  }

  async send(items: readonly UpsertItem[]): Promise<Answer> {
    // The first request was begun by who has just looked.
    const isFirst = this.#left === requestLimit;
    const stop = isFirst ? undefined : interruption(this.#clock, this.#call);
    if (stop) return { kind: 'failed', error: stop.error };
    if (this.#left === 0) return { kind: 'failed', error: this.#lastError };
    this.#left -= 1;
    try {
      const contacts = items.map((item) => item.after);
      await upsertContacts(this.#connection, contacts, uninterrupted(this.#call));
      return { kind: 'accepted' };
    } catch (error) {
      this.#lastError = error;
      return isInvalid(error) ? { kind: 'invalid', error } : { kind: 'failed', error };
    }
  }
}

function halves(items: readonly UpsertItem[]): (readonly UpsertItem[])[] {
  const middle = Math.ceil(items.length / 2);
  return [items.slice(0, middle), items.slice(middle)];
}

/** The refused fields where the request held one contact only: whatever its position is called. */
function fieldsOf({ invalid = [] }: ApiError): readonly string[] {
  return [...new Set(invalid.flatMap(({ fields }) => fields))];
}
