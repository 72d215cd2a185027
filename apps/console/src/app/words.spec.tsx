/** @jest-environment jsdom */
import i18next from 'i18next';
import { loadLanguage, loadWords } from './words';

describe('the words that are loaded with a page', () => {
  it('leave those of the same name that are there, and come once a language', async () => {
    const languages = i18next.createInstance();
    await languages.init({ lng: 'en', resources: {} });
    await loadWords(['problems']);
    await loadLanguage(languages, 'en');
    const { of } = languages.getResourceBundle('en', 'translation').problem;
    expect(of.console.unreachable.title).toBeDefined(); // of the base
    expect(of.identity).toBeDefined();
    const add = jest.spyOn(languages, 'addResourceBundle');
    await loadLanguage(languages, 'en');
    expect(add).not.toHaveBeenCalled();
  });
});
