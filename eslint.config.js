// What tsc cannot see: dangerous ways to write HTML or run text, and functions that grow too long.
import js from "@eslint/js";
import globals from "globals";

const markup = "Markup from a string runs what it holds: use DOMParser, <template> or textContent.";

export default [
  { ignores: ["node_modules/", ".venv/", "var/", "docs/"] },
  js.configs.recommended,
  {
    languageOptions: { ecmaVersion: "latest", sourceType: "module" },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      "no-eval": "error",
      "no-implied-eval": "error",
      "no-new-func": "error",
      "no-script-url": "error",
      "no-restricted-properties": [
        "error",
        ...["innerHTML", "outerHTML", "insertAdjacentHTML", "setHTMLUnsafe", "srcdoc"].map(
          (property) => ({ property, message: markup }),
        ),
        { object: "document", property: "write", message: markup },
        { property: "createContextualFragment", message: markup },
      ],
      complexity: ["error", 8],
      "max-params": ["error", 6],
      "max-lines": ["error", 300],
      "max-lines-per-function": ["error", { max: 40, skipComments: true, skipBlankLines: true }],
      eqeqeq: "error",
      "no-var": "error",
      "prefer-const": "error",
      "no-console": "error",
      "no-unused-vars": ["error", { argsIgnorePattern: "^_" }],
    },
  },
  {
    files: ["annotations/static/**/*.js"],
    languageOptions: { globals: globals.browser },
  },
  {
    files: ["tests/js/**/*.js", "benchmarks/**/*.js", "eslint.config.js"],
    languageOptions: { globals: { ...globals.browser, ...globals.node } },
  },
];
