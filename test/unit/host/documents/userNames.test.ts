import assert from 'node:assert/strict';
import { beforeEach, describe, it } from 'mocha';
import { type AccountId, readAccountId } from '../../../../src/core/accountId.ts';
import type { User } from '../../../../src/core/api/readRoutes.ts';
import { UserNames } from '../../../../src/host/documents/userNames.ts';
import { FakeClock } from '../../../support/fakeClock.ts';

const anna: User = { id: 'user-1', name: 'Anna' };

describe('UserNames', () => {
  let account: AccountId;
  let clock: FakeClock;
  let known: readonly User[] | undefined;
  let reads: number;
  let finish: () => void;
  let names: UserNames;

  beforeEach(() => {
    const id = readAccountId('one');
    assert.ok(id);
    account = id;
    clock = new FakeClock();
    known = undefined;
    reads = 0;
    names = new UserNames({
      known: () => known,
      read: () => {
        reads += 1;
        return new Promise<void>((resolve) => {
          finish = resolve;
        });
      },
      clock,
    });
  });

  it('tells what is known without waiting, and begins to read what is not', () => {
    assert.equal(names.now(account), undefined);
    assert.equal(reads, 1);
    known = [anna];
    assert.deepEqual(names.now(account), [anna]);
    assert.equal(reads, 1);
  });

  it('reads again after a while only, however often it is asked', async () => {
    names.now(account);
    finish();
    for (let times = 0; times < 5; times++) assert.equal(names.now(account), undefined);
    assert.equal(await names.soon(account), undefined);
    assert.equal(reads, 1);
    clock.advance(30_000);
    names.now(account);
    assert.equal(reads, 2);
  });

  it('reads again at once in an account that was opened anew', () => {
    names.now(account);
    names.forget(account);
    names.now(account);
    assert.equal(reads, 2);
  });

  it('waits for a reading that ends soon', async () => {
    const soon = names.soon(account);
    known = [anna];
    finish();
    assert.deepEqual(await soon, [anna]);
    assert.deepEqual(clock.sleeping, []);
  });

  it('waits no longer than a moment for one that hangs', async () => {
    const soon = names.soon(account);
    clock.advance(2000);
    assert.equal(await soon, undefined);
  });
});
