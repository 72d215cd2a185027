// Holds that no constructor of a library takes more than five parts, or hides parts in a bag: a parameter that is an object or a Pick<…> of parts.
import ts from 'typescript';
import { sourceFiles, textOf } from './lib/tree.mjs';

const LIMIT = 5;

const files = sourceFiles('libs').filter((path) => path.endsWith('.ts') && !path.endsWith('.spec.ts'));
const trees = new Map(
  files.map((path) => [path, ts.createSourceFile(path, textOf(path), ts.ScriptTarget.Latest, true)]),
);

/** Classes whose instances are values of the field, as plain as a date: whoever takes a record with one takes no part. */
const values = new Set(['Certificate', 'CertificateProfile', 'CertificateSubject']);

/** Names of all other classes of the libraries, and of the interfaces and aliases that only put parts together. */
const classes = new Set();
const bags = new Map();
for (const tree of trees.values()) {
  for (const statement of tree.statements) {
    if (ts.isClassDeclaration(statement) && statement.name && !values.has(statement.name.text))
      classes.add(statement.name.text);
    if (ts.isInterfaceDeclaration(statement)) bags.set(statement.name.text, statement.members);
    if (ts.isTypeAliasDeclaration(statement) && ts.isTypeLiteralNode(statement.type))
      bags.set(statement.name.text, statement.type.members);
  }
}

const nameOf = (type) => (type && ts.isTypeReferenceNode(type) ? type.typeName.getText() : undefined);
const hasPart = (members) =>
  members.some((member) => ts.isPropertySignature(member) && classes.has(nameOf(member.type)));

/** Whether a parameter of this type brings instances of classes that its own name does not tell. */
function isBag(type) {
  if (!type) return false;
  if (ts.isIntersectionTypeNode(type)) return type.types.some(isBag);
  if (ts.isTypeLiteralNode(type)) return hasPart(type.members);
  const name = nameOf(type);
  if (name === undefined || classes.has(name)) return false;
  if (name === 'Pick' || name === 'Omit') {
    const of = type.typeArguments?.[0];
    return isBag(of) || classes.has(nameOf(of));
  }
  return hasPart(bags.get(name) ?? []);
}

/** Each constructor that breaks the rule, with what it breaks. */
function* faultsIn(path, tree) {
  for (const statement of tree.statements) {
    if (!ts.isClassDeclaration(statement)) continue;
    const made = statement.members.find(ts.isConstructorDeclaration);
    if (!made) continue;
    const place = `${path}: ${statement.name?.text ?? 'a class'}`;
    if (made.parameters.length > LIMIT)
      yield `${place} takes ${made.parameters.length} parts, the limit is ${LIMIT}: find the two classes.`;
    for (const { name, type } of made.parameters)
      if (isBag(type)) yield `${place} hides parts in ${name.getText()}: name each, or find the two classes.`;
  }
}

const found = [...trees].flatMap(([path, tree]) => [...faultsIn(path, tree)]);
if (found.length > 0) {
  console.error(found.join('\n'));
  process.exit(1);
}
