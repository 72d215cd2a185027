// Reads error classes out of the sources: what they say about themselves is what docs/errors.md says.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { root } from './tree.mjs';

const CODE = /^[a-z][a-z0-9-]*\.[a-z][a-z0-9-]*$/;
const statusFile = 'apps/api/src/problems/failure-status.ts';

/**
 * All concrete subclasses of DomainError in these files, by code, and what is wrong with any of them.
 *
 * @param {readonly string[]} files from the top of the tree
 */
export function documentedErrors(files) {
  const classes = files.flatMap((file) => classesIn(parse(file), file));
  const parents = new Map(classes.map(({ name, parent }) => [name, parent]));
  const isDomainError = (name) => name === 'DomainError' || (parents.has(name) && isDomainError(parents.get(name)));
  const concrete = classes.filter(({ abstract, parent }) => !abstract && isDomainError(parent));
  const statuses = statusesOfKinds();
  const errors = concrete
    .map((found) => ({ ...found, status: found.status ?? statuses.get(found.kind) }))
    .sort((a, b) => (a.code < b.code ? -1 : 1));
  return { errors, faults: [...faultsOf(errors), ...deadAmong(errors, files)] };
}

/** A code that nothing throws is a promise nobody keeps. */
function deadAmong(errors, files) {
  const made = new Set();
  for (const file of files.filter((path) => path.endsWith('.ts')))
    for (const [, name] of readFileSync(join(root, file), 'utf8').matchAll(/\bnew (\w+)\(/g)) made.add(name);
  return errors.filter(({ name }) => !made.has(name)).map(({ name, file }) => `${name} in ${file}: nothing throws it`);
}

function faultsOf(errors) {
  const faults = [];
  for (const { name, file, code, kind, status, meaning } of errors) {
    if (!CODE.test(code)) faults.push(`${name} in ${file}: its code must be a literal such as 'identity.email-taken'`);
    if (!kind) faults.push(`${name} in ${file}: its kind must be a literal`);
    if (kind && !status) faults.push(`${name} in ${file}: kind ${kind} has no HTTP status in ${statusFile}`);
    if (!meaning) faults.push(`${name} in ${file}: it has no docstring`);
    const twins = errors.filter((other) => other.code === code && other.name !== name);
    for (const twin of twins) faults.push(`${name} in ${file}: ${twin.name} in ${twin.file} has the same code ${code}`);
  }
  return faults;
}

function parse(file) {
  const text = readFileSync(join(root, file), 'utf8');
  return ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
}

function classesIn(source, file) {
  return source.statements.filter(ts.isClassDeclaration).map((declaration) => ({
    name: declaration.name?.text ?? '',
    file,
    parent: parentOf(declaration),
    abstract: ts.getModifiers(declaration)?.some(({ kind }) => kind === ts.SyntaxKind.AbstractKeyword) ?? false,
    code: literalOf(declaration, 'code') ?? '',
    kind: literalOf(declaration, 'kind'),
    status: literalOf(declaration, 'status'),
    meaning: firstParagraphOf(declaration),
  }));
}

function parentOf(declaration) {
  const clause = declaration.heritageClauses?.find(({ token }) => token === ts.SyntaxKind.ExtendsKeyword);
  return clause?.types[0]?.expression.getText() ?? '';
}

/** The literal a class gives to one of its properties. */
function literalOf(declaration, name) {
  const property = declaration.members.find(
    (member) => ts.isPropertyDeclaration(member) && member.name.getText() === name,
  );
  const value = property?.initializer;
  return value && ts.isLiteralExpression(value) ? value.text : undefined;
}

function firstParagraphOf(declaration) {
  const [docstring] = ts.getJSDocCommentsAndTags(declaration);
  const text = ts.getTextOfJSDocComment(docstring?.comment) ?? '';
  return text
    .split(/\n\s*\n/, 1)[0]
    ?.replaceAll(/\s*\n\s*/g, ' ')
    .trim();
}

/** The api's own table from kind to status. */
function statusesOfKinds() {
  const statuses = new Map();
  const visit = (node) => {
    if (ts.isPropertyAssignment(node) && ts.isNumericLiteral(node.initializer))
      statuses.set(node.name.text, node.initializer.text);
    ts.forEachChild(node, visit);
  };
  visit(parse(statusFile));
  return statuses;
}
