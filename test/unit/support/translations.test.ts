import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { readTexts, translations } from '../../support/translationFiles.ts';
import { translationProblems } from '../../support/translationProblems.ts';

describe('Translations', () => {
  it('have every English text, none too many, none empty, and the same placeholders', async () => {
    const files = translations().flatMap((translation) => translation.files);
    assert.ok(files.length > 0);
    for (const { file, english } of files) {
      const problems = translationProblems(file, await readTexts(file), await readTexts(english));
      assert.deepEqual(problems, []);
    }
  });

  const english = {
    'Delete {0} of {1}': 'Delete {0} of {1}',
    Open: { message: 'Open', comment: ['A button'] },
    setting: 'Needs `#wazzup.groupBy#`.',
    welcome: 'Begin.\n[Connect](command:wazzup.connect)',
  };
  const russian = {
    'Delete {0} of {1}': 'Удалить из {1}: {0}',
    Open: 'Открыть',
    setting: 'Нужен `#wazzup.groupBy#`.',
    welcome: 'Начните.\n[Подключить](command:wazzup.connect)',
  };
  const problemsOf = (texts: Readonly<Record<string, unknown>>) =>
    translationProblems('ru', texts, english);

  it('may order placeholders otherwise', () => {
    assert.deepEqual(problemsOf(russian), []);
  });

  it('are refused with a text that lacks or that nothing uses', () => {
    const { Open, ...others } = russian;
    assert.deepEqual(problemsOf(others), ['ru lacks: Open']);
    assert.deepEqual(problemsOf({ ...russian, Close: 'Закрыть' }), [
      'ru has, and nothing uses: Close',
    ]);
  });

  it('are refused with an empty text', () => {
    for (const text of ['', ' ', null, { comment: ['Кнопка'] }]) {
      assert.deepEqual(problemsOf({ ...russian, Open: text }), ['ru has no text for: Open']);
    }
  });

  it('are refused with other placeholders or links than the English ones', () => {
    for (const changed of [
      { 'Delete {0} of {1}': 'Удалить {0}' },
      { 'Delete {0} of {1}': 'Удалить {0} из {1} и {2}' },
      { Open: 'Открыть {0}' },
      { setting: 'Нужен `#wazzup.cacheOnDisk#`.' },
      { welcome: 'Начните.\n[Подключить](command:wazzup.tryDemo)' },
    ]) {
      const [key] = Object.keys(changed);
      assert.deepEqual(problemsOf({ ...russian, ...changed }), [
        `ru has other placeholders or links for: ${key}`,
      ]);
    }
  });
});
