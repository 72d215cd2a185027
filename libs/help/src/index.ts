export { HelpStore } from './articles/help.store.js';
export { HelpArticles, type HelpComment } from './articles/help-articles.js';
