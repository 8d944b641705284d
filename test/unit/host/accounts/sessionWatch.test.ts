import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'mocha';
import { type AccountId, readAccountId } from '../../../../src/core/accountId.ts';
import { Listeners } from '../../../../src/core/book/listeners.ts';
import { SessionWatch } from '../../../../src/host/accounts/sessionWatch.ts';

interface TestSession {
  readonly accountId: AccountId;
  readonly name: string;
}

function idOf(text: string): AccountId {
  const id = readAccountId(text);
  assert.ok(id);
  return id;
}

describe('SessionWatch', () => {
  const [one, other] = [idOf('one'), idOf('other')];
  let watched: Set<string>;
  let opened: Map<AccountId, TestSession>;
  let openings: Listeners<TestSession>;
  let changes: Listeners<void>;
  let watch: SessionWatch<TestSession>;

  beforeEach(() => {
    watched = new Set();
    opened = new Map();
    openings = new Listeners();
    changes = new Listeners();
    const sessions = {
      onDidOpen: (listener: (session: TestSession) => void) => openings.add(listener),
      onDidChange: (listener: () => void) => changes.add(listener),
      opened: (id: AccountId) => opened.get(id),
    };
    watch = new SessionWatch(sessions, ({ name }) => {
      watched.add(name);
      return { dispose: () => void watched.delete(name) };
    });
  });

  function open(accountId: AccountId, name: string): void {
    const session = { accountId, name };
    opened.set(accountId, session);
    openings.tell(session);
  }

  it('watches a session until its account has another one', () => {
    open(one, 'first');
    open(other, 'of the other');
    open(one, 'second');
    assert.deepEqual([...watched], ['of the other', 'second']);
  });

  it('watches a session until its account is disconnected', () => {
    open(one, 'first');
    open(other, 'of the other');
    changes.tell();
    assert.equal(watched.size, 2);
    opened.delete(one);
    changes.tell();
    assert.deepEqual([...watched], ['of the other']);
    open(one, 'again');
    assert.ok(watched.has('again'));
  });

  it('watches nothing once it is disposed of', () => {
    open(one, 'first');
    watch.dispose();
    open(other, 'of the other');
    assert.equal(watched.size, 0);
  });
});
