/** Above every character a stored text has, in byte order: texts that begin with p lie between p and p + this. */
export const AFTER_ANY = '\u{10FFFF}';
