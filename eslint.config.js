import js from "@eslint/js";
import globals from "globals";

export default [
  js.configs.recommended,
  {
    files: ["bot/web/**/*.js"],
    languageOptions: { ecmaVersion: 2022, globals: globals.browser },
    rules: {
      curly: ["error", "multi-line"],
      eqeqeq: "error",
      "no-var": "error",
      "prefer-const": "error",
      "no-restricted-properties": [
        "error",
        // What is said stays text.
        ...["innerHTML", "outerHTML", "insertAdjacentHTML", "cookie"].map((property) => ({ property })),
        { object: "document", property: "write" },
      ],
    },
  },
  { ignores: [".venv/", "var/"] },
];
