import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { prepareReading } from '../../../../src/host/languageModel/prepareReading.ts';

describe('a tool that reads contacts for a language model', () => {
  it('has people agree each time that the model is to see personal data, and says what', () => {
    const { confirmationMessages } = prepareReading('Reading a contact', true);
    assert.match(
      String(confirmationMessages?.message),
      /Names, phone numbers.* go to the language/,
    );
  });

  it('only says what it does where the model sees none', () => {
    assert.deepEqual(prepareReading('Reading a contact', false), {
      invocationMessage: 'Reading a contact',
    });
  });
});
