import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { schemaInWords } from '../../../../src/core/contact/schemaWords.ts';

describe('The words of a schema', () => {
  it('are replaced where people read them, and nowhere else', () => {
    const schema = {
      description: 'plain',
      markdownDescription: 'marked',
      properties: {
        name: {
          title: 'Name',
          type: 'string',
          description: 'a name',
          examples: ['Anna'],
          enum: ['a'],
        },
        kinds: [{ enumDescriptions: ['first', 'second'] }, true, null],
      },
      defaultSnippets: [{ label: 'all', description: 'a card', body: { description: 'kept' } }],
    };
    assert.deepEqual(
      schemaInWords(schema, (text) => text.toUpperCase()),
      {
        description: 'plain',
        markdownDescription: 'MARKED',
        properties: {
          name: {
            title: 'NAME',
            type: 'string',
            description: 'A NAME',
            examples: ['Anna'],
            enum: ['a'],
          },
          kinds: [{ enumDescriptions: ['FIRST', 'SECOND'] }, true, null],
        },
        defaultSnippets: [{ label: 'ALL', description: 'A CARD', body: { description: 'kept' } }],
      },
    );
  });
});
