import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { ApiError } from '../../../../src/core/api/apiError.ts';
import type { ChangeSet } from '../../../../src/core/change/changeSet.ts';
import type { Outcome } from '../../../../src/core/change/outcome.ts';
import { outcomeReason, reportOf } from '../../../../src/core/change/report.ts';
import type { Contact, WritableContact } from '../../../../src/core/contact/contact.ts';
import { variantValues } from '../../../../src/sandbox/variants.ts';
import { accountId, card, cards, inWorld, type WriteWorld } from './writeWorld.ts';

const before = card('c-1', { name: 'Anna Orlova', uri: 'https://crm.example/1' });
const after = card('c-1', { name: 'Anna Petrova', uri: 'https://crm.example/1' });
const requestsOfOneSave = { 'GET /contacts/{id}': 2, 'POST /contacts': 1 };

function saving(wanted: WritableContact, base?: Contact): ChangeSet {
  return {
    accountId,
    operation: 'save',
    items: [{ id: wanted.id, after: wanted, ...(base && { before: base }) }],
  };
}

async function save(
  world: WriteWorld,
  wanted = after,
  base: Contact = before,
  wishes: { readonly deadlineIn?: number } = {},
): Promise<Outcome> {
  const [outcome, ...others] = await world.apply(saving(wanted, base), wishes);
  assert.ok(outcome && others.length === 0);
  return outcome;
}

function errorReason(outcome: Outcome): string | undefined {
  return 'error' in outcome && outcome.error instanceof ApiError ? outcome.error.reason : undefined;
}

