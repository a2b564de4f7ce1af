/**
 * A text that a person reads stands in the catalogue (`src/messages`), never bare in a component or a module.
 *
 * Any letter counts where it is certainly read: text of the markup, attributes such as `aria-label`, and the ways by
 * which a module speaks (`tell`, `textContent` …). Elsewhere a string counts that looks like prose: words with a blank
 * between them, a capital followed by small letters, or letters of a script without capitals.
 */

const READ =
  /^(aria-(label|description|placeholder|roledescription|valuetext)|alt|label|placeholder|question|title|yes)$/;
const NEVER_READ = /^(class|pattern|style)$/;
const SPEAKS = new Set([
  "alert",
  "complain",
  "confirm",
  "createTextNode",
  "insertAdjacentText",
  "prompt",
  "setCustomValidity",
  "tell",
]);
const SHOWN = new Set([
  "alt",
  "ariaLabel",
  "innerHTML",
  "innerText",
  "label",
  "placeholder",
  "textContent",
  "title",
]);
const SHOWS = new Set(["Notification", "Option", "Unreadable"]);
const SELECTS = new Set(["closest", "matches", "querySelector", "querySelectorAll"]);
const PRESSED = new Set(["button", "reset", "submit"]);

const LETTER = /\p{L}/u;
const PROSE = /\p{L}\p{M}*\p{P}?\s+\p{P}?\p{L}|(^|[\s“„‚«(:.,;!?…])\p{Lu}\p{M}*\p{Ll}|\p{Lo}/u;
const CLASSES = /^\S*[-:]\S*(\s+\S*[-:]\S*)*$/;

/** @param {string} words */
const isProse = (words) =>
  PROSE.test(words) && /\p{Ll}|\p{Lo}/u.test(words) && (/\p{Lu}/u.test(words) || !CLASSES.test(words));

/** The strings that an expression may come out as. */
function* outcomes(node) {
  switch (node?.type) {
    case "Literal":
      if (typeof node.value === "string") yield [node, node.value];
      return;
    case "TemplateLiteral":
      for (const quasi of node.quasis) yield [quasi, quasi.value.cooked];
      for (const part of node.expressions) yield* outcomes(part);
      return;
    case "ConditionalExpression":
      yield* outcomes(node.consequent);
      yield* outcomes(node.alternate);
      return;
    case "LogicalExpression":
    case "BinaryExpression":
      if (node.type === "BinaryExpression" && node.operator !== "+") return;
      yield* outcomes(node.left);
      yield* outcomes(node.right);
      return;
    case "ArrayExpression":
      for (const each of node.elements) yield* outcomes(each);
      return;
    case "SequenceExpression":
      yield* outcomes(node.expressions.at(-1));
      return;
    case "ChainExpression":
    case "TSAsExpression":
    case "TSNonNullExpression":
    case "TSSatisfiesExpression":
      yield* outcomes(node.expression);
      return;
    case "CallExpression":
      if (node.callee.type === "MemberExpression") yield* outcomes(node.callee.object);
  }
}

/** Strings for the machine: names of types and modules, keys, what something is compared with, what went wrong inside. */
function isForMachine(node) {
  const { parent } = node;
  switch (parent?.type) {
    case "TSLiteralType":
    case "ImportDeclaration":
    case "ExportNamedDeclaration":
    case "ExportAllDeclaration":
    case "ImportExpression":
    case "SwitchCase":
      return true;
    case "Property":
    case "PropertyDefinition":
    case "TSPropertySignature":
      return parent.key === node;
    case "MemberExpression":
      return parent.property === node;
    case "BinaryExpression":
      return parent.operator !== "+";
    case "CallExpression":
      return parent.callee.type === "Super" || SELECTS.has(parent.callee.property?.name);
    case "NewExpression":
      return /Error$/.test(parent.callee.name ?? "");
    default:
      return false;
  }
}

function attributeAround(node) {
  for (let at = node.parent; at; at = at.parent)
    if (at.type === "SvelteAttribute" || at.type === "Program")
      return at.type === "SvelteAttribute" ? at : null;
  return null;
}

function literalOf(attribute) {
  const [value] = attribute?.value ?? [];
  return value?.type === "SvelteLiteral" ? value.value : null;
}

/** Whether people read the value of an attribute: by its name, or as what stands on a button. */
function isRead({ key, parent }) {
  if (READ.test(key.name)) return true;
  const type = parent?.attributes.find((each) => each.type === "SvelteAttribute" && each.key.name === "type");
  return key.name === "value" && PRESSED.has(literalOf(type));
}

const isComponent = (attribute) => attribute.parent?.parent?.kind === "component";

export default {
  meta: {
    type: "problem",
    docs: { description: "keep texts that people read in the catalogue" },
    messages: { bare: "“{{words}}” is read by people: put it into src/messages, in each language." },
    schema: [],
  },
  create(context) {
    const told = new Set();

    function report(node, words) {
      if (told.has(node)) return;
      told.add(node);
      context.report({ node, messageId: "bare", data: { words: words.trim() } });
    }

    /** `node`: an expression whose outcome is certainly read. */
    function read(node) {
      for (const [at, words] of outcomes(node)) if (LETTER.test(words)) report(at, words);
    }

    function elsewhere(node, words) {
      if (!isProse(words) || isForMachine(node)) return;
      if (!NEVER_READ.test(attributeAround(node)?.key.name ?? "")) report(node, words);
    }

    return {
      SvelteText(node) {
        if (node.parent.type !== "SvelteStyleElement" && LETTER.test(node.value)) report(node, node.value);
      },
      SvelteMustacheTag(node) {
        const { parent } = node;
        if (parent.type !== "SvelteAttribute" || isRead(parent)) read(node.expression);
      },
      SvelteLiteral(node) {
        const { parent, value } = node;
        if (parent.type !== "SvelteAttribute" || NEVER_READ.test(parent.key.name)) return;
        if (isRead(parent) ? LETTER.test(value) : isComponent(parent) && isProse(value)) report(node, value);
      },
      CallExpression({ callee, arguments: given }) {
        const name = callee.property?.name ?? callee.name;
        if (SPEAKS.has(name)) given.forEach(read);
        if (name === "setAttribute" && READ.test(given[0]?.value)) read(given[1]);
      },
      NewExpression({ callee, arguments: given }) {
        if (SHOWS.has(callee.name)) given.forEach(read);
      },
      AssignmentExpression({ left, right }) {
        if (left.type === "MemberExpression" && SHOWN.has(left.property.name)) read(right);
      },
      Literal(node) {
        if (typeof node.value === "string") elsewhere(node, node.value);
      },
      TemplateElement(node) {
        elsewhere(node.parent, node.value.cooked);
      },
    };
  },
};
