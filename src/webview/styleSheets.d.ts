/** A style sheet imported for its effect: esbuild gathers them into the bundle's own. */
declare module '*.css';
