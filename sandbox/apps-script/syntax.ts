import { parse, type Node } from 'acorn';

const REFUSED: Record<string, string> = {
  PrivateIdentifier: 'private class members (#name)',
  StaticBlock: 'static initialization blocks',
  ImportExpression: 'import()',
};

/**
 * The functions Google finds by name: those declared at the top of the script. One that is only assigned to a variable or a
 * property of the global object is none of them.
 */
export function functionNames(code: string): string[] {
  const { body } = parse(code, { ecmaVersion: 2022, sourceType: 'script' });
  return body.flatMap((node) => (node.type === 'FunctionDeclaration' ? [node.id.name] : []));
}

/**
 * Refuses a script that Google's editor would refuse to save: module syntax, `#private` members and static fields.
 * @throws SyntaxError naming the construct and its line.
 * @see https://developers.google.com/apps-script/guides/v8-runtime
 */
export function checkSyntax(code: string, filename = 'Code.gs'): void {
  const program = parse(code, { ecmaVersion: 2022, sourceType: 'script', locations: true });
  for (const node of nodesOf(program)) {
    const construct = isStaticField(node) ? 'static class fields' : REFUSED[node.type];
    if (!construct) continue;
    const line = node.loc?.start.line ?? 0;
    throw new SyntaxError(`Apps Script does not support ${construct} (line ${line}, file "${filename}")`);
  }
}

function isStaticField(node: Node): boolean {
  return node.type === 'PropertyDefinition' && 'static' in node && node.static === true;
}

function* nodesOf(root: Node): Generator<Node> {
  const open: Node[] = [root];
  for (let node = open.pop(); node; node = open.pop()) {
    yield node;
    for (const child of Object.values(node).flat()) if (isNode(child)) open.push(child);
  }
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}
