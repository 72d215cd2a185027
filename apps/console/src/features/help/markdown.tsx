import type { ReactNode } from 'react';
import ReactMarkdown from 'react-markdown';
import { type ArticleNumber, articleAt } from './article';

/** Leads to another article. */
export type ArticleLink = (props: { readonly number: ArticleNumber; readonly children: ReactNode }) => ReactNode;

interface MarkdownProps {
  readonly text: string;
  readonly articleLink: ArticleLink;
}

/** The text of an article. Links lead to other articles by the names of their files, as they do in the repository. */
export function Markdown({ text, articleLink: Linked }: MarkdownProps) {
  return (
    <ReactMarkdown
      components={{
        a: ({ href = '', children }) => {
          const number = articleAt(href);
          return number === undefined ? <a href={href}>{children}</a> : <Linked number={number}>{children}</Linked>;
        },
      }}
    >
      {text}
    </ReactMarkdown>
  );
}
