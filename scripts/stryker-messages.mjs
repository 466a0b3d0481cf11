// A plugin of Stryker that leaves sentences alone. Tests hold an error to its code, its paths and its figures; that
// another wording would pass is intended. A string with a space between two words is a sentence: no key, code or
// kind has one. Nor can a test see the code of a schema's own fault: the compiler demands this one word.
const sentence = /[a-z"}`,:] [a-z]{2,}|[a-z]{2,}[,:]? ["$`]/i;

/** The words of a string or template literal, without what a template puts between them. */
function words({ type, value, quasis }) {
  if (type === 'StringLiteral') return value;
  return type === 'TemplateLiteral' ? quasis.map((part) => part.value.cooked).join('…') : '';
}

export const strykerPlugins = [
  {
    kind: 'Ignore',
    name: 'messages',
    value: {
      shouldIgnore: ({ node }) =>
        sentence.test(words(node)) || words(node) === 'custom'
          ? 'A message: its wording is not held by tests'
          : undefined,
    },
  },
];
