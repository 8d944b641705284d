import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import Ajv from 'ajv';
import { describe, it } from 'mocha';
import { getLanguageService, type JSONSchema, TextDocument } from 'vscode-json-languageservice';
import { chatTypes, contactKeys, isObject, rowKeys } from '../../../../src/core/contact/contact.ts';

type Schema = Readonly<Record<string, unknown>>;

const schema: JSONSchema = JSON.parse(
  readFileSync(path.join(process.cwd(), 'src/core/contact/contact.schema.json'), 'utf8'),
);

function part(value: unknown, ...steps: readonly string[]): Schema {
  const found = steps.reduce<unknown>((at, step) => (isObject(at) ? at[step] : undefined), value);
  assert.ok(isObject(found), steps.join('/'));
  return found;
}

const fields: readonly (readonly [string, Schema])[] = [
  ...contactKeys.map((key) => [key, part(schema, 'properties', key)] as const),
  ...rowKeys.map((key) => [key, part(schema, 'definitions', 'row', 'properties', key)] as const),
];

describe('contact.schema.json', () => {
  it('is valid draft-07', () => {
    const ajv = new Ajv({ strict: false });
    assert.equal(part(schema)['$schema'], 'http://json-schema.org/draft-07/schema#');
    assert.ok(ajv.validateSchema(schema), ajv.errorsText());
  });

  it('describes exactly the documented fields, in documented order', () => {
    assert.deepEqual(Object.keys(part(schema, 'properties')), contactKeys);
    assert.deepEqual(Object.keys(part(schema, 'definitions', 'row', 'properties')), rowKeys);
  });

  for (const [name, field] of [
    ...fields,
    ['the card', part(schema)] as const,
    ['a row', part(schema, 'definitions', 'row')] as const,
  ]) {
    it(`helps with ${name}: title, description, examples, snippets`, () => {
      for (const key of ['title', 'description', 'markdownDescription']) {
        assert.equal(typeof field[key], 'string', key);
      }
      for (const key of ['examples', 'defaultSnippets']) {
        const list = field[key];
        assert.ok(Array.isArray(list) && list.length > 0, key);
      }
    });
  }

  it('explains every documented chat type', () => {
    const chatType = part(schema, 'definitions', 'row', 'properties', 'chatType');
    const [known] = Array.isArray(chatType['anyOf']) ? chatType['anyOf'] : [];
    assert.deepEqual(part(known)['enum'], chatTypes);
    const descriptions = part(known)['enumDescriptions'];
    assert.ok(Array.isArray(descriptions) && descriptions.length === chatTypes.length);
  });

  it('gives examples that it takes itself', () => {
    const ajv = new Ajv({ strict: false });
    const validate = ajv.compile(schema);
    const examples = part(schema)['examples'];
    assert.ok(Array.isArray(examples));
    for (const example of examples) assert.ok(validate(example), JSON.stringify(validate.errors));
  });

  describe('in the JSON language service', () => {
    const service = getLanguageService({});
    service.configure({ schemas: [{ uri: 'test://schema', fileMatch: ['*'], schema }] });

    async function completions(text: string): Promise<readonly string[]> {
      const offset = text.indexOf('|');
      const document = TextDocument.create(
        'test://card.json',
        'json',
        1,
        text.slice(0, offset) + text.slice(offset + 1),
      );
      const list = await service.doComplete(
        document,
        document.positionAt(offset),
        service.parseJSONDocument(document),
      );
      return (list?.items ?? []).map((item) => item.label);
    }

    it('completes chat types, also over an unknown one', async () => {
      for (const value of ['|', '"|"', '"tg|api"']) {
        const labels = await completions(`{"contactData":[{"chatType":${value}}]}`);
        for (const chatType of chatTypes) assert.ok(labels.includes(`"${chatType}"`), value);
      }
    });

    it('completes keys and rows', async () => {
      assert.deepEqual(
        new Set(await completions('{"id":"1",|}')),
        new Set(['responsibleUserId', 'name', 'contactData', 'uri']),
      );
      const rows = await completions('{"contactData":[|]}');
      for (const label of ['WhatsApp', 'Telegram', 'MAX group'])
        assert.ok(rows.includes(label), label);
    });

    it('explains a chat type on hover', async () => {
      const document = TextDocument.create(
        'test://card.json',
        'json',
        1,
        '{"contactData":[{"chatType":"viber"}]}',
      );
      const hover = await service.doHover(
        document,
        document.positionAt(30),
        service.parseJSONDocument(document),
      );
      assert.match(JSON.stringify(hover), /Which messenger/);
      assert.match(JSON.stringify(hover), /`viber`: Viber.*phone number/);
    });
  });
});
