// Reads out of the sources with which codes an operation of the API can refuse: what its handler throws, and what the methods
// it calls say they throw (`@throws {SomeError | OtherError}`, `@throws as \`method\``, `@throws what \`Class.method\` refuses`).
import ts from 'typescript';
import { documentedErrors } from './documented-errors.mjs';
import { sourceFiles, textOf } from './tree.mjs';

const commonFile = 'apps/api/src/documentation/problem-responses.ts';

/** Codes that stand under their status wherever it applies, so that no operation needs to name them. */
export const commonCodes = () =>
  new Set([...textOf(commonFile).matchAll(/'([a-z][a-z-]*\.[a-z][a-z-]*)'/g)].map(([, code]) => code));

/**
 * The operations of the API, each with the codes it declares by `@Refuses` and those that were found.
 *
 * @returns {readonly {operationId: string, file: string, declared: readonly string[], found: readonly string[]}[]}
 */
export function refusalsOfOperations() {
  const files = [...sourceFiles('libs'), ...sourceFiles('apps')].filter(
    (file) => file.endsWith('.ts') && !file.endsWith('.spec.ts'),
  );
  const codes = new Map(documentedErrors(files).errors.map(({ name, code }) => [name, code]));
  const trees = files.map((file) => [file, ts.createSourceFile(file, textOf(file), ts.ScriptTarget.Latest, true)]);
  const classes = new Map();
  for (const [file, tree] of trees)
    for (const statement of tree.statements)
      if (ts.isClassDeclaration(statement) && statement.name) classes.set(statement.name.text, { file, statement });
  const functions = new Map(
    trees.flatMap(([, tree]) =>
      tree.statements.filter(ts.isFunctionDeclaration).map((declared) => [declared.name?.text, declared]),
    ),
  );

  return [...classes.values()]
    .filter(({ file }) => file.endsWith('.controller.ts'))
    .flatMap(({ file, statement }) =>
      statement.members.filter(ts.isMethodDeclaration).flatMap((handler) => {
        const operationId = argumentsOf(handler, 'Operation')[0];
        if (operationId === undefined) return [];
        const declared = argumentsOf(handler, 'Refuses');
        return [{ operationId, file, declared, found: [...thrownBy(statement, handler)].sort() }];
      }),
    );

  /** What a handler throws by itself or by a method or function it calls. */
  function thrownBy(owner, handler, seen = new Set()) {
    const thrown = new Set();
    const types = partsOf(owner);
    const visit = (node) => {
      if (ts.isNewExpression(node)) note(thrown, node.expression.getText());
      if (ts.isCallExpression(node)) {
        const callee = node.expression;
        if (ts.isIdentifier(callee)) addAll(thrown, promisedBy(undefined, functions.get(callee.text), seen));
        else if (ts.isPropertyAccessExpression(callee)) {
          const on = callee.expression.getText().replace(/^this\./, '');
          const name = callee.name.text;
          if (on === 'this') {
            const own = methodOf(owner, name);
            if (own && !seen.has(own)) addAll(thrown, thrownBy(owner, own, new Set([...seen, own])));
          } else addAll(thrown, promised(types.get(on), name, seen));
        }
      }
      ts.forEachChild(node, visit);
    };
    if (handler.body) visit(handler.body);
    return thrown;
  }

  /** What a method says it throws, as its class or an ancestor has it. */
  function promised(className, name, seen) {
    const found = classes.get(className);
    if (!found) return new Set();
    const method = methodOf(found.statement, name);
    const parent = found.statement.heritageClauses?.[0]?.types[0]?.expression.getText();
    return method ? promisedBy(className, method, seen) : promised(parent, name, seen);
  }

  function promisedBy(className, declaration, seen) {
    const thrown = new Set();
    if (!declaration || seen.has(declaration)) return thrown;
    const within = new Set([...seen, declaration]);
    for (const line of docstringOf(declaration).split('@throws').slice(1)) {
      const [, listed] = /^\s*\{([^}]*)\}/.exec(line) ?? [];
      if (listed !== undefined) {
        for (const name of listed.split('|')) note(thrown, name.trim());
        continue;
      }
      for (const [, on, name] of line.matchAll(/`(?:(\w+)\.)?(\w+)`/g))
        addAll(
          thrown,
          on || className
            ? promised(on ?? className, name, within)
            : promisedBy(undefined, functions.get(name), within),
        );
    }
    return thrown;
  }

  function note(thrown, errorName) {
    const code = codes.get(errorName);
    if (code !== undefined) thrown.add(code);
  }
}

function docstringOf(declaration) {
  return ts
    .getJSDocCommentsAndTags(declaration)
    .filter(ts.isJSDoc)
    .map((comment) => comment.getText())
    .join('\n');
}

/** Parts of a class by the name of their field, with the name of their class. */
function partsOf(statement) {
  const built = statement.members.find(ts.isConstructorDeclaration)?.parameters ?? [];
  return new Map(built.map((parameter) => [parameter.name.getText(), parameter.type?.getText()]));
}

const methodOf = (statement, name) =>
  statement.members.find((member) => ts.isMethodDeclaration(member) && member.name.getText() === name);

/** The literal arguments of a decorator; empty when it is not there. */
function argumentsOf(declaration, name) {
  return (ts.getDecorators(declaration) ?? [])
    .map(({ expression }) => expression)
    .filter((call) => ts.isCallExpression(call) && call.expression.getText() === name)
    .flatMap((call) => call.arguments.filter(ts.isStringLiteralLike).map(({ text }) => text));
}

function addAll(set, others) {
  for (const other of others) set.add(other);
}