describe('saving one contact', () => {
  it('takes exactly one reading, one writing and one reading back', async () => {
    await inWorld({}, async (world) => {
      await world.putAndRead(before);
      assert.deepEqual(await save(world), { kind: 'done', id: 'c-1', now: after });
      assert.deepEqual(await world.requests(), requestsOfOneSave);
      assert.deepEqual((await world.held()).get('c-1'), after);
      assert.deepEqual(world.book.contact('c-1'), after);
    });
  });

  it('starts nothing while others keep the list changing, so that nobody can tell', async () => {
    await inWorld({}, async (world) => {
      await world.putAndRead(...cards(150));
      let added = 0;
      world.intercept = async ({ path }, forward) => {
        added += 1;
        if (path.startsWith('/contacts?')) await world.put(card(`new-${added}`));
        return forward();
      };
      const [created] = await world.apply(saving(card('..')));
      assert.deepEqual(created, { kind: 'notStarted', id: '..' });
      assert.equal((await world.requests())['POST /contacts'], undefined);
    });
  });

  it('leaves a contact out of the book that it has not read, and counts a new one', async () => {
    await inWorld({}, async (world) => {
      await world.putAndRead();
      await world.put(before);
      assert.equal((await save(world)).kind, 'done');
      assert.deepEqual([world.book.count, world.book.contact('c-1')], [0, undefined]);
      const created = card('c-2');
      assert.equal((await world.apply(saving(created)))[0]?.kind, 'done');
      assert.deepEqual([world.book.count, world.book.contact('c-2')], [1, created]);
    });
  });

  it('creates a contact that is not there', async () => {
    await inWorld({}, async (world) => {
      const [outcome] = await world.apply(saving(after));
      assert.deepEqual(outcome, { kind: 'done', id: 'c-1', now: after });
      assert.deepEqual(await world.requests(), requestsOfOneSave);
      assert.deepEqual((await world.held()).get('c-1'), after);
    });
  });

  it('works with every kind of answer that a server may give to a write', async () => {
    for (const postBody of variantValues.postBody) {
      for (const postStatus of variantValues.postStatus) {
        const variants = { postBody, postStatus };
        await inWorld({ variants }, async (world) => {
          await world.put(before);
          assert.equal((await save(world)).kind, 'done', JSON.stringify(variants));
          assert.deepEqual(await world.requests(), requestsOfOneSave);
        });
      }
    }
  });

  it('takes null for absent', async () => {
    await inWorld({ variants: { optional: 'null' } }, async (world) => {
      const { uri: _, ...plain } = after;
      await world.put(before);
      assert.equal((await save(world, plain)).kind, 'done');
      assert.deepEqual(await world.requests(), requestsOfOneSave);
    });
  });

  it('sends nothing over a change of the same length by somebody else, and tells theirs', async () => {
    await inWorld({}, async (world) => {
      await world.putAndRead(before);
      const theirs = { ...before, contactData: [{ chatType: 'whatsapp', chatId: '79011112234' }] };
      await world.put(theirs);
      assert.deepEqual(await save(world), { kind: 'conflict', id: 'c-1', before, theirs });
      assert.deepEqual(await world.requests(), { 'GET /contacts/{id}': 1 });
      assert.deepEqual(world.book.contact('c-1'), theirs);
    });
  });

  it('does not revive a contact that is gone', async () => {
    await inWorld({}, async (world) => {
      await world.putAndRead(before);
      await world.remove('c-1');
      assert.deepEqual(await save(world), { kind: 'conflict', id: 'c-1', before });
      assert.deepEqual(await world.requests(), { 'GET /contacts/{id}': 1 });
      assert.equal(world.book.contact('c-1'), undefined);
    });
  });

  it('does not create over a contact that exists', async () => {
    await inWorld({}, async (world) => {
      await world.put(before);
      const [outcome] = await world.apply(saving(after));
      assert.deepEqual(outcome, { kind: 'conflict', id: 'c-1', theirs: before });
      assert.deepEqual((await world.held()).get('c-1'), before);
    });
  });

  it('is done without a write if the contact is already as wanted', async () => {
    await inWorld({}, async (world) => {
      await world.put(after);
      assert.deepEqual(await save(world), { kind: 'done', id: 'c-1', now: after });
      assert.deepEqual(await world.requests(), { 'GET /contacts/{id}': 1 });
    });
  });

  it('waits for a server that shows a write late', async () => {
    for (const lag of [300, 2000]) {
      await inWorld({ variants: { lag } }, async (world) => {
        await world.put(before);
        assert.deepEqual(await save(world), { kind: 'done', id: 'c-1', now: after }, String(lag));
        assert.equal((await world.requests())['POST /contacts'], 1);
      });
    }
  });

  it('is not done if the answer is 200 and nothing was stored', async () => {
    for (const body of ['<html>', '', '[]', JSON.stringify([after])]) {
      await inWorld({}, async (world) => {
        await world.put(before);
        world.intercept = async ({ method }, forward) =>
          method === 'POST' ? { status: 200, body } : forward();
        const outcome = await save(world);
        assert.equal(outcome.kind, 'unknown');
        assert.deepEqual(outcome.kind === 'unknown' && outcome.now, before);
        assert.deepEqual((await world.requests())['POST /contacts'], undefined);
      });
    }
  });

  it('is not done if a creation was answered well and is not there', async () => {
    await inWorld({}, async (world) => {
      world.intercept = async ({ method }, forward) =>
        method === 'POST' ? { status: 201, body: '{}' } : forward();
      const [outcome] = await world.apply(saving(after));
      assert.deepEqual(outcome, { kind: 'unknown', id: 'c-1' });
      assert.equal(world.book.contact('c-1'), undefined);
    });
  });

  it('is done if the answer is garbage but the contact was stored', async () => {
    await inWorld({ faults: ['POST:/contacts:garbage'] }, async (world) => {
      await world.put(before);
      assert.equal((await save(world)).kind, 'done');
    });
  });

  it('is not done if the server keeps a link that was taken out', async () => {
    await inWorld({ variants: { update: 'merge' } }, async (world) => {
      await world.putAndRead(before);
      const { uri: _, ...withoutLink } = after;
      const outcome = await save(world, withoutLink);
      assert.equal(outcome.kind, 'unknown');
      assert.deepEqual(outcome.kind === 'unknown' && outcome.differences, [
        { pointer: '/uri', kind: 'added', after: 'https://crm.example/1' },
      ]);
      assert.deepEqual(await world.requests(), requestsOfOneSave);
      assert.deepEqual(world.book.contact('c-1'), after);
    });
  });

  it('says what a server that hides user names and phones leaves unchecked', async () => {
    await inWorld({ variants: { readDetails: 'short' } }, async (world) => {
      const row = { chatType: 'telegram', chatId: '123', username: 'anna', phone: '79011112233' };
      const wanted = { ...after, contactData: [row] };
      await world.put(before);
      const outcome = await save(world, wanted);
      assert.ok(outcome.kind === 'done');
      assert.deepEqual(
        outcome.unseen?.map(({ pointer, kind }) => [pointer, kind]),
        [
          ['/contactData/0/username', 'removed'],
          ['/contactData/0/phone', 'removed'],
        ],
      );
      assert.deepEqual((await world.held()).get('c-1'), wanted);
    });
  });

  it('does not take a hidden user name for stored where nothing else shows that anything was', async () => {
    await inWorld({}, async (world) => {
      const telegram = { chatType: 'telegram', chatId: '123' };
      const base = { ...before, contactData: [telegram] };
      await world.put(base);
      world.intercept = async ({ method }, forward) =>
        method === 'POST' ? { status: 200, body: '' } : forward();
      const outcome = await save(
        world,
        { ...base, contactData: [{ ...telegram, username: 'a' }] },
        base,
      );
      assert.equal(outcome.kind, 'unknown');
    });
  });

  it('does not take a user name for hidden that the server showed before and then dropped', async () => {
    const telegram = { chatType: 'telegram', chatId: '123' };
    const base = { ...before, contactData: [{ ...telegram, username: 'anna' }] };
    const others = { chatType: 'telegram', chatId: '5', phone: '79011112233' };
    for (const contactData of [
      [{ ...telegram, username: 'anna_new' }],
      [{ ...telegram, username: 'anna_new' }, others],
    ]) {
      await inWorld({}, async (world) => {
        await world.put(base);
        world.intercept = async ({ method }, forward) => {
          const answer = await forward();
          const dropped = { ...after, contactData: [telegram, ...contactData.slice(1)] };
          if (method === 'POST') await world.put(dropped);
          return answer;
        };
        const outcome = await save(world, { ...after, contactData }, base);
        assert.equal(outcome.kind, 'unknown');
        assert.match(
          reportOf([outcome]).unknown[0]?.reason ?? '',
          /something else than was sent: Messenger 1: Username/,
        );
      });
    }
  });

  it('is done if the answer was lost after the write', async () => {
    for (const fault of ['500-after', '503-after', 'reset-after', 'truncate']) {
      await inWorld({ faults: [`POST:/contacts:${fault}`] }, async (world) => {
        await world.put(before);
        assert.equal((await save(world)).kind, 'done', fault);
        assert.deepEqual((await world.held()).get('c-1'), after);
      });
    }
  });

  it('is not done if the write never arrived', async () => {
    for (const [fault, reason] of [
      ['500', 'server'],
      ['503', 'server'],
      ['reset', 'network'],
    ] as const) {
      await inWorld({ faults: [`POST:/contacts:${fault}`] }, async (world) => {
        await world.put(before);
        const outcome = await save(world);
        assert.equal(outcome.kind, 'unknown', fault);
        assert.equal(errorReason(outcome), reason);
        assert.deepEqual(outcome.kind === 'unknown' && outcome.now, before, fault);
        assert.deepEqual((await world.held()).get('c-1'), before);
      });
    }
  });

  it('is not started if Wazzup receives too many requests, unless an earlier attempt may have arrived', async () => {
    for (const [first, expected] of [
      [429, 'notStarted'],
      [503, 'unknown'],
    ] as const) {
      await inWorld({}, async (world) => {
        await world.put(before);
        let posts = 0;
        world.intercept = async ({ method }, forward) => {
          if (method !== 'POST') return forward();
          posts += 1;
          return { status: posts === 1 ? first : 429, body: '' };
        };
        const outcome = await save(world);
        assert.deepEqual([outcome.kind, errorReason(outcome)], [expected, 'rateLimited']);
      });
    }
  });

  it('ends before its deadline if the write hangs, and with time to read back', async () => {
    await inWorld({ speed: 10, faults: ['POST:/contacts:hang'] }, async (world) => {
      await world.put(before);
      const start = world.clock.now();
      const outcome = await save(world, after, before, { deadlineIn: 30_000 });
      assert.deepEqual([outcome.kind, errorReason(outcome)], ['unknown', 'timeout']);
      assert.deepEqual(outcome.kind === 'unknown' && outcome.now, before);
      assert.ok(world.clock.now() - start < 32_000);
    });
  });

  it('is not started if the guard cannot read', async () => {
    for (const [fault, reason] of [
      ['500', 'server'],
      ['reset', 'network'],
      ['garbage', 'badResponse'],
    ] as const) {
      await inWorld({ faults: [`GET:/contacts:${fault}`] }, async (world) => {
        await world.put(before);
        const outcome = await save(world);
        assert.deepEqual([outcome.kind, errorReason(outcome)], ['notStarted', reason]);
        assert.equal((await world.requests())['POST /contacts'], undefined);
      });
    }
  });

  it('ends at its deadline if the guard hangs, with nothing sent', async () => {
    await inWorld({ faults: ['GET:/contacts:hang'] }, async (world) => {
      await world.put(before);
      const outcome = await save(world, after, before, { deadlineIn: 30_000 });
      assert.deepEqual([outcome.kind, errorReason(outcome)], ['notStarted', 'timeout']);
      assert.equal((await world.requests())['POST /contacts'], undefined);
    });
  });

  it('is unknown if nothing can be read back', async () => {
    await inWorld({}, async (world) => {
      await world.put(before);
      world.intercept = async ({ method }, forward) => {
        const answer = await forward();
        if (method === 'POST') await world.setFaults('GET:/contacts:500');
        return answer;
      };
      const outcome = await save(world);
      assert.deepEqual([outcome.kind, errorReason(outcome)], ['unknown', 'server']);
      assert.deepEqual((await world.held()).get('c-1'), after);
      world.intercept = async (_request, forward) => forward();
      await world.setFaults();
      assert.equal((await save(world)).kind, 'done');
      assert.equal((await world.requests())['POST /contacts'], 1);
    });
  });

  it('bears one unreadable answer while reading back', async () => {
    await inWorld({ faults: ['GET:/contacts:garbage:every-2'] }, async (world) => {
      await world.put(before);
      assert.equal((await save(world)).kind, 'done');
    });
  });

  it('is rejected with the names of the fields after one reading back, without a second write', async () => {
    for (const fields of variantValues.fields) {
      for (const partial of variantValues.partial) {
        await inWorld({ variants: { fields, partial } }, async (world) => {
          await world.put(before);
          const wrong = { ...after, contactData: [{ chatType: 'whatsapp', chatId: '+7 901' }] };
          const outcome = await save(world, wrong);
          assert.ok(outcome.kind === 'rejected');
          assert.deepEqual(outcome.fields, [
            fields === 'top' ? 'contactData' : 'contactData.chatId',
          ]);
          assert.deepEqual(await world.requests(), requestsOfOneSave);
        });
      }
    }
  });

  it('is rejected if the refusal names nothing, or a place outside the request', async () => {
    const bodies = [
      '',
      '<html>',
      '{"error":"INVALID_CONTACTS_DATA"}',
      '{"error":"INVALID_CONTACTS_DATA","data":[{"index":1,"fields":["name"]}]}',
      '{"error":"INVALID_CONTACTS_DATA","data":[{"index":-1,"fields":["name"]}]}',
      '{"error":"INVALID_CONTACTS_DATA","data":[{"fields":["name"]}]}',
    ];
    for (const body of bodies) {
      await inWorld({}, async (world) => {
        await world.put(before);
        world.intercept = async ({ method }, forward) =>
          method === 'POST' ? { status: 400, body } : forward();
        const outcome = await save(world);
        assert.ok(outcome.kind === 'rejected', body);
        // Whatever its position is called, no other contact was in the request.
        assert.deepEqual(outcome.fields, body.includes('name') ? ['name'] : [], body);
        assert.equal(errorReason(outcome), 'invalid');
        assert.equal((await world.requests())['GET /contacts/{id}'], 2);
      });
    }
  });

  it('is not started if the key is refused', async () => {
    for (const method of ['GET', 'POST']) {
      await inWorld({}, async (world) => {
        await world.put(before);
        world.intercept = async (request, forward) =>
          request.method === method ? { status: 401, body: '' } : forward();
        const outcome = await save(world);
        assert.deepEqual([outcome.kind, errorReason(outcome)], ['notStarted', 'unauthorised']);
      });
    }
  });

  it('is not started if it was cancelled before, with the reason of the signal', async () => {
    await inWorld({}, async (world) => {
      await world.put(before);
      const [outcome] = await world.apply(saving(after, before), {
        signal: AbortSignal.abort('x'),
      });
      assert.deepEqual(outcome, { kind: 'notStarted', id: 'c-1', error: 'x' });
      assert.deepEqual(await world.requests(), {});
    });
  });

  it('is told if somebody else writes between the write and the reading back', async () => {
    await inWorld({}, async (world) => {
      await world.put(before);
      const theirs = { ...after, name: 'Theirs' };
      world.intercept = async ({ method }, forward) => {
        const answer = await forward();
        if (method === 'POST') await world.put(theirs);
        return answer;
      };
      const outcome = await save(world);
      assert.ok(outcome.kind === 'unknown');
      assert.deepEqual(outcome.now, theirs);
      assert.equal(outcome.error, undefined);
    });
  });

  it('reaches contacts whose ids cannot stand in a path', async () => {
    for (const slash of variantValues.slash) {
      for (const id of ['.', '..', 'a/b', 'a\\b', '50%', '%2F', 'a b?#', 'Ж😀']) {
        await inWorld({ variants: { slash } }, async (world) => {
          const old = card(id, { name: 'Old' });
          await world.put(card('other'), old);
          assert.equal((await save(world, card(id), old)).kind, 'done', `${slash} ${id}`);
          assert.deepEqual((await world.held()).get(id), card(id));
        });
      }
    }
  });

  it('creates a contact by few requests in a large account, whatever its id', async () => {
    await inWorld({ variants: { slash: 'decode' } }, async (world) => {
      await world.put(...cards(1000), card('a/b'));
      await world.book.loadPage(0, { signal: new AbortController().signal });
      const [created] = await world.apply(saving(card('c/new')));
      assert.equal(created?.kind, 'done');
      assert.deepEqual(await world.requests(), {
        'GET /contacts': 1,
        'GET /contacts/{id}': 3,
        'POST /contacts': 1,
      });
    });
  });

  it('says what the time was not enough for if a list has to be read to know an id', async () => {
    await inWorld({ variants: { slash: '404' } }, async (world) => {
      await world.put(...cards(300));
      world.intercept = (request, forward) =>
        request.path === '/contacts?offset=99' ? new Promise(() => {}) : forward();
      const [outcome] = await world.apply(saving(card('c/new')), { deadlineIn: 60_000 });
      assert.ok(outcome?.kind === 'notStarted');
      assert.match(outcomeReason(outcome), /whole list/);
      assert.equal((await world.held()).size, 300);
    });
  });

  it('logs neither name nor number', async () => {
    await inWorld({}, async (world) => {
      await world.put(before);
      await save(world);
      assert.ok(world.log.some((line) => line.includes('"done":1')));
      assert.doesNotMatch(world.log.join('\n'), /Anna|7901|crm\.example/);
    });
  });

  it('refuses a change set that names a contact twice', async () => {
    await inWorld({}, async (world) => {
      const [item] = saving(after).items;
      assert.ok(item);
      await assert.rejects(
        world.apply({ accountId, operation: 'save', items: [item, item] }),
        RangeError,
      );
      assert.deepEqual(await world.requests(), {});
    });
  });
});
