/** What goes back for one request. */
export interface Answer {
  readonly status: number;
  /** Empty where there is nothing to say. */
  readonly body: string;
  readonly contentType?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Contacts, users, channels or ids that were sent or returned. */
  readonly entities: number;
}

export function emptyAnswer(status: number, entities = 0): Answer {
  return { status, body: '', entities };
}

export function jsonAnswer(status: number, value: unknown, entities = 0): Answer {
  return {
    status,
    body: JSON.stringify(value),
    contentType: 'application/json; charset=utf-8',
    entities,
  };
}

export function textAnswer(status: number, body: string, entities = 0): Answer {
  return { status, body, contentType: 'text/plain; charset=utf-8', entities };
}
