import { parse, type Node } from 'acorn';

/** Names a script uses without declaring them, and the names it declares, wherever in it. */
export function namesOf(code: string): { free: Set<string>; declared: Set<string> } {
  const used = new Set<string>();
  const declared = new Set<string>();
  const visit = (node: Node, isPattern = false): void => {
    if (node.type === 'Identifier' && 'name' in node) (isPattern ? declared : used).add(String(node.name));
    for (const [key, value] of Object.entries(node)) {
      if (isName(node, key)) continue;
      for (const child of Array.isArray(value) ? value : [value]) {
        if (isNode(child)) visit(child, declares(node, key, isPattern));
      }
    }
  };
  visit(parse(code, { ecmaVersion: 2019, sourceType: 'script' }));
  return { free: new Set([...used].filter((name) => !declared.has(name))), declared };
}

/** Keys and labels are no names of anything. */
function isName(node: Node, key: string): boolean {
  const isComputed = 'computed' in node && node.computed === true;
  if (node.type === 'MemberExpression') return key === 'property' && !isComputed;
  if (node.type === 'Property') return key === 'key' && !isComputed;
  return key === 'label' || (node.type === 'MethodDefinition' && key === 'key' && !isComputed);
}

/** Whether what stands there is declared by it: names of variables, functions, classes, parameters and caught errors. */
function declares(node: Node, key: string, isPattern: boolean): boolean {
  const at = `${node.type}.${key}`;
  if (/^(?:VariableDeclarator|FunctionDeclaration|FunctionExpression|ClassDeclaration|ClassExpression)\.id$/.test(at))
    return true;
  if (/^(?:\w*Function\w*\.params|CatchClause\.param)$/.test(at)) return true;
  return (
    isPattern &&
    /^(?:ObjectPattern\.properties|Property\.value|ArrayPattern\.elements|RestElement\.argument|AssignmentPattern\.left)$/.test(
      at,
    )
  );
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}
