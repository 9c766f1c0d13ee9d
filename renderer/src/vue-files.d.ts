/** For tools that read TypeScript without knowing .vue files (type-aware lint); vue-tsc sees the real types. */
declare module '*.vue' {
  import type { DefineComponent } from 'vue';
  const component: DefineComponent;
  export default component;
}
