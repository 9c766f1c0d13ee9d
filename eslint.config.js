import js from '@eslint/js';
import prettier from 'eslint-config-prettier';
import vue from 'eslint-plugin-vue';
import tseslint from 'typescript-eslint';

/** Import rules of the house: who may know whom. tests/unit/architecture.test.ts proves the same. */
const onlyFrom = (files, patterns) => ({
  files,
  rules: { 'no-restricted-imports': ['error', { patterns }] },
});
const never = (group, message) => ({ group, message });

/**
 * `npm test` looks here at .vue and .mjs alone; .ts is checked, with types, by oxlint (.oxlintrc.json,
 * docs/decisions/0039). `npm run check:deep` has every rule for every file, and takes minutes.
 */
const withTypes = process.env['LINT_TYPES'] === '1';

export default tseslint.config(
  {
    ignores: [
      'out/',
      'data/',
      'dist/',
      'test-results/',
      'playwright-report/',
      'screenshots/',
      ...(withTypes ? [] : ['**/*.ts']),
    ],
  },
  js.configs.recommended,
  ...tseslint.configs.strictTypeChecked,
  ...vue.configs['flat/recommended'],
  {
    languageOptions: {
      parserOptions: withTypes
        ? {
            project: ['./tsconfig.node.json', './tsconfig.web.json'],
            tsconfigRootDir: import.meta.dirname,
            extraFileExtensions: ['.vue'],
          }
        : {},
    },
  },
  // What is disabled for a rule that is asked elsewhere looks useless here.
  { linterOptions: { reportUnusedDisableDirectives: withTypes ? 'warn' : 'off' } },
  {
    files: ['**/*.vue'],
    languageOptions: { parserOptions: { parser: tseslint.parser } },
    rules: {
      'vue/block-lang': ['error', { script: { lang: 'ts' } }],
      'vue/component-api-style': ['error', ['script-setup']],
      'vue/no-v-html': 'error',
      // Optional props are told by their types; the type-aware rules refuse a useless `= undefined`.
      'vue/require-default-prop': 'off',
      // The compiler knows when a switch over a closed list is whole; this rule does not.
      'vue/return-in-computed-property': 'off',
      'no-undef': 'off',
    },
  },
  {
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      // Code points are what names, FINs and codes are checked by.
      '@typescript-eslint/no-misused-spread': 'off',
      // A name that begins with "_" says that the value is there and not wanted.
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', destructuredArrayIgnorePattern: '^_' },
      ],
      'no-empty': ['error', { allowEmptyCatch: false }],
      'no-undef': 'off',
    },
  },
  withTypes ? {} : tseslint.configs.disableTypeChecked,
  onlyFrom(
    ['contract/**/*.ts'],
    [
      never(
        ['node:*', 'electron', 'vue', '**/electron/**', '**/renderer/**', '**/portal/**'],
        'contract knows only itself',
      ),
    ],
  ),
  onlyFrom(
    ['electron/core/**/*.ts'],
    [
      never(
        ['electron', 'vue', '**/hosts/**', '**/renderer/**', '**/portal/**'],
        'the core is plain Node',
      ),
    ],
  ),
  onlyFrom(
    ['renderer/**/*.{ts,vue}'],
    [
      never(
        ['node:*', 'electron', '**/electron/**', '**/portal/**'],
        'the screen reaches the core through the contract',
      ),
    ],
  ),
  onlyFrom(
    ['portal/**/*.{ts,vue}'],
    [never(['electron', '**/electron/**'], 'the portal knows the kiosk by the contract alone')],
  ),
  {
    files: ['tests/**/*.ts'],
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      // Playwright reads the names of a fixture's parameters from the pattern, also when there are none.
      'no-empty-pattern': ['error', { allowObjectPatternsAsParameters: true }],
    },
  },
  { files: ['**/*.{js,mjs}'], ...tseslint.configs.disableTypeChecked },
  prettier,
);
