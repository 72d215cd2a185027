export { HelpStore } from './articles/help.store.js';
export { type ArticleOpinions, HelpArticles, type HelpComment, type HelpRating } from './articles/help-articles.js';
