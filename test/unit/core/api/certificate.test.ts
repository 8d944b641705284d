import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { ApiError } from '../../../../src/core/api/apiError.ts';
import { listContacts } from '../../../../src/core/api/readRoutes.ts';
import { mayHaveRun } from '../../../../src/core/api/retry.ts';
import { issueCertificate, newAuthority } from '../../../support/certificates.ts';
import { startTlsFront } from '../../../support/tlsFront.ts';
import { client, inSandbox } from './apiWorld.ts';

describe('a certificate that is not trusted', () => {
  for (const [name, hosts] of [
    ['because nobody knows its authority', ['127.0.0.1']],
    ['whatever name it is for', ['api.example']],
  ] as const) {
    it(`ends a call at its first attempt, before anything is sent, ${name}`, async () => {
      await inSandbox({}, async ({ url }) => {
        const front = await startTlsFront(url, issueCertificate(newAuthority(), hosts));
        try {
          const { connection, call, log } = client(`https://127.0.0.1:${front.port}/v3`);
          const error = await listContacts(connection, 0, call).then(
            () => assert.fail('it was trusted'),
            (reason: unknown) => reason,
          );
          assert.ok(error instanceof ApiError);
          assert.deepEqual([error.reason, error.detail], ['network', 'certificate']);
          assert.equal(mayHaveRun(error), false);
          assert.equal(log.length, 1);
          assert.equal(front.requests, 0);
        } finally {
          await front.close();
        }
      });
    });
  }
});
